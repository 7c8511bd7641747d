"""What goes when an account or a post goes."""

from __future__ import annotations

from teahouse.guard.rulings import store
from teahouse.guard.rulings.keep import mend
from teahouse.guard.rulings.model import State
from teahouse.kit.db import WriteTx


def forget_rulings(tx: WriteTx, account_id: int) -> None:
    """The account's rulings go, with all that was said about them; of a page's it is forgotten who acted for it."""
    tx.run(store.FORGET, account=account_id)
    tx.run(store.FORGET_MEMBER, account=account_id)


def take_back(tx: WriteTx, moment_id: int) -> None:
    """The author deleted what a ruling keeps back: nobody needs to decide about it any more."""
    ruling = tx.one(store.OF_MOMENT, moment=moment_id)
    if ruling is not None and ruling.state == State.WAITING:
        mend(tx, ruling)
