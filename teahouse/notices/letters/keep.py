"""What a person chose about letters, and the proofs that stand in the links of a letter.

A proof is a keyed hash of the person, the address and what it is for: nobody can make one, and it holds as long as the
address stays.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from typing import Literal

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.db.secret import fetch_secret, keep_secret
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.outward import MailRoad
from teahouse.notices.events import LetterDue, LettersAsked
from teahouse.notices.letters import store
from teahouse.notices.letters.model import EVERY, Letters

KEY = "letters"
DAY = 86_400_000
ASK_AGAIN = 600_000
"""Milliseconds before another address (or the same again) is asked: nobody's box is to be filled with our asking."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")
Purpose = Literal["confirm", "off"]


def fetch_letters(tx: ReadTx, account_id: int) -> Letters | None:
    """What they chose, if they ever did."""
    return tx.one(store.ONE, account=account_id)


def keep_letters(tx: WriteTx, account_id: int, address: str, days: int, *, texts: bool) -> None:
    """A new address is asked first; nothing else is sent until it answers. Raises `Invalid`."""
    if not tx.handed(MailRoad).is_there:
        raise Invalid("address", "ERR_INVALID", "cannot be written to: this house sends no letters")
    address = address.strip()
    if len(address) > 254 or not _ADDRESS.match(address):
        raise Invalid("address", "ERR_INVALID", "is not an e-mail address")
    if days not in EVERY:
        raise Invalid("days", "ERR_INVALID", "is not one of the choices")
    keep_secret(tx, KEY)
    old = fetch_letters(tx, account_id)
    if old is not None and old.address == address and old.confirmed:
        _put(tx, account_id, old, address, days, texts=texts)
        _plan(tx, account_id, days)
        return
    if old is not None and old.asked_at > tx.now - ASK_AGAIN:
        raise Invalid("address", "ERR_TOO_SOON", "was asked a moment ago; try again in ten minutes")
    _put(tx, account_id, None, address, days, texts=texts)
    tx.tell(LettersAsked(account_id))


def _put(tx: WriteTx, account_id: int, old: Letters | None, address: str, days: int, *, texts: bool) -> None:
    tx.run(
        store.KEEP,
        account_id=account_id,
        address=address,
        days=days,
        texts=texts,
        confirmed=old is not None,
        asked_at=tx.now if old is None else old.asked_at,
        told_to=tx.now << 16 if old is None else old.told_to,
        due=0,
        failures=0,
        last_error="",
        last_at=None if old is None else old.last_at,
    )


def _plan(tx: WriteTx, account_id: int, days: int) -> None:
    due = tx.now + days * DAY
    tx.run(store.NEXT, account=account_id, next_due=due)
    tx.tell(LetterDue(account_id, due), after=due - tx.now)


def drop_letters(tx: WriteTx, account_id: int) -> None:
    """No more letters, and the address is forgotten."""
    tx.run(store.DROP, account=account_id)


def proof_of(tx: ReadTx, kept: Letters, purpose: Purpose) -> str:
    """What stands in a link of a letter to this address. Raises `NotFound` where no letters were ever wanted."""
    key = fetch_secret(tx, KEY)
    if key is None:
        raise NotFound
    made = hmac.digest(key, f"{purpose} {kept.account_id} {kept.address}".encode(), "sha256")[:18]
    return f"{kept.account_id}-{urlsafe_b64encode(made).decode()}"


def knows(tx: ReadTx, proof: str, purpose: Purpose) -> Letters:
    """Whose letters a link is about. Raises `NotFound` for one that is forged, or of an earlier address."""
    number, _, _ = proof.partition("-")
    kept = fetch_letters(tx, int(number)) if number.isascii() and number.isdecimal() and len(number) < 20 else None
    if kept is None or not hmac.compare_digest(proof_of(tx, kept, purpose).encode(), proof.encode()):
        raise NotFound
    return kept


def confirm(tx: WriteTx, proof: str) -> None:
    """The address said that it is theirs: letters come from now on. Raises `NotFound`."""
    kept = knows(tx, proof, "confirm")
    if not kept.confirmed:
        # What came before is no news.
        fresh = msgspec.structs.replace(kept, told_to=tx.now << 16)
        _put(tx, kept.account_id, fresh, kept.address, kept.days, texts=bool(kept.texts))
        _plan(tx, kept.account_id, kept.days)


def end_by_proof(tx: WriteTx, proof: str) -> None:
    """Whoever reads a letter ends them. Raises `NotFound`."""
    drop_letters(tx, knows(tx, proof, "off").account_id)
