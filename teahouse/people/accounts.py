"""Looking accounts up, by id or by the names that people and clients write.

Only active accounts are found; who is suspended or gone is not there, save where a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.people import store_accounts as store
from teahouse.people.model import Account, Author


def fetch_account(tx: ReadTx, account_id: int) -> Account | None:
    """The active account with this id."""
    return tx.one(store.ACCOUNT, account_id=account_id)


def fetch_accounts(tx: ReadTx, ids: Iterable[int]) -> dict[int, Account]:
    """The active ones among these accounts, by id."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {row.id: row for row in tx.all(store.ACCOUNTS, ids=wanted)}


def handle_of(acct: str, *, local_host: str) -> str | None:
    """The folded handle that `user`, `@user`, `user@host` or `@user@host:port` means; None for anything else."""
    name, at, host = acct.strip().removeprefix("@").lower().partition("@")
    if not name or bool(at) != bool(host) or "@" in host or len(acct) > 512 or not acct.isprintable():
        return None
    return name if host in ("", local_host.lower()) else f"{name}@{host}"


def find_account(tx: ReadTx, acct: str, *, local_host: str) -> Account | None:
    """The active account that this name means, in any case; `local_host` is the house's own, with its port."""
    handle = handle_of(acct, local_host=local_host)
    return None if handle is None else tx.one(store.BY_HANDLE, handle_=handle)


def find_accounts(tx: ReadTx, accts: Iterable[str], *, local_host: str) -> dict[str, Account]:
    """As `find_account`, for many names at once (mentions): by folded handle, as `handle_of` makes it."""
    handles = {handle for acct in accts if (handle := handle_of(acct, local_host=local_host)) is not None}
    if not handles:
        return {}
    return {row.handle: row for row in tx.all(store.BY_HANDLES, handles=sorted(handles))}


def find_shut(tx: ReadTx, handles: Iterable[str]) -> dict[str, int]:
    """The ids of those among these folded handles who are suspended or gone. Nobody is ever shown them."""
    wanted = sorted(handles)
    return dict(tx.all(store.SHUT_BY_HANDLES, handles=wanted)) if wanted else {}


def find_any_account(tx: ReadTx, handle: str) -> Account | None:
    """The account of this folded handle, whatever its state: for the host alone."""
    return tx.one(store.ANY_BY_HANDLE, handle_=handle)


def acct_of(account: Author) -> str:
    """How the account is written: the bare name here, with its host elsewhere."""
    return account.username if account.domain is None else f"{account.username}@{account.domain}"


def count_public(tx: WriteTx, account_id: int, step: int, *, at: int | None) -> None:
    """One public moment more or less; `at` is when the newest of them was posted (None: none is left).

    A moment posted with an older time leaves the newest as it is.
    """
    if step > 0:
        tx.run(store.COUNT_PUBLIC_UP, account_id=account_id, step=step, posted_at=at)
    else:
        tx.run(store.COUNT_PUBLIC_DOWN, account_id=account_id, step=step, posted_at=at)
