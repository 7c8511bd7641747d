"""The roster: who has an account here, for the host alone. No page and no client is ever shown it."""

from __future__ import annotations

from teahouse.kit.db import ReadTx
from teahouse.people import store_roster as store
from teahouse.people.store_roster import Enrolled


def page_roster(tx: ReadTx, *, after: int = 0, limit: int = 200) -> list[Enrolled]:
    """The house's own accounts above the id `after`, the first that came first; suspended and gone ones too."""
    return tx.all(store.ROSTER, after=after, n=limit)
