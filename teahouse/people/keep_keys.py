"""Keeps what people are found by: whatever changes a name or a remark writes the keys in the same transaction."""

from __future__ import annotations

from teahouse.kit.db import WriteTx
from teahouse.kit.text import keys_of
from teahouse.people import store_search as store
from teahouse.people.model import Account


def add_name(tx: WriteTx, account: Account) -> None:
    """The keys of a new account."""
    _put_name(tx, account.id, account.handle, account.display_name, found=account.discoverable)


def name_changed(tx: WriteTx, account: Account) -> None:
    """The account has another name now, or agreed to be found, or no longer does."""
    tx.run(store.DROP_NAME, account=account.id)
    add_name(tx, account)


def room_renamed(tx: WriteTx, group_id: int, handle: str, name: str) -> None:
    """A group has another name now; it is found by its members alone."""
    tx.run(store.DROP_NAME, account=group_id)
    _put_name(tx, group_id, handle, name, found=False)


def remark_changed(tx: WriteTx, source: int, target: int, remark: str) -> None:
    """The member calls the other something else now."""
    tx.run(store.DROP_REMARK, source_=source, target_=target)
    keys = [{"source": source, "target": target, "key": key.text, "whole": key.whole} for key in keys_of(remark)]
    tx.run_many(store.ADD_REMARK, keys)


def _put_name(tx: WriteTx, account_id: int, handle: str, name: str, *, found: bool) -> None:
    # A name that is written like the handle may be looked for by any part, as a name.
    keys = {text: False for text, _ in keys_of(handle.partition("@")[0])} | dict(sorted(keys_of(name)))
    rows = [{"account_id": account_id, "key": key, "whole": whole, "found": found} for key, whole in keys.items()]
    tx.run_many(store.ADD_NAME, rows)
