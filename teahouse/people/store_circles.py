"""SQL of circles and reading lists."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, bits, insert_or_ignore, one_of
from teahouse.people.model import Circle, CircleKind, Sight
from teahouse.people.schema import circle, circle_member, sight
from teahouse.people.store_ties import listing

_COLUMNS = tuple(circle.c[name] for name in Circle.__struct_fields__)
_owner = sa.bindparam("owner", type_=sa.BigInteger)
_circle = sa.bindparam("circle_", type_=sa.BigInteger)

CIRCLE = Statement(sa.select(*_COLUMNS).where(circle.c.id == _circle), Circle)
CIRCLES_OF = Statement(sa.select(*_COLUMNS).where(circle.c.owner_id == _owner).order_by(circle.c.id), Circle)
CIRCLES_WITH = Statement(
    sa.select(*_COLUMNS)
    .join(circle_member, circle_member.c.circle_id == circle.c.id)
    .where(circle.c.owner_id == _owner, circle_member.c.account_id == sa.bindparam("member", type_=sa.BigInteger))
    .order_by(circle.c.id),
    Circle,
)
COUNT: Statement[None] = Statement(sa.select(sa.func.count()).select_from(circle).where(circle.c.owner_id == _owner))
OWNED_IDS: Statement[None] = Statement(
    sa.select(circle.c.id).where(
        circle.c.owner_id == _owner, circle.c.kind == CircleKind.CIRCLE, one_of(circle.c.id, "circles")
    )
)
INSERT: Statement[None] = Statement(
    circle.insert().values({name: sa.bindparam(name) for name in (*Circle.__struct_fields__, "created_at")})
)
UPDATE: Statement[None] = Statement(
    circle.update()
    .where(circle.c.id == _circle)
    .values(
        title=sa.bindparam("to_title"), replies_policy=sa.bindparam("to_policy"), exclusive=sa.bindparam("to_exclusive")
    )
)
DELETE: Statement[None] = Statement(circle.delete().where(circle.c.id == _circle))
SIZES: Statement[Any] = Statement(
    sa.select(circle_member.c.circle_id, sa.func.count())
    .select_from(
        circle.join(circle_member, circle_member.c.circle_id == circle.c.id).join(
            sight, sa.and_(sight.c.viewer == circle.c.owner_id, sight.c.author == circle_member.c.account_id)
        )
    )
    .where(circle.c.owner_id == _owner, bits(sight.c.flags, Sight.FRIEND))
    .group_by(circle_member.c.circle_id)
)
ADD_MEMBER: Statement[None] = Statement(insert_or_ignore(circle_member))
DROP_MEMBERS: Statement[None] = Statement(
    circle_member.delete().where(circle_member.c.circle_id == _circle, one_of(circle_member.c.account_id, "members"))
)
# Those who stand in it and with whom the tie still stands; the others wait unseen until both ties stand again.
MEMBERS = listing(
    sa.select(circle_member.c.account_id, circle_member.c.account_id)
    .join(
        sight,
        sa.and_(
            sight.c.viewer == sa.bindparam("owner", type_=sa.BigInteger), sight.c.author == circle_member.c.account_id
        ),
    )
    .where(
        circle_member.c.circle_id == _circle,
        sight.c.flags.bitwise_and(sa.bindparam("flag", type_=sa.Integer)) != 0,
        ~bits(sight.c.flags, Sight.GONE),
    ),
    circle_member.c.account_id,
)
# A page's circles hold its followers: the tie that counts is theirs.
FOLLOWER_MEMBERS = listing(
    sa.select(circle_member.c.account_id, circle_member.c.account_id)
    .join(
        sight,
        sa.and_(
            sight.c.author == sa.bindparam("owner", type_=sa.BigInteger), sight.c.viewer == circle_member.c.account_id
        ),
    )
    .where(
        circle_member.c.circle_id == _circle,
        bits(sight.c.flags, Sight.FOLLOWS),
        ~bits(sight.c.flags, Sight.AWAY),
    ),
    circle_member.c.account_id,
)
