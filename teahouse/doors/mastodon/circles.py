"""Circles: private lists of friends, as Fedibird and kmyblue serve them. Nobody else learns that they exist."""

from __future__ import annotations

import msgspec

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_house as h
from teahouse.doors.mastodon.present import present_statuses
from teahouse.doors.mastodon.present_people import answer_rows, cursor_of, known_account
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.people import Circle, CircleKind

routes = Routes()
READ, WRITE = "read:lists", "write:lists"


class TitleForm(msgspec.Struct):
    """A circle's name."""

    title: str = ""


class MembersForm(msgspec.Struct):
    """Who is put in or taken out."""

    account_ids: list[Id] = []


class DeleteForm(msgspec.Struct):
    """Whether the owner was warned."""

    confirm: bool = False


def _shown(circle: Circle) -> h.Circle:
    return h.Circle(str(circle.id), circle.title)


def _own(tx: ReadTx, owner: int, circle_id: int) -> Circle:
    """One of the owner's circles; a reading list is none."""
    circle = people.fetch_circle(tx, owner, circle_id)
    if circle.kind != CircleKind.CIRCLE:
        raise NotFound
    return circle


def _circles(rows: list[Circle]) -> list[h.Circle]:
    return [_shown(circle) for circle in rows if circle.kind == CircleKind.CIRCLE]


@routes.get("/api/v1/circles", scope=READ)
def show_all(tx: ReadTx, call: Call) -> list[h.Circle]:
    """All of one's circles, oldest first."""
    return _circles(people.fetch_circles(tx, call.actor_id))


@routes.post("/api/v1/circles", scope=WRITE)
def create(tx: WriteTx, call: Call, body: TitleForm) -> h.Circle:
    """Make a circle, empty."""
    return _shown(people.create_circle(tx, actor_of(tx, call), body.title))


@routes.get("/api/v1/circles/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> h.Circle:
    """One circle."""
    return _shown(_own(tx, call.actor_id, id))


@routes.put("/api/v1/circles/{id}", scope=WRITE)
def rename(tx: WriteTx, call: Call, id: Id, body: TitleForm) -> h.Circle:
    """Give it another name."""
    circle = _own(tx, call.actor_id, id)
    return _shown(people.change_circle(tx, circle.owner_id, circle.id, title=body.title))


@routes.delete("/api/v1/circles/{id}", scope=WRITE)
def delete(tx: WriteTx, call: Call, id: Id, body: DeleteForm) -> e.Empty:
    """Delete it. Where posts are hidden from it, the answer is a warning unless `confirm=true` is sent."""
    circle = _own(tx, call.actor_id, id)
    moments.delete_circle(tx, circle.owner_id, circle.id, confirmed=body.confirm)
    return e.Empty()


@routes.get("/api/v1/circles/{id}/accounts", scope=READ)
def members(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Account]:
    """Who is in it, as far as they are friends today; `limit=0` shows all."""
    me = actor_of(tx, call)
    circle, at = _own(tx, me.id, id), cursor_of(query, whole=True)
    return answer_rows(tx, call, me.id, people.page_members(tx, me, circle.id, at), at)


@routes.post("/api/v1/circles/{id}/accounts", scope=WRITE)
def add(tx: WriteTx, call: Call, id: Id, body: MembersForm) -> e.Empty:
    """Put friends in: all of them or, where one cannot be, none."""
    me = actor_of(tx, call)
    circle = _own(tx, me.id, id)
    for account_id in body.account_ids:
        known_account(tx, account_id)
    try:
        people.add_members(tx, me, circle.id, list(dict.fromkeys(body.account_ids)))
    except NotFound:
        raise Invalid("account_ids", "ERR_INVALID", "must be friends of yours") from None
    return e.Empty()


@routes.delete("/api/v1/circles/{id}/accounts", scope=WRITE)
def drop(tx: WriteTx, call: Call, id: Id, body: MembersForm) -> e.Empty:
    """Take people out."""
    circle = _own(tx, call.actor_id, id)
    people.drop_members(tx, circle.owner_id, circle.id, body.account_ids)
    return e.Empty()


@routes.get("/api/v1/circles/{id}/statuses", scope=READ)
def statuses(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Status]:
    """One's own posts to it."""
    circle = _own(tx, call.actor_id, id)
    at = moments.Stretch(query.max_id, query.since_id, query.min_id, query.size())
    page = moments.page_shown_to_circle(tx, circle.owner_id, circle.id, at)
    call.link(page.first, page.last, more=page.full)
    return present_statuses(tx, circle.owner_id, page.ids)


@routes.get("/api/v1/accounts/{id}/circles", scope=READ)
def circles_with(tx: ReadTx, call: Call, id: Id) -> list[h.Circle]:
    """One's circles that hold this account."""
    return _circles(people.fetch_circles_with(tx, call.actor_id, known_account(tx, id).id))
