"""How much has been posted here, for the host."""

from __future__ import annotations

from teahouse.kit.db import ReadTx
from teahouse.moments import store_figures as store


def count_moments(tx: ReadTx) -> tuple[int, int]:
    """Live moments and live comments of the whole house, whoever they are for. Costs grow with the house."""
    row = tx.one(store.COUNTED)
    return (0, 0) if row is None else (row.moments, row.comments)
