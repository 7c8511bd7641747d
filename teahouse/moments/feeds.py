"""Reading lists of moments: home, a circle, a group, an account, public and tag timelines, what one kept.

A page is a list of (moment id, cursor), newest first. With `min_id` it is the page right above that cursor.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.moments import store_cards, store_feeds, store_groups, store_letters
from teahouse.moments.model import Stretch
from teahouse.moments.store_feeds import Skeleton

MAX_ID = 2**63 - 1
_DAY = people.DAY
_WIDER = (7, 60, 400)
"""Days that a feed looks back before it looks at all of time: few rows are touched where friends are lively."""

Row = tuple[int, int]


class Reader(Protocol):
    """Who reads a feed, and in which time zone their days begin; every account is one."""

    @property
    def id(self) -> int: ...

    @property
    def time_zone(self) -> str: ...


class Page(msgspec.Struct, frozen=True):
    """Moment ids newest first, and the cursors of the first and the last; `full` when there may be more."""

    ids: list[int]
    first: int | None
    last: int | None
    full: bool


def page_home(tx: ReadTx, viewer: Reader, at: Stretch) -> Page:
    """Friends' and followed accounts' moments and shares, and one's own; never comments."""
    return page_lively(tx, store_feeds.HOME, at, viewer=viewer.id, day_offset=day_offset(tx, viewer))


def page_circle(tx: ReadTx, viewer: Reader, circle_id: int, at: Stretch) -> Page:
    """Home, cut to those in one of the viewer's circles or reading lists. Raises `NotFound`."""
    people.fetch_circle(tx, viewer.id, circle_id)
    return page_lively(
        tx, store_feeds.CIRCLE, at, viewer=viewer.id, day_offset=day_offset(tx, viewer), circle_id=circle_id
    )


def page_group(tx: ReadTx, viewer: int, group_id: int, at: Stretch, *, pictured: bool = False) -> Page:
    """What is said in a group that the viewer is in, by whomever; or what shows pictures. Raises `NotFound`."""
    people.groups.fetch_group(tx, viewer, group_id)
    skeleton = store_groups.IN_GROUP_PICTURED if pictured else store_groups.IN_GROUP
    return _page(tx, skeleton, at, viewer=viewer, group_id=group_id)


def page_public(tx: ReadTx, viewer: int, at: Stretch, *, pictured: bool = False) -> Page:
    """All listed public moments of the house, or those that show pictures."""
    return _page(tx, store_feeds.PUBLIC_PICTURED if pictured else store_feeds.PUBLIC, at, viewer=viewer)


def page_tag(
    tx: ReadTx,
    viewer: int,
    any_of: Sequence[str],
    at: Stretch,
    *,
    all_of: Sequence[str] = (),
    none_of: Sequence[str] = (),
    pictured: bool = False,
) -> Page:
    """Listed public moments with any of these tags (as keys), all of those and none of the last."""
    return _page(
        tx,
        store_feeds.TAG_PICTURED if pictured else store_feeds.TAG,
        at,
        viewer=viewer,
        any_tags=list(any_of),
        all_tags=list(set(all_of)),
        all_count=len(set(all_of)),
        no_tags=list(none_of),
    )


def page_account(
    tx: ReadTx,
    viewer: int,
    account_id: int,
    at: Stretch,
    *,
    comments: bool = True,
    shares: bool = True,
    letters: bool = True,
    pinned: bool = False,
    tag: str = "",
    pictured: bool = False,
) -> Page:
    """What the viewer may see of one account's moments; `letters` are those to the mentioned alone."""
    return _page(
        tx,
        store_feeds.BY_AUTHOR_PICTURED if pictured else store_feeds.BY_AUTHOR,
        at,
        viewer=viewer,
        account_id=account_id,
        comments=int(comments),
        shares=int(shares),
        letters=int(letters),
        pinned=int(pinned),
        tag=tag,
    )


def page_bookmarks(tx: ReadTx, viewer: int, at: Stretch) -> Page:
    """What the viewer kept and may still see; cursors are the bookmarks' own ids."""
    return _page(tx, store_feeds.BOOKMARKS, at, viewer=viewer)


def page_liked(tx: ReadTx, viewer: int, at: Stretch) -> Page:
    """What the viewer likes and may still see; cursors are the likes' own ids."""
    return _page(tx, store_feeds.LIKED, at, viewer=viewer)


def page_shown_to_circle(tx: ReadTx, owner: int, circle_id: int, at: Stretch) -> Page:
    """The owner's moments for one circle. Raises `NotFound`."""
    people.fetch_circle(tx, owner, circle_id)
    return _page(tx, store_feeds.SHOWN_TO_CIRCLE, at, viewer=owner, circle_id=circle_id)


def page_letters(tx: ReadTx, viewer: int, at: Stretch) -> Page:
    """Letters that the viewer wrote or is named in, answers to them too."""
    return _page(tx, store_letters.LETTERS, at, viewer=viewer)


def page_likers(tx: ReadTx, viewer: int, moment_id: int, at: Stretch) -> list[Row]:
    """(account id, cursor) of those who like it, as far as the viewer may know. The moment is one that they see."""
    return _actors(tx, store_cards.LIKERS, viewer, moment_id, at)


def page_sharers(tx: ReadTx, viewer: int, moment_id: int, at: Stretch) -> list[Row]:
    """(account id, cursor) of those who shared it with everybody. The moment is one that the viewer sees."""
    return _actors(tx, store_cards.SHARERS, viewer, moment_id, at)


def _actors(tx: ReadTx, actors: store_cards.Actors, viewer: int, moment_id: int, at: Stretch) -> list[Row]:
    return _rows(tx, actors, at, viewer=viewer, moment_id=moment_id)


def _page(tx: ReadTx, skeleton: Skeleton, at: Stretch, **params: Any) -> Page:
    return _made(_rows(tx, skeleton, at, **params), at)


def _rows(tx: ReadTx, both: Skeleton | store_cards.Actors, at: Stretch, **params: Any) -> list[Row]:
    """A stretch of a list that is there in both directions, newest first."""
    params |= {"max_id": MAX_ID if at.max_id is None else at.max_id, "n": at.limit}
    if at.min_id is not None:
        return tx.all(both.oldest_first, since_id=at.min_id, **params)[::-1]
    return tx.all(both.newest_first, since_id=at.since_id or 0, **params)


def page_plain(tx: ReadTx, skeleton: Skeleton, at: Stretch, **params: Any) -> Page:
    """A stretch of a list, found in one look."""
    return _page(tx, skeleton, at, **params)


def page_lively(tx: ReadTx, skeleton: Skeleton, at: Stretch, **params: Any) -> Page:
    """A stretch of a list, looking at a few days first and further back only where those do not fill the page."""
    if at.min_id is not None:
        return _page(tx, skeleton, at, **params)
    since = at.since_id or 0
    ceiling = MAX_ID if at.max_id is None else at.max_id
    newest = min(tx.now, ceiling >> 16)
    rows: list[Row] = []
    for days in (*_WIDER, None):
        floor = since if days is None else max(since, (newest - days * _DAY) << 16, 0)
        rows = tx.all(skeleton.newest_first, max_id=ceiling, since_id=floor, n=at.limit, **params)
        if len(rows) >= at.limit or floor <= since:
            break
    return _made(rows, at)


def _made(rows: list[Row], at: Stretch) -> Page:
    if not rows:
        return Page([], None, None, full=False)
    return Page([row[0] for row in rows], rows[0][1], rows[-1][1], full=len(rows) >= at.limit)


def day_offset(tx: ReadTx, viewer: Reader) -> int:
    """How far the viewer's clock is from UTC today, in milliseconds: where their day begins."""
    if viewer.time_zone == "UTC":
        return 0
    offset = datetime.fromtimestamp(tx.now / 1000, UTC).astimezone(ZoneInfo(viewer.time_zone)).utcoffset()
    return 0 if offset is None else int(offset.total_seconds() * 1000)
