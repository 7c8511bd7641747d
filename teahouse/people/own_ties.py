"""All that a member holds towards others, whole: for taking it along."""

from __future__ import annotations

from teahouse.kit.db import ReadTx
from teahouse.people import store_ties as store
from teahouse.people.model import Tie


def page_own_ties(tx: ReadTx, account_id: int, *, after: int = 0, limit: int = 500) -> list[Tie]:
    """The member's ties, by whom they are to, above the account id `after`."""
    return tx.all(store.OWN_TIES, source_=account_id, after=after, n=limit)
