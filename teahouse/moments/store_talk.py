"""SQL of what stands below the moments of a feed: who likes each, and the last comments, for a page in one go each."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, one_of
from teahouse.moments.audience import shows_act, shows_comment
from teahouse.moments.model import State
from teahouse.moments.schema import liking, moment, rows

_VIEWER = sa.bindparam("viewer", type_=sa.BigInteger)
_MOST = sa.bindparam("most", type_=sa.Integer)
_root = rows.alias("root")


def _newest_of_each(select: sa.Select[Any], of: sa.ColumnElement[int], newest: sa.ColumnElement[int]) -> sa.Subquery:
    """Of two columns, with the place of each row among those of its moment."""
    place = sa.func.row_number().over(partition_by=of, order_by=newest.desc()).label("place")
    return select.add_columns(place).subquery("each_of_them")


def _likers() -> sa.Select[Any]:
    select = (
        sa.select(liking.c.moment_id, liking.c.account_id)
        .select_from(_root.join(liking, liking.c.moment_id == _root.c.id))
        .where(one_of(_root.c.id, "roots"), _root.c.parent_id.is_(None), shows_act(_VIEWER, liking.c.account_id, _root))
    )
    root, account, place = _newest_of_each(select, liking.c.moment_id, liking.c.id).c
    return sa.select(root, account).where(place <= _MOST).order_by(root, place)


def _comments() -> sa.Select[Any]:
    comment = rows.alias("comment")
    select = (
        sa.select(comment.c.root_id, comment.c.id)
        .select_from(_root.join(comment, comment.c.root_id == _root.c.id))
        .where(
            one_of(_root.c.id, "roots"),
            comment.c.parent_id.is_not(None),
            comment.c.state == int(State.LIVE),
            shows_comment(_VIEWER, comment, _root),
        )
    )
    each = _newest_of_each(select, comment.c.root_id, comment.c.id)
    root, said, place = each.c
    return (
        sa.select(root, said, moment.c.author_id, moment.c.spoiler, moment.c.html)
        .select_from(each.join(moment, moment.c.id == said))
        .where(place <= _MOST)
        .order_by(root, place)
    )


LIKERS: Statement[Any] = Statement(lambda _: _likers())
COMMENTS: Statement[Any] = Statement(lambda _: _comments())
