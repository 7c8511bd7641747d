"""All friends and all circles at once: a table of boxes to tick, onto which scripts let one drag."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.circles import fetch_friends
from teahouse.doors.web.forms import Form
from teahouse.doors.web.views import PersonView
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound

SHOWN = 100


class Boxes(Form):
    """The boxes that are ticked, each `circle-person`, those that were when the page was made, as one text, and the
    people whose rows were shown."""

    tick: list[str] = []
    was: str = ""
    shown: list[int] = []


class BoardView(Struct, frozen=True):
    """A stretch of the friends, and for each the circles that they stand in."""

    circles: list[people.Circle]
    rows: list[tuple[PersonView, set[int]]]
    earlier: int | None
    later: int | None


def _own_circles(tx: ReadTx, me: int) -> list[people.Circle]:
    return [each for each in people.fetch_circles(tx, me) if each.kind == people.CircleKind.CIRCLE]


async def show_board(visit: Visit) -> Response:
    """The table, so many friends at a time."""
    me = visit.member()
    asked = visit.query("page")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0

    def look(tx: ReadTx) -> BoardView:
        circles, friends = _own_circles(tx, me.id), fetch_friends(tx, me.id)
        actor = visit.actor(tx)
        bound = people.Cursor(limit=len(friends) + 1)
        within = {
            circle.id: {row.account_id for row in people.page_members(tx, actor, circle.id, bound)}
            for circle in circles
        }
        shown = friends[number * SHOWN : (number + 1) * SHOWN]
        return BoardView(
            circles,
            [(one, {circle.id for circle in circles if one.id in within[circle.id]}) for one in shown],
            number - 1 if number else None,
            number + 1 if len(friends) > (number + 1) * SHOWN else None,
        )

    return visit.page("board.html", board=await visit.read(look), number=number)


async def save_board(visit: Visit) -> Response:
    """What was changed on the page is changed: whoever was put into a circle elsewhere meanwhile stays there, or a page
    that stood open would show them what the circle keeps from them."""
    me = visit.member()
    form = await visit.form(Boxes)
    ticked, was = {_pair(text) for text in form.tick}, {_pair(text) for text in form.was.split()}

    def act(tx: WriteTx) -> None:
        actor = visit.actor(tx)
        circles = {circle.id for circle in _own_circles(tx, me.id)}
        if any(circle not in circles or person not in form.shown for circle, person in ticked):
            raise NotFound
        for circle in circles:
            bound = people.Cursor(limit=tx.handed(people.Limits).max_friends)
            within = {row.account_id for row in people.page_members(tx, actor, circle, bound)}
            put = {person for each, person in ticked - was if each == circle}
            taken = {person for each, person in was - ticked if each == circle}
            people.add_members(tx, actor, circle, sorted(put - within))
            people.drop_members(tx, me.id, circle, sorted(taken & within))

    await visit.write(act)
    return visit.done("/circles/all", "circle")


def _pair(text: str) -> tuple[int, int]:
    circle, _, person = text.partition("-")
    if not (circle.isascii() and circle.isdecimal() and person.isascii() and person.isdecimal() and len(text) < 50):
        raise NotFound
    return int(circle), int(person)
