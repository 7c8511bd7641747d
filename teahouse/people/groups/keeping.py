"""Keeping a group: making, changing and closing it, its roles, and who goes."""

from __future__ import annotations

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.kit.text import clean_name, clean_text, note_html
from teahouse.people import keep_keys
from teahouse.people.accounts import fetch_account
from teahouse.people.create import create_account
from teahouse.people.groups import rules, store
from teahouse.people.groups.looking import fetch_group
from teahouse.people.groups.model import Changes, Group, Joining, Posting, Role
from teahouse.people.model import Account, Kind, Limits
from teahouse.people.model_profile import Addresses
from teahouse.people.model_sign_in import SignUpRules


def create_group(
    tx: WriteTx,
    owner: Account,
    changes: Changes,
    *,
    username: str | None = None,
    created_at: int | None = None,
) -> Group:
    """A new group with its owner in it; without `username` one is made of the name.

    Raises `Invalid` for names that cannot be, `Forbidden` for a page and past the house's number of groups.
    """
    rules.check_person(owner)
    changes = _cleaned(changes)
    rules.check_changes(changes)
    if not changes.name:
        raise Invalid("name", "ERR_BLANK", "can't be blank")
    if username and username.lower() in tx.handed(SignUpRules).reserved:
        raise Invalid("username", "ERR_RESERVED", "is reserved")
    check_room_for_group(tx, owner.id)
    made = create_account(tx, username=username, display_name=changes.name, kind=Kind.GROUP, created_at=created_at)
    joining, posting = changes.joining or Joining.LINK, changes.posting or Posting.MEMBERS
    tx.run(store.ADD_ROOM, account_id=made.id, joining=int(joining), posting=int(posting))
    _set_words(tx, made.id, changes.name, changes.note or "")
    add_member(tx, made.id, owner.id, Role.OWNER)
    return fetch_group(tx, owner.id, made.id)


def change_group(tx: WriteTx, who: int, group_id: int, changes: Changes) -> Group:
    """Change what the room is; its owner only. Raises `NotFound`, `Forbidden`, `Invalid`."""
    group = fetch_group(tx, who, group_id)
    rules.check_owns(group)
    changes = _cleaned(changes)
    rules.check_changes(changes)
    name = group.display_name if changes.name is None else changes.name
    note = group.note if changes.note is None else changes.note
    if (name, note) != (group.display_name, group.note):
        _set_words(tx, group_id, name, note)
        keep_keys.room_renamed(tx, group_id, group.handle, name)
    tx.run(
        store.SET_ROOM,
        group_=group_id,
        to_joining=int(changes.joining or group.joining),
        to_posting=int(changes.posting or group.posting),
    )
    return fetch_group(tx, who, group_id)


def close_group(tx: WriteTx, who: int, group_id: int) -> None:
    """The group is there for nobody any more; its owner only.

    What was said in it is the moments' concern: call `moments.close_group`.
    """
    rules.check_owns(fetch_group(tx, who, group_id))
    for statement in (store.CLOSE, store.DROP_MEMBERS, store.DROP_REQUESTS, store.DROP_LINKS):
        tx.run(statement, group_=group_id)


def check_may_post(tx: ReadTx, who: int, group_id: int) -> None:
    """Raises `NotFound` for who is not in the group, `Forbidden` where only helpers post."""
    rules.check_may_post(fetch_group(tx, who, group_id))


def leave(tx: WriteTx, who: int, group_id: int) -> None:
    """Go; what is said there is hidden at once. Raises `NotFound`, and `Forbidden` for the owner."""
    rules.check_may_leave(fetch_group(tx, who, group_id))
    tx.run(store.DROP_MEMBER, group_=group_id, who=who)


def remove_member(tx: WriteTx, who: int, group_id: int, other: int) -> None:
    """Send a member away; no link leads them back until a helper lets them in. Raises `NotFound`, `Forbidden`."""
    group = fetch_group(tx, who, group_id)
    rules.check_may_help(group)
    rules.check_may_remove(group, who, other, fetch_role(tx, group_id, other))
    tx.run(store.DROP_MEMBER, group_=group_id, who=other)
    tx.run(store.ADD_REQUEST, group_id=group_id, account_id=other, at=tx.now, barred=True)


def set_role(tx: WriteTx, who: int, group_id: int, other: int, role: Role) -> None:
    """Make a member a helper, or a helper a member; the owner only. Raises `NotFound`, `Forbidden`."""
    rules.check_owns(fetch_group(tx, who, group_id))
    if role == Role.OWNER or fetch_role(tx, group_id, other) == Role.OWNER:
        raise Forbidden("A group has one owner; hand it over instead")
    tx.run(store.SET_ROLE, group_=group_id, who=other, to_role=int(role))


def hand_over(tx: WriteTx, who: int, group_id: int, other: int) -> None:
    """Another member owns the group from now on, and who did is a helper. Raises `NotFound`, `Forbidden`."""
    rules.check_owns(fetch_group(tx, who, group_id))
    fetch_role(tx, group_id, other)
    if fetch_account(tx, other) is None:
        raise NotFound
    tx.run(store.SET_ROLE, group_=group_id, who=who, to_role=int(Role.HELPER))
    tx.run(store.SET_ROLE, group_=group_id, who=other, to_role=int(Role.OWNER))


def fetch_role(tx: ReadTx, group_id: int, member: int) -> int:
    """What the member is in the group. Raises `NotFound` for who is not in it."""
    role = tx.value(store.ROLE, group_=group_id, who=member)
    if role is None:
        raise NotFound
    return int(role)


def check_room_for_group(tx: ReadTx, who: int) -> None:
    """Raises `Forbidden` where a member is in as many groups as one may be."""
    most = tx.handed(Limits).max_groups
    if tx.value(store.COUNT_GROUPS, who=who) >= most:
        raise Forbidden(f"You are in {most} groups; that is as many as this house allows")


def add_member(tx: WriteTx, group_id: int, account_id: int, role: Role = Role.MEMBER) -> None:
    """Put the account in; whether it may be is asked before. Raises `Forbidden` where the group is full."""
    most = tx.handed(Limits).max_group_members
    if tx.value(store.COUNT_MEMBERS, group_=group_id) >= most:
        raise Forbidden(f"This group has {most} members; that is as many as this house allows")
    tx.run(store.ADD_MEMBER, group_id=group_id, account_id=account_id, role=int(role), since=tx.now)
    tx.run(store.DROP_REQUEST, group_=group_id, who=account_id)


def _cleaned(changes: Changes) -> Changes:
    name = None if changes.name is None else clean_name(changes.name)
    note = None if changes.note is None else clean_text(changes.note)
    return Changes(name, note, changes.joining, changes.posting)


def _set_words(tx: WriteTx, group_id: int, name: str, note: str) -> None:
    html = note_html(note, lambda _: None, tx.handed(Addresses).tag, one_line=False)
    tx.run(store.SET_WORDS, group_=group_id, to_name=name, to_note=note, to_note_html=html)
