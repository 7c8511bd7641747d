"""Keeping a group on the pages: its members and who asks, its links with their pictures, its settings, its end."""

from __future__ import annotations

from collections.abc import Callable

import segno
from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.groups import GroupView, fetch_view
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id
from teahouse.people.groups import Changes, Joining, Member, Posting, Role

MOST = 100
_ALL = people.Cursor(limit=10_000)


class Change(Form):
    """What is to become of whom."""

    who: int = 0
    what: str = ""


class Settings(Form):
    """What the room is."""

    name: str = ""
    description: str = ""
    joining: str = ""
    posting: str = ""


class NewLink(Form):
    """How many people a link lets in."""

    max_uses: str = "0"


class MemberView(Struct, frozen=True):
    """A member, as a line, with what may be done about them."""

    person: PersonView
    role: str
    may_remove: bool
    is_helper: bool
    is_owner: bool


class LinkView(Struct, frozen=True):
    """A link, as a line."""

    id: int
    made: str
    said: str
    works: bool


async def show_members(visit: Visit) -> Response:
    """Who is in; for helpers also who asks, and who was sent away."""
    me, group_id = visit.member(), visit.wanted()

    def look(tx: ReadTx) -> tuple[GroupView, list[MemberView], list[PersonView], list[PersonView]]:
        group = fetch_view(tx, visit, group_id)
        rows = people.groups.page_members(tx, me.id, group_id, _ALL)
        mine = next(row.role for row in rows if row.account_id == me.id)
        found = people.fetch_accounts(tx, [row.account_id for row in rows])
        order = sorted(rows, key=lambda row: (-row.role, row.since))
        views = [_member_view(visit, person_view(found[row.account_id]), row, mine) for row in order]
        asking, away = (
            ([], []) if not group.helps else (_waiting(tx, me.id, group_id, removed=r) for r in (False, True))
        )
        return group, views, asking, away

    group, members, asking, away = await visit.read(look)
    return visit.page("group_members.html", group=group, members=members, asking=asking, away=away)


def _member_view(visit: Visit, person: PersonView, row: Member, mine: int) -> MemberView:
    gr = visit.words.grouping
    name = {Role.MEMBER: gr.member, Role.HELPER: gr.helper, Role.OWNER: gr.owner}[Role(row.role)]
    may_remove = people.groups.may_help(mine) and row.role < mine
    return MemberView(person, name, may_remove, row.role == Role.HELPER, row.role == Role.OWNER)


def _waiting(tx: ReadTx, me: int, group_id: int, *, removed: bool) -> list[PersonView]:
    rows = people.groups.page_requests(tx, me, group_id, _ALL, removed=removed)
    found = people.fetch_accounts(tx, [row.account_id for row in rows])
    return [person_view(found[row.account_id]) for row in rows if row.account_id in found]


async def change_member(visit: Visit) -> Response:
    """Let in, turn down, remove, make a helper or a member again, hand over."""
    me, group_id = visit.member(), visit.wanted()
    form = await visit.form(Change)
    acts: dict[str, Callable[[WriteTx], None]] = {
        "accept": lambda tx: people.groups.accept(tx, me.id, group_id, form.who),
        "reject": lambda tx: people.groups.reject(tx, me.id, group_id, form.who),
        "remove": lambda tx: people.groups.remove_member(tx, me.id, group_id, form.who),
        "helper": lambda tx: people.groups.set_role(tx, me.id, group_id, form.who, Role.HELPER),
        "member": lambda tx: people.groups.set_role(tx, me.id, group_id, form.who, Role.MEMBER),
        "owner": lambda tx: people.groups.hand_over(tx, me.id, group_id, form.who),
    }
    if form.what not in acts:
        raise NotFound
    await visit.write(acts[form.what])
    return visit.go(f"/groups/{group_id}/members")


async def show_settings(visit: Visit) -> Response:
    """The room's name, its ways in, and its end."""
    return await _settings_page(visit, None, {})


async def _settings_page(visit: Visit, form: Settings | None, faults: dict[str, str]) -> Response:
    group_id = visit.wanted()
    group = await visit.read(lambda tx: fetch_view(tx, visit, group_id))
    if not group.owns:
        raise NotFound
    form = form or Settings("", group.name, group.note, group.joining, group.posting)
    status = 422 if faults else 200
    return visit.page("group_settings.html", status=status, group=group, form=form, faults=faults)


async def save_settings(visit: Visit) -> Response:
    """Change what the room is."""
    me, group_id = visit.member(), visit.wanted()
    form = await visit.form(Settings)
    joining, posting = form.joining.upper(), form.posting.upper()
    if joining not in Joining.__members__ or posting not in Posting.__members__:
        raise NotFound
    changes = Changes(form.name, form.description, Joining[joining], Posting[posting])
    try:
        await visit.write(lambda tx: people.groups.change_group(tx, me.id, group_id, changes))
    except Invalid as refusal:
        return await _settings_page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.done(f"/groups/{group_id}", "saved")


async def show_links(visit: Visit) -> Response:
    """The group's links, without their codes."""
    return await _links_page(visit, NewLink(), {}, "")


async def _links_page(visit: Visit, form: NewLink, faults: dict[str, str], code: str) -> Response:
    me, group_id = visit.member(), visit.wanted()

    def look(tx: ReadTx) -> tuple[GroupView, list[LinkView]]:
        rows = people.groups.page_links(tx, me.id, group_id, limit=MOST)
        ids = {row.maker_id for row in rows}
        found, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, me.id, list(ids))
        names = {one: person_view(account, remarks.get(one, "")).name for one, account in found.items()}
        views = [_link_view(visit, row, names.get(row.maker_id, "–"), tx.now) for row in rows]
        return fetch_view(tx, visit, group_id), views

    group, links = await visit.read(look)
    url = f"{visit.house.settings.origin}/join/{code}" if code else ""
    picture = segno.make(url, micro=False).svg_inline(scale=6, border=3, light="white") if url else ""
    return visit.page(
        "group_links.html",
        status=422 if faults else 200,
        group=group,
        links=links,
        form=form,
        faults=faults,
        url=url,
        picture=picture,
    )


def _link_view(visit: Visit, link: people.groups.Link, maker: str, now: int) -> LinkView:
    gr = visit.words.grouping
    spent = link.max_uses and link.uses >= link.max_uses
    works = not (link.revoked or spent or (link.expires_at is not None and link.expires_at <= now))
    said = gr.link_state.format(n=link.uses)
    made = gr.link_by.format(name=maker, when=said_when(visit.words, link.created_at, now, visit.zone))
    return LinkView(link.id, made, said if works else f"{said} · {gr.link_ended}", works)


async def make_link(visit: Visit) -> Response:
    """A new link, shown this once, with a picture for those who stand beside one."""
    me, group_id = visit.member(), visit.wanted()
    form = await visit.form(NewLink)
    uses = (
        int(form.max_uses) if form.max_uses.isascii() and form.max_uses.isdecimal() and len(form.max_uses) < 5 else -1
    )
    try:
        _, code = await visit.write(lambda tx: people.groups.make_link(tx, me.id, group_id, max_uses=uses))
    except Invalid as refusal:
        return await _links_page(visit, form, in_words(visit.words, refusal.details or {}), "")
    return await _links_page(visit, NewLink(), {}, code)


async def revoke_link(visit: Visit) -> Response:
    """A link that lets in nobody any more."""
    me, group_id, link_id = visit.member(), visit.wanted(), parse_id(visit.parameter("link"))
    await visit.form(Form)
    await visit.write(lambda tx: people.groups.revoke_link(tx, me.id, group_id, link_id or 0))
    return visit.go(f"/groups/{group_id}/links")


async def leave(visit: Visit) -> Response:
    """Go."""
    me, group_id = visit.member(), visit.wanted()
    await visit.form(Form)
    await visit.write(lambda tx: people.groups.leave(tx, me.id, group_id))
    return visit.done("/groups", "left")


async def close(visit: Visit) -> Response:
    """Close it for good; the page has warned its owner."""
    me, group_id = visit.member(), visit.wanted()
    await visit.form(Form)
    await visit.write(lambda tx: moments.close_group(tx, me.id, group_id, confirmed=True))
    return visit.done("/groups", "closed")
