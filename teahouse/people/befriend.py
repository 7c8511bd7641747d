"""Friendship and following: ask, accept, reject, leave."""

from __future__ import annotations

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, NotFound
from teahouse.people import rules
from teahouse.people import store_ties as store
from teahouse.people.events import Followed, FriendRequested, RequestWithdrawn
from teahouse.people.keep_sight import put_ties
from teahouse.people.model import Account, Kind, Limits, Tie


def fetch_tie(tx: ReadTx, source: int, target: int) -> Tie:
    """What `source` holds towards `target`; an empty tie where nothing is held."""
    return tx.one(store.TIE, source_=source, target_=target) or Tie(source, target)


def follow(
    tx: WriteTx,
    me: Account,
    other: Account | None,
    *,
    shares: bool | None = None,
    notify: bool | None = None,
    at: int | None = None,
) -> None:
    """Follow a page or a public account, or ask a locked member to be friends.

    Asking twice is asking once. Where the other has asked already, this accepts. `shares` false turns their shares
    off, `notify` true asks for a notice of each moment; None leaves each as it is. `at` is when it happened, for ties
    that are brought in from elsewhere; None is now.
    Raises `NotFound` for who is not there or blocks the asker, `Forbidden` for oneself, for one whom one blocks, and
    past the house's number of friends.
    """
    if other is None:
        raise NotFound
    mine, theirs = fetch_tie(tx, me.id, other.id), fetch_tie(tx, other.id, me.id)
    rules.check_reachable(other, theirs)
    rules.check_other(me, other)
    if mine.blocking:
        raise Forbidden("Unblock this account first")
    changed = msgspec.structs.replace(
        mine,
        shares_off=mine.shares_off if shares is None else not shares,
        notifying=mine.notifying if notify is None else notify,
    )
    if mine.following or mine.requested:
        if changed != mine:
            put_ties(tx, me, other, changed, theirs)
        return
    if theirs.requested and other.kind != Kind.PAGE:
        put_ties(tx, me, other, changed, theirs)
        accept(tx, me, other, at=at)
        return
    _check_room(tx, me)
    since = tx.now if at is None else at
    if rules.must_ask(me, other):
        put_ties(tx, me, other, msgspec.structs.replace(changed, requested=True, since=since), theirs)
        tx.tell(FriendRequested(me.id, other.id))
    else:
        put_ties(tx, me, other, msgspec.structs.replace(changed, following=True, since=since), theirs)
        tx.tell(Followed(me.id, other.id))


def accept(tx: WriteTx, me: Account, other: Account | None, *, at: int | None = None) -> None:
    """Accept a friend request: both ties stand from now on, or since `at`. Raises `NotFound` where nobody asked."""
    theirs = fetch_tie(tx, other.id, me.id) if other is not None else None
    if other is None or theirs is None or not theirs.requested:
        raise NotFound
    _check_room(tx, me)
    since = tx.now if at is None else at
    mine = fetch_tie(tx, me.id, other.id)
    theirs = msgspec.structs.replace(theirs, requested=False, following=True, since=since)
    if rules.may_be_friends(me, other):
        mine = msgspec.structs.replace(mine, requested=False, following=True, since=since)
    put_ties(tx, me, other, mine, theirs)
    tx.tell(RequestWithdrawn(other.id, me.id))
    if mine.following:
        tx.tell(Followed(me.id, other.id))


def reject(tx: WriteTx, me: Account, other: Account | None) -> None:
    """Turn a friend request down; the other is not told. Raises `NotFound` where nobody asked."""
    theirs = fetch_tie(tx, other.id, me.id) if other is not None else None
    if other is None or theirs is None or not theirs.requested:
        raise NotFound
    put_ties(tx, other, me, msgspec.structs.replace(theirs, requested=False))
    tx.tell(RequestWithdrawn(other.id, me.id))


def unfollow(tx: WriteTx, me: Account, other: Account | None) -> None:
    """Drop my tie, or take my request back. One dropped tie ends a friendship; what I turned down stays."""
    if other is None:
        raise NotFound
    mine = fetch_tie(tx, me.id, other.id)
    if mine.requested:
        tx.tell(RequestWithdrawn(me.id, other.id))
    if mine.following or mine.requested or mine.notifying:
        put_ties(tx, me, other, msgspec.structs.replace(mine, following=False, requested=False, notifying=False))


def drop_follower(tx: WriteTx, me: Account, other: Account | None) -> None:
    """Drop the other's tie to me (or their request). Raises `NotFound` for who is not there."""
    if other is None:
        raise NotFound
    theirs = fetch_tie(tx, other.id, me.id)
    if theirs.requested:
        tx.tell(RequestWithdrawn(other.id, me.id))
    if theirs.following or theirs.requested:
        put_ties(tx, other, me, msgspec.structs.replace(theirs, following=False, requested=False, notifying=False))


def _check_room(tx: ReadTx, me: Account) -> None:
    most = tx.handed(Limits).max_friends
    if tx.value(store.COUNT_FOLLOWS, viewer_=me.id) >= most:
        raise Forbidden(f"You have {most} friends and follows; that is as many as this house allows")
