"""What the member turned down of whom, each back with one tap; the last act undone; a word when home is crowded."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.languages import counted, said_at, said_when
from teahouse.doors.web.market import fetch_named
from teahouse.doors.web.views import MomentView, PersonView
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound

SHOWN = 300
WEEK = 7


class Undoing(Form):
    """The act that is to be undone."""

    turning: int = 0


class OffView(Struct, frozen=True):
    """One thing that is turned down of somebody: which, and in words."""

    what: str
    text: str


class QuietView(Struct, frozen=True):
    """Somebody, what is turned down of them, and how much of theirs waits on the market because of it."""

    person: PersonView
    offs: list[OffView]
    waits: str
    market: str


class LastView(Struct, frozen=True):
    """The last act that changed several at once, in words, and its id."""

    id: int
    text: str


async def show_quiet(visit: Visit) -> Response:
    """Everybody of whom something is turned down."""
    me = visit.member()

    def look(tx: ReadTx) -> tuple[list[QuietView], bool, LastView | None]:
        ties = people.fetch_quiet_ties(tx, me.id)
        named = {one.id: one for one in fetch_named(tx, me.id, [tie.target for tie in ties])}
        waiting = moments.waiting(moments.fetch_lately(tx, me)) if ties else {}
        views = [
            _view(visit, tie, named[tie.target], waiting.get(tie.target, 0)) for tie in ties if tie.target in named
        ]
        views.sort(key=lambda view: view.person.name.casefold())
        several = any(off.what != "hide" for view in views for off in view.offs)
        return views[:SHOWN], several, fetch_last(tx, visit, me.id)

    views, several, last = await visit.house.database.read_heavy(look)
    return visit.page("quiet.html", views=views, several=several, last=last)


def fetch_last(tx: ReadTx, visit: Visit, me: int) -> LastView | None:
    """The act that can be undone, if there is one."""
    turning = people.fetch_turning(tx, me)
    if turning is None:
        return None
    say, n = visit.words.quiet, len(turning.others)
    when = said_when(visit.words, turning.at, visit.now, visit.zone)
    return LastView(turning.id, (say.last_one if n == 1 else say.last_many).format(when=when.capitalize(), n=n))


def _view(visit: Visit, tie: people.Tie, person: PersonView, waits: int) -> QuietView:
    say = visit.words.quiet
    offs = {
        "selling": tie.selling_off,
        "asking": tie.asking_off,
        "shares": tie.shares_off,
        "fold": tie.fold > 0,
        "mute": tie.muted_until > visit.now,
        "hide": tie.hiding,
    }
    texts = {what: text.format(n=tie.fold) for what, text in say.offs.items()}
    if offs["mute"] and tie.muted_until < people.FOREVER:
        texts["mute"] = say.muted_until.format(when=said_at(visit.words, tie.muted_until, visit.zone))
    many = say.wait_many.replace("{days}", str(moments.LATELY))
    waiting = counted(waits, say.wait_one.format(days=moments.LATELY), many) if waits else ""
    query = f"show=down&who={person.id}{'&muted=1' if offs['mute'] else ''}"
    return QuietView(
        person, [OffView(what, texts[what]) for what, on in offs.items() if on], waiting, f"/market?{query}"
    )


async def take_all_back(visit: Visit) -> Response:
    """Everything of everybody is shown again."""
    visit.member()
    await visit.form(Form)
    await visit.write(lambda tx: people.take_all_back(tx, visit.actor(tx)))
    return visit.done("/quiet", "all_back")


async def undo(visit: Visit) -> Response:
    """Put back what the last act changed; where it is too late, say so."""
    visit.member()
    form = await visit.form(Undoing)

    def act(tx: WriteTx) -> bool:
        try:
            people.undo_turning(tx, visit.actor(tx), form.turning)
        except NotFound:
            return False
        return True

    return visit.done("/quiet", "undone" if await visit.write(act) else "late")


async def put_off(visit: Visit) -> Response:
    """Say nothing of cleaning for a month."""
    visit.member()
    await visit.form(Form)
    response = visit.go("/")
    visit.house.jar.put(response, "later", "1")
    return response


async def is_crowded(visit: Visit, me: people.Account, views: Sequence[MomentView]) -> bool:
    """Whether to say that selling makes more than a third of the last week's home: never to who turned some down, or
    put it off. It is counted only where this page makes it likely."""
    sold = sum(view.selling and not view.mine for view in views)
    if 4 * sold < len(views) or not sold or visit.house.jar.read(visit.request, "later"):
        return False

    def look(tx: ReadTx) -> bool:
        if people.fetch_quiet_ties(tx, me.id):
            return False
        return moments.is_crowded(moments.fetch_lately(tx, me, days=WEEK))

    return await visit.house.database.read_heavy(look)
