"""When an account is suspended or restored: what it did counts no more, or counts again, wherever it was counted ready.

All else follows from the gate, which asks whether the author is there. One transaction, in sets: its cost grows with
what the person did and with their friends, never with the house.
"""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import WriteTx
from teahouse.moments import store_standing as store


def suspend_account(tx: WriteTx, account: people.Account) -> None:
    """Nobody sees anything of the account from now on, and every way in ends. Raises `Conflict` unless it is active."""
    people.suspend_account(tx, account)
    _step(tx, account.id, -1)


def restore_account(tx: WriteTx, account: people.Account) -> None:
    """All is back as it was; its people sign in anew. Raises `Conflict` unless it is suspended."""
    people.restore_account(tx, account)
    _step(tx, account.id, 1)


def _step(tx: WriteTx, account_id: int, step: int) -> None:
    for statement in (store.STEP_LIKES, store.STEP_SHARES, store.STEP_COMMENTS):
        tx.run(statement, account=account_id, step=step)
