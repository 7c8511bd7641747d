"""Reading one's notices, and putting them away."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.moments import Stretch
from teahouse.notices import store
from teahouse.notices.model import Notice, NoticeKind

ALL = tuple(NoticeKind)


def page_notices(
    tx: ReadTx, reader: int, at: Stretch, *, kinds: Sequence[NoticeKind] = ALL, actor: int = 0, held: bool = False
) -> list[Notice]:
    """Newest first; with `min_id` the ones right above it. `actor` is whose only, 0 for everybody's.

    `held`: those too that are held back.
    """
    params = {
        "held": int(held),
        "reader": reader,
        "kinds": [int(kind) for kind in kinds],
        "actor": actor,
        "max_id": 2**63 - 1 if at.max_id is None else at.max_id,
        "n": at.limit,
    }
    if at.min_id is not None:
        return tx.all(store.OLDEST_FIRST, since_id=at.min_id, **params)[::-1]
    return tx.all(store.NEWEST_FIRST, since_id=at.since_id or 0, **params)


def fetch_notice(tx: ReadTx, reader: int, notice_id: int, kinds: Sequence[NoticeKind] = ALL) -> Notice:
    """One of the reader's, if it is of these kinds. Raises `NotFound`."""
    notice = tx.one(
        store.ONE_NOTICE,
        reader=reader,
        notice_id=notice_id,
        held=1,
        kinds=[int(kind) for kind in kinds],
        actor=0,
        max_id=2**63 - 1,
        since_id=0,
    )
    if notice is None:
        raise NotFound
    return notice


def fetch_told(tx: ReadTx, reader: int, notice: Notice) -> list[int]:
    """Who put themselves down, of whom the reader's notice of a chain tells; the last first."""
    return tx.column(store.ENTRIES, reader=reader, notice_id=notice.id)


def read_marked(tx: ReadTx, reader: int) -> int:
    """The newest notice that the reader marked as read, 0 for none."""
    marker = people.fetch_markers(tx, reader, ["notifications"]).get("notifications")
    return 0 if marker is None else marker.last_read_id


def count_unread(
    tx: ReadTx,
    reader: int,
    *,
    kinds: Sequence[NoticeKind] = ALL,
    actor: int = 0,
    held: bool = False,
    most: int = 100,
) -> int:
    """How many stand above what the reader marked as read, counted up to `most`; `actor` and `held` as of a page."""
    return int(
        tx.value(
            store.COUNT,
            reader=reader,
            kinds=[int(kind) for kind in kinds],
            held=int(held),
            actor=actor,
            max_id=2**63 - 1,
            since_id=read_marked(tx, reader),
            n=most,
        )
    )


def dismiss(tx: WriteTx, reader: int, notice_id: int) -> None:
    """Put one away; one that is not there is away already."""
    tx.run(store.DISMISS, reader=reader, notice_id=notice_id)


def clear(tx: WriteTx, reader: int) -> None:
    """Put all of them away."""
    tx.run(store.CLEAR, reader=reader)
