"""The gate: "v may see m", written once.

`sees` is the sentence as a SQL expression; every query of the house that shows a moment composes it. `who_may_see`
asks it in reverse. It denies by default: a kind of audience that no clause names is seen by its author alone.

The rules are promises 1 to 4 of the house (docs/the-gate.md says them in words):
- a root is seen by whom its audience holds today, unless either blocks the other, the author hides theirs from the
  viewer, or it is older than the author lets others look back; the last two do not bind a letter (`MENTIONED`);
- a share is seen by who may see both the share and what it shares;
- whoever left a group sees nothing of what others say and do in it, under their own moments neither;
- a comment is seen by who may see its root and, in moments that are not open, by whom its writer and all its targets
  are friends of viewer and author both, and never wider than its writer chose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import ReadTx, Statement, among, exists, now_param, number, one_of
from teahouse.moments.model import OPEN, Kind, State
from teahouse.moments.model_chain import EntryState
from teahouse.moments.schema import (
    audience_circle,
    audience_group,
    audience_person,
    chain_entry,
    mention,
    moment,
    rows,
)

Expr = sa.ColumnElement[Any]
Truth = sa.ColumnElement[bool]


def _is(column: Expr, value: int) -> Truth:
    return column == number(value)


def _is_not(column: Expr, value: int) -> Truth:
    return column != number(value)


def is_open(kind: Expr) -> Truth:
    """All who see a moment of this kind see its comments and likes, save between blocked pairs."""
    return among(kind, OPEN)


def _cuts_nothing(kind: Expr) -> Truth:
    return among(kind, (Kind.PUBLIC, Kind.QUIET))


def _names_person(m: sa.FromClause, viewer: Expr) -> Truth:
    p = audience_person.alias()
    return exists(p, p.c.moment_id == m.c.id, p.c.account_id == viewer)


def _names_circle_of(m: sa.FromClause, viewer: Expr) -> Truth:
    c = audience_circle.alias()
    return exists(c, c.c.moment_id == m.c.id, people.in_circle(c.c.circle_id, viewer))


def _names_no_circle(m: sa.FromClause) -> Truth:
    c = audience_circle.alias()
    return ~exists(c, c.c.moment_id == m.c.id)


def in_group_of(m: sa.FromClause, viewer: Expr) -> Truth:
    """The viewer is in the group that the moment is for."""
    g = audience_group.alias()
    return exists(g, g.c.moment_id == m.c.id, people.in_group(g.c.group_id, viewer))


def _mentions(m: sa.FromClause, viewer: Expr) -> Truth:
    n = mention.alias()
    return exists(n, n.c.moment_id == m.c.id, n.c.account_id == viewer)


def _audience_holds(viewer: Expr, m: sa.FromClause, look: people.Look) -> Truth:
    """Today's ties and circles put the viewer into the audience."""
    kind = m.c.audience
    return sa.or_(
        _cuts_nothing(kind),
        sa.and_(_is(kind, Kind.HOUSE), people.is_member(viewer)),
        sa.and_(_is(kind, Kind.FRIENDS), look.friend),
        sa.and_(_is(kind, Kind.ONLY), look.friend, sa.or_(_names_person(m, viewer), _names_circle_of(m, viewer))),
        sa.and_(_is(kind, Kind.EXCEPT), look.friend, ~_names_person(m, viewer), ~_names_circle_of(m, viewer)),
        sa.and_(_is(kind, Kind.FOLLOWERS), look.follows, sa.or_(_names_no_circle(m), _names_circle_of(m, viewer))),
        sa.and_(_is(kind, Kind.GROUP), in_group_of(m, viewer)),
        sa.and_(_is(kind, Kind.MENTIONED), _mentions(m, viewer)),
    )


def in_window(m: sa.FromClause, look: people.Look) -> Truth:
    """The moment is not older than its author lets others look back."""
    days = sa.cast(look.window_days, sa.BigInteger)
    oldest = (now_param() - days * number(people.DAY)) * sa.literal_column("65536", sa.BigInteger)
    return sa.or_(_is(look.window_days, 0), m.c.id >= oldest)


def _stands(viewer: Expr, m: sa.FromClause, look: people.Look) -> Truth:
    """The moment is there at all: live, or kept back but the viewer's own; its author is active."""
    own = sa.and_(m.c.author_id == viewer, _is_not(m.c.state, State.DELETED))
    return sa.and_(sa.or_(_is(m.c.state, State.LIVE), own), ~look.gone)


def _sees_alone(viewer: Expr, m: sa.FromClause, look: people.Look) -> Truth:
    """The gate on a root or a share by itself, without what it shares."""
    return sa.and_(
        _stands(viewer, m, look),
        sa.or_(
            m.c.author_id == viewer,
            sa.and_(
                ~look.blocked,
                sa.or_(_is(m.c.audience, Kind.MENTIONED), sa.and_(~look.hidden, in_window(m, look))),
                _audience_holds(viewer, m, look),
            ),
        ),
    )


def _sees_shared(viewer: Expr, m: sa.FromClause) -> Truth:
    """The gate on what a share shows. Only what is for everybody is ever shared; anything else is not shown by it."""
    look = people.look_up(viewer, m.c.author_id)
    return sa.and_(
        _cuts_nothing(m.c.audience),
        _is(m.c.state, State.LIVE),
        ~look.gone,
        sa.or_(m.c.author_id == viewer, sa.and_(~look.blocked, ~look.hidden, in_window(m, look))),
    )


def _shares_seen(viewer: Expr, m: sa.FromClause, originals: sa.FromClause = rows) -> Truth:
    """The gate on the original of a share, and on the original's root where that is a comment."""
    o, r = originals.alias(), rows.alias()
    root = exists(r, r.c.id == o.c.root_id, _sees_shared(viewer, r))
    return exists(
        o,
        o.c.id == m.c.share_of_id,
        o.c.share_of_id.is_(None),
        _sees_shared(viewer, o),
        sa.or_(o.c.parent_id.is_(None), root),
    )


def sees_root(viewer: Expr, m: sa.FromClause, look: people.Look | None = None) -> Truth:
    """The gate on a row that is known to be no comment; `look` where the query has joined the viewer's row."""
    look = look or people.look_up(viewer, m.c.author_id)
    return sa.and_(_sees_alone(viewer, m, look), sa.or_(m.c.share_of_id.is_(None), _shares_seen(viewer, m)))


def _sees_comment(viewer: Expr, c: sa.FromClause) -> Truth:
    r = rows.alias()
    root = exists(
        r,
        r.c.id == c.c.root_id,
        _sees_alone(viewer, r, people.look_up(viewer, r.c.author_id)),
        shows_comment(viewer, c, r),
    )
    own = sa.and_(c.c.author_id == viewer, _is_not(c.c.state, State.DELETED))
    return sa.or_(own, root)


def shows_comment(viewer: Expr, c: sa.FromClause, root: sa.FromClause) -> Truth:
    """What the gate asks of a comment once its root is known to be seen."""
    look = people.look_up(viewer, c.c.author_id)
    t = mention.alias()
    stray = exists(t, t.c.moment_id == c.c.id, t.c.leading, ~_in_w(viewer, t.c.account_id, root))
    # Most comments name nobody, which their own row says.
    names_stray = sa.case((c.c.mentions == sa.literal_column("'[]'", sa.Text), sa.false()), else_=stray)
    return sa.or_(
        sa.and_(c.c.author_id == viewer, _stands(viewer, c, look)),
        sa.and_(
            _is(c.c.state, State.LIVE),
            shows_act(viewer, c.c.author_id, root),
            sa.or_(
                is_open(root.c.audience),
                sa.and_(_in_w(viewer, c.c.parent_author_id, root), ~names_stray),
            ),
            _audience_holds(viewer, c, look),
        ),
    )


def _in_w(viewer: Expr, other: Expr, root: sa.FromClause) -> Truth:
    """`other` is in W: the viewer, the author, and the friends of both; on a page's moment its staff and the viewer's
    friends, and for the page itself everybody; of a letter all whom it names. (A page has no friends.)"""
    author = root.c.author_id
    followers = _is(root.c.audience, Kind.FOLLOWERS)
    return sa.or_(
        other == viewer,
        other == author,
        sa.and_(followers, sa.or_(viewer == author, people.is_staff(author, other), people.is_friend(viewer, other))),
        sa.and_(_is(root.c.audience, Kind.MENTIONED), _mentions(root, other)),
        sa.and_(people.is_friend(author, other), people.is_friend(viewer, other)),
    )


def shows_act(viewer: Expr, actor: Expr, root: sa.FromClause) -> Truth:
    """The viewer, who sees the moment and its root, sees that `actor` likes it (or shares it).

    The actor is there, no block stands between the two, and they are in W where the moment is not open. Among friends
    that is one look at each of two rows. (What CASE answers is not cut short on SQLite, but its conditions are.)
    """
    author = root.c.author_id
    in_sight = sa.and_(people.is_active(actor), ~people.is_blocked(viewer, actor))
    in_w = sa.case((viewer == author, sa.true()), else_=people.is_friend(author, actor))
    return sa.case(
        (actor == viewer, sa.true()),
        (is_open(root.c.audience), sa.and_(in_sight, _enters(viewer, root))),
        (actor == author, in_sight),
        (among(root.c.audience, (Kind.FOLLOWERS, Kind.MENTIONED)), sa.and_(in_sight, _in_w(viewer, actor, root))),
        (people.is_near(viewer, actor), in_w),
        else_=sa.false(),
    )


def _enters(viewer: Expr, root: sa.FromClause) -> Truth:
    """The viewer, who sees the root, is not its author who left the group."""
    return sa.or_(_is_not(root.c.audience, Kind.GROUP), root.c.author_id != viewer, in_group_of(root, viewer))


def is_open_to(viewer: Expr, root: sa.FromClause) -> Truth:
    """All that is said and done under the root is for the viewer, who sees it, save across a block."""
    return sa.and_(is_open(root.c.audience), _enters(viewer, root))


def shows_entry(viewer: Expr, entry: sa.FromClause, chain: sa.FromClause, root: sa.FromClause) -> Truth:
    """The viewer, who sees the moment, sees this live entry on its chain.

    The author sees all of them: what was ordered stays ordered, whatever became of the tie. What the author put down
    for somebody by name is an act of the author's.
    """
    actor = sa.func.coalesce(entry.c.account_id, root.c.author_id)
    return sa.or_(
        root.c.author_id == viewer,
        entry.c.account_id == viewer,
        sa.and_(~chain.c.author_only, shows_act(viewer, actor, root)),
    )


def shows_who(viewer: Expr, entry: sa.FromClause, root: sa.FromClause) -> Truth:
    """The viewer, who sees the entry, sees whose account it is: the author only as far as the two see each other."""
    return sa.or_(root.c.author_id != viewer, shows_act(viewer, entry.c.account_id, root))


def is_in_the_room(viewer: Expr, m: sa.FromClause, root: sa.FromClause) -> Truth:
    """The viewer, who sees `m`, sees its root: of a comment of one's own that is not certain."""
    look = people.look_up(viewer, root.c.author_id)
    return sa.or_(m.c.author_id != viewer, m.c.parent_id.is_(None), _sees_alone(viewer, root, look))


def sees(viewer: Expr, m: sa.FromClause) -> Truth:
    """The sentence: the viewer (an account's id, 0 for who is not signed in) may see `m`."""
    return sa.or_(
        sa.and_(m.c.parent_id.is_(None), sees_root(viewer, m)),
        sa.and_(m.c.parent_id.is_not(None), _sees_comment(viewer, m)),
    )


def saw(viewer: Expr, moment_id: Expr) -> Truth:
    """The sentence in the past tense: by the ties of today the viewer saw what was just buried, removed or withheld.

    It is the same sentence over a row that says it is live; what a share shows may have been deleted with it.
    """
    m = _as_if(number(State.LIVE)).alias()
    original = _as_if(sa.case((_is(rows.c.state, State.DELETED), number(State.LIVE)), else_=rows.c.state))
    alone = sa.and_(m.c.parent_id.is_(None), _sees_alone(viewer, m, people.look_up(viewer, m.c.author_id)))
    return exists(
        m,
        m.c.id == moment_id,
        sa.or_(
            sa.and_(alone, sa.or_(m.c.share_of_id.is_(None), _shares_seen(viewer, m, original))),
            sa.and_(m.c.parent_id.is_not(None), _sees_comment(viewer, m)),
        ),
    )


def _as_if(state: Expr) -> sa.Subquery:
    """All moments, in this state; whom they name has to be looked up, as their words may be gone."""
    instead = {"state": state, "mentions": sa.literal_column("''", sa.Text)}
    return sa.select(*(instead.get(c.name, c).label(c.name) for c in rows.c)).subquery()


_VIEWER = sa.bindparam("viewer", type_=sa.BigInteger)

MAY_ENTER: Statement[None] = Statement(
    lambda _: (
        sa.select(number(1))
        .select_from(moment)
        .where(
            moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger),
            sees(_VIEWER, moment),
            _enters(_VIEWER, moment),
        )
    )
)
MAY_SEE: Statement[None] = Statement(
    lambda _: (
        sa.select(number(1))
        .select_from(moment)
        .where(moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger), sees(_VIEWER, moment))
    )
)
SEEN_OF: Statement[None] = Statement(
    lambda _: sa.select(moment.c.id).where(one_of(moment.c.id, "ids"), sees(_VIEWER, moment))
)
WHO_MAY_SEE: Statement[None] = Statement(
    lambda _: people.accounts_among(
        "among",
        lambda viewer: exists(
            moment, moment.c.id == sa.bindparam("moment_id", type_=sa.BigInteger), sees(viewer, moment)
        ),
    )
)


def may_see(tx: ReadTx, viewer: int, moment_id: int) -> bool:
    """One item: whether the viewer (0: not signed in) may see the moment. What is not there is not seen."""
    return tx.value(MAY_SEE, viewer=viewer, moment_id=moment_id) is not None


def may_enter(tx: ReadTx, viewer: int, root_id: int) -> bool:
    """The viewer sees the root and may do something under it: whoever left a group sees their own moments from afar."""
    return tx.value(MAY_ENTER, viewer=viewer, moment_id=root_id) is not None


def seen_of(tx: ReadTx, viewer: int, ids: Sequence[int]) -> set[int]:
    """A list: which of these the viewer may see."""
    return set(tx.column(SEEN_OF, viewer=viewer, ids=list(ids)))


def who_may_see(tx: ReadTx, moment_id: int, among: Sequence[int]) -> list[int]:
    """In reverse: which of these accounts may see the moment; accounts that are not active see nothing."""
    return tx.column(WHO_MAY_SEE, moment_id=moment_id, among=list(among))


def shows(viewer: Expr, moment_id: Expr, *, by_others: bool = False) -> Truth:
    """The moment of this id is there for the viewer; or it is, and somebody else wrote it."""
    m = rows.alias()
    others = (m.c.author_id != viewer,) if by_others else ()
    return exists(m, m.c.id == moment_id, *others, sees(viewer, m))


def shows_notice(viewer: Expr, moment_id: Expr, actor: Expr) -> Truth:
    """A notice that `actor` did something with the moment may be shown: it is seen, and so is the act.

    Writing is an act that the moment itself shows; likes and shares are shown as `shows_act` says.
    """
    m, r = rows.alias(), rows.alias()
    return exists(
        m.join(r, r.c.id == m.c.root_id),
        m.c.id == moment_id,
        sees(viewer, m),
        sa.or_(m.c.author_id == actor, sa.and_(is_in_the_room(viewer, m, r), shows_act(viewer, actor, r))),
    )


def told_entries(viewer: Expr, moment_id: Expr, since: Expr, heard: Callable[[Expr], Truth]) -> sa.Select[tuple[int]]:
    """Who put themselves down on the viewer's own chain since that entry, as far as it may be told; the last first.

    Their entries stand, the viewer is shown whose they are, and `heard` (of their account) holds.
    """
    e, r = chain_entry.alias(), rows.alias()
    return (
        sa.select(e.c.account_id)
        .select_from(e.join(r, r.c.id == e.c.moment_id))
        .where(
            e.c.moment_id == moment_id,
            e.c.id >= since,
            e.c.account_id != viewer,
            _is(e.c.state, EntryState.LIVE),
            shows_act(viewer, e.c.account_id, r),
            heard(e.c.account_id),
        )
        .order_by(e.c.id.desc())
        .correlate_except(e, r)
    )


def shows_share(viewer: Expr, moment_id: Expr, actor: Expr) -> Truth:
    """A notice that `actor` shared the moment may be shown as far as the share goes: it is for everybody, or seen."""
    s = rows.alias()
    seen = _sees_alone(viewer, s, people.look_up(viewer, s.c.author_id))
    return exists(
        s,
        s.c.share_of_id == moment_id,
        s.c.author_id == actor,
        _is(s.c.state, State.LIVE),
        sa.or_(_cuts_nothing(s.c.audience), seen),
    )
