"""How far a member has read in a timeline, kept for all their devices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.people import store_markers as store
from teahouse.people.model_sign_in import Marker

TIMELINES = ("home", "notifications")


def fetch_markers(tx: ReadTx, account_id: int, timelines: Iterable[str]) -> dict[str, Marker]:
    """The member's markers in these timelines, as far as there are any."""
    wanted = [timeline for timeline in TIMELINES if timeline in set(timelines)]
    if not wanted:
        return {}
    return {row.timeline: row for row in tx.all(store.MARKERS, account=account_id, timelines=wanted)}


def save_markers(tx: WriteTx, account_id: int, last_read: Mapping[str, int]) -> dict[str, Marker]:
    """Set the markers of the timelines named, each with its next version; timelines that we do not keep are left."""
    known = fetch_markers(tx, account_id, last_read)
    saved = {}
    for timeline in TIMELINES:
        if timeline not in last_read:
            continue
        version = known[timeline].version + 1 if timeline in known else 0
        row = saved[timeline] = Marker(timeline, last_read[timeline], version, tx.now)
        tx.run(
            store.PUT_MARKER,
            account_id=account_id,
            timeline=timeline,
            last_read_id=row.last_read_id,
            version=row.version,
            updated_at=row.updated_at,
        )
    return saved
