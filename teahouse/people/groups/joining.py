"""Coming into a group: by a link, or by asking.

A link's code is kept as a digest and shown once. Whether there is a group of some name is told to nobody who asks.
"""

from __future__ import annotations

import secrets

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.people.accounts import handle_of
from teahouse.people.events import AskedIn, LetIn
from teahouse.people.friends import Cursor
from teahouse.people.groups import rules, store
from teahouse.people.groups.keeping import add_member, check_room_for_group
from teahouse.people.groups.looking import fetch_group, page_people
from teahouse.people.groups.model import Link, Member
from teahouse.people.invites import ALPHABET
from teahouse.people.model import Account
from teahouse.people.tokens import digest

CODE_LENGTH = 12
MAX_USES = 1_000
MAX_LIVE = 50
"""A group has at most so many links that still work."""


def make_link(
    tx: WriteTx, who: int, group_id: int, *, max_uses: int = 0, expires_at: int | None = None
) -> tuple[Link, str]:
    """A new link and its code, which nobody will be told again; helpers and the owner only.

    Raises `NotFound`, `Forbidden`, and `Invalid` for numbers that make no sense and past the number of links.
    """
    rules.check_may_help(fetch_group(tx, who, group_id))
    if not 0 <= max_uses <= MAX_USES:
        raise Invalid("max_uses", "ERR_INVALID", f"must be from 0 (any number) to {MAX_USES}")
    if expires_at is not None and expires_at <= tx.now:
        raise Invalid("expires_in", "ERR_INVALID", "must be in the future")
    if tx.value(store.COUNT_LINKS, group_=group_id) >= MAX_LIVE:
        raise Invalid("links", "ERR_TOO_MANY", f"are too many (maximum is {MAX_LIVE} that still work)")
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    link = Link(tx.new_id(), group_id, who, max_uses, 0, expires_at, False, tx.now)
    columns = {name: getattr(link, name) for name in Link.__struct_fields__}
    tx.run(store.ADD_LINK, code_hash=digest(code), **columns)
    return link, code


def page_links(tx: ReadTx, who: int, group_id: int, *, max_id: int | None = None, limit: int = 40) -> list[Link]:
    """The group's links below `max_id`, newest first, spent and revoked ones too; helpers and the owner only."""
    rules.check_may_help(fetch_group(tx, who, group_id))
    return tx.all(store.LINKS, group_=group_id, max_id=(1 << 63) - 1 if max_id is None else max_id, n=limit)


def revoke_link(tx: WriteTx, who: int, group_id: int, link_id: int) -> None:
    """The link lets nobody in any more; who came stays. Raises `NotFound`, `Forbidden`."""
    rules.check_may_help(fetch_group(tx, who, group_id))
    if not tx.run(store.REVOKE, group_=group_id, link=link_id):
        raise NotFound


def fetch_usable_link(tx: ReadTx, code: str) -> Link | None:
    """The link that still leads in; codes are taken in any case, with spaces and hyphens or without."""
    folded = "".join(char for char in code.lower() if char not in " -")
    return tx.one(store.USABLE, hashed=digest(folded))


def foresee(tx: ReadTx, who: int, group_id: int) -> tuple[int, bool]:
    """For who holds a link: how many of their friends are in the group, and whether the link lets in at once."""
    return int(tx.value(store.COUNT_FRIENDS, group_=group_id, who=who)), rules.admits(
        tx.value(store.JOINING_OF, group_=group_id)
    )


def join_by_link(tx: WriteTx, me: Account, code: str) -> tuple[int, bool]:
    """The group that the code leads to, and whether one is in it now (else a helper is asked).

    Who is in already stays as they are. Raises `NotFound` for a code that does not work, or not for this one.
    """
    rules.check_person(me)
    link = fetch_usable_link(tx, code)
    if link is None or tx.value(store.REQUEST, group_=link.group_id, who=me.id):
        raise NotFound
    if tx.value(store.ROLE, group_=link.group_id, who=me.id) is not None:
        return link.group_id, True
    admitted = rules.admits(tx.value(store.JOINING_OF, group_=link.group_id))
    asked_before = tx.value(store.REQUEST, group_=link.group_id, who=me.id) is not None
    if not (asked_before and not admitted) and not tx.run(store.SPEND, link=link.id):
        raise NotFound
    if admitted:
        check_room_for_group(tx, me.id)
        add_member(tx, link.group_id, me.id)
    else:
        _ask(tx, link.group_id, me.id)
    return link.group_id, admitted


def ask_to_join(tx: WriteTx, me: Account, acct: str, *, local_host: str) -> None:
    """Ask the group of this name, if there is one that takes questions; the asker is never told which."""
    rules.check_person(me)
    handle = handle_of(acct, local_host=local_host)
    group_id = None if handle is None else tx.value(store.ASKED_BY_NAME, handle_=handle)
    if group_id is None or not rules.may_ask_by_name(tx.value(store.JOINING_OF, group_=group_id)):
        return
    if tx.value(store.ROLE, group_=group_id, who=me.id) is None:
        _ask(tx, group_id, me.id)


def _ask(tx: WriteTx, group_id: int, asker: int) -> None:
    """Once: who asked already, or was sent away, asks in vain."""
    if tx.run(store.ADD_REQUEST, group_id=group_id, account_id=asker, at=tx.now, barred=False):
        tx.tell(AskedIn(group_id, asker))


def page_requests(tx: ReadTx, who: int, group_id: int, at: Cursor, *, removed: bool = False) -> list[Member]:
    """Who asks to be let in; or, `removed`, who was sent away. Helpers and the owner only."""
    rules.check_may_help(fetch_group(tx, who, group_id))
    return page_people(tx, store.BARRED if removed else store.REQUESTS, at, group_=group_id)


def accept(tx: WriteTx, who: int, group_id: int, other: int) -> None:
    """Let in who asks, or who was sent away. Raises `NotFound`, and `Forbidden` where there is no room."""
    rules.check_may_help(fetch_group(tx, who, group_id))
    if tx.value(store.REQUEST, group_=group_id, who=other) is None:
        raise NotFound
    add_member(tx, group_id, other)
    tx.tell(LetIn(group_id, other, who))


def reject(tx: WriteTx, who: int, group_id: int, other: int) -> None:
    """Turn a request down; the asker is not told. Raises `NotFound` where nobody asks."""
    rules.check_may_help(fetch_group(tx, who, group_id))
    if tx.value(store.REQUEST, group_=group_id, who=other) in (None, True, 1):
        raise NotFound
    tx.run(store.DROP_REQUEST, group_=group_id, who=other)
