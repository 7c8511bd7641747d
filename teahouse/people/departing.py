"""Leaving, as far as it is about people: what stands in the way, who is on the way out, and what goes in the end."""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.pictures import release
from teahouse.people import store_departing as store
from teahouse.people.model import Account, State
from teahouse.people.model_sign_in import Departure


def fetch_last_owned(tx: ReadTx, member_id: int) -> list[Account]:
    """The pages that would be left without an owner who is there."""
    return tx.all(store.LAST_OWNED, account=member_id)


def fetch_owned_groups(tx: ReadTx, member_id: int) -> list[Account]:
    """The groups that are the member's own."""
    return tx.all(store.OWNED_GROUPS, account=member_id)


def put_departure(tx: WriteTx, account_id: int, due: int, *, by_host: bool) -> None:
    """The account goes for good at `due`."""
    tx.run(store.PUT, account_id=account_id, due=due, by_host=by_host)


def fetch_departure(tx: ReadTx, account_id: int) -> Departure | None:
    """When the account goes for good; None where it does not."""
    return tx.one(store.DEPARTURE, account=account_id)


def drop_departure(tx: WriteTx, account_id: int) -> None:
    """It does not go after all."""
    tx.run(store.DROP, account=account_id)


def fetch_leaving(tx: ReadTx, account_id: int) -> Account | None:
    """The account, while it is on the way out."""
    return tx.one(store.LEAVING, account=account_id)


def set_leaving(tx: WriteTx, account_id: int) -> bool:
    """A suspended account is leaving instead: it is as far away as before. Whether it was suspended."""
    return bool(tx.run(store.SET_LEAVING, account=account_id))


def forget_account(tx: WriteTx, account_id: int) -> None:
    """All that is kept of a member who is leaving goes, save that the name is taken. It cannot be taken back."""
    if tx.value(store.STATE, account=account_id) != State.LEAVING:
        return
    for picture_id in tx.one(store.WORN, account=account_id) or ():
        if picture_id is not None:
            release(tx, picture_id)
    for statement in store.FORGET:
        tx.run(statement, account=account_id)
    tx.run(store.BURY, account=account_id)
    tx.run(store.DROP, account=account_id)
