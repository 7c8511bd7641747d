"""Pieces of pages: what an act is answered with that a script sent, which puts it in the place of a card or a row.

The same checks were made as for a form, and the gate is asked anew for what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments
from teahouse.doors.web.addresses import inside
from teahouse.doors.web.views import MomentView, fetch_moments, with_likers
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import parse_id
from teahouse.notices import filters

MOST_FRESH = 20


class Undo(Struct, frozen=True):
    """How something is taken back: a form to send, with what it says."""

    action: str
    text: str
    fields: Sequence[tuple[str, str]] = ()
    is_live: bool = True
    """Whether its answer is a piece as well, and no page."""


async def card(visit: Visit, moment_id: int, *, shape: str, back: str) -> Response:
    """A moment as it stands now, or a share of one; nothing where the gate does not let the reader see it.

    `shape` is how the page shows it: in a feed, by itself, or under one's own.
    """

    def look(tx: ReadTx) -> MomentView | None:
        try:
            moments.fetch_card(tx, visit.viewer, moment_id)
        except NotFound:
            return None
        shown = next(iter(fetch_moments(tx, visit, [moment_id], talk=shape != "main")), None)
        return with_likers(tx, visit, shown) if shown and shape == "main" else shown

    moment = await visit.read(look)
    return visit.page(
        "_card.html", moment=moment, is_main=shape == "main", may_remove=shape == "under", back=inside(back)
    )


def note(visit: Visit, text: str, undo: Undo | None = None) -> Response:
    """What was done, and how to take it back, in the place of what it was done to."""
    return visit.page("_note.html", text=text, undo=undo)


async def show_fresh(visit: Visit) -> Response:
    """How many posts came since the page was made that asks, and how many notices wait. Nothing counts as read."""
    me = visit.member()
    visit.house.count_fresh(me.id)
    since = parse_id(visit.query("since"))

    def look(tx: ReadTx) -> int:
        if since is None:
            return 0
        at = moments.Stretch(since_id=since, limit=MOST_FRESH)
        return len(filters.fill(tx, me.id, lambda at: moments.page_home(tx, me, at), at, filters.Context.HOME).ids)

    return visit.page("_fresh.html", fresh=await visit.read(look), most=MOST_FRESH)
