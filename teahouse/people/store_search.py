"""SQL of finding people: the keys of names and remarks, read by their beginning."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, number
from teahouse.people.look import is_blocked
from teahouse.people.model import Sight, State
from teahouse.people.schema import account, group_member, name_key, remark_key, sight

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
