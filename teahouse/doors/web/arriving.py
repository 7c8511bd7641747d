"""Who is here and whom one may know: a page of its own, and what stands on an empty home.

Only who agreed to be found is shown; whoever invited a member is shown to them.
"""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.addresses import inside, with_query
from teahouse.doors.web.forms import Form
from teahouse.doors.web.met import MetView, fetch_met
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.ids import parse_id

SHOWN = 40
FEW = 12
HAD = ("friend", "follows")


class Listing(Form):
    """Whether the member wants to be found by others; `back` is the page that the button stands on."""

    on: bool = False
    back: str = ""


class Arriving(Struct, frozen=True):
    """For who has few friends yet: who brought them, who is here, and whether they are found themselves."""

    by: MetView | None
    here: list[MetView]
    listed: bool


class PeoplePage(Struct, frozen=True):
    """Whom the member may know, who is here, and whether the member is found."""

    may_know: list[MetView]
    here: list[MetView]
    listed: bool


def fetch_arriving(tx: ReadTx, me: people.Account) -> Arriving:
    """What stands on the home of a member who has few friends yet: nobody whom they have already."""
    brought = people.who_brought(tx, me.id)
    by = [] if brought is None or brought.inviter_id is None else fetch_met(tx, me.id, [brought.inviter_id])
    here = people.search.page_listed(tx, me.id, limit=FEW)
    met = fetch_met(tx, me.id, [one for one in here if not by or one != by[0].person.id])
    return Arriving(
        by[0] if by and by[0].stands not in HAD else None,
        [one for one in met if one.stands not in HAD],
        me.discoverable,
    )


async def show_people(visit: Visit) -> Response:
    """All who agreed to be found, and above them whom the member may know."""
    me = visit.member()
    below = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> tuple[PeoplePage, int | None]:
        here = people.search.page_listed(tx, me.id, below=below, limit=SHOWN)
        known = people.search.fetch_may_know(tx, me.id, limit=FEW) if below is None else []
        view = PeoplePage(
            fetch_met(tx, me.id, known),
            fetch_met(tx, me.id, [one for one in here if one not in known]),
            visit.actor(tx).discoverable,
        )
        return view, here[-1] if len(here) == SHOWN else None

    page, older = await visit.read(look)
    return visit.page("people.html", page=page, older=older, newest=below is not None)


async def be_listed(visit: Visit) -> Response:
    """Be found by others from now on, or no longer."""
    visit.member()
    form = await visit.form(Listing)
    changes = people.ProfileChanges(discoverable=form.on)
    await visit.write(lambda tx: people.update_profile(tx, visit.actor(tx), changes))
    back = inside(form.back) if form.back else "/people"
    return visit.go(with_query(back, {"done": "listed" if form.on else "unlisted"}))
