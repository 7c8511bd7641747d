"""What may act for a member: the browsers that are signed in, and the apps that were let in. Each can be ended."""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.people import store_sign_in
from teahouse.people.keys import store
from teahouse.people.keys.model import OwnApp, OwnSession


def fetch_sessions(tx: ReadTx, account_id: int) -> list[OwnSession]:
    """The member's browsers, those seen last first."""
    return tx.all(store.SESSIONS, account=account_id)


def end_session(tx: WriteTx, account_id: int, session_id: str) -> None:
    """One of the member's browsers is signed out. Raises `NotFound` for another's."""
    try:
        hashed = bytes.fromhex(session_id)
    except ValueError:
        raise NotFound from None
    if not tx.run(store.DROP_SESSION, account=account_id, hashed=hashed):
        raise NotFound


def fetch_apps(tx: ReadTx, account_id: int) -> list[OwnApp]:
    """What apps hold of the member's, token by token, the newest first."""
    return tx.all(store.APPS, account=account_id)


def end_app(tx: WriteTx, account_id: int, app_id: int) -> None:
    """All tokens and codes of the member's in this app end now. Raises `NotFound` where there are none."""
    ended = tx.run(store.DROP_APP_TOKENS, account=account_id, app_id_=app_id)
    if not ended + tx.run(store.DROP_APP_CODES, account=account_id, app_id_=app_id):
        raise NotFound


def fetch_good_tokens(tx: ReadTx, token_ids: Iterable[int]) -> dict[int, str]:
    """Which of these tokens are (still) good, as `fetch_caller` says it, with the time zones of their actors."""
    return {token_id: zone or "UTC" for token_id, zone in tx.all(store_sign_in.GOOD_TOKENS, tokens=list(token_ids))}


def fetch_good_sessions(tx: ReadTx, account_ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """The browsers that are signed in as these members, as (member, session), with the members' time zones."""
    found = tx.all(store_sign_in.GOOD_SESSIONS, accounts=list(account_ids))
    return {(account_id, hashed.hex()): zone for account_id, hashed, zone in found}
