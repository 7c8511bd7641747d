"""Beginning a house: the one-time address with which its first host moves in.

Promises that no such address does anything once there is a host, and that none is made where anybody has an account.
"""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people import store_begin as store
from teahouse.people.create import create_account
from teahouse.people.model import Account
from teahouse.people.model_sign_in import RESET_LASTS, HouseRole
from teahouse.people.tokens import digest, new_token


def make_begin_link(tx: WriteTx) -> str | None:
    """The secret of an address that works once within a day; None for a house in which somebody has an account.

    Those of servers that were started at the same time work too.
    """
    tx.run(store.DROP_OLD)
    if tx.value(store.ANYBODY) is not None:
        return None
    token = new_token()
    tx.run(store.ADD_LINK, token_hash=digest(token), expires_at=tx.now + RESET_LASTS)
    return token


def may_begin(tx: ReadTx, token: str) -> bool:
    """Whether the address still works."""
    return tx.value(store.LINK, hashed=digest(token)) is not None


def begin(
    tx: WriteTx, token: str, *, username: str | None, display_name: str, password_hash: str, locale: str
) -> Account:
    """The first host. Raises `NotFound` where the address does not work, `Invalid` as `create_account` does."""
    if not may_begin(tx, token) or not tx.run(store.DROP_LINK, hashed=digest(token)):
        raise NotFound
    host = create_account(
        tx,
        username=username,
        display_name=display_name,
        password_hash=password_hash,
        role=HouseRole.HOST,
        locale=locale,
    )
    tx.run(store.DROP_LINKS)
    return host


def fetch_hosts(tx: ReadTx, *, limit: int = 12) -> list[Account]:
    """Who keeps the house, the first first."""
    return tx.all(store.HOSTS, n=limit)
