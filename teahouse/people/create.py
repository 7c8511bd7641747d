"""Making accounts: members by the host's or their own hand, and pages.

Promises one account to a handle, whoever else asks for it at the same moment.
"""

from __future__ import annotations

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid
from teahouse.kit.text import clean_name, handle_from
from teahouse.people import keep_keys, store_sign_in
from teahouse.people import store_accounts as store
from teahouse.people.model import Account, Kind, StaffRole, State
from teahouse.people.model_sign_in import HouseRole, SignUpRules
from teahouse.people.rules_sign_up import display_name_faults, username_faults
from teahouse.people.staff import put_staff


def create_account(
    tx: WriteTx,
    *,
    username: str | None = None,
    display_name: str | None = None,
    kind: Kind = Kind.MEMBER,
    locked: bool | None = None,
    audience: str | None = None,
    password_hash: str = "",
    email: str | None = None,
    role: HouseRole = HouseRole.MEMBER,
    locale: str | None = None,
    language: str | None = None,
    time_zone: str = "UTC",
    bot: bool = False,
    discoverable: bool = False,
    indexable: bool = False,
    window_days: int = 0,
    created_at: int | None = None,
) -> Account:
    """A new member (with a login that an empty `password_hash` keeps shut), page or group, as the host makes them.

    What is left out begins as the house's rules say. Without `username` a free one is made from `display_name`.
    Raises `Invalid` for a name that is malformed or taken. Reserved names are the host's to give.
    """
    rules = tx.handed(SignUpRules)
    plain = kind != Kind.MEMBER or rules.mastodon_defaults
    name = clean_name(display_name or "")
    handle = username or handle_from(name, lambda one: is_taken(tx, one), rules.reserved)
    faults = {"username": username_faults(handle), "display_name": display_name_faults(name)}
    if any(faults.values()):
        raise Invalid.many({field: several for field, several in faults.items() if several})
    account = _add(
        tx,
        msgspec.structs.replace(
            _blank(tx.new_id(created_at), kind, handle, tx.now if created_at is None else created_at),
            display_name=name if name or rules.mastodon_defaults else handle,
            bot=bot,
            locked=not plain if locked is None else locked,
            discoverable=discoverable or (kind == Kind.MEMBER and rules.mastodon_defaults),
            indexable=indexable,
            window_days=window_days,
            audience=audience or ("public" if plain else "private"),
            language=language,
            time_zone=time_zone,
        ),
    )
    keep_keys.add_name(tx, account)
    if kind == Kind.MEMBER:
        _add_login(tx, account, password_hash=password_hash, email=email, role=role, locale=locale)
    return account


def make_page(
    tx: WriteTx, owner: Account, *, username: str | None = None, display_name: str, created_at: int | None = None
) -> Account:
    """A page that `owner` owns. Raises `Forbidden` where that is no member, `Invalid` as `create_account` does."""
    if owner.kind != Kind.MEMBER:
        raise Forbidden
    page = create_account(
        tx,
        username=username,
        display_name=display_name,
        kind=Kind.PAGE,
        discoverable=True,
        language=owner.language,
        time_zone=owner.time_zone,
        created_at=created_at,
    )
    put_staff(tx, page.id, owner.id, StaffRole.OWNER)
    return page


def is_taken(tx: ReadTx, username: str) -> bool:
    """Whether some account, active or not, has this name here."""
    return tx.value(store.HANDLE_TAKEN, handle_=username.lower()) is not None


def _blank(account_id: int, kind: Kind, username: str, created_at: int) -> Account:
    return Account(
        id=account_id,
        kind=int(kind),
        state=int(State.INSIDE if kind == Kind.GROUP else State.ACTIVE),
        handle=username.lower(),
        username=username,
        domain=None,
        uri=None,
        display_name="",
        note="",
        note_html="",
        fields="[]",
        bot=False,
        locked=False,
        discoverable=False,
        indexable=False,
        window_days=0,
        audience="public",
        sensitive=False,
        language=None,
        time_zone="UTC",
        public_count=0,
        public_at=None,
        followers_count=0,
        created_at=created_at,
        pictures="",
    )


def _add(tx: WriteTx, account: Account) -> Account:
    """The row, written; a backdated id that is taken is made anew."""
    for _ in range(8):
        if is_taken(tx, account.handle):
            raise Invalid("username", "ERR_TAKEN", "has already been taken")
        if tx.run(store.ADD_ACCOUNT, **{name: getattr(account, name) for name in Account.__struct_fields__}):
            return account
        account = msgspec.structs.replace(account, id=tx.new_id(account.created_at))
    raise RuntimeError(f"no id is free at {account.created_at}")


def _add_login(
    tx: WriteTx, account: Account, *, password_hash: str, email: str | None, role: HouseRole, locale: str | None
) -> None:
    added = tx.run(
        store_sign_in.ADD_LOGIN,
        account_id=account.id,
        password_hash=password_hash,
        email=email.lower() if email else None,
        role=int(role),
        locale=locale,
        created_at=account.created_at,
    )
    if not added:
        raise Invalid("email", "ERR_TAKEN", "has already been taken")
