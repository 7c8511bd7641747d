"""Lists to read by. Every circle is shown as one too, under its own id, so that any client can keep its members.

A circle is made and deleted by its own routes only: deleting one may close posts, which no list does.
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
from teahouse.kit.errors import Refusal
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


@routes.get("/api/v1/lists", scope=READ)
def show_all(tx: ReadTx, call: Call) -> list[h.List]:
    """All of one's lists and circles, oldest first."""
    return [_shown(circle) for circle in people.fetch_circles(tx, call.actor_id)]


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
    """One list or circle."""
    return _shown(people.fetch_circle(tx, call.actor_id, id))


@routes.put("/api/v1/lists/{id}", scope=WRITE)
def change(tx: WriteTx, call: Call, id: Id, body: ChangeForm) -> h.List:
    """Rename it (a circle too), or change how it reads."""
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
    """Delete a reading list; a circle is not deleted as a list."""
    me = call.actor_id
    if people.fetch_circle(tx, me, id).kind == CircleKind.CIRCLE:
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
    return answer_rows(tx, call, me.id, people.page_members(tx, me, id, at), at)


@routes.post("/api/v1/lists/{id}/accounts", scope=WRITE)
def add(tx: WriteTx, call: Call, id: Id, body: MembersForm) -> e.Empty:
    """Put accounts in that one follows (into a circle: friends); all of them, or none and 404."""
    people.add_members(tx, actor_of(tx, call), id, list(dict.fromkeys(body.account_ids)))
    return e.Empty()


@routes.delete("/api/v1/lists/{id}/accounts", scope=WRITE)
def drop(tx: WriteTx, call: Call, id: Id, body: MembersForm) -> e.Empty:
    """Take people out."""
    people.drop_members(tx, call.actor_id, id, body.account_ids)
    return e.Empty()


@routes.get("/api/v1/accounts/{id}/lists", scope=READ)
def lists_with(tx: ReadTx, call: Call, id: Id) -> list[h.List]:
    """One's lists and circles that hold this account."""
    found = people.fetch_circles_with(tx, call.actor_id, known_account(tx, id).id)
    return [_shown(circle) for circle in found]
