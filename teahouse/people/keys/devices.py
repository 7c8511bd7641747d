"""Signing in another device of one's own: the link, the device that opened it, and the number that proves they are one.

A link is opened once, within five minutes, and opens nothing by itself: the new device shows a number of two digits,
and only when the member types that number on the device that showed the link is the new one let in. Whoever photographs
the link from behind is shown another number, and who was meant to open it is told that somebody has. One wrong number
ends it.
"""

from __future__ import annotations

import secrets
from enum import Enum

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people.accounts import fetch_account
from teahouse.people.invites import ALPHABET
from teahouse.people.keys import store
from teahouse.people.keys.model import TicketKind, Waiting
from teahouse.people.keys.tickets import drop_tickets, fetch_ticket, make_ticket, spend_ticket
from teahouse.people.model import Account

LETTERS = 8
_WAITING = msgspec.json.Decoder(Waiting)


class Answer(Enum):
    """What became of a number that was typed."""

    NOBODY = "nobody"  # no device has opened the link yet
    WRONG = "wrong"
    LET_IN = "let in"


def make_device_link(tx: WriteTx, account_id: int) -> str:
    """The code of a link for another device, seen here only. Earlier ones end."""
    drop_tickets(tx, account_id, [TicketKind.DEVICE, TicketKind.CLAIM])
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    return make_ticket(tx, TicketKind.DEVICE, account_id, token=code)


def fold_code(code: str) -> str:
    """The code as it was made, however it was typed."""
    return "".join(char for char in code.lower() if char in ALPHABET)[: LETTERS + 1]


def fetch_inviting(tx: ReadTx, code: str) -> Account | None:
    """Whose link it is, while nobody has opened it and its member is there."""
    found = fetch_ticket(tx, TicketKind.DEVICE, code)
    return None if found is None or found.account_id is None else fetch_account(tx, found.account_id)


def claim_device(tx: WriteTx, code: str, agent: str) -> str:
    """This device is the one that opened the link; the secret by which it goes on. Raises `NotFound`."""
    found = spend_ticket(tx, TicketKind.DEVICE, code)
    if found.account_id is None or fetch_account(tx, found.account_id) is None:
        raise NotFound
    waiting = Waiting(10 + secrets.randbelow(90), agent)
    return make_ticket(tx, TicketKind.CLAIM, found.account_id, msgspec.json.encode(waiting).decode())


def fetch_waiting(tx: ReadTx, secret: str | None) -> Waiting | None:
    """How the device with this secret stands."""
    found = fetch_ticket(tx, TicketKind.CLAIM, secret)
    return None if found is None else _WAITING.decode(found.data)


def let_device_in(tx: WriteTx, account_id: int, typed: str) -> tuple[Answer, str]:
    """The member typed what the other device shows; what came of it, and what that device calls itself."""
    found = tx.one(store.TICKET_OF, account=account_id, of_kind=int(TicketKind.CLAIM))
    if found is None:
        return Answer.NOBODY, ""
    waiting = _WAITING.decode(found.data)
    if typed.strip() != str(waiting.number):
        drop_tickets(tx, account_id, [TicketKind.CLAIM])
        return Answer.WRONG, waiting.agent
    told = msgspec.structs.replace(waiting, let_in=True)
    tx.run(
        store.SET_TICKET,
        account=account_id,
        of_kind=int(TicketKind.CLAIM),
        to_data=msgspec.json.encode(told).decode(),
    )
    return Answer.LET_IN, waiting.agent


def enter_by_device(tx: WriteTx, secret: str | None) -> int | None:
    """Whom the device is signed in as now; None while it waits. Raises `NotFound` where it has nothing to wait for."""
    waiting = fetch_waiting(tx, secret)
    if waiting is None:
        raise NotFound
    if not waiting.let_in:
        return None
    found = spend_ticket(tx, TicketKind.CLAIM, secret)
    if found.account_id is None or fetch_account(tx, found.account_id) is None:
        raise NotFound
    return found.account_id
