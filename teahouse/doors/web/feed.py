"""A member's home: what friends said, newest first; and what they kept."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.aim import Offer, fetch_offer
from teahouse.doors.web.arriving import Arriving, fetch_arriving
from teahouse.doors.web.compose import Posted, fetch_posted
from teahouse.doors.web.corner import BackupView, fetch_backup
from teahouse.doors.web.fold import fold
from teahouse.doors.web.less import fetch_less
from teahouse.doors.web.quiet import is_crowded
from teahouse.doors.web.sifted import sift
from teahouse.doors.web.views import MomentView, fetch_moments
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.ids import parse_id
from teahouse.moments import Page, Stretch
from teahouse.notices import filters
from teahouse.notices.filters import Context

SHOWN = 20
FEW_FRIENDS = 5


class Waiting(Struct, frozen=True):
    """What stands above the feed: who asks, an overdue backup, the composer, what was just posted, and who is here."""

    asking: int
    backup: BackupView | None
    offer: Offer
    posted: Posted | None
    arriving: Arriving | None
    """For who has few friends yet, and is not shown a whole page of theirs."""
    friendless: bool


def _fetch_waiting(tx: ReadTx, visit: Visit, me: people.Account, *, room: bool) -> Waiting:
    """`room`: the page of home is the newest and not full."""
    backup, offer = fetch_backup(tx, visit), fetch_offer(tx, visit, all_friends=False)
    return Waiting(
        people.count_requests(tx, me.id),
        backup if backup is not None and backup.overdue else None,
        offer,
        fetch_posted(tx, visit),
        fetch_arriving(tx, me) if offer.friends < FEW_FRIENDS and (room or not offer.friends) else None,
        not offer.friends,
    )


def fetch_home(tx: ReadTx, me: people.Account, at: Stretch) -> Page:
    """A page of home, without what a filter of the member's hides there."""
    return filters.fill(tx, me.id, lambda at: moments.page_home(tx, me, at), at, Context.HOME)


async def show_home(visit: Visit, me: people.Account) -> Response:
    """What friends said. What is above the mark came since the last visit, on whichever device that was."""
    older = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> tuple[Page, list[MomentView], people.Marker | None, Waiting]:
        page = fetch_home(tx, me, Stretch(max_id=older, limit=SHOWN))
        marker = people.fetch_markers(tx, me.id, ["home"]).get("home")
        views = sift(tx, visit, fetch_moments(tx, visit, page.ids, talk=True), Context.HOME)
        return page, views, marker, _fetch_waiting(tx, visit, me, room=older is None and not page.full)

    page, views, marker, waiting = await visit.read(look)
    last_read = 0 if marker is None else marker.last_read_id
    newest = page.ids[0] if page.ids and older is None else 0
    if newest > last_read:
        await visit.write(lambda tx: people.save_markers(tx, me.id, {"home": newest}))
    mark = parse_id(visit.house.jar.read(visit.request, "mark") or "") or last_read
    response = visit.page(
        "feed.html",
        rows=fold(views, None if older is not None else _first_known(page.ids, mark)),
        since=page.first if older is None else None,
        older=page.last if page.full else None,
        newest=older is not None,
        waiting=waiting,
        less=await fetch_less(visit, me),
        crowded=older is None and await is_crowded(visit, me, views),
    )
    if mark:
        visit.house.jar.put(response, "mark", str(mark))
    return response


def _first_known(ids: Sequence[int], mark: int) -> int | None:
    """The first that was there at the last visit; None where that is the newest, or stands on an older page."""
    known = next((one for one in ids if one <= mark), None)
    return None if known is None or known == ids[0] else known


async def show_kept(visit: Visit) -> Response:
    """What the member kept for later and may still see."""
    me = visit.member()

    def look(tx: ReadTx) -> tuple[Page, list[MomentView]]:
        page = moments.page_bookmarks(tx, me.id, Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN))
        return page, fetch_moments(tx, visit, page.ids)

    page, views = await visit.read(look)
    return visit.page("kept.html", moments=views, older=page.last if page.full else None)
