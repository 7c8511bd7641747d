"""SQL of nearness: who stands within one or two links of an account."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, bits
from teahouse.people.model import Sight, State
from teahouse.people.schema import account, sight

_of = sa.bindparam("of_", type_=sa.BigInteger)
_near, _far = sight.alias("near"), sight.alias("far")
_between, _end = account.alias("between"), account.alias("far_account")

_friends = sa.select(_near.c.author).where(_near.c.viewer == _of, bits(_near.c.flags, Sight.FRIEND))
# That somebody stands here tells that a friend of mine knows them: both have to agree to be found that way.
_friends_of_friends = (
    sa.select(_far.c.author)
    .select_from(
        _near.join(_between, _between.c.id == _near.c.author)
        .join(_far, _far.c.viewer == _near.c.author)
        .join(_end, _end.c.id == _far.c.author)
    )
    .where(
        _near.c.viewer == _of,
        bits(_near.c.flags, Sight.FRIEND),
        bits(_far.c.flags, Sight.FRIEND),
        _far.c.author != _of,
        _between.c.discoverable,
        _between.c.state == State.ACTIVE,
        _end.c.discoverable,
    )
)

WITHIN_ONE: Statement[None] = Statement(_friends)
WITHIN_TWO: Statement[None] = Statement(sa.union(_friends, _friends_of_friends))
