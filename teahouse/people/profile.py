"""Changing one's own profile: names, words and defaults.

Promises that nothing changes where anything is at fault, and that the HTML kept is what the words mean today.
"""

from __future__ import annotations

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Detail, Invalid
from teahouse.kit.text import Mention, clean_name, clean_text, note_html, parse
from teahouse.people import keep_keys, keep_sight
from teahouse.people import store_accounts as store
from teahouse.people.accounts import fetch_account, find_accounts, handle_of
from teahouse.people.model import Account, Author, Kind
from teahouse.people.model_profile import Addresses, Field, ProfileChanges
from teahouse.people.rules_profile import (
    AUDIENCES,
    clean_fields,
    fields_faults,
    language_faults,
    may_be_time_zone,
    note_faults,
    window_faults,
)
from teahouse.people.rules_sign_up import INVALID, display_name_faults

_FIELDS = msgspec.json.Decoder(list[Field])


def update_profile(tx: WriteTx, account: Account, changes: ProfileChanges) -> Account:
    """The account as it is from now on. Raises `Invalid` with all that is wrong."""
    account = fetch_account(tx, account.id) or account
    changes = _cleaned(changes)
    faults = changes_faults(account, changes)
    if faults:
        raise Invalid.many(faults)
    plain = {
        name: value
        for name in ProfileChanges.__struct_fields__
        if name != "fields" and (value := getattr(changes, name)) is not None
    }
    if changes.language is not None:
        plain["language"] = changes.language or None
    if changes.note is not None:
        plain["note_html"] = _html(tx, changes.note)
    if changes.fields is not None:
        kept = [Field(name, value, _html(tx, value, one_line=True)) for name, value in changes.fields]
        plain["fields"] = msgspec.json.encode(kept).decode()
    after = msgspec.structs.replace(account, **plain)
    if after == account:
        return account
    tx.run(
        store.SET_PROFILE,
        account_id=account.id,
        **{f"to_{name}": getattr(after, name) for name in store.PROFILE_COLUMNS},
    )
    if (after.display_name, after.discoverable) != (account.display_name, account.discoverable):
        keep_keys.name_changed(tx, after)
    if after.window_days != account.window_days:
        keep_sight.window_changed(tx, account.id, after.window_days)
    return after


def fields_of(account: Author) -> list[Field]:
    """The profile's fields."""
    return [] if account.fields == "[]" else _FIELDS.decode(account.fields)


def changes_faults(account: Account, changes: ProfileChanges) -> dict[str, list[Detail]]:
    """All that is wrong with the cleaned changes, by field."""
    c = changes
    found: dict[str, list[Detail]] = {
        "display_name": display_name_faults(c.display_name or ""),
        "note": note_faults(c.note or ""),
        "fields": fields_faults(c.fields or []),
        "language": language_faults(c.language) if c.language else [],
        "time_zone": [INVALID] if c.time_zone is not None and not may_be_time_zone(c.time_zone) else [],
        "window_days": [] if c.window_days is None else window_faults(c.window_days),
        "audience": [INVALID] if c.audience is not None and c.audience not in AUDIENCES else [],
        "locked": [INVALID] if c.locked and account.kind == Kind.PAGE else [],
    }
    return {field: faults for field, faults in found.items() if faults}


def _cleaned(changes: ProfileChanges) -> ProfileChanges:
    return msgspec.structs.replace(
        changes,
        display_name=None if changes.display_name is None else clean_name(changes.display_name),
        note=None if changes.note is None else clean_text(changes.note),
        fields=None if changes.fields is None else clean_fields(changes.fields),
    )


def _html(tx: ReadTx, text: str, *, one_line: bool = False) -> str:
    addresses = tx.handed(Addresses)
    host = addresses.local_host
    written = [mention.handle for mention in parse(text).mentions] if "@" in text else []
    known = find_accounts(tx, written, local_host=host)

    def mention_url(mention: Mention) -> str | None:
        found = known.get(handle_of(mention.handle, local_host=host) or "")
        if found is None:
            return None
        return addresses.profile(found.username) if found.domain is None else found.uri

    return note_html(text, mention_url, addresses.tag, one_line=one_line)
