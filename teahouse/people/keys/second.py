"""The second step: after the password, a code that an authenticator shows, or one of ten codes for bad days.

Promises that no code is taken twice. Recovery codes are kept as digests; they have enough random bits for that.
"""

from __future__ import annotations

import secrets

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Invalid
from teahouse.people.keys import rules_second as rules
from teahouse.people.keys import store
from teahouse.people.keys.model import CODES, TicketKind
from teahouse.people.keys.tickets import drop_tickets
from teahouse.people.tokens import digest


def asks_second(tx: ReadTx, account_id: int) -> bool:
    """Whether the password alone does not sign this member in."""
    row = tx.one(store.STEP, account=account_id)
    return row is not None and bool(row[1])


def begin_second(tx: WriteTx, account_id: int) -> str:
    """A new secret for an authenticator; nothing changes before a code is shown. Raises `Conflict` where it is on."""
    if asks_second(tx, account_id):
        raise Conflict("The second step is on already")
    secret = "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(32))
    tx.run(store.BEGIN_STEP, account_id=account_id, secret=secret, is_on=False, last_step=0, since=tx.now)
    return secret


def fetch_begun(tx: ReadTx, account_id: int) -> str | None:
    """The secret that waits for its first code."""
    row = tx.one(store.STEP, account=account_id)
    return None if row is None or row[1] else str(row[0])


def confirm_second(tx: WriteTx, account_id: int, code: str) -> list[str]:
    """The second step is on from now on; the recovery codes, seen here only.

    Raises `Invalid` for a code that does not fit what was begun.
    """
    secret = fetch_begun(tx, account_id)
    step = None if secret is None else rules.step_of(secret, code, tx.now, 0)
    if step is None or not tx.run(store.USE_STEP, account=account_id, step=step):
        raise Invalid("code", "ERR_INVALID", "is not the code shown now")
    return renew_codes(tx, account_id)


def renew_codes(tx: WriteTx, account_id: int) -> list[str]:
    """Ten new recovery codes; the earlier ones are good no more."""
    tx.run(store.DROP_CODES, account=account_id)
    made = [
        "-".join("".join(secrets.choice(rules.ALPHABET) for _ in range(rules.LETTERS)) for _ in range(rules.GROUPS))
        for _ in range(CODES)
    ]
    tx.run_many(store.ADD_CODE, [{"account_id": account_id, "code_hash": digest(rules.folded(code))} for code in made])
    return made


def count_codes(tx: ReadTx, account_id: int) -> int:
    """How many recovery codes are left."""
    return int(tx.value(store.COUNT_CODES, account=account_id))


def take_code(tx: WriteTx, account_id: int, code: str) -> bool:
    """Whether this is the code shown now, or a recovery code that is left; it is good no more."""
    row = tx.one(store.STEP, account=account_id)
    if row is None or not row[1]:
        return False
    step = rules.step_of(row[0], code, tx.now, row[2])
    if step is not None:
        return bool(tx.run(store.USE_STEP, account=account_id, step=step))
    return bool(tx.run(store.USE_CODE, account=account_id, hashed=digest(rules.folded(code))))


def end_second(tx: WriteTx, account_id: int) -> None:
    """The password alone signs in again; what was begun is forgotten. Raises `Conflict` where there was nothing."""
    tx.run(store.DROP_CODES, account=account_id)
    drop_tickets(tx, account_id, [TicketKind.SECOND])
    if not tx.run(store.DROP_STEP, account=account_id):
        raise Conflict("There is no second step")
