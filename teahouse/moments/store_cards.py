"""SQL that turns ids into what one viewer sees: the rows, the counts after the gate, the viewer's own marks.

The ids have passed the gate already (they come out of a skeleton or of `may_see`). Counts of open moments are kept
ready; what a blocked pair must not see is taken off, at the price of the viewer's blocks. Counts among friends are
counted anew, at the price of the moment's own comments and likes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, among, count_of, exists, number, one_of
from teahouse.moments.audience import is_in_the_room, is_open_to, sees_root, shows_act, shows_comment
from teahouse.moments.model import Kind, Shown, State
from teahouse.moments.schema import bookmark, liking, moment, pin, rows, thread_mute

_VIEWER = sa.bindparam("viewer", type_=sa.BigInteger)
_COLUMNS = tuple(moment.c[name] for name in Shown.__struct_fields__[1:])
# A root has nothing above it; its row need not say so.
_ROOT_COLUMNS = tuple(c for c in _COLUMNS if c.name not in ("root_id", "parent_id", "parent_author_id"))


def _likes(m: sa.FromClause, root: sa.FromClause) -> sa.ColumnElement[Any]:
    one, other = liking.alias(), liking.alias()
    return sa.case(
        (m.c.likes_count == number(0), number(0)),
        (
            is_open_to(_VIEWER, root),
            m.c.likes_count - people.count_blocked(_VIEWER, one, one.c.account_id, one.c.moment_id == m.c.id),
        ),
        else_=count_of(other, other.c.moment_id == m.c.id, shows_act(_VIEWER, other.c.account_id, root)),
    )


def _comments(m: sa.FromClause, root: sa.FromClause, under: str) -> sa.ColumnElement[Any]:
    """How many comments are shown below it: of a root all of its thread, of a comment its answers.

    A comment whose parent the viewer may not see is shown under the root, so a root that counted its own answers only
    would tell that there is something between.
    """
    return sa.case((is_open_to(_VIEWER, root), _uncut_and_cut(m, root, under)), else_=_live_comments(m, root, under))


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
    seen = exists(p, p.c.id == m.c.parent_id, shows_comment(_VIEWER, p, root))
    return sa.case((m.c.parent_id == root.c.id, sa.true()), else_=seen)


def _about(m: sa.FromClause, root: sa.FromClause, under: str) -> list[sa.ColumnElement[Any]]:
    return [
        m.c.id,
        _likes(m, root),
        _comments(m, root, under),
        _shares(m),
        _done(liking, m.c.id),
        _shared(m),
        _done(bookmark, m.c.id),
        # Only one's own are pinned.
        sa.case((m.c.author_id == _VIEWER, _done(pin, m.c.id)), else_=sa.false()),
        _done(thread_mute, m.c.root_id),
    ]


_root = rows.alias("root")
# Nine columns about the viewer, of a comment three about its parent and root, then the rest of the row. Roots (and
# shares) are asked apart: a timeline has nothing else, and what comments need besides would be carried along by each of
# its rows.
SEEN_ROOTS: Statement[Any] = Statement(
    lambda _: sa.select(*_about(moment, moment, "root_id"), *_ROOT_COLUMNS).where(
        one_of(moment.c.id, "ids"), moment.c.parent_id.is_(None)
    )
)


def _seen_root() -> sa.Select[Any]:
    author = people.beside(_VIEWER, moment, moment.c.author_id)
    return (
        sa.select(*_about(moment, moment, "root_id"), *_ROOT_COLUMNS, *author.columns)
        .select_from(author.joined)
        .where(
            moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger),
            moment.c.parent_id.is_(None),
            sees_root(_VIEWER, moment, author.look),
        )
    )


# One alone, with the gate in it and its author beside it: most of what is asked for by itself is a root.
SEEN_ROOT: Statement[Any] = Statement(lambda _: _seen_root(), packed=True)
SEEN_ROOT_COLUMNS = 9 + len(_ROOT_COLUMNS)
"""So many are the card's, the others are what `people.number_beside` reads."""

# That the viewer sees the root is taken for granted, which is true of all but comments of one's own (`cards.py` looks
# after those).
SEEN_COMMENTS: Statement[Any] = Statement(
    lambda _: (
        sa.select(
            *_about(moment, _root, "parent_id"),
            _parent_seen(moment, _root),
            _root.c.author_id,
            _root.c.audience,
            *_COLUMNS,
        )
        .select_from(moment.join(_root, _root.c.id == moment.c.root_id))
        .where(one_of(moment.c.id, "ids"), moment.c.parent_id.is_not(None))
    )
)


class Actors(NamedTuple):
    """Who did something with a moment, in both directions; rows are (account id, cursor)."""

    newest_first: Statement[Any]
    oldest_first: Statement[Any]


def _actors(build: Callable[[], tuple[sa.Select[Any], sa.ColumnElement[int]]]) -> Actors:
    """Both directions, each built when it is first asked for."""

    def bounded(newest: bool) -> sa.Select[Any]:
        select, cursor = build()
        order = cursor.desc() if newest else cursor.asc()
        low, high, n = (sa.bindparam(name, type_=sa.BigInteger) for name in ("since_id", "max_id", "n"))
        return select.where(cursor < high, cursor > low).order_by(order).limit(n)

    return Actors(Statement(lambda _: bounded(True)), Statement(lambda _: bounded(False)))


def _likers() -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    select = (
        sa.select(liking.c.account_id, liking.c.id)
        .join(moment, moment.c.id == liking.c.moment_id)
        .join(_root, _root.c.id == moment.c.root_id)
        .where(
            moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger),
            sa.or_(liking.c.account_id == _VIEWER, is_in_the_room(_VIEWER, moment, _root)),
            shows_act(_VIEWER, liking.c.account_id, _root),
        )
    )
    return select, liking.c.id


def _sharers() -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    share = rows.alias("share")
    select = (
        sa.select(share.c.author_id, share.c.id)
        .join(moment, moment.c.id == share.c.share_of_id)
        .join(_root, _root.c.id == moment.c.root_id)
        .where(
            moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger),
            share.c.state == int(State.LIVE),
            among(share.c.audience, (Kind.PUBLIC, Kind.QUIET)),
            is_in_the_room(_VIEWER, moment, _root),
            shows_act(_VIEWER, share.c.author_id, _root),
        )
    )
    return select, share.c.id


LIKERS = _actors(_likers)
SHARERS = _actors(_sharers)


def _thread() -> sa.Select[Any]:
    comment = rows.alias("comment")
    return (
        sa.select(comment.c.id, comment.c.parent_id)
        .join(_root, _root.c.id == comment.c.root_id)
        .where(
            comment.c.root_id == sa.bindparam("root_id", type_=sa.BigInteger),
            comment.c.parent_id.is_not(None),
            shows_comment(_VIEWER, comment, _root),
        )
        .order_by(comment.c.id)
        .limit(sa.bindparam("n", type_=sa.BigInteger))
    )


THREAD: Statement[Any] = Statement(lambda _: _thread())
