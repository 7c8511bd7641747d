"""Notices of one thing told together: all who like a moment are one group, all who shared it another.

A page of groups covers a stretch of notices without a gap, so that paging loses none; a group that is larger than the
stretch stands on the next page again with its older ones. How many it has is told of the whole group, as its reader
may see it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.moments import Stretch
from teahouse.notices import store
from teahouse.notices.model import Notice, NoticeKind
from teahouse.notices.read import ALL, page_notices, read_marked

TOGETHER = frozenset({NoticeKind.LIKE, NoticeKind.SHARE})
"""The kinds whose notices of one moment are told together; each of the others stands for itself."""
STEP = 80
MOST = 1000
"""How many notices one page looks at; a page that reaches this is short, and the next goes on from there."""


class Group(msgspec.Struct, frozen=True):
    """Notices of one kind about one thing, newest first, as far as the page covers them; `count` is of all.

    Not `together` is a notice that stands by itself.
    """

    notices: list[Notice]
    count: int
    together: bool

    @property
    def newest(self) -> Notice:
        """The one that says where the group stands."""
        return self.notices[0]


class GroupPage(msgspec.Struct, frozen=True):
    """Groups by their newest notice, and the ids of the newest and the oldest notice that the page covers."""

    groups: list[Group]
    first: int | None
    last: int | None


def page_groups(
    tx: ReadTx,
    reader: int,
    at: Stretch,
    *,
    kinds: Sequence[NoticeKind] = ALL,
    actor: int = 0,
    held: bool = False,
    together: Collection[NoticeKind] = TOGETHER,
) -> GroupPage:
    """At most `at.limit` groups, newest first; with `min_id` the ones right above it. `held` as of `page_notices`."""
    found: dict[tuple[int, int], list[Notice]] = {}
    covered: list[int] = []
    for notice in _walk(tx, reader, at, kinds, actor, held=held):
        grouped = notice.moment_id is not None and notice.kind in together
        key = (notice.kind, notice.moment_id or 0) if grouped else (0, notice.id)
        if key not in found and len(found) == at.limit:
            break
        found.setdefault(key, []).append(notice)
        covered.append(notice.id)
    counts = _counts(tx, reader, [moment for kind, moment in found if kind], held=held)
    groups = [
        Group(sorted(notices, key=lambda notice: -notice.id), counts.get(key, len(notices)), together=bool(key[0]))
        for key, notices in found.items()
    ]
    groups.sort(key=lambda group: -group.newest.id)
    return GroupPage(groups, max(covered, default=None), min(covered, default=None))


def _walk(
    tx: ReadTx, reader: int, at: Stretch, kinds: Sequence[NoticeKind], actor: int, *, held: bool
) -> Iterator[Notice]:
    """One notice after the other, away from where the page begins."""
    max_id, min_id = at.max_id, at.min_id
    for _ in range(MOST // STEP + 1):
        rows = page_notices(tx, reader, Stretch(max_id, at.since_id, min_id, STEP), kinds=kinds, actor=actor, held=held)
        yield from rows if min_id is None else rows[::-1]
        if len(rows) < STEP:
            return
        max_id, min_id = (rows[-1].id, None) if min_id is None else (max_id, rows[0].id)


def _counts(tx: ReadTx, reader: int, about: list[int], *, held: bool = False) -> dict[tuple[int, int], int]:
    if not about:
        return {}
    rows = tx.all(store.COUNT_ABOUT, **_all(reader, sorted(TOGETHER), held=held), about=about)
    return {(kind, moment_id): count for kind, moment_id, count in rows}


def _all(reader: int, kinds: Sequence[int], *, held: bool = False) -> dict[str, object]:
    return {
        "reader": reader,
        "held": int(held),
        "kinds": [int(kind) for kind in kinds],
        "actor": 0,
        "max_id": 2**63 - 1,
        "since_id": 0,
    }


def count_unread_groups(
    tx: ReadTx,
    reader: int,
    *,
    kinds: Sequence[NoticeKind],
    together: Collection[NoticeKind],
    actor: int = 0,
    held: bool = False,
    most: int,
) -> int:
    """How many groups have a notice above what the reader marked as read, counted up to `most`."""
    at = Stretch(None, read_marked(tx, reader), None, most)
    return len(page_groups(tx, reader, at, kinds=kinds, together=together, actor=actor, held=held).groups)


def page_group(tx: ReadTx, reader: int, kind: NoticeKind, moment_id: int, at: Stretch) -> list[Notice]:
    """The notices of one group, newest first; with `min_id` the ones right above it."""
    params = _all(reader, [kind]) | {"about": [moment_id], "n": at.limit}
    params["max_id"] = 2**63 - 1 if at.max_id is None else at.max_id
    if at.min_id is not None:
        rows: list[Notice] = tx.all(store.OLDEST_ABOUT, **(params | {"since_id": at.min_id}))
        return rows[::-1]
    return tx.all(store.NEWEST_ABOUT, **(params | {"since_id": at.since_id or 0}))


def fetch_group(tx: ReadTx, reader: int, kind: NoticeKind, moment_id: int) -> Group:
    """One group with its newest notices. Raises `NotFound` where the reader has none such."""
    rows = page_group(tx, reader, kind, moment_id, Stretch(None, None, None, STEP))
    if not rows:
        raise NotFound
    return Group(rows, _counts(tx, reader, [moment_id])[(int(kind), moment_id)], together=True)


def dismiss_group(tx: WriteTx, reader: int, kind: NoticeKind, moment_id: int) -> None:
    """Put a whole group away; one that is not there is away already."""
    tx.run(store.DISMISS_ABOUT, reader=reader, kind_=int(kind), moment_=moment_id)
