"""Friends on the pages: asking, ending, and the quiet controls, of which the other side is never told."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from starlette.responses import Response

from teahouse import messages, people
from teahouse.doors.web import pieces
from teahouse.doors.web.addresses import inside, with_query
from teahouse.doors.web.forms import Form
from teahouse.doors.web.met import fetch_met
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id

SHOWN = 100
WEEK = 7 * 86_400
_BOUND = people.Cursor(limit=SHOWN)


class Pressed(Form):
    """A button about somebody; `back` is the page it stands on."""

    back: str = ""
    moment: int = 0
    """The moment below which it stands, to be shown again where a script takes it back."""


class QuietForm(Form):
    """What I see of somebody; boxes that are not ticked do not come along."""

    selling_off: bool = False
    asking_off: bool = False
    shares_off: bool = False
    hiding: bool = False
    fold: int = 0


class Standing(Struct, frozen=True):
    """How a member and somebody stand to each other, for the buttons on a profile."""

    mine: people.Tie
    theirs: people.Tie
    is_page: bool
    must_ask: bool
    muted: bool
    common: int
    shared: list[PersonView]
    """Friends in common, the first of them."""
    circles: list[tuple[people.Circle, bool]]
    """The member's circles, and whether the other stands in each."""
    may_write: bool
    """The other takes private messages from the member, or the two have a talk."""

    @property
    def friends(self) -> bool:
        """Both ties stand."""
        return not self.is_page and self.mine.following and self.theirs.following


def fetch_standing(tx: ReadTx, me: int, other: people.Account) -> Standing:
    """How the two stand, as far as `me` may know."""
    relation = people.fetch_relations(tx, me, [other.id])[other.id]
    within = {circle.id for circle in people.fetch_circles_with(tx, me, other.id)}
    numbers = people.fetch_numbers(tx, me, [other])[other.id]
    is_page = other.kind == people.Kind.PAGE
    return Standing(
        relation.mine,
        relation.theirs,
        is_page,
        other.locked,
        relation.mine.muted_until > tx.now,
        0 if is_page else numbers.following,
        _fetch_shared(tx, me, other) if numbers.following and not is_page else [],
        [
            (circle, circle.id in within)
            for circle in people.fetch_circles(tx, me)
            if circle.kind == people.CircleKind.CIRCLE
        ],
        _may_write(tx, me, other),
    )


def _may_write(tx: ReadTx, me: int, other: people.Account) -> bool:
    if not people.letters.fetch_refusing(tx, me, [other.id]):
        return True
    return messages.find_conversation(tx, me, [other.id]) is not None


def _fetch_shared(tx: ReadTx, me: int, other: people.Account) -> list[PersonView]:
    ids = [row.account_id for row in people.page_following(tx, me, other, _BOUND)]
    found, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, me, ids)
    return [person_view(found[one], remarks.get(one, "")) for one in ids if one in found]


async def show_friends(visit: Visit) -> Response:
    """All of one's friends."""
    me = visit.member()
    after = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> tuple[list[PersonView], int | None]:
        cursor = people.Cursor(limit=SHOWN) if after is None else people.Cursor(max_id=after, limit=SHOWN)
        account = visit.actor(tx)
        ids = [row.account_id for row in people.page_following(tx, me.id, account, cursor)]
        found, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, me.id, ids)
        views = [person_view(found[one], remarks.get(one, "")) for one in ids if one in found]
        return views, ids[-1] if len(ids) == SHOWN else None

    friends, older = await visit.read(look)
    return visit.page("friends.html", friends=friends, older=older)


async def befriend(visit: Visit) -> Response:
    """Ask somebody, accept who asked, or follow a page."""
    return await _about(visit, people.follow, "asked")


async def unfriend(visit: Visit) -> Response:
    """End it, or take the request back."""
    return await _about(visit, people.unfollow, "parted")


async def mute(visit: Visit) -> Response:
    """Don't look at theirs for a week."""
    return await _about(visit, lambda tx, me, other: people.mute(tx, me, other, seconds=WEEK), "muted")


async def mute_for_good(visit: Visit) -> Response:
    """Don't look at theirs until further notice."""
    return await _about(visit, people.mute, "quiet")


async def unmute(visit: Visit) -> Response:
    """Look at theirs again."""
    return await _about(visit, people.unmute, "undone")


async def block(visit: Visit) -> Response:
    """Neither sees anything of the other."""
    return await _about(visit, people.block, "quiet")


async def unblock(visit: Visit) -> Response:
    """Take a block back."""
    return await _about(visit, people.unblock, "undone")


async def _about(
    visit: Visit, act: Callable[[WriteTx, people.Account, people.Account | None], None], told: str
) -> Response:
    visit.member()
    form = await visit.form(Pressed)
    other_id = visit.wanted()

    def run(tx: WriteTx) -> people.Account:
        other = people.fetch_account(tx, other_id)
        act(tx, visit.actor(tx), other)
        if other is None:
            raise NotFound
        return other

    other = await visit.write(run)
    if visit.is_piece:
        return await _piece(visit, form, other, told)
    back = inside(form.back) if form.back else f"/@{other.username}"
    return visit.go(with_query(back, {"done": told, "who": str(other.id)}))


async def _piece(visit: Visit, form: Pressed, other: people.Account, told: str) -> Response:
    """Below a moment: what was turned down and how it comes back, or the moment again. In a list: somebody's row."""
    say = visit.words.reading
    if told == "asked":
        met = await visit.read(lambda tx: fetch_met(tx, visit.viewer, [other.id]))
        return visit.page("_met_row.html", one=met[0], back=inside(form.back))
    if told != "muted":
        return await pieces.card(visit, form.moment, shape="feed", back=form.back)
    remark = (await visit.read(lambda tx: people.fetch_tie(tx, visit.viewer, other.id))).remark
    fields = (("back", inside(form.back)), ("moment", str(form.moment)))
    undo = pieces.Undo(f"/people/{other.id}/unmute", say.undo, fields)
    return pieces.note(visit, say.done_muted.format(name=person_view(other, remark).name), undo)


async def save_quiet(visit: Visit) -> Response:
    """What I see of somebody."""
    visit.member()
    form = await visit.form(QuietForm)
    other_id = visit.wanted()

    def act(tx: WriteTx) -> people.Account:
        mine, other = visit.actor(tx), people.fetch_account(tx, other_id)
        changes = people.Quiet(form.hiding, form.selling_off, form.asking_off, form.shares_off, form.fold)
        people.turn_down(tx, mine, other, changes)
        if other is None:
            raise NotFound
        return other

    other = await visit.write(act)
    return visit.go(f"/@{other.username}", {"done": "quiet"})
