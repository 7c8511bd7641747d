"""SQL of the skeletons: which moments stand in a list, and in what order. Nothing is filtered afterwards.

Every skeleton takes `max_id`, `since_id` and `n` and comes in two directions: newest first, and (for the page right
above a known moment) oldest first. The gate, mutes, what the reader turned down, and folds are all in the query, so a
page is short only where the list ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, bits, count_of, exists, now_param, number, one_of
from teahouse.moments.audience import in_window, sees, sees_root, shows_comment
from teahouse.moments.model import LIKE_ASKING, LIKE_PASSED_ON, LIKE_SELLING, Kind, State
from teahouse.moments.schema import audience_circle, bookmark, liking, moment, pin, rows, tag, tag_follow

Truth = sa.ColumnElement[bool]
_LIVE = int(State.LIVE)


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_VIEWER, _ACCOUNT, _MAX, _SINCE, _N = (_big(name) for name in ("viewer", "account_id", "max_id", "since_id", "n"))


class Skeleton(NamedTuple):
    """One list in both directions; rows are (moment id, cursor)."""

    newest_first: Statement[Any]
    oldest_first: Statement[Any]


Listing = tuple[sa.Select[Any], sa.ColumnElement[int]]
"""What a list selects, and the column that it is ordered by."""


def both_ways(build: Callable[[], Listing]) -> Skeleton:
    """Both directions; each is built when it is first asked for, which most processes never do with most lists."""

    def bounded(newest: bool) -> sa.Select[Any]:
        select, cursor = build()
        order = cursor.desc() if newest else cursor.asc()
        return select.where(cursor < _MAX, cursor > _SINCE).order_by(order).limit(_N)

    return Skeleton(Statement(lambda _: bounded(True)), Statement(lambda _: bounded(False)))


def turned_down(m: sa.FromClause, flags: sa.ColumnElement[int], muted_until: sa.ColumnElement[int]) -> Truth:
    """The reader looks away from this author, or from this sort of moment of theirs."""
    share = m.c.share_of_id.is_not(None)
    return sa.or_(
        muted_until > now_param(),
        sa.and_(bits(flags, people.Sight.SELLING_OFF), bits(m.c.marks, LIKE_SELLING)),
        sa.and_(bits(flags, people.Sight.ASKING_OFF), bits(m.c.marks, LIKE_ASKING)),
        sa.and_(bits(flags, people.Sight.SHARES_OFF), sa.or_(share, bits(m.c.marks, LIKE_PASSED_ON))),
    )


def original_turned_down(m: sa.FromClause, viewer: sa.ColumnElement[int] = _VIEWER) -> Truth:
    """What is shared is by somebody whom the reader looks away from (or by the reader)."""
    o, s = rows.alias(), people.seen_by(viewer, name="so")
    return sa.and_(
        m.c.share_of_id.is_not(None),
        exists(
            o.join(s, sa.and_(s.c.viewer == viewer, s.c.author == o.c.author_id)),
            o.c.id == m.c.share_of_id,
            turned_down(o, s.c.flags, s.c.muted_until),
        ),
    )


def within_fold(m: sa.FromClause, f: sa.FromClause, viewer: sa.ColumnElement[int] = _VIEWER) -> Truth:
    """Of this friend the reader wants at most n a day: fewer than n that the reader sees stand before this one.

    The day is the reader's own: `day_offset` is their zone's distance from UTC in milliseconds.
    """
    e = rows.alias("earlier")
    offset, day = _big("day_offset"), number(people.DAY)
    made = m.c.id // number(65536)
    # Whole days since 1970 in the reader's zone: both databases divide integers without a rest.
    days = (made + offset) // day
    first = (days * day - offset) * number(65536)
    before = count_of(
        e,
        e.c.author_id == m.c.author_id,
        e.c.id >= first,
        e.c.id < m.c.id,
        e.c.parent_id.is_(None),
        e.c.state == _LIVE,
        sees_root(viewer, e, people.look_at(f)),
        is_no_letter(e),
        ~turned_down(e, f.c.flags, f.c.muted_until),
        ~original_turned_down(e, viewer),
    )
    return sa.or_(f.c.fold == number(0), before < f.c.fold)


def is_no_letter(m: sa.FromClause) -> Truth:
    """It is told to all of a sort, and not to whom it names: what is private is read in its room."""
    return m.c.audience != number(Kind.MENTIONED)


def follows_it(m: sa.FromClause, f: sa.FromClause, viewer: sa.ColumnElement[int]) -> tuple[Truth, ...]:
    """The viewer follows the author of this root or share, is shown it, and has not turned it down.

    `f` is the derived row between the two, joined by the query.
    """
    return (
        bits(f.c.flags, people.Sight.FOLLOWS),
        m.c.parent_id.is_(None),
        m.c.state == _LIVE,
        ~turned_down(m, f.c.flags, f.c.muted_until),
        sees_root(viewer, m, people.look_at(f)),
        ~original_turned_down(m, viewer),
        is_no_letter(m),
        within_fold(m, f, viewer),
    )


def _from_followed(*extra: Truth, f: sa.FromClause, m: sa.FromClause) -> sa.Select[Any]:
    """Roots and shares of those whom the viewer follows, found author by author through the index (author, id)."""
    return (
        sa.select(m.c.id, m.c.id.label("cursor"))
        .select_from(f.join(m, m.c.author_id == f.c.author))
        .where(f.c.viewer == _VIEWER, *follows_it(m, f, _VIEWER), *extra)
    )


def is_own(m: sa.FromClause, viewer: sa.ColumnElement[int]) -> tuple[Truth, ...]:
    """A root or share of the viewer's that stands, and is told to more than those whom it names."""
    return m.c.author_id == viewer, m.c.parent_id.is_(None), m.c.state == _LIVE, is_no_letter(m), sees_root(viewer, m)


def is_by_stranger(m: sa.FromClause, viewer: sa.ColumnElement[int]) -> tuple[Truth, ...]:
    """A listed public root by neither the viewer nor whom they follow: those home has already."""
    return *is_listed(m, viewer), m.c.author_id != viewer, ~people.look_up(viewer, m.c.author_id).follows


def _with_followed_tags() -> tuple[sa.Select[Any], sa.FromClause]:
    f, t, m, any_ = tag_follow.alias("tf"), tag.alias("tt"), rows.alias("tm"), tag_follow.alias("any_tag")
    select = (
        sa.select(m.c.id, m.c.id.label("cursor"))
        .select_from(f.join(t, t.c.tag == f.c.tag).join(m, m.c.id == t.c.moment_id))
        .where(
            # Asked first, and by itself: whoever follows no tag pays for one look, whatever the planner begins with.
            exists(any_, any_.c.account_id == _VIEWER),
            f.c.account_id == _VIEWER,
            t.c.moment_id < _MAX,
            t.c.moment_id > _SINCE,
            *is_by_stranger(m, _VIEWER),
        )
    )
    return select.group_by(m.c.id), m


def _home(newest: bool) -> sa.Select[Any]:
    f, m, own = people.seen_by(_VIEWER), rows.alias("m"), rows.alias("own")
    of_others = _from_followed(~people.is_kept_apart(_VIEWER, f.c.author), f=f, m=m)
    mine = sa.select(own.c.id, own.c.id.label("cursor")).where(*is_own(own, _VIEWER))

    tagged, t = _with_followed_tags()
    parts = []
    for part, row in ((of_others, m), (mine, own), (tagged, t)):
        # Sorting by a sum keeps the planner from walking the whole house by id.
        at = row.c.id + number(0)
        bounded = part.where(row.c.id < _MAX, row.c.id > _SINCE)
        parts.append(bounded.order_by(at.desc() if newest else at.asc()).limit(_N).subquery())
    union = sa.union_all(*(sa.select(part.c.id, part.c.cursor) for part in parts)).subquery()
    order = union.c.cursor.desc() if newest else union.c.cursor.asc()
    return sa.select(union.c.id, union.c.cursor).order_by(order).limit(_N)


def _of_circle(newest: bool) -> sa.Select[Any]:
    f, m = people.seen_by(_VIEWER), rows.alias("m")
    select = _from_followed(people.in_circle(_big("circle_id"), f.c.author), f=f, m=m)
    at = m.c.id + number(0)
    bounded = select.where(m.c.id < _MAX, m.c.id > _SINCE).limit(_N)
    return bounded.order_by(at.desc() if newest else at.asc())


HOME = Skeleton(Statement(lambda _: _home(newest=True)), Statement(lambda _: _home(newest=False)))
CIRCLE = Skeleton(Statement(lambda _: _of_circle(newest=True)), Statement(lambda _: _of_circle(newest=False)))


def is_listed(m: sa.FromClause, viewer: sa.ColumnElement[int]) -> tuple[Truth, ...]:
    """A listed public root that the viewer may see and has not turned down."""
    return (
        m.c.audience == int(Kind.PUBLIC),
        m.c.state == _LIVE,
        m.c.parent_id.is_(None),
        m.c.share_of_id.is_(None),
        sees_root(viewer, m),
        ~stranger_turned_down(m, viewer),
    )


def _listed(*extra: Truth) -> sa.Select[Any]:
    return sa.select(moment.c.id, moment.c.id.label("cursor")).where(*is_listed(moment, _VIEWER), *extra)


def stranger_turned_down(m: sa.FromClause, viewer: sa.ColumnElement[int] = _VIEWER) -> Truth:
    """The reader, whose row about the author no query has joined, looks away from this moment."""
    s = people.seen_by(viewer, name="st")
    return exists(s, s.c.viewer == viewer, s.c.author == m.c.author_id, turned_down(m, s.c.flags, s.c.muted_until))


def pictured(m: sa.FromClause) -> Truth:
    """The moment shows a picture; as the index of those says it."""
    return m.c.media != sa.literal_column("'[]'", sa.Text)


PUBLIC = both_ways(lambda: (_listed(), moment.c.id))
PUBLIC_PICTURED = both_ways(lambda: (_listed(pictured(moment)), moment.c.id))


def _with_tag(*extra: Truth) -> Listing:
    t, all_of, none_of = tag.alias("t"), tag.alias(), tag.alias()
    every = count_of(all_of, all_of.c.moment_id == t.c.moment_id, one_of(all_of.c.tag, "all_tags", text=True))
    none = exists(none_of, none_of.c.moment_id == t.c.moment_id, one_of(none_of.c.tag, "no_tags", text=True))
    # The first of the named tags that the moment has stands for it, so that it stands in the list once.
    first = tag.alias()
    earlier = exists(
        first, first.c.moment_id == t.c.moment_id, one_of(first.c.tag, "any_tags", text=True), first.c.tag < t.c.tag
    )
    select = (
        _listed(*extra)
        .join(t, t.c.moment_id == moment.c.id)
        .where(one_of(t.c.tag, "any_tags", text=True), every == sa.bindparam("all_count"), ~none, ~earlier)
    )
    return select, t.c.moment_id


TAG = both_ways(_with_tag)
TAG_PICTURED = both_ways(lambda: _with_tag(pictured(moment)))


def _answers_oneself(m: sa.FromClause) -> Truth:
    """The comment, which is seen, is shown to answer its own writer: their comment if that is seen, or their root."""
    r, p, q = rows.alias(), rows.alias(), rows.alias()
    parent = exists(p.join(r, r.c.id == p.c.root_id), p.c.id == m.c.parent_id, shows_comment(_VIEWER, p, r))
    root_is_own = exists(q, q.c.id == m.c.root_id, q.c.author_id == m.c.author_id)
    return sa.case(
        (m.c.parent_id == m.c.root_id, root_is_own), (parent, m.c.parent_author_id == m.c.author_id), else_=root_is_own
    )


def _by_author(*, only_pictured: bool = False) -> Listing:
    """An account's moments. What is older than it lets others look back, or hidden, includes its comments here."""
    m = rows.alias("m")
    share = m.c.share_of_id.is_not(None)
    look = people.look_up(_VIEWER, m.c.author_id)
    tagged = tag.alias()
    pinned = pin.alias()
    open_to_viewer = sa.or_(
        m.c.author_id == _VIEWER, m.c.parent_id.is_(None), sa.and_(~look.hidden, in_window(m, look))
    )
    select = sa.select(m.c.id, m.c.id.label("cursor")).where(
        *((pictured(m),) if only_pictured else ()),
        m.c.author_id == _ACCOUNT,
        m.c.state != int(State.DELETED),
        sa.or_(
            sa.bindparam("comments", type_=sa.Integer) == 1,
            m.c.parent_id.is_(None),
            _answers_oneself(m),
        ),
        sa.or_(sa.bindparam("shares", type_=sa.Integer) == 1, ~share),
        sa.or_(sa.bindparam("letters", type_=sa.Integer) == 1, m.c.audience != int(Kind.MENTIONED)),
        sa.or_(
            sa.bindparam("tag", type_=sa.Text) == "",
            exists(tagged, tagged.c.moment_id == m.c.id, tagged.c.tag == sa.bindparam("tag", type_=sa.Text)),
        ),
        sa.or_(
            sa.bindparam("pinned", type_=sa.Integer) == 0,
            exists(pinned, pinned.c.moment_id == m.c.id, pinned.c.account_id == m.c.author_id),
        ),
        sees(_VIEWER, m),
        open_to_viewer,
    )
    return select, m.c.id


BY_AUTHOR = both_ways(_by_author)
BY_AUTHOR_PICTURED = both_ways(lambda: _by_author(only_pictured=True))


def _kept(table: sa.Table) -> Listing:
    select = (
        sa.select(table.c.moment_id, table.c.id.label("cursor"))
        .join(moment, moment.c.id == table.c.moment_id)
        .where(table.c.account_id == _VIEWER, sees(_VIEWER, moment))
    )
    return select, table.c.id


BOOKMARKS = both_ways(lambda: _kept(bookmark))
LIKED = both_ways(lambda: _kept(liking))


def _shown_to_circle() -> Listing:
    m, c = rows.alias("m"), audience_circle.alias()
    select = (
        sa.select(m.c.id, m.c.id.label("cursor"))
        .select_from(c.join(m, m.c.id == c.c.moment_id))
        .where(c.c.circle_id == _big("circle_id"), m.c.author_id == _VIEWER, sees(_VIEWER, m))
    )
    return select, m.c.id


SHOWN_TO_CIRCLE = both_ways(_shown_to_circle)
