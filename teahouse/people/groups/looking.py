"""Looking at groups from inside: whoever is not a member finds none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.people.accounts import handle_of
from teahouse.people.friends import Cursor, Numbers
from teahouse.people.groups import store
from teahouse.people.groups.model import Group, Member, Summary
from teahouse.people.model import Account, Author


def fetch_group(tx: ReadTx, who: int, group_id: int) -> Group:
    """A group that this account is in. Raises `NotFound`: another's and none get the same answer."""
    group = tx.one(store.GROUP, group_=group_id, who=who)
    if group is None:
        raise NotFound
    return group


def fetch_groups(tx: ReadTx, who: int) -> list[Group]:
    """All groups that this account is in, the oldest first."""
    return tx.all(store.GROUPS_OF, who=who)


def fetch_groups_with(tx: ReadTx, who: int, other: int) -> list[Group]:
    """The groups that both of these are in."""
    return tx.all(store.GROUPS_WITH, who=who, other=other)


def find_group(tx: ReadTx, who: int, acct: str, *, local_host: str) -> Group | None:
    """The group of this name, if this account is in it."""
    handle = handle_of(acct, local_host=local_host)
    return None if handle is None or not who else tx.one(store.BY_HANDLE, handle_=handle, who=who)


def fetch_room(tx: ReadTx, group_id: int) -> Account | None:
    """The group's own account, for what is said in it and for who holds a link: nobody's membership is asked."""
    return tx.one(store.ROOM, group_=group_id)


def fetch_shown(tx: ReadTx, who: int, ids: Iterable[int]) -> tuple[Mapping[int, Author], Mapping[int, Numbers]]:
    """The accounts of those among these that are groups of this account's, with how many members each has."""
    wanted = list(ids)
    if not wanted or not who:
        return {}, {}
    found = {group.id: group for group in tx.all(store.SHOWN, ids=wanted, who=who)}
    return found, {group_id: Numbers(n, 0) for group_id, n in count_members(tx, found).items()}


def count_members(tx: ReadTx, ids: Iterable[int]) -> dict[int, int]:
    """How many members each of these groups has."""
    wanted = list(ids)
    return dict(tx.all(store.COUNTS, ids=wanted)) if wanted else {}


def page_members(tx: ReadTx, who: int, group_id: int, at: Cursor) -> list[Member]:
    """Who is in the group, highest account id first. Raises `NotFound`."""
    fetch_group(tx, who, group_id)
    return page_people(tx, store.MEMBERS, at, group_=group_id)


def fetch_helpers(tx: ReadTx, group_id: int) -> list[int]:
    """Who lets people in: the owner and the helpers of a group that is there."""
    return tx.column(store.HELPERS, group_=group_id)


def page_strangers(tx: ReadTx, who: int, group_id: int, at: Cursor) -> list[Member]:
    """Members with whom this one is not friends yet, nor has asked; nobody across a block. Raises `NotFound`."""
    fetch_group(tx, who, group_id)
    return page_people(tx, store.STRANGERS, at, group_=group_id, who=who)


def page_people(tx: ReadTx, listed: store.Members, at: Cursor, **params: int) -> list[Member]:
    """A stretch of a list of people, highest id first."""
    if at.min_id is not None:
        return tx.all(listed.oldest_first, max_id=at.max_id, above=at.min_id, n=at.limit, **params)[::-1]
    return tx.all(listed.newest_first, max_id=at.max_id, above=at.since_id, n=at.limit, **params)


def fetch_all(tx: ReadTx) -> list[Summary]:
    """Every group of the house, for its host: names, owners and numbers."""
    return tx.all(store.ALL)
