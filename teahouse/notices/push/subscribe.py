"""Where an app or a browser wants to be told: one subscription for each token or session, gone with it."""

from __future__ import annotations

import binascii
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Collection

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.db.secret import fetch_secret, keep_secret
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.outward import Gate, address_fault
from teahouse.notices.push import store
from teahouse.notices.push.model import Policy, Subscription, Wanted
from teahouse.notices.push.seal import is_point, make_key, text

PRIVATE, PUBLIC = "push", "push-public"


def keep_keys(tx: WriteTx) -> None:
    """Make the pair by which push services know this house, unless it is there."""
    if fetch_secret(tx, PRIVATE) is None:
        private, public = make_key()
        keep_secret(tx, PRIVATE, private)
        keep_secret(tx, PUBLIC, public)


def fetch_keys(tx: ReadTx) -> tuple[bytes, bytes]:
    """Both halves, for who signs. Raises `NotFound` in a house that was never opened."""
    private, public = fetch_secret(tx, PRIVATE), fetch_secret(tx, PUBLIC)
    if private is None or public is None:
        raise NotFound
    return private, public


def fetch_public_key(tx: ReadTx) -> str:
    """The public half, as apps want it; empty in a house that was never opened."""
    public = fetch_secret(tx, PUBLIC)
    return "" if public is None else text(public)


def subscribe(tx: WriteTx, account_id: int, token_id: int, wanted: Wanted) -> Subscription:
    """In place of the one that the token had. Raises `Invalid`."""
    p256dh, auth = _checked(tx, wanted.endpoint, wanted.p256dh, wanted.auth)
    made = Subscription(
        id=tx.new_id(),
        account_id=account_id,
        endpoint=wanted.endpoint,
        p256dh=p256dh,
        auth=auth,
        standard=wanted.standard,
        policy=wanted.policy,
        alerts=_listed(wanted.alerts),
        stands_for=secrets.token_urlsafe(32),
    )
    tx.run(store.DROP_OF_TOKEN, token=token_id)
    tx.run(store.ADD, token_id=token_id, **{name: getattr(made, name) for name in Subscription.__struct_fields__})
    return made


def _checked(tx: WriteTx, endpoint: str, p256dh: str, auth: str) -> tuple[bytes, bytes]:
    """The keys of an address that may be told something. Raises `Invalid`."""
    keep_keys(tx)
    fault = address_fault(endpoint, tx.handed(Gate))
    if fault is not None:
        raise Invalid("endpoint", "ERR_INVALID", fault)
    point, secret = _bytes(p256dh), _bytes(auth)
    if not is_point(point):
        raise Invalid("p256dh", "ERR_INVALID", "is not a public key of P-256")
    if len(secret) != 16:
        raise Invalid("auth", "ERR_INVALID", "is not a secret of 16 bytes")
    return point, secret


def subscribe_browser(tx: WriteTx, account_id: int, session_id: str, place: tuple[str, str, str]) -> None:
    """Tell the browser with this session, at (endpoint, p256dh, auth). In place of what it had. Raises `Invalid`."""
    endpoint = place[0]
    p256dh, auth = _checked(tx, *place)
    hashed = bytes.fromhex(session_id)
    tx.run(store.DROP_BROWSER_OF_SESSION, session=hashed)
    tx.run(
        store.ADD_BROWSER,
        id=tx.new_id(),
        account_id=account_id,
        session_hash=hashed,
        endpoint=endpoint,
        p256dh=p256dh,
        auth=auth,
    )


def is_browser_told(tx: ReadTx, session_id: str) -> bool:
    """Whether the browser with this session is."""
    return tx.value(store.BROWSER_OF_SESSION, session=bytes.fromhex(session_id)) is not None


def drop_browser(tx: WriteTx, session_id: str) -> None:
    """No more; where it is not told, it is so already."""
    tx.run(store.DROP_BROWSER_OF_SESSION, session=bytes.fromhex(session_id))


def chose_texts(tx: ReadTx, account_id: int) -> bool:
    """Whether this person wants to read words of what is not for everybody in a push."""
    return bool(tx.value(store.TEXTS, account=account_id))


def choose_texts(tx: WriteTx, account_id: int, *, wanted: bool) -> None:
    """From now on."""
    tx.run(store.SET_TEXTS, account_id=account_id, push_texts=wanted)


def _listed(alerts: Collection[str]) -> str:
    return msgspec.json.encode(sorted(set(alerts))).decode()


def _bytes(letters: str) -> bytes:
    """Read kindly: with or without filling, in either alphabet; nothing of it is no text at all."""
    bare = letters.strip().rstrip("=").replace("+", "-").replace("/", "_")
    try:
        return urlsafe_b64decode(bare + "=" * (-len(bare) % 4)) if bare.isascii() and len(bare) < 200 else b""
    except (binascii.Error, ValueError):
        return b""


def fetch_subscription(tx: ReadTx, token_id: int) -> Subscription:
    """The token's. Raises `NotFound`."""
    found = tx.one(store.OF_TOKEN, token=token_id)
    if found is None:
        raise NotFound
    return found


def change_subscription(tx: WriteTx, token_id: int, alerts: Collection[str], policy: Policy | None) -> Subscription:
    """What is told from now on; None leaves the policy. Raises `NotFound`."""
    old = fetch_subscription(tx, token_id)
    tx.run(store.CHANGE, token=token_id, alerts_=_listed(alerts), policy_=policy or old.policy)
    return fetch_subscription(tx, token_id)


def drop_subscription(tx: WriteTx, token_id: int) -> None:
    """No more; where there is none, it is so already."""
    tx.run(store.DROP_OF_TOKEN, token=token_id)
