"""How much has been posted: by the house, for its host; by an account, as far as a viewer may know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.moments import store_figures as store

Author = TypeVar("Author", bound=people.Author)


def gate_figures(
    tx: ReadTx, viewer: int, accounts: Mapping[int, Author], numbers: Mapping[int, people.Numbers]
) -> dict[int, Author]:
    """The accounts with the count and the date of their public moments as the viewer may know them.

    They are nothing for whom a block or a hide keeps apart, and cover what the account's window still shows.
    """
    gated = dict(accounts)
    windowed = []
    for account in accounts.values():
        if not account.public_count or account.id == viewer:
            continue
        if numbers[account.id].apart:
            gated[account.id] = msgspec.structs.replace(account, public_count=0, public_at=None)
        elif account.window_days:
            windowed.append(account.id)
    if windowed:
        found = {row.account_id: row for row in tx.all(store.IN_WINDOW, accounts=windowed)}
        for account_id in windowed:
            row = found.get(account_id)
            gated[account_id] = msgspec.structs.replace(
                accounts[account_id],
                public_count=0 if row is None else row.count,
                public_at=None if row is None else row.newest_id >> 16,
            )
    return gated


def count_moments(tx: ReadTx) -> tuple[int, int]:
    """Live moments and live comments of the whole house, whoever they are for. Costs grow with the house."""
    row = tx.one(store.COUNTED)
    return (0, 0) if row is None else (row.moments, row.comments)
