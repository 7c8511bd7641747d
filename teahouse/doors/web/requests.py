"""Friend requests: who asks, with whom in common, and into which circles they go; whom one asked oneself."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web import pieces
from teahouse.doors.web.addresses import inside, with_query
from teahouse.doors.web.forms import Form
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.met import MetView, fetch_met
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id

SHOWN = 40
SENT = 200


class Answer(Form):
    """A button about a request; circles are those that the new friend goes into, `back` the page it stands on."""

    circles: list[int] = []
    back: str = ""


class RequestView(Struct, frozen=True):
    """One who asks, or who was asked."""

    met: MetView
    when: str


class RequestsView(Struct, frozen=True):
    """Both lists, and the circles that a new friend can be put into."""

    asking: list[RequestView]
    asked: list[RequestView]
    circles: list[people.Circle]
    older: int | None


def fetch_asking(tx: ReadTx, visit: Visit, at: people.Cursor) -> list[RequestView]:
    """Who asks to be the member's friend."""
    return _views(tx, visit, people.page_requests(tx, visit.viewer, at))


def _views(tx: ReadTx, visit: Visit, rows: list[people.Listed]) -> list[RequestView]:
    since = {row.account_id: row.at for row in rows}
    met = fetch_met(tx, visit.viewer, since)
    return [
        RequestView(one, said_when(visit.words, since[one.person.id] or visit.now, visit.now, visit.zone))
        for one in met
    ]


async def show_requests(visit: Visit) -> Response:
    """All of them."""
    me = visit.member()
    below = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> RequestsView:
        at = people.Cursor(limit=SHOWN) if below is None else people.Cursor(max_id=below, limit=SHOWN)
        asking = people.page_requests(tx, me.id, at)
        asked = people.page_asked(tx, me.id, people.Cursor(limit=SENT))
        circles = [each for each in people.fetch_circles(tx, me.id) if each.kind == people.CircleKind.CIRCLE]
        older = asking[-1].account_id if len(asking) == SHOWN else None
        return RequestsView(_views(tx, visit, asking), _views(tx, visit, asked), circles, older)

    return visit.page("requests.html", page=await visit.read(look))


async def accept_request(visit: Visit) -> Response:
    """Become friends with somebody who asked, and put them into circles at once."""
    visit.member()
    form = await visit.form(Answer)
    other_id = visit.wanted()

    def act(tx: WriteTx) -> None:
        me, other = visit.actor(tx), people.fetch_account(tx, other_id)
        people.accept(tx, me, other)
        for circle_id in form.circles:
            if people.fetch_circle(tx, me.id, circle_id).kind != people.CircleKind.CIRCLE:
                raise NotFound
            people.add_members(tx, me, circle_id, [other_id])

    await visit.write(act)
    return _back(visit, form, "accepted")


async def reject_request(visit: Visit) -> Response:
    """Turn a request down; the other is not told."""
    visit.member()
    form = await visit.form(Answer)
    other_id = visit.wanted()
    await visit.write(lambda tx: people.reject(tx, visit.actor(tx), people.fetch_account(tx, other_id)))
    return _back(visit, form, "rejected")


async def take_back(visit: Visit) -> Response:
    """Ask no longer. Where the other has accepted meanwhile, the friendship stays."""
    visit.member()
    form = await visit.form(Answer)
    other_id = visit.wanted()

    def act(tx: WriteTx) -> None:
        me = visit.actor(tx)
        if not people.fetch_tie(tx, me.id, other_id).requested:
            raise NotFound
        people.unfollow(tx, me, people.fetch_account(tx, other_id))

    await visit.write(act)
    return _back(visit, form, "taken_back")


def _back(visit: Visit, form: Answer, done: str) -> Response:
    if visit.is_piece:
        words = visit.words
        said = {
            "accepted": words.done_accepted,
            "rejected": words.done_rejected,
            "taken_back": words.folk.done_taken_back,
        }
        return pieces.note(visit, said[done])
    return visit.go(with_query(inside(form.back) if form.back else "/requests", {"done": done}))
