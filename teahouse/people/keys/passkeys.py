"""Passkeys: making one, showing it instead of a password, taking it away.

The challenge is a ticket: good once, for five minutes, and for the browser that asked for it.
"""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.text import clean_line
from teahouse.people.keys import store
from teahouse.people.keys.model import MAX_KEY_NAME, MAX_PASSKEYS, NewPasskey, Passkey, TicketKind
from teahouse.people.keys.tickets import make_ticket, spend_ticket
from teahouse.people.sessions import week_of


def fetch_passkeys(tx: ReadTx, account_id: int) -> list[Passkey]:
    """The member's passkeys, the oldest first."""
    return tx.all(store.PASSKEYS, account=account_id)


def find_passkey(tx: ReadTx, credential_id: bytes) -> Passkey | None:
    """The passkey that calls itself so, unproven."""
    return tx.one(store.PASSKEY, credential=credential_id)


def make_challenge(tx: WriteTx, browser: str, account_id: int | None = None) -> str:
    """What a browser has to answer: for a new passkey of this member, or (None) to sign in with any."""
    kind = TicketKind.CHALLENGE if account_id is None else TicketKind.REGISTER
    return make_ticket(tx, kind, account_id, browser)


def spend_challenge(tx: WriteTx, browser: str, challenge: str, account_id: int | None = None) -> None:
    """The challenge is answered, well or not. Raises `NotFound` unless it was put to this browser for this."""
    kind = TicketKind.CHALLENGE if account_id is None else TicketKind.REGISTER
    found = spend_ticket(tx, kind, challenge)
    if found.data != browser or found.account_id != account_id:
        raise NotFound


def check_name(tx: ReadTx, account_id: int, name: str) -> str:
    """What the passkey is called. Raises `Invalid` for a name that is blank or too long, or one passkey too many."""
    name = clean_line(name)
    if not name:
        raise Invalid("name", "ERR_BLANK", "can't be blank")
    if len(name) > MAX_KEY_NAME:
        raise Invalid("name", "ERR_TOO_LONG", f"is too long (maximum is {MAX_KEY_NAME} characters)")
    if len(fetch_passkeys(tx, account_id)) >= MAX_PASSKEYS:
        raise Invalid("name", "ERR_TOO_MANY", f"are too many (maximum is {MAX_PASSKEYS})")
    return name


def add_passkey(tx: WriteTx, account_id: int, name: str, new: NewPasskey) -> None:
    """Keep it. Raises `Invalid` as `check_name` does, and for one that is known here already."""
    name = check_name(tx, account_id, name)
    key = Passkey(
        id=tx.new_id(),
        account_id=account_id,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        name=name,
        used_week=week_of(tx.now),
        created_at=tx.now,
    )
    if not tx.run(store.ADD_PASSKEY, **{field: getattr(key, field) for field in Passkey.__struct_fields__}):
        raise Invalid("name", "ERR_TAKEN", "is known here already")


def use_passkey(tx: WriteTx, key: Passkey, sign_count: int) -> None:
    """It was shown. Raises `NotFound` where it is gone or was shown elsewhere meanwhile."""
    if not tx.run(store.USE_PASSKEY, key_id=key.id, was=key.sign_count, count=sign_count, week=week_of(tx.now)):
        raise NotFound


def drop_passkey(tx: WriteTx, account_id: int, key_id: int) -> None:
    """It signs nobody in any more. Raises `NotFound` for another's."""
    if not tx.run(store.DROP_PASSKEY, account=account_id, key_id=key_id):
        raise NotFound
