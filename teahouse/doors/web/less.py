"""One tap below a post for less of its sort from whom it came, and what takes that back. The other is never told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web import pieces
from teahouse.doors.web.addresses import inside, with_query
from teahouse.doors.web.forms import Form
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id

Act = Callable[[WriteTx, people.Account, people.Account | None], None]
OF: Mapping[str, Callable[[bool], people.Quiet]] = {
    "selling": lambda on: people.Quiet(selling_off=on),
    "asking": lambda on: people.Quiet(asking_off=on),
    "shares": lambda on: people.Quiet(shares_off=on),
    "fold": lambda on: people.Quiet(fold=moments.FOLD if on else 0),
    "hide": lambda on: people.Quiet(hiding=on),
}
"""What may be turned down by one tap, and what that changes; `mute` is beside it, as it ends by itself."""


class Tapped(Form):
    """What the button sends along; `back` is the page that it stands on."""

    back: str = ""
    moment: int = 0
    """The moment below which it stands, to be shown again where a script takes it back."""


class LessView(Struct, frozen=True):
    """What was turned down a moment ago, in words, and the form that takes it back."""

    text: str
    action: str


async def less(visit: Visit) -> Response:
    """Less of one sort from somebody."""
    return await _tap(visit, on=True, told="less")


async def less_undone(visit: Visit) -> Response:
    """It is welcome again."""
    return await _tap(visit, on=False, told="back")


async def _tap(visit: Visit, *, on: bool, told: str) -> Response:
    visit.member()
    form = await visit.form(Tapped)
    other_id, what = visit.wanted(), visit.parameter("what")
    ends_mute = what == "mute" and not on
    if not ends_mute and what not in OF:
        raise NotFound

    def act(tx: WriteTx) -> tuple[people.Account, str]:
        me, other = visit.actor(tx), people.fetch_account(tx, other_id)
        if ends_mute:
            people.unmute(tx, me, other)
        else:
            people.turn_down(tx, me, other, OF[what](on))
        if other is None:
            raise NotFound
        return other, person_view(other, people.fetch_tie(tx, me.id, other.id).remark).name

    other, name = await visit.write(act)
    if visit.is_piece:
        return await _piece(visit, form, other_id, name, on=on)
    back = inside(form.back) if form.back else f"/@{other.username}"
    said = {"done": told, "what": what, "who": str(other.id)}
    path, _, query = back.partition("?")
    return visit.go(f"{path}?{query}&{with_query('', said)[1:]}" if query else with_query(path, said))


async def _piece(visit: Visit, form: Tapped, other_id: int, name: str, *, on: bool) -> Response:
    """In the place of the moment: what was turned down and how it comes back, or the moment again."""
    say = visit.words
    what = visit.parameter("what")
    if not on or what not in say.quiet.done_less:
        return await pieces.card(visit, form.moment, shape="feed", back=form.back)
    fields = (("back", inside(form.back)), ("moment", str(form.moment)))
    undo = pieces.Undo(f"/people/{other_id}/less_undone/{what}", say.reading.undo, fields)
    return pieces.note(visit, say.quiet.done_less[what].format(name=name), undo)


async def fetch_less(visit: Visit, me: people.Account) -> LessView | None:
    """Of whom something was turned down a moment ago, so that it can be taken back; None where it is not so."""
    other, what, done = parse_id(visit.query("who")), visit.query("what"), visit.query("done")
    if other is None or done not in ("less", "muted"):
        return None
    say = visit.words

    def look(tx: ReadTx) -> LessView | None:
        account = people.fetch_account(tx, other)
        if account is None:
            return None
        tie = people.fetch_tie(tx, me.id, other)
        name = person_view(account, tie.remark).name
        if done == "muted":
            text = say.reading.done_muted.format(name=name)
            return LessView(text, f"/people/{other}/unmute") if tie.muted_until else None
        off = {"selling": tie.selling_off, "asking": tie.asking_off, "shares": tie.shares_off, "fold": tie.fold}
        if not off.get(what):
            return None
        return LessView(say.quiet.done_less[what].format(name=name), f"/people/{other}/less_undone/{what}")

    return await visit.read(look)
