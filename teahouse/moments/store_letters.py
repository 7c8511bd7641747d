"""SQL of letters: those that one wrote and those that one is named in, each found by an index of their own people's."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, number
from teahouse.moments.audience import sees
from teahouse.moments.model import Kind
from teahouse.moments.schema import mention, rows
from teahouse.moments.store_feeds import Skeleton

_VIEWER, _MAX, _SINCE, _N = (sa.bindparam(name, type_=sa.BigInteger) for name in ("viewer", "max_id", "since_id", "n"))


def _letters(newest: bool) -> sa.Select[Any]:
    own, m = rows.alias("own"), rows.alias("m")
    letter = number(Kind.MENTIONED)
    mine = sa.select(own.c.id).where(
        own.c.author_id == _VIEWER,
        own.c.audience == letter,
        own.c.id < _MAX,
        own.c.id > _SINCE,
        sees(_VIEWER, own),
    )
    named = (
        sa.select(m.c.id)
        .select_from(mention.join(m, m.c.id == mention.c.moment_id))
        .where(
            mention.c.account_id == _VIEWER,
            mention.c.moment_id < _MAX,
            mention.c.moment_id > _SINCE,
            m.c.audience == letter,
            m.c.author_id != _VIEWER,
            sees(_VIEWER, m),
        )
    )
    parts = []
    for part, cursor in ((mine, own.c.id), (named, mention.c.moment_id)):
        parts.append(part.order_by(cursor.desc() if newest else cursor.asc()).limit(_N).subquery())
    union = sa.union_all(*(sa.select(part.c.id) for part in parts)).subquery()
    order = union.c.id.desc() if newest else union.c.id.asc()
    return sa.select(union.c.id, union.c.id.label("cursor")).order_by(order).limit(_N)


LETTERS = Skeleton(Statement(lambda _: _letters(newest=True)), Statement(lambda _: _letters(newest=False)))
