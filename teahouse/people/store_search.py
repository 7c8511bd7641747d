"""SQL of finding people: the keys of names and remarks, read by their beginning."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, bits, exists, insert_or_ignore, number
from teahouse.people.look import is_blocked
from teahouse.people.model import Kind, Sight, State
from teahouse.people.schema import account, group_member, name_key, remark_key, sight, suggestion_refused, tie

_ME = sa.bindparam("me", type_=sa.BigInteger)
_START, _WITHIN = sa.bindparam("start", type_=sa.Text), sa.bindparam("within", type_=sa.Text)

ADD_NAME: Statement[None] = Statement(insert_or_ignore(name_key))
DROP_NAME: Statement[None] = Statement(
    name_key.delete().where(name_key.c.account_id == sa.bindparam("account", type_=sa.BigInteger))
)
ADD_REMARK: Statement[None] = Statement(insert_or_ignore(remark_key))
DROP_REMARK: Statement[None] = Statement(
    remark_key.delete().where(
        remark_key.c.source == sa.bindparam("source_", type_=sa.BigInteger),
        remark_key.c.target == sa.bindparam("target_", type_=sa.BigInteger),
    )
)


def _like(keys: sa.Table) -> sa.ColumnElement[bool]:
    """A key that begins so, or a whole name that has it in it; keys have no sign that LIKE knows."""
    return sa.or_(keys.c.key.like(_START), sa.and_(keys.c.whole, keys.c.key.like(_WITHIN)))


_follows = sight.c.flags.bitwise_and(number(Sight.FOLLOWS | Sight.GONE)) == number(Sight.FOLLOWS)
FOLLOWED: Statement[Any] = Statement(
    sa.select(name_key.c.account_id, name_key.c.key)
    .select_from(sight.join(name_key, name_key.c.account_id == sight.c.author))
    .where(sight.c.viewer == _ME, _follows, _like(name_key))
)
REMARKED: Statement[Any] = Statement(
    sa.select(remark_key.c.target, remark_key.c.key)
    .select_from(remark_key.join(sight, sa.and_(sight.c.viewer == _ME, sight.c.author == remark_key.c.target)))
    .where(remark_key.c.source == _ME, _follows, _like(remark_key))
)
ROOMS: Statement[Any] = Statement(
    sa.select(name_key.c.account_id, name_key.c.key)
    .select_from(
        group_member.join(account, account.c.id == group_member.c.group_id).join(
            name_key, name_key.c.account_id == group_member.c.group_id
        )
    )
    .where(group_member.c.account_id == _ME, account.c.state == State.INSIDE, _like(name_key))
)
# Read in the order of the index, and no further than `n`: what it costs does not grow with the house.
FOUND: Statement[None] = Statement(
    sa.select(name_key.c.account_id)
    .select_from(name_key.join(account, account.c.id == name_key.c.account_id))
    .where(
        name_key.c.found,
        name_key.c.key >= sa.bindparam("first", type_=sa.Text),
        name_key.c.key < sa.bindparam("after", type_=sa.Text),
        account.c.state == State.ACTIVE,
        name_key.c.account_id != _ME,
        ~is_blocked(_ME, name_key.c.account_id),
    )
    .order_by(name_key.c.key, name_key.c.account_id)
    .limit(sa.bindparam("n", type_=sa.Integer))
)


def _is_near(row: sa.FromClause) -> sa.ColumnElement[bool]:
    return row.c.flags.bitwise_and(number(Sight.FRIEND | Sight.BLOCKED)) == number(Sight.FRIEND)


# A friend's friend, where both that one and the friend between agreed to be found; those first to whom most friends
# lead. Nobody across a block, nobody whom one follows, has asked, or does not want to be shown.
_near, _far = sight.alias("near"), sight.alias("far")
_between, _end = account.alias("between"), account.alias("far_account")
_between_us, _asked, _refused = sight.alias("between_us"), tie.alias("asked"), suggestion_refused.alias("refused")
MAY_KNOW: Statement[None] = Statement(
    sa.select(_far.c.author)
    .select_from(
        _near.join(_between, _between.c.id == _near.c.author)
        .join(_far, _far.c.viewer == _near.c.author)
        .join(_end, _end.c.id == _far.c.author)
    )
    .where(
        _near.c.viewer == _ME,
        _is_near(_near),
        _is_near(_far),
        _far.c.author != _ME,
        _between.c.discoverable,
        _between.c.state == State.ACTIVE,
        _end.c.discoverable,
        _end.c.state == State.ACTIVE,
        ~exists(
            _between_us,
            _between_us.c.viewer == _ME,
            _between_us.c.author == _far.c.author,
            bits(_between_us.c.flags, Sight.FOLLOWS | Sight.BLOCKED),
        ),
        ~exists(_asked, _asked.c.source == _ME, _asked.c.target == _far.c.author, _asked.c.requested),
        ~exists(_refused, _refused.c.account_id == _ME, _refused.c.target_id == _far.c.author),
    )
    .group_by(_far.c.author)
    .order_by(sa.func.count().desc(), _far.c.author)
    .limit(sa.bindparam("n", type_=sa.Integer))
)
# In the order of its index: the newest first, and no further than `n`.
LISTED: Statement[None] = Statement(
    sa.select(account.c.id)
    .where(
        account.c.discoverable,
        account.c.kind == Kind.MEMBER,
        account.c.state == State.ACTIVE,
        account.c.id < sa.bindparam("below", type_=sa.BigInteger),
        account.c.id != _ME,
        ~is_blocked(_ME, account.c.id),
    )
    .order_by(account.c.id.desc())
    .limit(sa.bindparam("n", type_=sa.Integer))
)


def _directory(*by: sa.ColumnElement[int]) -> Statement[None]:
    """Members and pages who agreed to be found, in the order of an index."""
    return Statement(
        sa.select(account.c.id)
        .where(
            account.c.discoverable,
            account.c.state == State.ACTIVE,
            account.c.id != _ME,
            ~is_blocked(_ME, account.c.id),
        )
        .order_by(*(column.desc().nulls_last() for column in by))
        .limit(sa.bindparam("n", type_=sa.Integer))
        .offset(sa.bindparam("skip", type_=sa.Integer))
    )


DIRECTORY_NEW = _directory(account.c.id)
DIRECTORY_ACTIVE = _directory(account.c.public_at, account.c.id)
REFUSE: Statement[None] = Statement(insert_or_ignore(suggestion_refused))
