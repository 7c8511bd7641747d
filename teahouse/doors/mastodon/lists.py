"""Lists to read by. Every circle and every group is shown as one too, under its own id, so that any client can read it.

A circle is made and deleted by its own routes only: deleting one may close posts, which no list does. So are groups,
and nobody is put into one.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_house as h
from teahouse.doors.mastodon.circles import MembersForm
from teahouse.doors.mastodon.present_people import answer_rows, cursor_of, known_account
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound, Refusal
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.people import Circle, CircleKind

routes = Routes()
READ, WRITE = "read:lists", "write:lists"
RepliesPolicy = Literal["followed", "list", "none"]


class ListForm(msgspec.Struct):
    """A new list."""

    title: str = ""
    replies_policy: RepliesPolicy = "list"
    exclusive: bool = False


class ChangeForm(msgspec.Struct):
    """What is to change; what is left out stays."""

    title: str | None = None
    replies_policy: RepliesPolicy | None = None
    exclusive: bool | None = None


def _shown(circle: Circle) -> h.List:
    return h.List(str(circle.id), circle.title, circle.replies_policy, bool(circle.exclusive))


def _group(group: people.groups.Group) -> h.List:
    return h.List(str(group.id), group.display_name, "list", exclusive=False)


def _own(tx: ReadTx, me: int, list_id: int) -> Circle:
    """One of one's circles or lists; a group is refused, with the way to go."""
    try:
        return people.fetch_circle(tx, me, list_id)
    except NotFound:
        people.groups.fetch_group(tx, me, list_id)
    raise Refusal(
        f"This list is a group that you are in. Its owner changes it by PUT /api/v1/groups/{list_id}, people come in "
        f"by a link, and to leave it, send POST /api/v1/groups/{list_id}/leave",
        code="is_group",
        status=422,
    )


@routes.get("/api/v1/lists", scope=READ)
def show_all(tx: ReadTx, call: Call) -> list[h.List]:
    """All of one's lists and circles, oldest first, then the groups that one is in."""
    me = call.actor_id
    own = [_shown(circle) for circle in people.fetch_circles(tx, me)]
    return own + [_group(group) for group in people.groups.fetch_groups(tx, me)]


@routes.post("/api/v1/lists", scope=WRITE)
def create(tx: WriteTx, call: Call, body: ListForm) -> h.List:
    """Make a reading list, empty."""
    made = people.create_circle(
        tx,
        actor_of(tx, call),
        body.title,
        CircleKind.READING,
        replies_policy=body.replies_policy,
        exclusive=body.exclusive,
    )
    return _shown(made)


@routes.get("/api/v1/lists/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> h.List:
    """One list, circle or group."""
    try:
        return _shown(people.fetch_circle(tx, call.actor_id, id))
    except NotFound:
        return _group(people.groups.fetch_group(tx, call.actor_id, id))


@routes.put("/api/v1/lists/{id}", scope=WRITE)
def change(tx: WriteTx, call: Call, id: Id, body: ChangeForm) -> h.List:
    """Rename it (a circle too), or change how it reads; a group is not changed as a list."""
    _own(tx, call.actor_id, id)
    changed = people.change_circle(
        tx,
        call.actor_id,
        id,
        title=body.title,
        replies_policy=body.replies_policy,
        exclusive=body.exclusive,
    )
    return _shown(changed)


@routes.delete("/api/v1/lists/{id}", scope=WRITE)
def delete(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Delete a reading list; a circle is not deleted as a list, nor a group left."""
    me = call.actor_id
    if _own(tx, me, id).kind == CircleKind.CIRCLE:
        raise Refusal(
            f"This list is one of your circles, and posts may be shown to it or hidden from it. "
            f"To delete it, send DELETE /api/v1/circles/{id}",
            code="is_circle",
            status=422,
        )
    people.delete_circle(tx, me, id)
    return e.Empty()


@routes.get("/api/v1/lists/{id}/accounts", scope=READ)
def members(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Account]:
    """Who is in it; `limit=0` shows all."""
    me, at = actor_of(tx, call), cursor_of(query, whole=True)
    try:
        rows = people.page_members(tx, me, id, at)
    except NotFound:
        members = people.groups.page_members(tx, me.id, id, at)
        rows = [people.Listed(member.account_id, member.account_id) for member in members]
    return answer_rows(tx, call, me.id, rows, at)


@routes.post("/api/v1/lists/{id}/accounts", scope=WRITE)
def add(tx: WriteTx, call: Call, id: Id, body: MembersForm) -> e.Empty:
    """Put accounts in that one follows (into a circle: friends); all of them, or none and 404."""
    _own(tx, call.actor_id, id)
    people.add_members(tx, actor_of(tx, call), id, list(dict.fromkeys(body.account_ids)))
    return e.Empty()


@routes.delete("/api/v1/lists/{id}/accounts", scope=WRITE)
def drop(tx: WriteTx, call: Call, id: Id, body: MembersForm) -> e.Empty:
    """Take people out."""
    _own(tx, call.actor_id, id)
    people.drop_members(tx, call.actor_id, id, body.account_ids)
    return e.Empty()


@routes.get("/api/v1/accounts/{id}/lists", scope=READ)
def lists_with(tx: ReadTx, call: Call, id: Id) -> list[h.List]:
    """One's lists and circles that hold this account, and the groups that both are in."""
    me, other = call.actor_id, known_account(tx, id).id
    found = [_shown(circle) for circle in people.fetch_circles_with(tx, me, other)]
    return found + [_group(group) for group in people.groups.fetch_groups_with(tx, me, other)]
