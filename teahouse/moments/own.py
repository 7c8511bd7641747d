"""What is one's own, whole: whom each moment is for, its earlier versions, and one's lines on lists of orders."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse.kit.db import ReadTx
from teahouse.moments import store_groups
from teahouse.moments import store_own as store
from teahouse.moments.model import Edit
from teahouse.moments.model_chain import Entry


class Aim(msgspec.Struct, frozen=True):
    """Whom a moment names beside its kind of audience."""

    circles: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    group: int | None = None


def fetch_aims(tx: ReadTx, ids: Sequence[int]) -> dict[int, Aim]:
    """Whom these moments name, for their author alone: nobody else learns of circles. Those that name none too."""
    circles: dict[int, list[int]] = {}
    named: dict[int, list[int]] = {}
    for found, statement in ((circles, store.CIRCLES_OF), (named, store.PEOPLE_OF)):
        for moment_id, other in tx.all(statement, ids=list(ids)):
            found.setdefault(moment_id, []).append(other)
    groups = dict(tx.all(store_groups.GROUPS_OF, ids=list(ids)))
    return {one: Aim(tuple(circles.get(one, ())), tuple(named.get(one, ())), groups.get(one)) for one in ids}


def fetch_versions(tx: ReadTx, ids: Sequence[int]) -> dict[int, list[Edit]]:
    """All versions of one's own moments that were edited, the oldest first."""
    found: dict[int, list[Edit]] = {}
    for moment_id, *columns in tx.all(store.EDITS_OF, ids=list(ids)):
        found.setdefault(moment_id, []).append(Edit(*columns))
    return found


def page_own_entries(tx: ReadTx, account_id: int, *, after: int, limit: int) -> list[tuple[int, Entry]]:
    """What one put down on lists, with the moment of each: for oneself, and for others by name on one's own."""
    rows = tx.all(store.OWN_ENTRIES, account=account_id, after=after, n=limit)
    return [(moment_id, Entry(*columns)) for moment_id, *columns in rows]
