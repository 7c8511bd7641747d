"""Tickets: secrets that are good once and for a short while, kept as digests; each kind is good for one thing only."""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people.keys import store
from teahouse.people.keys.model import MOST_TRIES, Ticket, TicketKind
from teahouse.people.tokens import digest, new_token


def make_ticket(
    tx: WriteTx, kind: TicketKind, account_id: int | None, data: str = "", *, token: str | None = None
) -> str:
    """A new ticket; its secret, seen in clear here only, is `token` where that is stated."""
    token = token or new_token()
    tx.run(
        store.ADD_TICKET,
        token_hash=digest(token),
        kind=int(kind),
        account_id=account_id,
        data=data,
        expires_at=tx.now + kind.lasts,
    )
    return token


def fetch_ticket(tx: ReadTx, kind: TicketKind, token: str | None) -> Ticket | None:
    """The ticket of this kind, while it is good; it stays so."""
    return None if token is None else tx.one(store.TICKET, hashed=digest(token), of_kind=int(kind))


def spend_ticket(tx: WriteTx, kind: TicketKind, token: str | None) -> Ticket:
    """The ticket, which is good no more. Raises `NotFound` for one that is spent, late, unknown or of another kind."""
    found = fetch_ticket(tx, kind, token)
    if found is None or token is None or not tx.run(store.DROP_TICKET, hashed=digest(token), of_kind=int(kind)):
        raise NotFound
    return found


def miss(tx: WriteTx, kind: TicketKind, token: str) -> bool:
    """Something wrong was brought with the ticket; whether it is good still."""
    tx.run(store.MISS, hashed=digest(token))
    found = fetch_ticket(tx, kind, token)
    if found is not None and found.tries >= MOST_TRIES:
        tx.run(store.DROP_TICKET, hashed=digest(token), of_kind=int(kind))
        found = None
    return found is not None


def drop_tickets(tx: WriteTx, account_id: int, kinds: Iterable[TicketKind]) -> None:
    """The account's tickets of these kinds are good no more."""
    tx.run(store.DROP_TICKETS_OF, account=account_id, kinds=[int(kind) for kind in kinds])
