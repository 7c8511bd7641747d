"""SQL of what is said in groups: which group a moment is for, and a group's feed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, number, one_of
from teahouse.moments.audience import sees_root
from teahouse.moments.model import State
from teahouse.moments.schema import audience_group, moment, rows
from teahouse.moments.store_feeds import Listing, both_ways, pictured, stranger_turned_down

_VIEWER = sa.bindparam("viewer", type_=sa.BigInteger)
_GROUP = sa.bindparam("group_id", type_=sa.BigInteger)

GROUP_OF: Statement[None] = Statement(
    sa.select(audience_group.c.group_id).where(
        audience_group.c.moment_id == sa.bindparam("moment_id_", type_=sa.BigInteger)
    )
)
GROUPS_OF: Statement[Any] = Statement(
    sa.select(audience_group.c.moment_id, audience_group.c.group_id).where(one_of(audience_group.c.moment_id, "ids"))
)
ADD: Statement[None] = Statement(
    audience_group.insert().values(moment_id=sa.bindparam("moment_id"), group_id=sa.bindparam("group_id"))
)
COUNT: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(audience_group.join(moment, moment.c.id == audience_group.c.moment_id))
    .where(audience_group.c.group_id == _GROUP, moment.c.state != int(State.DELETED))
)


def _in_group(*, only_pictured: bool = False) -> Listing:
    m, g = rows.alias("m"), audience_group.alias("g")
    author = people.beside(_VIEWER, g.join(m, m.c.id == g.c.moment_id), m.c.author_id)
    select = (
        sa.select(g.c.moment_id, g.c.moment_id.label("cursor"))
        .select_from(author.joined)
        .where(
            g.c.group_id == _GROUP,
            m.c.state == number(State.LIVE),
            sees_root(_VIEWER, m, author.look),
            ~stranger_turned_down(m),
            *((pictured(m),) if only_pictured else ()),
        )
    )
    return select, g.c.moment_id


IN_GROUP = both_ways(_in_group)
IN_GROUP_PICTURED = both_ways(lambda: _in_group(only_pictured=True))
