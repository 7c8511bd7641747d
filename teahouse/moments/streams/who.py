"""Who is to hear of a moment at once, among those who listen: the lists of the house, asked in reverse.

Whoever is named here is shown the moment by the list in question at this instant, and nobody else is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from teahouse.kit.db import ReadTx
from teahouse.moments import store, store_groups
from teahouse.moments.feeds import Reader, day_offset
from teahouse.moments.model import Kind, State
from teahouse.moments.streams import store as streams


class Place(msgspec.Struct, frozen=True):
    """Where a moment stands, whoever may see it: what decides which streams it can be in at all."""

    id: int
    author_id: int
    is_live: bool
    is_gone: bool
    """Deleted; neither live nor gone is what its author alone still sees."""
    is_root: bool
    """No comment; shares are roots."""
    is_listed: bool
    is_pictured: bool
    tags: frozenset[str]
    group_id: int | None


def fetch_place(tx: ReadTx, moment_id: int) -> Place | None:
    """Of whatever stands or stood; of what was deleted a while ago no tags are known any more."""
    m = tx.one(store.MOMENT, moment_id_=moment_id)
    if m is None:
        return None
    root = m.parent_id is None
    listed = root and m.share_of_id is None and m.audience == Kind.PUBLIC
    return Place(
        id=m.id,
        author_id=m.author_id,
        is_live=m.state == State.LIVE,
        is_gone=m.state == State.DELETED,
        is_root=root,
        is_listed=listed,
        is_pictured=m.media != "[]",
        tags=frozenset(tx.column(streams.TAGS, moment_id=m.id)) if listed else frozenset(),
        group_id=tx.value(store_groups.GROUP_OF, moment_id_=m.id) if m.audience == Kind.GROUP and root else None,
    )


def fetch_followers(tx: ReadTx, moment_id: int, readers: Sequence[Reader]) -> dict[int, bool]:
    """Who of these has the root or share among what those whom they follow say; and whether it stands at home.

    It does not where its author stands in an exclusive list of the reader's.
    """
    by_offset: defaultdict[int, list[int]] = defaultdict(list)
    for reader in readers:
        by_offset[day_offset(tx, reader)].append(reader.id)
    found: dict[int, bool] = {}
    for offset, ids in by_offset.items():
        for reader_id, apart in tx.all(streams.FOLLOWERS, moment_id=moment_id, readers=ids, day_offset=offset):
            found[reader_id] = not apart
    return found


def fetch_lists_with(tx: ReadTx, author_id: int, lists: Iterable[int]) -> set[int]:
    """Which of these circles and reading lists the author stands in, whosever they are."""
    return set(tx.column(streams.LISTS, author=author_id, lists=list(lists)))


def fetch_listed_for(tx: ReadTx, moment_id: int, readers: Iterable[int]) -> set[int]:
    """Who of these has it on the public timeline."""
    return set(tx.column(streams.LISTED, moment_id=moment_id, readers=list(readers)))


def fetch_in_group(tx: ReadTx, moment_id: int, readers: Iterable[int]) -> set[int]:
    """Who of these has it in the feed of the group that it is for."""
    return set(tx.column(streams.IN_GROUP, moment_id=moment_id, readers=list(readers)))


def fetch_who_saw(tx: ReadTx, moment_id: int, readers: Iterable[int]) -> set[int]:
    """Who of these saw what was just deleted, removed or withheld."""
    return set(tx.column(streams.SAW, moment_id=moment_id, readers=list(readers)))
