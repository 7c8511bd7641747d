"""Reading rulings: one's own, those that wait for a person, and what the guard's work comes to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse.guard.rulings import rules, store
from teahouse.guard.rulings.model import Figure, Figures, KeptRuling, State, Word
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.kit.ids import time_of

NEWEST = 2**63 - 1


class _Named(msgspec.Struct):
    """Of a finding only which rule it is."""

    rule: str


_NAMED = msgspec.json.Decoder(list[_Named])


def find_ruling(tx: ReadTx, ruling_id: int) -> KeptRuling | None:
    """One of them, whosever it is; None where it was forgotten."""
    return tx.one(store.ONE, ruling_id_=ruling_id)


def fetch_ruling(tx: ReadTx, ruling_id: int) -> KeptRuling:
    """One of them, whosever it is. Raises `NotFound`."""
    ruling = find_ruling(tx, ruling_id)
    if ruling is None:
        raise NotFound
    return ruling


def fetch_own_ruling(tx: ReadTx, account_id: int, ruling_id: int) -> KeptRuling:
    """One of the account's own. Raises `NotFound` for another's as for none."""
    ruling = fetch_ruling(tx, ruling_id)
    if ruling.account_id != account_id:
        raise NotFound
    return ruling


def page_own_rulings(tx: ReadTx, account_id: int, *, before: int = NEWEST, limit: int = 40) -> list[KeptRuling]:
    """The account's own below the id `before`, newest first."""
    return tx.all(store.OWN, account=account_id, before=before, n=limit)


def page_rulings(
    tx: ReadTx, own: Sequence[int], *, is_open: bool, before: int = NEWEST, limit: int = 40
) -> list[KeptRuling]:
    """Those that wait for a person, or that one decided, and are about none of `own`, newest first."""
    return tx.all(store.OPEN if is_open else store.CLOSED, own=list(own), before=before, n=limit)


def count_open_rulings(tx: ReadTx, own: Sequence[int]) -> int:
    """How many wait for a person that are about none of `own`."""
    return int(tx.value(store.COUNT_OPEN, own=list(own)))


def fetch_words(tx: ReadTx, ruling: KeptRuling) -> list[Word]:
    """What was said about it, the first first."""
    return tx.all(store.WORDS, ruling_id_=ruling.id)


def fetch_holding(tx: ReadTx, moment_ids: Sequence[int]) -> dict[int, KeptRuling]:
    """By which rulings these are kept from all but their authors."""
    return {one.moment_id: one for one in tx.all(store.HOLDING, moments=list(moment_ids)) if one.moment_id is not None}


def fetch_figures(tx: ReadTx, since: int) -> Figures:
    """What the guard's work since then comes to: by rule, and how long people took to decide."""
    by_rule: dict[str, list[int]] = {}
    took: list[int] = []
    for ruling_id, findings, state, appealed_at, answered_at, decided_at, decided_by in tx.all(
        store.FIGURES, since=since << 16
    ):
        counts = (1, appealed_at is not None, state == State.OVERTURNED)
        for rule in {one.rule for one in _NAMED.decode(findings)}:
            row = by_rule.setdefault(rule, [0, 0, 0])
            row[:] = [was + more for was, more in zip(row, counts, strict=True)]
        if answered_at is not None:
            took.append(answered_at - appealed_at)
        if decided_by is not None:
            took.append(decided_at - time_of(ruling_id))
    rows = [Figure(rule, *row) for rule, row in by_rule.items()]
    return Figures(tuple(sorted(rows, key=lambda one: (-one.rulings, one.rule))), rules.median(took))
