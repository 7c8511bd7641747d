"""SQL of tags: which are known to all, how they are used, who follows them and who shows them on a profile.

A tag is found by whoever may see a listed public moment with it. How it is used is said of public moments alone, as who
is not signed in sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, among, exists, insert_or_ignore, number, one_of
from teahouse.moments.audience import sees_root
from teahouse.moments.model import Kind, State
from teahouse.moments.model_tags import Chosen, Featured, Use
from teahouse.moments.schema import known_tag, moment, tag, tag_feature, tag_follow

Truth = sa.ColumnElement[bool]
_NOBODY = number(0)


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_ACCOUNT, _VIEWER, _N, _SINCE = (_big(name) for name in ("account", "viewer", "n", "since"))
_TAG, _FIRST, _AFTER = (sa.bindparam(name, type_=sa.Text) for name in ("tag_", "first", "after"))


def _is_root(m: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(m.c.audience == number(Kind.PUBLIC), m.c.parent_id.is_(None), m.c.state != number(State.DELETED))


def _is_listed(m: sa.FromClause, viewer: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return sa.and_(_is_root(m), m.c.state == number(State.LIVE), m.c.share_of_id.is_(None), sees_root(viewer, m))


def _stands_in(name: sa.ColumnElement[str], condition: Callable[[sa.FromClause], sa.ColumnElement[bool]]) -> Truth:
    t, m = tag.alias("t"), moment.alias("m")
    return exists(t.join(m, m.c.id == t.c.moment_id), t.c.tag == name, condition(m))


KNOW: Statement[None] = Statement(insert_or_ignore(known_tag))
FORGET: Statement[None] = Statement(
    lambda _: known_tag.delete().where(
        one_of(known_tag.c.tag, "tags", text=True), ~_stands_in(known_tag.c.tag, _is_root)
    )
)
NAMES: Statement[Any] = Statement(
    sa.select(known_tag.c.tag, known_tag.c.name).where(one_of(known_tag.c.tag, "tags", text=True))
)
FOUND: Statement[Any] = Statement(
    lambda _: (
        sa.select(known_tag.c.tag)
        .where(
            known_tag.c.tag >= _FIRST,
            known_tag.c.tag < _AFTER,
            _stands_in(known_tag.c.tag, lambda m: _is_listed(m, _VIEWER)),
        )
        .order_by(known_tag.c.tag)
        .limit(_N)
    )
)


def _uses(_: str) -> sa.Select[Any]:
    t, m = tag.alias("t"), moment.alias("m")
    newest = (
        sa.select(m.c.id, m.c.author_id)
        .select_from(t.join(m, m.c.id == t.c.moment_id))
        .where(t.c.tag == _TAG, t.c.moment_id >= _SINCE, _is_listed(m, _NOBODY))
        .order_by(t.c.moment_id.desc())
        .limit(_N)
        .subquery("newest")
    )
    day = (newest.c.id // number(65536) // number(86_400_000)).label("day")
    return sa.select(day, sa.func.count(), sa.func.count(sa.distinct(newest.c.author_id))).group_by(day)


USES = Statement(_uses, Use)

CHOICES = {"follow": tag_follow, "feature": tag_feature}
CHOOSE: dict[str, Statement[None]] = {name: Statement(insert_or_ignore(table)) for name, table in CHOICES.items()}
LEAVE: dict[str, Statement[None]] = {
    name: Statement(table.delete().where(table.c.account_id == _ACCOUNT, table.c.tag == _TAG))
    for name, table in CHOICES.items()
}
COUNT: dict[str, Statement[None]] = {
    name: Statement(sa.select(sa.func.count()).select_from(table).where(table.c.account_id == _ACCOUNT))
    for name, table in CHOICES.items()
}
CHOSEN_OF: dict[str, Statement[None]] = {
    name: Statement(
        sa.select(table.c.tag).where(table.c.account_id == _ACCOUNT, one_of(table.c.tag, "tags", text=True))
    )
    for name, table in CHOICES.items()
}
_followed = (
    sa.select(tag_follow.c.tag, tag_follow.c.name, tag_follow.c.id)
    .where(tag_follow.c.account_id == _ACCOUNT, tag_follow.c.id < _big("max_id"), tag_follow.c.id > _SINCE)
    .limit(_N)
)
FOLLOWED = Statement(_followed.order_by(tag_follow.c.id.desc()), Chosen)
FOLLOWED_UPWARDS = Statement(_followed.order_by(tag_follow.c.id.asc()), Chosen)
FEATURE_BY_ID: Statement[None] = Statement(
    sa.select(tag_feature.c.tag).where(tag_feature.c.account_id == _ACCOUNT, tag_feature.c.id == _big("feature_id"))
)


def _featured(_: str) -> sa.Select[Any]:
    """What an account shows, with how often it said so in public, and when last."""
    f, t, m = tag_feature.alias("f"), tag.alias("t"), moment.alias("m")
    used = (
        sa.select(sa.func.count().label("many"), sa.func.max(m.c.id).label("last"))
        .select_from(t.join(m, m.c.id == t.c.moment_id))
        .where(t.c.tag == f.c.tag, m.c.author_id == f.c.account_id, _is_public(m))
    )
    many = used.with_only_columns(sa.func.count()).correlate(f).scalar_subquery()
    last = used.with_only_columns(sa.func.max(m.c.id)).correlate(f).scalar_subquery()
    return sa.select(f.c.tag, f.c.name, f.c.id, many, last).where(f.c.account_id == _ACCOUNT).order_by(f.c.id)


def _is_public(m: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        among(m.c.audience, (Kind.PUBLIC, Kind.QUIET)),
        m.c.state == number(State.LIVE),
        m.c.parent_id.is_(None),
        sees_root(_NOBODY, m),
    )


FEATURED = Statement(_featured, Featured)


def _used_most(_: str) -> sa.Select[Any]:
    """Of the newest public moments of one account, the tags that stand in most and that it does not show yet."""
    m, t, f = moment.alias("m"), tag.alias("t"), tag_feature.alias("f")
    newest = (
        sa.select(m.c.id)
        .where(m.c.author_id == _ACCOUNT, _is_public(m))
        .order_by(m.c.id.desc())
        .limit(_big("newest"))
        .subquery("newest")
    )
    return (
        sa.select(t.c.tag)
        .select_from(newest.join(t, t.c.moment_id == newest.c.id))
        .where(~exists(f, f.c.account_id == _ACCOUNT, f.c.tag == t.c.tag))
        .group_by(t.c.tag)
        .order_by(sa.func.count().desc(), t.c.tag)
        .limit(_N)
    )


USED_MOST: Statement[None] = Statement(_used_most)
