"""SQL of the lists that reach wider than home, or back to oneself: what people near say, who answers, who likes.

The wider feed comes in two steps. Which of the near wrote last is read from an index alone; the gate is then asked of
so many ids as a page may need, not of all that the near ever wrote. The other two lists are one query each.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, bits, exists, now_param, number, one_of
from teahouse.moments.audience import sees, sees_root, shows_act
from teahouse.moments.schema import liking, moment, rows
from teahouse.moments.store_feeds import Skeleton, _stranger_turned_down


class Liker(msgspec.Struct, frozen=True):
    """Who likes something of mine: what they liked last, and that like's own id, which says when."""

    account_id: int
    moment_id: int
    id: int


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_VIEWER, _MAX, _SINCE, _N = (_big(name) for name in ("viewer", "max_id", "since_id", "n"))


def _silenced(actor: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """The viewer wants no notices of this one."""
    s = people.seen_by(_VIEWER, name="silenced")
    return exists(
        s,
        s.c.viewer == _VIEWER,
        s.c.author == actor,
        bits(s.c.flags, people.Sight.MUTE_NOTICES),
        s.c.muted_until > now_param(),
    )


def _written_by() -> Skeleton:
    """Ids of what these authors wrote, the gate not asked yet."""
    m = rows.alias("m")
    # Sorting by a sum keeps the planner from walking the whole house by id.
    at = m.c.id + number(0)
    select = sa.select(m.c.id).where(one_of(m.c.author_id, "authors"), m.c.id < _MAX, m.c.id > _SINCE).limit(_N)
    return Skeleton(Statement(select.order_by(at.desc())), Statement(select.order_by(at.asc())))


WRITTEN_BY = _written_by()

# A share is somebody else's word; it stands at home.
SHOWN: Statement[None] = Statement(
    lambda _: sa.select(moment.c.id).where(
        one_of(moment.c.id, "ids"),
        moment.c.share_of_id.is_(None),
        ~_stranger_turned_down(moment),
        sees(_VIEWER, moment),
    )
)


def _answers(newest: bool) -> sa.Select[Any]:
    """Comments on what the viewer wrote, found through the index (whom it answers, id)."""
    c = rows.alias("c")
    return (
        sa.select(c.c.id, c.c.id.label("cursor"))
        .where(
            c.c.parent_author_id == _VIEWER,
            c.c.parent_id.is_not(None),
            c.c.id < _MAX,
            c.c.id > _SINCE,
            ~_silenced(c.c.author_id),
            sees(_VIEWER, c),
        )
        .order_by(c.c.id.desc() if newest else c.c.id.asc())
        .limit(_N)
    )


ANSWERS = Skeleton(Statement(lambda _: _answers(newest=True)), Statement(lambda _: _answers(newest=False)))


def _likers(newest: bool) -> sa.Select[Any]:
    """Everyone's last like among those of the viewer's moments and comments whose root the viewer still sees."""
    m, root = rows.alias("m"), rows.alias("root")
    rank = sa.func.row_number().over(partition_by=liking.c.account_id, order_by=liking.c.id.desc())
    likes = (
        sa.select(liking.c.account_id, liking.c.moment_id, liking.c.id, rank.label("rank"))
        .select_from(m.join(liking, liking.c.moment_id == m.c.id).join(root, root.c.id == m.c.root_id))
        .where(
            m.c.author_id == _VIEWER,
            sees_root(_VIEWER, root),
            shows_act(_VIEWER, liking.c.account_id, root),
            ~_silenced(liking.c.account_id),
        )
        .subquery("likes")
    )
    return (
        sa.select(likes.c.account_id, likes.c.moment_id, likes.c.id)
        .where(likes.c.rank == number(1), likes.c.id < _MAX, likes.c.id > _SINCE)
        .order_by(likes.c.id.desc() if newest else likes.c.id.asc())
        .limit(_N)
    )


LIKERS = Skeleton(Statement(lambda _: _likers(newest=True), Liker), Statement(lambda _: _likers(newest=False), Liker))
