"""Groups: shared rooms, to make, to come into and to leave. To whoever is not in one it is not there.

What is said in a group is read as a list (`lists.py`, `timelines.py`) and posted as any status (`aim.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_groups as h
from teahouse.doors.mastodon.present import iso, present_account_list
from teahouse.doors.mastodon.present_people import cursor_of
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.people import groups

routes = Routes()
READ, WRITE = "read:lists", "write:lists"
Joining = Literal["link", "request", "both"]
Posting = Literal["members", "helpers"]


class GroupForm(msgspec.Struct):
    """What a group is; what is left out stays, or begins as `link` and `members`."""

    name: str | None = None
    description: str | None = None
    username: str | None = None
    joining: Joining | None = None
    posting: Posting | None = None


class ConfirmForm(msgspec.Struct):
    """Whether the owner was warned."""

    confirm: bool = False


class MemberForm(msgspec.Struct):
    """Whom it is about."""

    account_id: Id = 0


class RoleForm(msgspec.Struct):
    """What a member is to be."""

    role: Literal["member", "helper"] = "member"


class LinkForm(msgspec.Struct):
    """How often a link may be used (0: any number), and for how many seconds it works (0: until it is revoked)."""

    max_uses: int = 0
    expires_in: int = 0


class CodeForm(msgspec.Struct):
    """The code of a link."""

    code: str = ""


class CodeQuery(msgspec.Struct, frozen=True):
    """The code of a link."""

    code: str = ""


class NameForm(msgspec.Struct):
    """The name of a group that one has heard of."""

    acct: str = ""


class RequestsQuery(Page, frozen=True, kw_only=True):
    """Who asks to be let in; or who was sent away."""

    removed: bool = False


def _changes(body: GroupForm) -> groups.Changes:
    return groups.Changes(
        body.name,
        body.description,
        None if body.joining is None else groups.Joining[body.joining.upper()],
        None if body.posting is None else groups.Posting[body.posting.upper()],
    )


def _shown(tx: ReadTx, rows: Sequence[groups.Group]) -> list[h.Group]:
    counts = groups.count_members(tx, [group.id for group in rows])
    addresses = tx.handed(people.Addresses)
    return [
        h.Group(
            id=str(group.id),
            username=group.username,
            name=group.display_name,
            description=group.note,
            url=addresses.profile(group.username),
            joining=groups.Joining(group.joining).name.lower(),
            posting=groups.Posting(group.posting).name.lower(),
            role=groups.Role(group.role).name.lower(),
            members_count=counts.get(group.id, 0),
            created_at=iso(group.created_at),
        )
        for group in rows
    ]


def _people(tx: ReadTx, call: Call, rows: Sequence[groups.Member], at: people.Cursor) -> list[h.GroupMember]:
    if rows:
        call.link(rows[0].account_id, rows[-1].account_id, more=len(rows) >= at.limit)
    accounts = present_account_list(tx, call.actor_id, [row.account_id for row in rows])
    roles = {role.value: role.name.lower() for role in groups.Role}
    return [
        h.GroupMember(account, roles.get(row.role), iso(row.since)) for row, account in zip(rows, accounts, strict=True)
    ]


def _link(tx: ReadTx, link: groups.Link, code: str | None = None) -> h.GroupLink:
    origin = tx.handed(people.Addresses).origin
    return h.GroupLink(
        id=str(link.id),
        maker_id=str(link.maker_id),
        max_uses=link.max_uses,
        uses=link.uses,
        expires_at=None if link.expires_at is None else iso(link.expires_at),
        revoked=bool(link.revoked),
        created_at=iso(link.created_at),
        code=code,
        url=None if code is None else f"{origin}/join/{code}",
    )


@routes.get("/api/v1/groups", scope=READ)
def show_all(tx: ReadTx, call: Call) -> list[h.Group]:
    """All groups that one is in, oldest first."""
    return _shown(tx, groups.fetch_groups(tx, call.actor_id))


@routes.post("/api/v1/groups", scope=WRITE)
def create(tx: WriteTx, call: Call, body: GroupForm) -> h.Group:
    """Make a group, and own it."""
    made = groups.create_group(tx, actor_of(tx, call), _changes(body), username=body.username)
    return _shown(tx, [made])[0]


@routes.get("/api/v1/groups/preview", scope=READ)
def preview(tx: ReadTx, call: Call, query: CodeQuery) -> h.GroupPreview:
    """Where a link leads: the group's name and how many of one's friends are in it."""
    link = groups.fetch_usable_link(tx, query.code)
    room = None if link is None else groups.fetch_room(tx, link.group_id)
    if link is None or room is None:
        raise NotFound
    friends, admitted = groups.foresee(tx, call.actor_id, room.id)
    return h.GroupPreview(room.display_name, friends, "at once" if admitted else "after a request")


@routes.post("/api/v1/groups/join", scope=WRITE)
def join(tx: WriteTx, call: Call, body: CodeForm) -> h.Joined:
    """Come in by a link: at once, or as a request, as the group has it."""
    me = actor_of(tx, call)
    group_id, admitted = groups.join_by_link(tx, me, body.code)
    return h.Joined(_shown(tx, [groups.fetch_group(tx, me.id, group_id)])[0] if admitted else None)


@routes.post("/api/v1/groups/ask", scope=WRITE)
def ask(tx: WriteTx, call: Call, body: NameForm) -> e.Empty:
    """Ask to be let into the group of this name; the answer is the same whether there is one."""
    groups.ask_to_join(tx, actor_of(tx, call), body.acct, local_host=tx.handed(people.Addresses).local_host)
    return e.Empty()


@routes.get("/api/v1/groups/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> h.Group:
    """One group."""
    return _shown(tx, [groups.fetch_group(tx, call.actor_id, id)])[0]


@routes.put("/api/v1/groups/{id}", scope=WRITE)
def change(tx: WriteTx, call: Call, id: Id, body: GroupForm) -> h.Group:
    """Change what it is; its owner only. Its `username` stays."""
    return _shown(tx, [groups.change_group(tx, call.actor_id, id, _changes(body))])[0]


@routes.delete("/api/v1/groups/{id}", scope=WRITE)
def close(tx: WriteTx, call: Call, id: Id, body: ConfirmForm) -> e.Empty:
    """Close it for good; its owner only. Where posts stand in it, the answer is a warning unless `confirm=true`."""
    moments.close_group(tx, call.actor_id, id, confirmed=body.confirm)
    return e.Empty()


@routes.get("/api/v1/groups/{id}/members", scope=READ)
def members(tx: ReadTx, call: Call, id: Id, query: Page) -> list[h.GroupMember]:
    """Who is in it, with their roles; `limit=0` shows all."""
    at = cursor_of(query, whole=True)
    return _people(tx, call, groups.page_members(tx, call.actor_id, id, at), at)


@routes.get("/api/v1/groups/{id}/strangers", scope=READ)
def strangers(tx: ReadTx, call: Call, id: Id, query: Page) -> list[h.GroupMember]:
    """Members who are neither friends nor asked yet: to go through, person by person, and follow whom one knows."""
    at = cursor_of(query)
    return _people(tx, call, groups.page_strangers(tx, call.actor_id, id, at), at)


@routes.delete("/api/v1/groups/{id}/members/{account_id}", scope=WRITE)
def remove(tx: WriteTx, call: Call, id: Id, account_id: Id) -> e.Empty:
    """Send a member away; no link leads them back until a helper lets them in. Helpers and the owner only."""
    groups.remove_member(tx, call.actor_id, id, account_id)
    return e.Empty()


@routes.post("/api/v1/groups/{id}/members/{account_id}/role", scope=WRITE)
def set_role(tx: WriteTx, call: Call, id: Id, account_id: Id, body: RoleForm) -> e.Empty:
    """Make a member a helper, or a helper a `member`; the owner only."""
    groups.set_role(tx, call.actor_id, id, account_id, groups.Role[body.role.upper()])
    return e.Empty()


@routes.post("/api/v1/groups/{id}/hand_over", scope=WRITE)
def hand_over(tx: WriteTx, call: Call, id: Id, body: MemberForm) -> h.Group:
    """Make the member `account_id` the owner, and oneself a helper; the owner only."""
    groups.hand_over(tx, call.actor_id, id, body.account_id)
    return _shown(tx, [groups.fetch_group(tx, call.actor_id, id)])[0]


@routes.post("/api/v1/groups/{id}/leave", scope=WRITE)
def leave(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Go; what is said there is hidden from that moment on. The owner hands it over first, or closes it."""
    groups.leave(tx, call.actor_id, id)
    return e.Empty()


@routes.get("/api/v1/groups/{id}/requests", scope=READ)
def requests(tx: ReadTx, call: Call, id: Id, query: RequestsQuery) -> list[h.GroupMember]:
    """Who asks to be let in; with `removed=true` who was sent away. Helpers and the owner only."""
    at = cursor_of(query)
    return _people(tx, call, groups.page_requests(tx, call.actor_id, id, at, removed=query.removed), at)


@routes.post("/api/v1/groups/{id}/requests/{account_id}/accept", scope=WRITE)
def accept(tx: WriteTx, call: Call, id: Id, account_id: Id) -> e.Empty:
    """Let in who asks, or who was sent away. Helpers and the owner only."""
    groups.accept(tx, call.actor_id, id, account_id)
    return e.Empty()


@routes.post("/api/v1/groups/{id}/requests/{account_id}/reject", scope=WRITE)
def reject(tx: WriteTx, call: Call, id: Id, account_id: Id) -> e.Empty:
    """Turn a request down; who asked is not told. Helpers and the owner only."""
    groups.reject(tx, call.actor_id, id, account_id)
    return e.Empty()


@routes.get("/api/v1/groups/{id}/links", scope=READ)
def links(tx: ReadTx, call: Call, id: Id, query: Page) -> list[h.GroupLink]:
    """The group's links, newest first, without their codes. Helpers and the owner only."""
    size = query.size()
    rows = groups.page_links(tx, call.actor_id, id, max_id=query.max_id, limit=size)
    if rows:
        call.link(rows[0].id, rows[-1].id, more=len(rows) >= size)
    return [_link(tx, row) for row in rows]


@routes.post("/api/v1/groups/{id}/links", scope=WRITE)
def make_link(tx: WriteTx, call: Call, id: Id, body: LinkForm) -> h.GroupLink:
    """Make a link; its `code` and `url` are in this answer only. Helpers and the owner only."""
    expires_at = tx.now + body.expires_in * 1000 if body.expires_in else None
    return _link(tx, *groups.make_link(tx, call.actor_id, id, max_uses=body.max_uses, expires_at=expires_at))


@routes.delete("/api/v1/groups/{id}/links/{link_id}", scope=WRITE)
def revoke_link(tx: WriteTx, call: Call, id: Id, link_id: Id) -> e.Empty:
    """Have a link let in nobody any more; who came by it stays. Helpers and the owner only."""
    groups.revoke_link(tx, call.actor_id, id, link_id)
    return e.Empty()


@routes.delete("/api/v1/groups/{id}/statuses/{status_id}", scope=WRITE)
def take_away(tx: WriteTx, call: Call, id: Id, status_id: Id) -> e.Empty:
    """Take a post or a comment out of the group; its writer alone still sees it. Helpers and the owner only."""
    moments.take_away(tx, call.actor_id, id, status_id)
    return e.Empty()
