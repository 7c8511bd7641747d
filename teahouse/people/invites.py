"""Invites: codes that let people in, and the record of who brought whom.

A code is eight characters that can be read over the telephone: no letters that look or sound like others.
"""

from __future__ import annotations

import secrets

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.text import clean_line
from teahouse.people import store_invites as store
from teahouse.people.model import Limits
from teahouse.people.model_sign_in import Brought, HouseRole, Invite
from teahouse.people.rules_sign_up import too_long
from teahouse.people.sessions import fetch_login_of

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8
MAX_USES = 1_000
MAX_NOTE = 255


def make_invite(
    tx: WriteTx,
    inviter_id: int | None,
    *,
    max_uses: int = 1,
    expires_at: int | None = None,
    note: str = "",
    befriend: bool = False,
) -> Invite:
    """A new code of the member's, or (None) of the host's own, whose `max_uses` may be 0: any number.

    With `befriend` whoever comes by it and wants to is the member's friend at once. Raises `Invalid` for a number of
    uses or a time that makes no sense, and where the member has as many already as the house allows.
    """
    least = 1 if inviter_id is not None else 0
    if not least <= max_uses <= MAX_USES:
        raise Invalid("max_uses", "ERR_INVALID", f"must be from {least} to {MAX_USES}")
    if expires_at is not None and expires_at <= tx.now:
        raise Invalid("expires_at", "ERR_INVALID", "must be in the future")
    note = clean_line(note)
    if len(note) > MAX_NOTE:
        raise Invalid.many({"note": [too_long(MAX_NOTE)]})
    most = None if inviter_id is None else fetch_quota(tx, inviter_id)
    if most is not None and tx.value(store.COUNT_LIVE, inviter=inviter_id) >= most:
        raise Invalid("invites", "ERR_TOO_MANY", f"are too many (maximum is {most} that still work)")
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        invite = Invite(tx.new_id(), code, inviter_id, note, max_uses, 0, expires_at, False, tx.now, befriend)
        if tx.run(store.ADD_INVITE, **{field: getattr(invite, field) for field in Invite.__struct_fields__}):
            return invite


def fetch_quota(tx: ReadTx, inviter_id: int) -> int | None:
    """How many invites that still work the member may have; None for a host: any number."""
    login = fetch_login_of(tx, inviter_id)
    is_host = login is not None and login.role == HouseRole.HOST
    return None if is_host else tx.handed(Limits).max_invites


def note_brought_in(tx: WriteTx, inviter_id: int, note: str) -> Invite:
    """An invite that is spent already: for who came by the member's word, but not by a code of theirs."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        invite = Invite(tx.new_id(), code, inviter_id, clean_line(note)[:MAX_NOTE], 1, 1, None, False, tx.now)
        if tx.run(store.ADD_INVITE, **{field: getattr(invite, field) for field in Invite.__struct_fields__}):
            return invite


def fetch_usable_invite(tx: ReadTx, code: str) -> Invite | None:
    """The invite that still lets somebody in; codes are taken in any case, with spaces and hyphens or without."""
    folded = "".join(char for char in code.lower() if char not in " -")
    return tx.one(store.USABLE, code_=folded) if folded.isprintable() else None


def fetch_own_invite(tx: ReadTx, inviter_id: int, invite_id: int) -> Invite | None:
    """An invite of the member's that still lets somebody in."""
    return tx.one(store.OWN_USABLE, invite=invite_id, inviter=inviter_id)


def page_invites(tx: ReadTx, inviter_id: int | None, *, max_id: int | None = None, limit: int = 40) -> list[Invite]:
    """The member's (or, None, the host's) invites below `max_id`, newest first, spent and revoked ones too."""
    before = (1 << 63) - 1 if max_id is None else max_id
    if inviter_id is None:
        return tx.all(store.PAGE_OF_HOST, before=before, n=limit)
    return tx.all(store.PAGE, inviter=inviter_id, before=before, n=limit)


def revoke_invite(tx: WriteTx, inviter_id: int | None, invite_id: int) -> None:
    """The code lets nobody in any more; who came stays. `NotFound` for another's. None is the host: any invite."""
    if inviter_id is None:
        done = tx.run(store.REVOKE_ANY, invite=invite_id)
    else:
        done = tx.run(store.REVOKE, invite=invite_id, inviter=inviter_id)
    if not done:
        raise NotFound


def who_brought(tx: ReadTx, account_id: int) -> Brought | None:
    """By whose invite the member came; None for who needed none."""
    return tx.one(store.BROUGHT, account=account_id)


def whom_brought(tx: ReadTx, inviter_id: int) -> list[Brought]:
    """Whom the member's invites brought, the first first."""
    return tx.all(store.BROUGHT_BY, inviter=inviter_id)
