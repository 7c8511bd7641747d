"""What a member keeps about somebody for themselves: a name for them, and the circles that they stand in."""

from __future__ import annotations

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.profiles import profile_page
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid, NotFound

LONGEST = 60


class Kept(Form):
    """The form on a profile; circles that are not ticked do not come along."""

    remark: str = ""
    circles: list[int] = []


async def save_between(visit: Visit) -> Response:
    """The name and the circles, together."""
    visit.member()
    form = await visit.form(Kept)
    other_id, remark = visit.wanted(), form.remark.strip()

    def act(tx: WriteTx) -> people.Account:
        me, other = visit.actor(tx), people.fetch_account(tx, other_id)
        if other is None or people.fetch_tie(tx, other_id, me.id).blocking:
            raise NotFound
        # An app may have kept a longer note; it is not lost for a box that is ticked.
        if len(remark) > LONGEST and remark != people.fetch_tie(tx, me.id, other_id).remark:
            raise Invalid("remark", "ERR_TOO_LONG", f"is too long (maximum is {LONGEST} characters)")
        people.turn_down(tx, me, other, people.Quiet(remark=remark))
        if people.are_friends(tx, me.id, other.id):
            _keep_circles(tx, me, other, set(form.circles))
        return other

    try:
        other = await visit.write(act)
    except Invalid:
        account = await visit.read(lambda tx: people.fetch_account(tx, other_id))
        name = "" if account is None else account.username
        return await profile_page(visit, name, typed=form.remark, faults={"remark": visit.words.folk.remark_too_long})
    return visit.go(f"/@{other.username}", {"done": "quiet"})


def _keep_circles(tx: WriteTx, me: people.Account, other: people.Account, wanted: set[int]) -> None:
    own = {each.id for each in people.fetch_circles(tx, me.id) if each.kind == people.CircleKind.CIRCLE}
    within = {each.id for each in people.fetch_circles_with(tx, me.id, other.id)} & own
    if not wanted <= own:
        raise NotFound
    for circle in wanted - within:
        people.add_members(tx, me, circle, [other.id])
    for circle in within - wanted:
        people.drop_members(tx, me.id, circle, [other.id])
