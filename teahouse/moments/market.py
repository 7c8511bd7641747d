"""The market: all that is offered to a reader, and all that they turned down; and what came to them lately.

Promises what every list promises: the gate decides on each row, newest first, a page is short only where the list
ends. Who turned something down finds it here, whole; the other side is never told.
"""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.moments import store_market as store
from teahouse.moments.feeds import Page, Reader, day_offset, page_lively
from teahouse.moments.model import Stretch
from teahouse.moments.model_clean import Came, Control, Lately, Seller
from teahouse.moments.store_feeds import Skeleton

LATELY = 30
"""Days that figures look back."""
_MOST_CAME = 6_000
"""Of more moments than this the figures cover the last ones, and fewer days."""
_MOST_SELLERS = 60


def page_market(tx: ReadTx, viewer: Reader, at: Stretch, *, seller: int | None = None, muted: bool = False) -> Page:
    """What is for sale: by those whom the viewer follows, for everybody (listed) or the house, in their groups, and
    their own; or of one account alone. With `muted`, of those too whom they do not look at at all."""
    return _page(tx, (store.MARKET, store.BY_SELLER), viewer, at, seller, muted=muted)


def page_turned_down(
    tx: ReadTx, viewer: Reader, at: Stretch, *, author: int | None = None, muted: bool = False
) -> Page:
    """All that home leaves out because the viewer turned it down, of whatever sort; of one account, or of all."""
    return _page(tx, (store.HELD, store.HELD_BY), viewer, at, author, muted=muted)


def _page(
    tx: ReadTx, skeletons: tuple[Skeleton, Skeleton], viewer: Reader, at: Stretch, account: int | None, *, muted: bool
) -> Page:
    params = {"viewer": viewer.id, "muted": int(muted), "day_offset": day_offset(tx, viewer)}
    if account is None:
        return page_lively(tx, skeletons[0], at, **params)
    return page_lively(tx, skeletons[1], at, account_id=account, **params)


def fetch_sellers(tx: ReadTx, viewer: Reader) -> list[Seller]:
    """Who of those that the viewer follows offered something in the last days, the most first."""
    since = (tx.now - LATELY * people.DAY) << 16
    return tx.all(store.SELLERS, viewer=viewer.id, muted=1, since_id=since, n=_MOST_SELLERS)


def fetch_lately(tx: ReadTx, viewer: Reader, *, days: int = LATELY) -> Lately:
    """What came to the viewer's home in the last days, as the gate lets them see it, turned down or not.

    One query for what came and one for what is turned down; they grow with whom the viewer follows and what those say.
    """
    offset = day_offset(tx, viewer)
    today = (tx.now + offset) // people.DAY
    first = max(0, (today - days + 1) * people.DAY - offset)
    rows = tx.all(store.CAME, viewer=viewer.id, since_id=(first << 16) - 1, n=_MOST_CAME)
    if len(rows) == _MOST_CAME:
        # The oldest day is not whole: what a fold leaves out of it is not known.
        day = ((rows[-1].id >> 16) + offset) // people.DAY
        rows = [row for row in rows if ((row.id >> 16) + offset) // people.DAY > day]
        days = today - day
    rows.reverse()
    return Lately(days, offset, tuple(rows), _controls(tx, viewer.id, rows))


def _controls(tx: ReadTx, viewer: int, rows: list[Came]) -> dict[int, Control]:
    authors = {row.author for row in rows} | {row.of_author for row in rows if row.of_author is not None}
    sights = people.fetch_sights(tx, viewer, sorted(authors))
    return {
        sight.author: Control(
            bool(sight.flags & people.Sight.SELLING_OFF),
            bool(sight.flags & people.Sight.ASKING_OFF),
            bool(sight.flags & people.Sight.SHARES_OFF),
            sight.fold,
            sight.muted_until > tx.now,
        )
        for sight in sights.values()
    }
