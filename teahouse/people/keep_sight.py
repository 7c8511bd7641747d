"""Keeps the derived rows true: whatever changes a tie, a window or a state writes them in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from teahouse.kit.db import WriteTx
from teahouse.people import store_ties as store
from teahouse.people.model import Account, Sight, SightRow, State, Tie
from teahouse.people.rules import sight_of


def put_ties(tx: WriteTx, me: Account, other: Account, mine: Tie, theirs: Tie | None = None) -> None:
    """Write my tie (and theirs where it changes too), and what both mean for what each sees of the other."""
    _put(tx, mine)
    if theirs is not None:
        _put(tx, theirs)
    else:
        theirs = tx.one(store.TIE, source_=other.id, target_=me.id) or Tie(other.id, me.id)
    _renew(tx, me, other, mine, theirs)


def window_changed(tx: WriteTx, account_id: int, days: int) -> None:
    """The account's visibility window is now `days`; everyone's row about it says so."""
    tx.run(store.SET_WINDOW, author_=account_id, days=days)


def state_changed(tx: WriteTx, account_id: int, *, here: bool) -> None:
    """The account is there again, or no longer: every row with it says so, and what is counted ready counts it or not.

    The ties stay as they are. Each of its friends has it as a friend in common with each other of them.
    """
    mark = store.SET_HERE if here else store.SET_GONE
    tx.run(mark["author"], account=account_id)
    tx.run(mark["viewer"], account=account_id)
    step = 1 if here else -1
    tx.run(store.STEP_RING, account=account_id, step=step)
    tx.run(store.STEP_FOLLOWED, account=account_id, step=step)


def _put(tx: WriteTx, tie: Tie) -> None:
    if tie == Tie(tie.source, tie.target, since=tie.since):
        tx.run(store.DROP_TIE, source_=tie.source, target_=tie.target)
    else:
        tx.run(store.PUT_TIE, **{name: getattr(tie, name) for name in Tie.__struct_fields__})


def _renew(tx: WriteTx, me: Account, other: Account, mine: Tie, theirs: Tie) -> None:
    me, other = _as_now(tx, me, other)
    here = {account.id: account.state == State.ACTIVE for account in (me, other)}
    before = tx.one(store.SIGHT, viewer_=me.id, author_=other.id)
    before_back = tx.one(store.SIGHT, viewer_=other.id, author_=me.id)
    after = sight_of(me, other, mine, theirs)
    after_back = sight_of(other, me, theirs, mine)
    was_near, is_near = _near(before), _near(after)
    if was_near and not is_near:
        _step_common(tx, me.id, other.id, here, -1)
    for viewer, author, old, row in ((me, other, before, after), (other, me, before_back, after_back)):
        if row is None:
            tx.run(store.DROP_SIGHT, viewer_=viewer.id, author_=author.id)
        elif row != old:
            tx.run(store.PUT_SIGHT, common=0, **{name: getattr(row, name) for name in row.__struct_fields__})
        step = _follows(row) - _follows(old)
        if step:
            tx.run(store.ADD_FOLLOWER, page=author.id, step=step)
    if is_near and not was_near:
        _step_common(tx, me.id, other.id, here, 1)


def _as_now(tx: WriteTx, me: Account, other: Account) -> tuple[Account, Account]:
    """Both accounts as they stand in this transaction: a caller may have read them before a window was changed."""
    standing = {row.id: row for row in tx.all(store.STANDING, ids=[me.id, other.id])}

    def now(account: Account) -> Account:
        row = standing[account.id]
        return msgspec.structs.replace(account, state=row.state, window_days=row.window_days)

    return now(me), now(other)


def _near(row: SightRow | None) -> bool:
    return row is not None and row.flags & (Sight.FRIEND | Sight.BLOCKED) == Sight.FRIEND


def _follows(row: SightRow | None) -> int:
    """Whether a page counts the row's viewer among its followers."""
    return int(row is not None and row.flags & (Sight.FOLLOWS | Sight.AWAY) == Sight.FOLLOWS)


def _step_common(tx: WriteTx, a: int, b: int, here: Mapping[int, bool], step: int) -> None:
    """A friendship of a and b is one more friend in common for each of them with each friend that they share.

    One with a block across it is none here, though its ties stand. Who is not there is nobody's friend in common, but
    has the number kept, to be right again on the day of their return.
    """
    shared = tx.all(store.SHARED, a=a, b=b)
    if shared:
        others = [row[0] for row in shared]
        for one, third in ((a, b), (b, a)):
            if here[third]:
                tx.run(store.ADD_COMMON, a=one, others=others, step=step)
    n = sum(1 for _, flags in shared if not flags & Sight.GONE) if step > 0 else 0
    tx.run(store.SET_COMMON, viewer_=a, author_=b, n=n)
    tx.run(store.SET_COMMON, viewer_=b, author_=a, n=n)
