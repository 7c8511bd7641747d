"""Reads of ties: lists of friends, followers and requests, and how two accounts stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from teahouse.kit.db import ReadTx
from teahouse.people import store_ties as store
from teahouse.people.model import Account, Author, Kind, Sight, SightRow, Tie
from teahouse.people.store_accounts import AUTHORS_KEPT
from teahouse.people.store_ties import Kept, Listed, Listing

# Plain numbers: operators of enumerations cost more than the rest of a row.
_FRIEND, _BLOCKED, _PAGE = int(Sight.FRIEND), int(Sight.BLOCKED), int(Kind.PAGE)
_APART = int(Sight.BLOCKED | Sight.HIDDEN)


class Relation(msgspec.Struct, frozen=True):
    """Both ties between me and another account."""

    mine: Tie
    theirs: Tie


class Cursor(msgspec.Struct, frozen=True):
    """Which stretch of a list of accounts, by account id: at most `limit` below `max_id` and above `since_id`.

    With `min_id`, the ones right above that.
    """

    max_id: int = 2**63 - 1
    since_id: int = 0
    min_id: int | None = None
    limit: int = 40


def fetch_relations(tx: ReadTx, me: int, others: Sequence[int]) -> dict[int, Relation]:
    """How I stand to each of the others."""
    mine = {tie.target: tie for tie in tx.all(store.TIES_TO_MANY, source_=me, targets=list(others))}
    theirs = {tie.source: tie for tie in tx.all(store.TIES_FROM_MANY, target_=me, sources=list(others))}
    return {other: Relation(mine.get(other) or Tie(me, other), theirs.get(other) or Tie(other, me)) for other in others}


def fetch_remarks(tx: ReadTx, me: int, others: Iterable[int]) -> dict[int, str]:
    """The names that I gave some of these for myself."""
    return dict(tx.all(store.REMARKS, source_=me, targets=list(others)))


def fetch_sights(tx: ReadTx, viewer: int, authors: Sequence[int]) -> dict[int, SightRow]:
    """The viewer's derived rows about these authors; strangers have none."""
    return {row.author: row for row in tx.all(store.SIGHTS_OF, viewer_=viewer, authors=list(authors))}


def are_friends(tx: ReadTx, a: int, b: int) -> bool:
    """Both ties stand."""
    row = tx.one(store.SIGHT, viewer_=a, author_=b)
    return row is not None and bool(row.flags & Sight.FRIEND)


def fetch_friend_ids(tx: ReadTx, account_id: int) -> list[int]:
    """All friends of an account: for the account itself, and for the gate's own reckoning."""
    return tx.column(store.FRIEND_IDS, of_=account_id)


def fetch_notified(tx: ReadTx, author: int) -> list[int]:
    """Who follows this account and asked to hear of each of its moments."""
    return tx.column(store.NOTIFIED, of_=author)


def page_friends_by_time(tx: ReadTx, account_id: int, limit: int) -> list[Listed]:
    """The newest friendships first, ties of one instant by account id."""
    return tx.all(store.FRIENDS_BY_TIME, of_=account_id, n=limit)


def page_following(tx: ReadTx, viewer: int, account: Account, at: Cursor) -> list[Listed]:
    """Whom an account follows: all of them for itself, friends in common for others, nobody of a page's.

    Nobody across a block, neither the account nor a friend in common.
    """
    return _page_gated(tx, store.FOLLOWING, viewer, account, at)


def page_followers(tx: ReadTx, viewer: int, account: Account, at: Cursor) -> list[Listed]:
    """Who follows an account: all of them for itself, friends in common for others, nobody of a page's.

    Nobody across a block, neither the account nor a friend in common.
    """
    return _page_gated(tx, store.FOLLOWERS, viewer, account, at)


def _page_gated(tx: ReadTx, own: Listing, viewer: int, account: Account, at: Cursor) -> list[Listed]:
    if viewer == account.id:
        return _page(tx, own, account.id, at)
    if account.kind == Kind.PAGE or not viewer:
        return []
    row = tx.one(store.SIGHT, viewer_=viewer, author_=account.id)
    if row is not None and row.flags & _BLOCKED:
        return []
    return page_listing(tx, store.COMMON, at, viewer_=viewer, of_=account.id)


def page_mutes(tx: ReadTx, me: int, at: Cursor) -> list[Listed]:
    """Whom I don't look at; `at` of each is when that ends."""
    return _page(tx, store.MUTES, me, at)


def page_blocks(tx: ReadTx, me: int, at: Cursor) -> list[Listed]:
    """Whom I block."""
    return _page(tx, store.BLOCKS, me, at)


def page_hides(tx: ReadTx, me: int, at: Cursor) -> list[Listed]:
    """Whom I don't let see mine."""
    return _page(tx, store.HIDES, me, at)


def page_requests(tx: ReadTx, me: int, at: Cursor) -> list[Listed]:
    """Who asks to be my friend."""
    return _page(tx, store.REQUESTS, me, at)


def page_asked(tx: ReadTx, me: int, at: Cursor) -> list[Listed]:
    """Whom I asked to be my friend, and who has not answered."""
    return _page(tx, store.ASKED, me, at)


def _page(tx: ReadTx, of_whom: Listing, of: int, at: Cursor) -> list[Listed]:
    return page_listing(tx, of_whom, at, of_=of)


def page_listing(tx: ReadTx, listing: Listing, at: Cursor, **params: Any) -> list[Listed]:
    """A stretch of a list of accounts, highest id first."""
    if at.min_id is not None:
        return tx.all(listing.oldest_first, max_id=at.max_id, above=at.min_id, n=at.limit, **params)[::-1]
    return tx.all(listing.newest_first, max_id=at.max_id, above=at.since_id, n=at.limit, **params)


def count_requests(tx: ReadTx, me: int) -> int:
    """How many ask to be my friend."""
    return int(tx.value(store.COUNT_REQUESTS, target_=me))


class Numbers(NamedTuple):
    """Followers and following of an account as far as one viewer may know; `apart` when they see no moment of it."""

    followers: int
    following: int
    apart: bool = False


def fetch_numbers(tx: ReadTx, viewer: int, accounts: Sequence[Author]) -> dict[int, Numbers]:
    """What each viewer may know of each account's numbers.

    One's own numbers; of a page its followers; of anybody else the number of friends in common, which costs a look at
    the viewer's own friends and, for a friend, is kept ready. None of them across a block. A hide leaves them as they
    are: a friend whose number fell to nothing would tell of it.
    """
    rows = tx.all(store.COMMON_KEPT, viewer_=viewer, authors=[a.id for a in accounts]) if viewer else []
    return _numbers(tx, viewer, accounts, {row.author: row for row in rows})


def fetch_with_numbers(tx: ReadTx, viewer: int, ids: Iterable[int]) -> tuple[dict[int, Author], dict[int, Numbers]]:
    """The active ones among these accounts and what `fetch_numbers` says, mostly for one query: by id."""
    accounts: dict[int, Author] = {}
    kept: dict[int, Kept] = {}
    for common, flags, *columns in tx.all(AUTHORS_KEPT, viewer_=viewer, ids=list(ids)):
        account = Author(*columns)
        accounts[account.id] = account
        if flags is not None:
            kept[account.id] = Kept(account.id, common, flags)
    return accounts, _numbers(tx, viewer, list(accounts.values()), kept)


def number_beside(tx: ReadTx, viewer: int, columns: Sequence[Any]) -> tuple[Author, Numbers]:
    """What `beside` lent to a query, read: the author, and its numbers as `fetch_numbers` has them."""
    account = Author(*columns[2:])
    kept = {} if columns[1] is None else {account.id: Kept(account.id, columns[0], columns[1])}
    return account, _numbers(tx, viewer, (account,), kept)[account.id]


def _numbers(tx: ReadTx, viewer: int, accounts: Sequence[Author], kept: Mapping[int, Kept]) -> dict[int, Numbers]:
    """`kept` is what the viewer's derived rows say of those accounts."""
    numbers: dict[int, Numbers] = {}
    strangers: list[int] = []
    for account in accounts:
        row = kept.get(account.id)
        flags = 0 if row is None else row.flags
        apart = bool(flags & _APART)
        if flags & _BLOCKED:
            numbers[account.id] = Numbers(0, 0, apart)
        elif account.id == viewer:
            numbers[viewer] = Numbers(
                int(tx.value(store.COUNT_FOLLOWERS, author_=viewer)),
                int(tx.value(store.COUNT_FOLLOWS, viewer_=viewer)),
            )
        elif account.kind == _PAGE:
            numbers[account.id] = Numbers(account.followers_count, 0, apart)
        elif row is not None and flags & _FRIEND:
            numbers[account.id] = Numbers(row.common, row.common, apart)
        else:
            numbers[account.id] = Numbers(0, 0, apart)
            strangers.append(account.id)
    if strangers and viewer:
        for found in tx.all(store.COMMON_WITH_MANY, viewer_=viewer, authors=strangers):
            numbers[found.author] = Numbers(found.common, found.common, numbers[found.author].apart)
    return numbers
