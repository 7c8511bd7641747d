"""SQL that turns ids into what one viewer sees: the rows, the counts after the gate, the viewer's own marks.

The ids have passed the gate already (they come out of a skeleton or of `may_see`). Counts of open moments are kept
ready; what a blocked pair must not see is taken off, at the price of the viewer's blocks. Counts among friends are
counted anew, at the price of the moment's own comments and likes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, among, count_of, exists, number, one_of
from teahouse.moments.audience import is_in_the_room, is_open, shows_act, shows_comment
from teahouse.moments.model import Kind, State
from teahouse.moments.schema import bookmark, liking, moment, pin, rows, thread_mute
from teahouse.moments.store import COLUMNS

_VIEWER = sa.bindparam("viewer", type_=sa.BigInteger)


def _likes(m: sa.FromClause, root: sa.FromClause) -> sa.ColumnElement[Any]:
    one, other = liking.alias(), liking.alias()
    return sa.case(
        (m.c.likes_count == number(0), number(0)),
        (
            is_open(root.c.audience),
            m.c.likes_count - people.count_blocked(_VIEWER, one, one.c.account_id, one.c.moment_id == m.c.id),
        ),
        else_=count_of(other, other.c.moment_id == m.c.id, shows_act(_VIEWER, other.c.account_id, root)),
    )


def _comments(m: sa.FromClause, root: sa.FromClause) -> sa.ColumnElement[Any]:
    """How many comments are shown below it: of a root all of its thread, of a comment its answers.

    A comment whose parent the viewer may not see is shown under the root, so a root that counted its own answers only
    would tell that there is something between.
    """
    is_root, open_to_all = m.c.parent_id.is_(None), is_open(root.c.audience)
    return sa.case(
        (sa.and_(open_to_all, is_root), _uncut_and_cut(m, root, "root_id")),
        (open_to_all, _uncut_and_cut(m, root, "parent_id")),
        (is_root, _live_comments(m, root, "root_id")),
        else_=_live_comments(m, root, "parent_id"),
    )


def _live_comments(
    m: sa.FromClause, root: sa.FromClause, under: str, *, only_cut: bool = False
) -> sa.ScalarSelect[int]:
    c = rows.alias()
    # Comments whose writer cut the audience are few.
    cut = (c.c.audience > number(Kind.QUIET),) if only_cut else ()
    return count_of(
        c,
        c.c[under] == m.c.id,
        c.c.parent_id.is_not(None),
        c.c.state == number(State.LIVE),
        *cut,
        shows_comment(_VIEWER, c, root),
    )


def _uncut_and_cut(m: sa.FromClause, root: sa.FromClause, under: str) -> sa.ColumnElement[int]:
    """What is kept ready (the live ones without a cut), less what a block takes away, and the cut ones one by one."""
    c = rows.alias()
    blocked = people.count_blocked(
        _VIEWER,
        c,
        c.c.author_id,
        c.c[under] == m.c.id,
        c.c.parent_id.is_not(None),
        c.c.state == number(State.LIVE),
        among(c.c.audience, (Kind.PUBLIC, Kind.QUIET)),
    )
    return m.c.comments_count - blocked + _live_comments(m, root, under, only_cut=True)


def _shares(m: sa.FromClause) -> sa.ColumnElement[Any]:
    s = rows.alias()
    blocked = people.count_blocked(
        _VIEWER,
        s,
        s.c.author_id,
        s.c.share_of_id == m.c.id,
        s.c.state == int(State.LIVE),
        among(s.c.audience, (Kind.PUBLIC, Kind.QUIET)),
    )
    return sa.case((m.c.shares_count == 0, number(0)), else_=m.c.shares_count - blocked)


def _done(table: sa.Table, subject: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    t = table.alias()
    return exists(t, t.c.moment_id == subject, t.c.account_id == _VIEWER)


def _shared(m: sa.FromClause) -> sa.ColumnElement[bool]:
    s = rows.alias()
    return exists(
        s,
        s.c.share_of_id == m.c.id,
        s.c.author_id == _VIEWER,
        s.c.state == int(State.LIVE),
        s.c.share_of_id.is_not(None),
    )


def _parent_seen(m: sa.FromClause, root: sa.FromClause) -> sa.ColumnElement[bool]:
    p = rows.alias()
    return sa.or_(
        m.c.parent_id == root.c.id,
        exists(p, p.c.id == m.c.parent_id, shows_comment(_VIEWER, p, root)),
    )


_root = rows.alias("root")
# Ten columns about the viewer, then the rest of the row. That the viewer sees the root is taken for granted, which is
# true of all but comments of one's own (`cards.py` looks after those).
SEEN: Statement[Any] = Statement(
    sa.select(
        moment.c.id,
        _likes(moment, _root),
        _comments(moment, _root),
        _shares(moment),
        _done(liking, moment.c.id),
        _shared(moment),
        _done(bookmark, moment.c.id),
        _done(pin, moment.c.id),
        _done(thread_mute, moment.c.root_id),
        sa.case((moment.c.parent_id.is_(None), sa.false()), else_=_parent_seen(moment, _root)),
        _root.c.author_id.label("root_author_id"),
        *COLUMNS[1:],
    )
    .select_from(moment.join(_root, _root.c.id == moment.c.root_id))
    .where(one_of(moment.c.id, "ids")),
)


class Actors(NamedTuple):
    """Who did something with a moment, in both directions; rows are (account id, cursor)."""

    newest_first: Statement[Any]
    oldest_first: Statement[Any]


def _actors(select: sa.Select[Any], cursor: sa.ColumnElement[int]) -> Actors:
    bounded = select.where(
        cursor < sa.bindparam("max_id", type_=sa.BigInteger), cursor > sa.bindparam("since_id", type_=sa.BigInteger)
    ).limit(sa.bindparam("n", type_=sa.BigInteger))
    return Actors(Statement(bounded.order_by(cursor.desc())), Statement(bounded.order_by(cursor.asc())))


LIKERS = _actors(
    sa.select(liking.c.account_id, liking.c.id)
    .join(moment, moment.c.id == liking.c.moment_id)
    .join(_root, _root.c.id == moment.c.root_id)
    .where(
        moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger),
        sa.or_(liking.c.account_id == _VIEWER, is_in_the_room(_VIEWER, moment, _root)),
        shows_act(_VIEWER, liking.c.account_id, _root),
    ),
    liking.c.id,
)
_share = rows.alias("share")
SHARERS = _actors(
    sa.select(_share.c.author_id, _share.c.id)
    .join(moment, moment.c.id == _share.c.share_of_id)
    .join(_root, _root.c.id == moment.c.root_id)
    .where(
        moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger),
        _share.c.state == int(State.LIVE),
        among(_share.c.audience, (Kind.PUBLIC, Kind.QUIET)),
        is_in_the_room(_VIEWER, moment, _root),
        shows_act(_VIEWER, _share.c.author_id, _root),
    ),
    _share.c.id,
)

_comment = rows.alias("comment")
THREAD: Statement[Any] = Statement(
    sa.select(_comment.c.id, _comment.c.parent_id)
    .join(_root, _root.c.id == _comment.c.root_id)
    .where(
        _comment.c.root_id == sa.bindparam("root_id", type_=sa.BigInteger),
        _comment.c.parent_id.is_not(None),
        shows_comment(_VIEWER, _comment, _root),
    )
    .order_by(_comment.c.id)
    .limit(sa.bindparam("n", type_=sa.BigInteger))
)
