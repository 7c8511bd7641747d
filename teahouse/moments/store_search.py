"""SQL of finding moments: the words on the shelves, and what the viewer may see of what stands there.

Each of the two shelves that all look on is read newest first and no further than the page; those of the viewer's own
people and rooms are read together. The gate is in every part.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, bits, count_of, each_of, insert_each, number, one_of
from teahouse.moments.audience import sees
from teahouse.moments.rules_search import FOR_ALL, FOR_MEMBERS
from teahouse.moments.schema import moment, said
from teahouse.moments.store_feeds import Skeleton, pictured

Truth = sa.ColumnElement[bool]


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


def _small(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.Integer)


_VIEWER, _MAX, _SINCE, _N, _AUTHOR = (_big(name) for name in ("viewer", "max_id", "since_id", "n", "author"))
_RAREST, _LANGUAGE = sa.bindparam("rarest", type_=sa.Text), sa.bindparam("language", type_=sa.Text)

ADD: Statement[None] = Statement(insert_each(said, {"shelf": False, "word": True}, ["moment_id"]))
DROP: Statement[None] = Statement(
    said.delete().where(
        one_of(said.c.shelf, "shelves"), one_of(said.c.word, "words", text=True), said.c.moment_id == _big("moment_id_")
    )
)


def _own_shelves() -> sa.FromClause:
    """The viewer's own, those of whom they follow, and those of their groups."""
    f = people.seen_by(_VIEWER)
    followed = bits(f.c.flags, people.Sight.FRIEND | people.Sight.FOLLOWS)
    return sa.union_all(
        sa.select(_VIEWER.label("shelf")),
        sa.select(f.c.author).where(f.c.viewer == _VIEWER, followed),
        people.groups_of(_VIEWER),
    ).subquery("own")


def _asked(m: sa.FromClause) -> tuple[Truth, ...]:
    """What was asked for besides words."""
    return (sa.or_(number(0) == _AUTHOR, m.c.author_id == _AUTHOR), *_narrowed(m))


def _narrowed(m: sa.FromClause) -> tuple[Truth, ...]:
    """What was asked for besides words and an author."""
    return (
        sa.or_(_small("pictured") == number(0), pictured(m)),
        sa.or_(_small("comments") == number(0), m.c.parent_id.is_not(None)),
        sa.or_(_small("sensitive") == number(0), m.c.sensitive),
        sa.or_(sa.literal_column("''", sa.Text) == _LANGUAGE, m.c.language == _LANGUAGE),
    )


def _has_others(w: sa.FromClause) -> Truth:
    """The other words stand on the same shelf, for the same moment."""
    x = said.alias("other")
    found = count_of(x, x.c.shelf == w.c.shelf, one_of(x.c.word, "others", text=True), x.c.moment_id == w.c.moment_id)
    return found == _small("others_count")


def _part(w: sa.FromClause, on: sa.FromClause, *shelf: Truth) -> sa.Select[Any]:
    m = moment.alias("m")
    return (
        sa.select(w.c.moment_id.label("id"))
        .select_from(on.join(m, m.c.id == w.c.moment_id))
        .where(
            *shelf,
            w.c.word == _RAREST,
            w.c.moment_id < _MAX,
            w.c.moment_id > _SINCE,
            _has_others(w),
            *_asked(m),
            sees(_VIEWER, m),
        )
    )


def _found(newest: bool) -> sa.Select[Any]:
    parts = []
    for shelf in (FOR_ALL, FOR_MEMBERS):
        w = said.alias("w")
        part = _part(w, w, w.c.shelf == number(shelf))
        parts.append(part.order_by(w.c.moment_id.desc() if newest else w.c.moment_id.asc()).limit(_N).subquery())
    w, own = said.alias("w"), _own_shelves()
    part = _part(w, own.join(w, w.c.shelf == own.c.shelf)).distinct()
    parts.append(part.order_by(sa.text("id DESC" if newest else "id ASC")).limit(_N).subquery())
    together = sa.union(*(sa.select(part.c.id) for part in parts)).subquery()
    order = together.c.id.desc() if newest else together.c.id.asc()
    return sa.select(together.c.id, together.c.id.label("cursor")).order_by(order).limit(_N)


FOUND = Skeleton(Statement(lambda _: _found(newest=True)), Statement(lambda _: _found(newest=False)))


def _by_author(newest: bool) -> sa.Select[Any]:
    """What one account said, without any words."""
    m = moment.alias("m")
    select = sa.select(m.c.id, m.c.id.label("cursor")).where(
        m.c.author_id == _AUTHOR,
        m.c.share_of_id.is_(None),
        m.c.id < _MAX,
        m.c.id > _SINCE,
        *_narrowed(m),
        sees(_VIEWER, m),
    )
    return select.order_by(m.c.id.desc() if newest else m.c.id.asc()).limit(_N)


BY_AUTHOR = Skeleton(Statement(lambda _: _by_author(newest=True)), Statement(lambda _: _by_author(newest=False)))


def _how_common(dialect: str) -> sa.Select[Any]:
    """How often each word stands on the viewer's shelves, as far as `n`."""
    words = each_of("words", dialect, text=True)
    own = _own_shelves()
    on = sa.union_all(sa.select(own.c.shelf), sa.select(number(FOR_ALL)), sa.select(number(FOR_MEMBERS))).subquery("on")
    w = said.alias("w")
    few = (
        sa.select(number(1).label("one"))
        .select_from(on.join(w, w.c.shelf == on.c.shelf))
        .where(w.c.word == words.c.value)
        .limit(_N)
        .correlate(words)
        .subquery("few")
    )
    count = sa.select(sa.func.count()).select_from(few).scalar_subquery()
    return sa.select(words.c.value, count.label("many")).select_from(words)


HOW_COMMON: Statement[Any] = Statement(_how_common)
