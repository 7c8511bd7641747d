"""Reading wider than home: what friends and their friends say, and what came back to oneself (answers, likes).

Promises what every list promises: the gate decides on each row, newest first, a page is short only where the list
ends. The cost grows with the people near and the page, or with what the reader received; never with the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.moments import store_wider as store
from teahouse.moments.feeds import MAX_ID, Page
from teahouse.moments.model import Stretch
from teahouse.moments.store_feeds import Skeleton
from teahouse.moments.store_wider import Liker

_WIDER = (7, 60, 400)
"""Days that a feed looks back before it looks at all of time: few rows are touched where people are lively."""
_MOST = 4096
"""The gate is asked of at most so many moments at once."""


def page_wider(tx: ReadTx, viewer: int, at: Stretch, *, links: people.Links = 1) -> Page:
    """Moments and comments, not shares, of friends; with two `links` of their friends too, who agreed to be found.

    What the reader turned down is left out, as everywhere. One's own words are not in it.
    """
    authors = people.fetch_within(tx, viewer, links)
    ids: list[int] = []
    stretches = _stretches(tx, at) if authors else iter(())
    for high, low in stretches:
        ids += _shown(tx, viewer, authors, (high, low), at.limit - len(ids), oldest=at.min_id is not None)
        if len(ids) >= at.limit:
            break
    return _page_of(ids, at)


def page_answers(tx: ReadTx, viewer: int, at: Stretch) -> Page:
    """Comments on the viewer's moments and comments (one's own too), save of those whose notices are turned off."""
    return _page_of([row[0] for row in _rows(tx, store.ANSWERS, viewer, at)], at)


def page_recent_likers(tx: ReadTx, viewer: int, at: Stretch) -> list[Liker]:
    """Who likes something of the viewer's, each once, with what they liked last; cursors are the likes' own ids.

    Costs a look at every like that the viewer ever received.
    """
    rows: list[Liker] = _rows(tx, store.LIKERS, viewer, at)
    return rows if at.min_id is None else rows[::-1]


def _rows(tx: ReadTx, skeleton: Skeleton, viewer: int, at: Stretch) -> list[Any]:
    statement = skeleton.newest_first if at.min_id is None else skeleton.oldest_first
    low = at.since_id or 0 if at.min_id is None else at.min_id
    return tx.all(statement, viewer=viewer, max_id=_ceiling(at), since_id=low, n=at.limit)


def _ceiling(at: Stretch) -> int:
    return MAX_ID if at.max_id is None else at.max_id


def _page_of(ids: list[int], at: Stretch) -> Page:
    """Newest first, whichever way they were found."""
    if at.min_id is not None:
        ids = ids[::-1]
    return Page(ids, ids[0] if ids else None, ids[-1] if ids else None, full=len(ids) >= at.limit)


def _stretches(tx: ReadTx, at: Stretch) -> Iterator[tuple[int, int]]:
    """Ids to look among, as (below, above): ever older ones; towards the newest, all that stand above `min_id`."""
    high, low = _ceiling(at), at.since_id or 0
    if at.min_id is not None:
        yield high, at.min_id
        return
    newest = min(tx.now, high >> 16)
    for days in _WIDER:
        floor = (newest - days * people.DAY) << 16
        if floor <= low:
            break
        yield high, floor
        high = floor + 1
    yield high, low


def _shown(
    tx: ReadTx, viewer: int, authors: list[int], between: tuple[int, int], wanted: int, *, oldest: bool
) -> list[int]:
    """The first `wanted` of what these authors wrote between two ids and the viewer may see and wants to."""
    high, low = between
    statement = store.WRITTEN_BY.oldest_first if oldest else store.WRITTEN_BY.newest_first
    found: list[int] = []
    n = min(_MOST, 2 * wanted)
    while True:
        ids = tx.column(statement, authors=authors, max_id=high, since_id=low, n=n)
        shown = set(tx.column(store.SHOWN, viewer=viewer, ids=ids)) if ids else set()
        found += [moment_id for moment_id in ids if moment_id in shown]
        if len(found) >= wanted or len(ids) < n:
            return found[:wanted]
        if oldest:
            low = ids[-1]
        else:
            high = ids[-1]
        n = min(_MOST, 4 * n)
