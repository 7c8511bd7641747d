"""Suspending an account and letting it back in: who is suspended is not there for anybody, in any answer.

Nothing of theirs is taken away. Ties, circles and memberships wait, so that restoring finds all as it was; what ends
for good is every way in: sessions, tokens, codes and reset links, those for the pages that the member works for too.
"""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict
from teahouse.people import store_accounts as store
from teahouse.people import store_sign_in, store_staff
from teahouse.people.keep_sight import state_changed
from teahouse.people.model import Account, State
from teahouse.people.sessions import close_all_sessions


def suspend_account(tx: WriteTx, account: Account, to: State = State.SUSPENDED) -> None:
    """The account's half of `moments.suspend_account`, which is what to call. Raises `Conflict` unless it is active."""
    _move(tx, account, State.ACTIVE, to)
    close_all_sessions(tx, account.id)
    for statement in (
        store_sign_in.DROP_TOKENS_AROUND,
        store_sign_in.DROP_CODES_AROUND,
        store_sign_in.DROP_RESETS_OF,
        store_sign_in.DROP_TICKETS_OF,
    ):
        tx.run(statement, account=account.id)
    state_changed(tx, account.id, here=False)


def restore_account(tx: WriteTx, account: Account, was: State = State.SUSPENDED) -> None:
    """The account's half of `moments.restore_account`. Raises `Conflict` unless it is in that state."""
    _move(tx, account, was, State.ACTIVE)
    state_changed(tx, account.id, here=True)


def fetch_unstaffed(tx: ReadTx, member_id: int) -> list[Account]:
    """The active pages that the member works for and nobody else who is there: without them the page is silent."""
    return tx.all(store_staff.UNSTAFFED, member=member_id)


def _move(tx: WriteTx, account: Account, before: State, after: State) -> None:
    if not tx.run(store.SET_STATE, account_id=account.id, from_state=int(before), to_state=int(after)):
        raise Conflict(f"The account {account.username} is not {before.name.lower()}")
