"""SQL of bringing a network in."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db import Statement, bits, one_of
from teahouse.people.model import Kind, Sight, State
from teahouse.people.schema import account, login, sight, tie


class Named(msgspec.Struct, frozen=True):
    """Who has a name already; `shut` where nobody has ever been able to sign in as them."""

    id: int
    handle: str
    shut: bool


class Pair(msgspec.Struct, frozen=True):
    """Two friends."""

    viewer: int
    author: int


_shut = sa.and_(
    account.c.kind == Kind.MEMBER, account.c.state == State.ACTIVE, login.c.password_hash == "", login.c.seen_week == 0
)
NAMED = Statement(
    sa.select(account.c.id, account.c.handle, sa.case((_shut, sa.true()), else_=sa.false()))
    .select_from(account.outerjoin(login, login.c.account_id == account.c.id))
    .where(one_of(account.c.handle, "handles", text=True))
    .order_by(account.c.handle),
    Named,
)
FRIENDS_OF_MANY = Statement(
    sa.select(sight.c.viewer, sight.c.author).where(
        one_of(sight.c.viewer, "viewers"), bits(sight.c.flags, Sight.FRIEND)
    ),
    Pair,
)
ADD_TIE: Statement[None] = Statement(
    tie.insert().values(
        source=sa.bindparam("source"), target=sa.bindparam("target"), since=sa.bindparam("since"), following=sa.true()
    )
)
ADD_SIGHT: Statement[None] = Statement(
    sight.insert().values({column.name: sa.bindparam(column.name) for column in sight.columns})
)

# The same rows by one statement, where each statement is a way to a server and back.
_big, _int = sa.BigInteger, sa.Integer
_pairs = (
    sa.func.unnest(
        sa.cast(sa.bindparam("viewers"), sa.ARRAY(_big)),
        sa.cast(sa.bindparam("authors"), sa.ARRAY(_big)),
        sa.cast(sa.bindparam("commons"), sa.ARRAY(_int)),
    )
    .table_valued("viewer", "author", "common", name="pair")
    .render_derived()
)
_kept = ("flags", "muted_until", "fold", "window_days", "since")
ADD_TIES: Statement[None] = Statement(
    tie.insert().from_select(
        ["source", "target", "since", "following"],
        sa.select(_pairs.c.viewer, _pairs.c.author, sa.bindparam("since", type_=_big), sa.true()),
    )
)
ADD_SIGHTS: Statement[None] = Statement(
    sight.insert().from_select(
        ["viewer", "author", "common", *_kept],
        sa.select(
            _pairs.c.viewer,
            _pairs.c.author,
            _pairs.c.common,
            *(sa.bindparam(name, type_=sight.c[name].type) for name in _kept),
        ),
    )
)
