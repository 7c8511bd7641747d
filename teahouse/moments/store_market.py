"""SQL of the market: what is offered to the reader, and what their quiet controls keep out of home.

The gate is in every part, and so are mutes unless the reader asks for those too; the other quiet controls are not, as
this is where what they turned down waits. Each part is found through an index that holds nothing but what is for sale,
save what was said in groups, which is walked through the reader's own groups.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, among, bits, exists, now_param, number
from teahouse.moments.audience import sees_root
from teahouse.moments.model import Kind, Mark, State
from teahouse.moments.model_clean import Came, Seller
from teahouse.moments.schema import audience_group, rows
from teahouse.moments.store_feeds import Skeleton, is_no_letter, original_turned_down, turned_down, within_fold

Truth = sa.ColumnElement[bool]
Part = tuple[sa.Select[Any], sa.FromClause, bool]
"""What a part of a list selects, the moments that it is bounded and ordered by, and whether those are found by id."""


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_VIEWER, _ACCOUNT, _MAX, _SINCE, _N = (_big(name) for name in ("viewer", "account_id", "max_id", "since_id", "n"))
_MUTED_TOO = sa.bindparam("muted", type_=sa.Integer) == number(1)
_SOMETHING = people.Sight.SELLING_OFF | people.Sight.ASKING_OFF | people.Sight.SHARES_OFF


def _sold(m: sa.FromClause) -> Truth:
    """In the words of the indexes `ix_moment_sold` and `ix_moment_sold_to_all`; what is private stands on no market."""
    return sa.and_(
        m.c.state == number(State.LIVE),
        m.c.parent_id.is_(None),
        m.c.share_of_id.is_(None),
        bits(m.c.marks, Mark.SELLING),
        is_no_letter(m),
    )


def _is_muted(author: sa.ColumnElement[int]) -> Truth:
    s = people.seen_by(_VIEWER, name="away")
    return exists(s, s.c.viewer == _VIEWER, s.c.author == author, s.c.muted_until > now_param())


def _welcome(author: sa.ColumnElement[int]) -> Truth:
    return sa.or_(_MUTED_TOO, ~_is_muted(author))


def _of_followed() -> Part:
    f, m = people.seen_by(_VIEWER), rows.alias("m")
    select = (
        sa.select(m.c.id)
        .select_from(f.join(m, m.c.author_id == f.c.author))
        .where(
            f.c.viewer == _VIEWER,
            bits(f.c.flags, people.Sight.FOLLOWS),
            sa.or_(_MUTED_TOO, f.c.muted_until <= now_param()),
            _sold(m),
            sees_root(_VIEWER, m, people.look_at(f)),
        )
    )
    return select, m, False


def _to_all() -> Part:
    """Listed for everybody, or for the house, by whomever."""
    m = rows.alias("t")
    kinds = among(m.c.audience, (Kind.PUBLIC, Kind.HOUSE))
    return sa.select(m.c.id).where(_sold(m), kinds, sees_root(_VIEWER, m), _welcome(m.c.author_id)), m, True


def _in_groups() -> Part:
    m, g = rows.alias("i"), audience_group.alias("g")
    select = (
        sa.select(m.c.id)
        .select_from(g.join(m, m.c.id == g.c.moment_id))
        .where(
            g.c.group_id.in_(people.groups_of(_VIEWER)),
            g.c.moment_id < _MAX,
            g.c.moment_id > _SINCE,
            _sold(m),
            sees_root(_VIEWER, m),
            _welcome(m.c.author_id),
        )
    )
    return select, m, False


def _own() -> Part:
    m = rows.alias("own")
    return sa.select(m.c.id).where(m.c.author_id == _VIEWER, _sold(m), sees_root(_VIEWER, m)), m, False


def _by_seller() -> Part:
    """One account's, in the market's measure: of who is not followed only what is for all, the house or a group."""
    m = rows.alias("m")
    near = sa.or_(m.c.author_id == _VIEWER, people.look_up(_VIEWER, m.c.author_id).follows)
    select = sa.select(m.c.id).where(
        m.c.author_id == _ACCOUNT,
        _sold(m),
        sa.or_(near, among(m.c.audience, (Kind.PUBLIC, Kind.HOUSE, Kind.GROUP))),
        sees_root(_VIEWER, m),
        _welcome(m.c.author_id),
    )
    return select, m, False


def _original_muted(m: sa.FromClause) -> Truth:
    o = rows.alias("of")
    return sa.and_(m.c.share_of_id.is_not(None), exists(o, o.c.id == m.c.share_of_id, _is_muted(o.c.author_id)))


def _held(*extra: Callable[[sa.FromClause], Truth]) -> Part:
    """What those whom the reader follows said and shared, and home leaves out."""
    f, m = people.seen_by(_VIEWER), rows.alias("m")
    muted = sa.or_(f.c.muted_until > now_param(), _original_muted(m))
    select = (
        sa.select(m.c.id)
        .select_from(f.join(m, m.c.author_id == f.c.author))
        .where(
            f.c.viewer == _VIEWER,
            bits(f.c.flags, people.Sight.FOLLOWS),
            m.c.parent_id.is_(None),
            m.c.state == number(State.LIVE),
            is_no_letter(m),
            # Of whom nothing is turned down, only what they shared of others can be left out.
            sa.or_(
                bits(f.c.flags, _SOMETHING),
                f.c.fold > number(0),
                f.c.muted_until > now_param(),
                m.c.share_of_id.is_not(None),
            ),
            sa.or_(_MUTED_TOO, ~muted),
            sees_root(_VIEWER, m, people.look_at(f)),
            sa.or_(turned_down(m, f.c.flags, f.c.muted_until), original_turned_down(m), ~within_fold(m, f)),
            *(condition(f) for condition in extra),
        )
    )
    return select, m, False


def _listed(newest: bool, parts: Callable[[], list[Part]]) -> sa.Select[Any]:
    """The parts together, each once, in time order."""
    cut = []
    for part, m, by_id in parts():
        # Sorting by a sum keeps the planner from walking the whole house by id. With one bound alone it takes the index
        # of what is for sale; with both it finds all indexes alike, and takes the first.
        at = m.c.id if by_id else m.c.id + number(0)
        bounded = part.where(at < _MAX, m.c.id > _SINCE)
        cut.append(bounded.order_by(at.desc() if newest else at.asc()).limit(_N).subquery())
    if len(cut) == 1:
        all_of: sa.FromClause = cut[0]
    else:
        all_of = sa.union(*(sa.select(part.c.id) for part in cut)).subquery()
    order = all_of.c.id.desc() if newest else all_of.c.id.asc()
    return sa.select(all_of.c.id, all_of.c.id.label("cursor")).order_by(order).limit(_N)


def _skeleton(parts: Callable[[], list[Part]]) -> Skeleton:
    return Skeleton(Statement(lambda _: _listed(True, parts)), Statement(lambda _: _listed(False, parts)))


MARKET = _skeleton(lambda: [_of_followed(), _to_all(), _in_groups(), _own()])
BY_SELLER = _skeleton(lambda: [_by_seller()])
HELD = _skeleton(lambda: [_held()])
HELD_BY = _skeleton(lambda: [_held(lambda f: f.c.author == _ACCOUNT)])


def _sellers() -> sa.Select[Any, Any]:
    select, m, _ = _of_followed()
    counted = select.with_only_columns(m.c.author_id, sa.func.count().label("n")).where(m.c.id > _SINCE)
    return counted.group_by(m.c.author_id).order_by(sa.text("n DESC"), m.c.author_id).limit(_N)


SELLERS = Statement(lambda _: _sellers(), Seller)


def _came() -> sa.Select[Any]:
    f, m, o = people.seen_by(_VIEWER), rows.alias("m"), rows.alias("o")
    at = m.c.id + number(0)
    return (
        sa.select(m.c.id, m.c.author_id, m.c.marks, o.c.author_id, o.c.marks)
        .select_from(f.join(m, m.c.author_id == f.c.author).outerjoin(o, o.c.id == m.c.share_of_id))
        .where(
            f.c.viewer == _VIEWER,
            bits(f.c.flags, people.Sight.FOLLOWS),
            m.c.parent_id.is_(None),
            m.c.state == number(State.LIVE),
            m.c.id > _SINCE,
            is_no_letter(m),
            sees_root(_VIEWER, m, people.look_at(f)),
            ~people.is_kept_apart(_VIEWER, f.c.author),
        )
        .order_by(at.desc())
        .limit(_N)
    )


CAME = Statement(lambda _: _came(), Came)
