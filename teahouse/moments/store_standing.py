"""SQL of what is counted for all, when somebody's acts begin or cease to count: in sets, whatever their number."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, among, number
from teahouse.moments.model import Kind, State
from teahouse.moments.schema import liking, moment

_account = sa.bindparam("account", type_=sa.BigInteger)
_step = sa.bindparam("step", type_=sa.Integer)

# The author's comments and shares that are counted ready.
_act = moment.alias("act")
_counted = sa.and_(
    _act.c.author_id == _account,
    _act.c.state == number(State.LIVE),
    among(_act.c.audience, (Kind.PUBLIC, Kind.QUIET)),
)

STEP_LIKES: Statement[None] = Statement(
    moment.update()
    .where(moment.c.id.in_(sa.select(liking.c.moment_id).where(liking.c.account_id == _account)))
    .values(likes_count=moment.c.likes_count + _step)
)
STEP_SHARES: Statement[None] = Statement(
    moment.update()
    .where(moment.c.id.in_(sa.select(_act.c.share_of_id).where(_counted, _act.c.share_of_id.is_not(None))))
    .values(shares_count=moment.c.shares_count + _step)
)
# A comment counts for what it answers and, where that is another, for its root.
_comment = sa.and_(_counted, _act.c.parent_id.is_not(None))
_places = sa.union_all(
    sa.select(_act.c.parent_id.label("place")).where(_comment),
    sa.select(_act.c.root_id.label("place")).where(_comment, _act.c.root_id != _act.c.parent_id),
).subquery()
_many = sa.select(_places.c.place, sa.func.count().label("n")).group_by(_places.c.place).subquery("many")
STEP_COMMENTS: Statement[None] = Statement(
    moment.update()
    .where(moment.c.id == _many.c.place)
    .values(comments_count=moment.c.comments_count + _step * _many.c.n)
)
