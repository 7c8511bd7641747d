"""SQL of what an author is told before posting."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db import Statement, among
from teahouse.moments.model import Kind, State
from teahouse.moments.schema import moment


class Last(msgspec.Struct, frozen=True):
    """A moment, and how its audience is stored."""

    id: int
    audience: int


# Walks the index that home walks.
LAST = Statement(
    sa.select(moment.c.id, moment.c.audience)
    .where(
        moment.c.author_id == sa.bindparam("author_id_", type_=sa.BigInteger),
        moment.c.parent_id.is_(None),
        moment.c.state == sa.literal_column(str(int(State.LIVE))),
        moment.c.share_of_id.is_(None),
        ~among(moment.c.audience, (Kind.GROUP, Kind.MENTIONED)),
    )
    .order_by(moment.c.id.desc())
    .limit(1),
    Last,
)
