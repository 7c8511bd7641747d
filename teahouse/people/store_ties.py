"""SQL of ties and of the rows that are derived from them."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from teahouse.kit.db import Statement, bits, exists, number, one_of, upsert
from teahouse.people.model import Kind, Sight, SightRow, State, Tie
from teahouse.people.schema import account, sight, tie

_COLUMNS = tuple(Tie.__struct_fields__)

TIE = Statement(
    sa.select(*(tie.c[name] for name in _COLUMNS)).where(
        tie.c.source == sa.bindparam("source_"), tie.c.target == sa.bindparam("target_")
    ),
    Tie,
)
TIES_TO_MANY = Statement(
    sa.select(*(tie.c[name] for name in _COLUMNS)).where(
        tie.c.source == sa.bindparam("source_"), one_of(tie.c.target, "targets")
    ),
    Tie,
)
TIES_FROM_MANY = Statement(
    sa.select(*(tie.c[name] for name in _COLUMNS)).where(
        tie.c.target == sa.bindparam("target_"), one_of(tie.c.source, "sources")
    ),
    Tie,
)
OWN_TIES = Statement(
    sa.select(*(tie.c[name] for name in _COLUMNS))
    .where(tie.c.source == sa.bindparam("source_"), tie.c.target > sa.bindparam("after", type_=sa.BigInteger))
    .order_by(tie.c.target)
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Tie,
)
REMARKS: Statement[Any] = Statement(
    sa.select(tie.c.target, tie.c.remark).where(
        tie.c.source == sa.bindparam("source_"), one_of(tie.c.target, "targets"), tie.c.remark != ""
    )
)
PUT_TIE: Statement[None] = Statement(upsert(tie, ["source", "target"], list(_COLUMNS)))
DROP_TIE: Statement[None] = Statement(
    tie.delete().where(tie.c.source == sa.bindparam("source_"), tie.c.target == sa.bindparam("target_"))
)

_SIGHT = tuple(SightRow.__struct_fields__)
SIGHT = Statement(
    sa.select(*(sight.c[name] for name in _SIGHT)).where(
        sight.c.viewer == sa.bindparam("viewer_"), sight.c.author == sa.bindparam("author_")
    ),
    SightRow,
)
SIGHTS_OF = Statement(
    sa.select(*(sight.c[name] for name in _SIGHT)).where(
        sight.c.viewer == sa.bindparam("viewer_"), one_of(sight.c.author, "authors")
    ),
    SightRow,
)
PUT_SIGHT: Statement[None] = Statement(upsert(sight, ["viewer", "author"], [*_SIGHT, "common"], keep=["common"]))
DROP_SIGHT: Statement[None] = Statement(
    sight.delete().where(sight.c.viewer == sa.bindparam("viewer_"), sight.c.author == sa.bindparam("author_"))
)


class Standing(msgspec.Struct, frozen=True):
    """What of an account stands in everyone's row about it."""

    id: int
    state: int
    window_days: int


STANDING = Statement(
    sa.select(account.c.id, account.c.state, account.c.window_days).where(one_of(account.c.id, "ids")), Standing
)
SET_WINDOW: Statement[None] = Statement(
    sight.update().where(sight.c.author == sa.bindparam("author_")).values(window_days=sa.bindparam("days"))
)


class Common(msgspec.Struct, frozen=True):
    """How many friends two accounts have in common."""

    author: int
    common: int


class Kept(msgspec.Struct, frozen=True):
    """What is kept ready of a viewer and an author: friends in common (of friends only) and how they stand."""

    author: int
    common: int
    flags: int


# friends in common; nobody across a block, and nobody who is not there
_mine, _theirs = sight.alias("mine"), sight.alias("theirs")


def _is_only(row: sa.FromClause, flag: Sight, not_these: Sight) -> sa.ColumnElement[bool]:
    return row.c.flags.bitwise_and(number(flag | not_these)) == number(flag)


def _near(row: sa.FromClause) -> sa.ColumnElement[bool]:
    return _is_only(row, Sight.FRIEND, Sight.BLOCKED)


def _near_and_here(row: sa.FromClause) -> sa.ColumnElement[bool]:
    return _is_only(row, Sight.FRIEND, Sight.BLOCKED | Sight.GONE)


# Those who are not there, too: their rows keep their own numbers.
SHARED: Statement[Any] = Statement(
    sa.select(_mine.c.author, _mine.c.flags)
    .join(
        _theirs, sa.and_(_theirs.c.viewer == sa.bindparam("b", type_=sa.BigInteger), _theirs.c.author == _mine.c.author)
    )
    .where(
        _mine.c.viewer == sa.bindparam("a", type_=sa.BigInteger),
        _near(_mine),
        _near(_theirs),
    )
)
COMMON_WITH_MANY = Statement(
    sa.select(_theirs.c.viewer, sa.func.count())
    .select_from(_theirs)
    .join(
        _mine,
        sa.and_(_mine.c.viewer == sa.bindparam("viewer_", type_=sa.BigInteger), _mine.c.author == _theirs.c.author),
    )
    .where(one_of(_theirs.c.viewer, "authors"), _near_and_here(_mine), _near(_theirs))
    .group_by(_theirs.c.viewer),
    Common,
)
COMMON_KEPT = Statement(
    sa.select(sight.c.author, sight.c.common, sight.c.flags).where(
        sight.c.viewer == sa.bindparam("viewer_"), one_of(sight.c.author, "authors")
    ),
    Kept,
)
ADD_COMMON: Statement[None] = Statement(
    sight.update()
    .where(
        sa.or_(
            sa.and_(sight.c.viewer == sa.bindparam("a"), one_of(sight.c.author, "others")),
            sa.and_(sight.c.author == sa.bindparam("a"), one_of(sight.c.viewer, "others")),
        ),
        bits(sight.c.flags, Sight.FRIEND),
    )
    .values(common=sight.c.common + sa.bindparam("step"))
)
SET_COMMON: Statement[None] = Statement(
    sight.update()
    .where(sight.c.viewer == sa.bindparam("viewer_"), sight.c.author == sa.bindparam("author_"))
    .values(common=sa.bindparam("n"))
)
COUNT_FRIENDS: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(sight)
    .where(sight.c.viewer == sa.bindparam("viewer_"), bits(sight.c.flags, Sight.FRIEND))
)
COUNT_FOLLOWS: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(sight)
    .where(sight.c.viewer == sa.bindparam("viewer_"), _is_only(sight, Sight.FOLLOWS, Sight.GONE))
)
COUNT_FOLLOWERS: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(sight)
    .where(sight.c.author == sa.bindparam("author_"), _is_only(sight, Sight.FOLLOWS, Sight.AWAY))
)
COUNT_REQUESTS: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(tie.join(account, account.c.id == tie.c.source))
    .where(tie.c.target == sa.bindparam("target_"), tie.c.requested, account.c.state == State.ACTIVE)
)
_standing = sa.bindparam("account", type_=sa.BigInteger)
SET_GONE: dict[str, Statement[None]] = {
    side: Statement(
        sight.update().where(sight.c[side] == _standing).values(flags=sight.c.flags.bitwise_or(number(flag)))
    )
    for side, flag in (("author", Sight.GONE), ("viewer", Sight.AWAY))
}
SET_HERE: dict[str, Statement[None]] = {
    side: Statement(
        sight.update().where(sight.c[side] == _standing).values(flags=sight.c.flags.bitwise_and(number(~int(flag))))
    )
    for side, flag in (("author", Sight.GONE), ("viewer", Sight.AWAY))
}
_ring = sa.select(_mine.c.viewer).where(_mine.c.author == _standing, _near(_mine))
STEP_RING: Statement[None] = Statement(
    sight.update()
    .where(sight.c.viewer.in_(_ring), sight.c.author.in_(_ring), _near(sight))
    .values(common=sight.c.common + sa.bindparam("step", type_=sa.Integer))
)
STEP_FOLLOWED: Statement[None] = Statement(
    account.update()
    .where(
        account.c.kind == Kind.PAGE,
        account.c.id.in_(
            sa.select(_mine.c.author).where(_mine.c.viewer == _standing, bits(_mine.c.flags, Sight.FOLLOWS))
        ),
    )
    .values(followers_count=account.c.followers_count + sa.bindparam("step", type_=sa.Integer))
)
ADD_FOLLOWER: Statement[None] = Statement(
    account.update()
    .where(account.c.id == sa.bindparam("page"), account.c.kind == Kind.PAGE)
    .values(followers_count=account.c.followers_count + sa.bindparam("step"))
)


class Listed(msgspec.Struct, frozen=True):
    """An account in a list of ties, and the position it stands at (the cursor for paging)."""

    account_id: int
    at: int


class Listing(NamedTuple):
    """A list of accounts in both directions; the cursor is the account's id."""

    newest_first: Statement[Listed]
    oldest_first: Statement[Listed]


def listing(select: sa.Select[int, int], who: sa.ColumnElement[int]) -> Listing:
    """The list of `who` that a select of (who, position) gives, bounded by `max_id`, `above` and `n`."""
    bounded = select.where(
        who < sa.bindparam("max_id", type_=sa.BigInteger), who > sa.bindparam("above", type_=sa.BigInteger)
    ).limit(sa.bindparam("n", type_=sa.Integer))
    return Listing(
        Statement(bounded.order_by(who.desc()), Listed),
        Statement(bounded.order_by(who.asc()), Listed),
    )


def _page_of(who: sa.ColumnElement[int], at: sa.ColumnElement[int], *where: sa.ColumnElement[bool]) -> Listing:
    """The active ones among `who`, with what stands as `at` beside each."""
    active = sa.select(who, at).join(account, account.c.id == who).where(*where, account.c.state == State.ACTIVE)
    return listing(active, who)


_viewer = sa.bindparam("viewer_", type_=sa.BigInteger)
_of = sa.bindparam("of_", type_=sa.BigInteger)
FOLLOWING = _page_of(sight.c.author, sight.c.since, sight.c.viewer == _of, bits(sight.c.flags, Sight.FOLLOWS))
FOLLOWERS = _page_of(sight.c.viewer, sight.c.since, sight.c.author == _of, bits(sight.c.flags, Sight.FOLLOWS))
COMMON = _page_of(
    _mine.c.author,
    _mine.c.since,
    _mine.c.viewer == _viewer,
    _near(_mine),
    exists(_theirs, _theirs.c.viewer == _of, _theirs.c.author == _mine.c.author, _near(_theirs)),
)
MUTES = _page_of(
    tie.c.target, tie.c.muted_until, tie.c.source == _of, tie.c.muted_until > sa.bindparam("now", type_=sa.BigInteger)
)
BLOCKS = _page_of(tie.c.target, tie.c.target, tie.c.source == _of, tie.c.blocking)
HIDES = _page_of(tie.c.target, tie.c.target, tie.c.source == _of, tie.c.hiding)
REQUESTS = _page_of(tie.c.source, tie.c.since, tie.c.target == _of, tie.c.requested)
ASKED = _page_of(tie.c.target, tie.c.since, tie.c.source == _of, tie.c.requested)
FRIENDS_BY_TIME = Statement(
    sa.select(sight.c.author, sight.c.since)
    .where(sight.c.viewer == _of, _is_only(sight, Sight.FRIEND, Sight.GONE))
    .order_by(sight.c.since.desc(), sight.c.author)
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Listed,
)
FRIEND_IDS: Statement[None] = Statement(
    sa.select(sight.c.author).where(sight.c.viewer == _of, _is_only(sight, Sight.FRIEND, Sight.GONE))
)
NOTIFIED: Statement[None] = Statement(
    sa.select(sight.c.viewer).where(
        sight.c.author == _of, bits(sight.c.flags, Sight.FOLLOWS), bits(sight.c.flags, Sight.NOTIFYING)
    )
)
