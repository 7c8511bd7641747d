"""Finding people: one's own by a part of any name, those who agreed to be found by how a name begins.

Promises that nobody is found by a part of their name who did not agree to it (`discoverable`) and is no friend of the
seeker's or followed by them; that nobody is found by a remark but by who made it; and that a search costs what the
seeker's own ties cost, however many live in the house.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teahouse.kit.db import ReadTx, Statement, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.text import fold
from teahouse.people import store_search as store
from teahouse.people.accounts import fetch_account

LAST = "\U0010ffff"
"""Comes after whatever else a key goes on with."""
KEYS_EACH = 4
"""One account has several keys that begin alike; so many of them are read for each that is wanted."""


def find_followed(tx: ReadTx, me: int, text: str) -> list[int]:
    """Friends and whom else the member follows, by handle, name, pinyin, first letters or the member's remark."""
    return _found(tx, me, text, store.FOLLOWED, store.REMARKED)


def find_rooms(tx: ReadTx, me: int, text: str) -> list[int]:
    """The groups that the member is in, by their names."""
    return _found(tx, me, text, store.ROOMS)


def find_listed(tx: ReadTx, me: int, text: str, *, limit: int = 40) -> list[int]:
    """Members and pages who agreed to be found, by how a name of theirs begins; nobody across a block."""
    sought = fold(text)
    if not sought:
        return []
    ids = tx.column(store.FOUND, me=me, first=sought, after=sought + LAST, n=limit * KEYS_EACH)
    return list(dict.fromkeys(ids))[:limit]


def fetch_may_know(tx: ReadTx, me: int, *, limit: int = 12) -> list[int]:
    """Friends of friends whom the member neither follows nor has asked, those with most friends between first.

    Nobody learns who a friend's friends are unless both of those two agreed to be found; and nobody is shown again who
    was refused.
    """
    return tx.column(store.MAY_KNOW, me=me, n=limit)


def refuse_suggestion(tx: WriteTx, me: int, other: int) -> None:
    """Do not suggest them again; anybody may be refused, so that nothing tells who would have been suggested.

    Raises `NotFound` where nobody has this id.
    """
    if fetch_account(tx, other) is None:
        raise NotFound
    tx.run(store.REFUSE, account_id=me, target_id=other)


def page_directory(tx: ReadTx, me: int, *, active_first: bool, limit: int, skip: int) -> list[int]:
    """Members and pages who agreed to be found, by when they last spoke in public or by when they came."""
    return tx.column(store.DIRECTORY_ACTIVE if active_first else store.DIRECTORY_NEW, me=me, n=limit, skip=skip)


def page_listed(tx: ReadTx, me: int, *, below: int | None = None, limit: int = 40) -> list[int]:
    """Members who agreed to be found, the newest first; nobody across a block, and not the member."""
    return tx.column(store.LISTED, me=me, below=(1 << 63) - 1 if below is None else below, n=limit)


def _found(tx: ReadTx, me: int, text: str, *statements: Statement[Any]) -> list[int]:
    """Those first whose names begin so."""
    sought = fold(text)
    if not sought:
        return []
    rows: Iterable[tuple[int, str]] = [
        row for one in statements for row in tx.all(one, me=me, start=f"{sought}%", within=f"%{sought}%")
    ]
    best: dict[int, tuple[bool, str]] = {}
    for account_id, key in rows:
        rank = (not key.startswith(sought), key)
        best[account_id] = min(rank, best.get(account_id, rank))
    return sorted(best, key=lambda one: (best[one], one))
