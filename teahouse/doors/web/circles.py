"""The member's circles on the pages: who stands in which; nobody else learns that they exist."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.aim import Room
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id

MOST = people.Cursor(limit=5_000)


class Titled(Form):
    """The name of a circle."""

    title: str = ""


class Chosen(Form):
    """People to add or to take out."""

    people: list[int] = []


class Ticked(Chosen):
    """People who are ticked, and those who were when the page was made, as one text."""

    was: str = ""


class CircleView(Struct, frozen=True):
    """A circle and who may stand in it, each with whether they do; first those who do."""

    id: int
    title: str
    friends: list[tuple[PersonView, bool]]
    size: int
    closes: int
    """So many moments would become the member's alone if it were deleted."""


async def show_circles(visit: Visit) -> Response:
    """All of them."""
    return await _circles_page(visit, Titled(), {})


async def _circles_page(visit: Visit, form: Titled, faults: dict[str, str]) -> Response:
    me = visit.member()

    def look(tx: ReadTx) -> list[Room]:
        sizes = people.count_in_circles(tx, me.id)
        circles = people.fetch_circles(tx, me.id)
        return [Room(c.id, c.title, sizes.get(c.id, 0)) for c in circles if c.kind == people.CircleKind.CIRCLE]

    rooms = await visit.read(look)
    return visit.page("circles.html", status=422 if faults else 200, circles=rooms, form=form, faults=faults)


async def make_circle(visit: Visit) -> Response:
    """A new, empty one."""
    visit.member()
    form = await visit.form(Titled)
    try:
        circle = await visit.write(lambda tx: people.create_circle(tx, visit.actor(tx), form.title))
    except Invalid as refusal:
        return await _circles_page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.go(f"/circles/{circle.id}")


async def show_circle(visit: Visit) -> Response:
    """Who stands in it, and who might."""
    return await _circle_page(visit, None, {})


async def _circle_page(visit: Visit, form: Titled | None, faults: dict[str, str]) -> Response:
    me, circle_id = visit.member(), visit.wanted()
    typed = visit.query("q").strip()

    def look(tx: ReadTx) -> CircleView:
        circle = _fetch(tx, me.id, circle_id)
        within = {row.account_id for row in people.page_members(tx, visit.actor(tx), circle_id, MOST)}
        friends = fetch_friends(tx, me.id)
        wanted = set(people.search.find_followed(tx, me.id, typed)) if typed else {one.id for one in friends}
        return CircleView(
            circle.id,
            circle.title,
            sorted([(one, one.id in within) for one in friends if one.id in wanted], key=lambda pair: not pair[1]),
            len(within),
            moments.count_kept_from(tx, circle_id),
        )

    circle = await visit.read(look)
    return visit.page(
        "circle.html",
        status=422 if faults else 200,
        circle=circle,
        title=circle.title if form is None else form.title,
        typed=typed,
        faults=faults,
    )


def fetch_friends(tx: ReadTx, me: int) -> list[PersonView]:
    """All friends of the member's, by the names that the member has for them."""
    ids = people.fetch_friend_ids(tx, me)
    found, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, me, ids)
    views = (person_view(account, remarks.get(one, "")) for one, account in found.items())
    return sorted(views, key=lambda view: view.name.casefold())


async def save_members(visit: Visit) -> Response:
    """What was changed on the page is changed; whoever was not shown, or came in elsewhere meanwhile, stays."""
    me, circle_id = visit.member(), visit.wanted()
    form = await visit.form(Ticked)
    was = {parse_id(text) for text in form.was.split()}

    def act(tx: WriteTx) -> None:
        _fetch(tx, me.id, circle_id)
        owner = visit.actor(tx)
        within = {row.account_id for row in people.page_members(tx, owner, circle_id, MOST)}
        people.add_members(tx, owner, circle_id, [one for one in form.people if one not in within and one not in was])
        people.drop_members(tx, me.id, circle_id, sorted(within & was - set(form.people)))

    await visit.write(act)
    return visit.done(f"/circles/{circle_id}", "circle")


async def rename(visit: Visit) -> Response:
    """Another name for it."""
    me, circle_id = visit.member(), visit.wanted()
    form = await visit.form(Titled)

    def act(tx: WriteTx) -> None:
        _fetch(tx, me.id, circle_id)
        people.change_circle(tx, me.id, circle_id, title=form.title)

    try:
        await visit.write(act)
    except Invalid as refusal:
        return await _circle_page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.done(f"/circles/{circle_id}", "circle")


async def add(visit: Visit) -> Response:
    """Put friends into it."""
    me, circle_id = visit.member(), visit.wanted()
    form = await visit.form(Chosen)

    def act(tx: WriteTx) -> None:
        _fetch(tx, me.id, circle_id)
        people.add_members(tx, visit.actor(tx), circle_id, form.people)

    await visit.write(act)
    return visit.done(f"/circles/{circle_id}", "circle")


async def take_out(visit: Visit) -> Response:
    """Take people out of it."""
    me, circle_id = visit.member(), visit.wanted()
    form = await visit.form(Chosen)

    def act(tx: WriteTx) -> None:
        _fetch(tx, me.id, circle_id)
        people.drop_members(tx, me.id, circle_id, form.people)

    await visit.write(act)
    return visit.done(f"/circles/{circle_id}", "circle")


async def delete(visit: Visit) -> Response:
    """Delete it. The page has said what becomes of the moments kept from it."""
    me, circle_id = visit.member(), visit.wanted()
    await visit.form(Form)
    await visit.write(lambda tx: moments.delete_circle(tx, me.id, circle_id, confirmed=True))
    return visit.done("/circles", "circle")


def _fetch(tx: ReadTx, owner: int, circle_id: int) -> people.Circle:
    """A circle of the member's; a reading list is none. Raises `NotFound`."""
    circle = people.fetch_circle(tx, owner, circle_id)
    if circle.kind != people.CircleKind.CIRCLE:
        raise NotFound
    return circle
