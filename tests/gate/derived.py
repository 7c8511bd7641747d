"""Holds what is derived (sights, numbers kept ready) to what it is derived from, counted anew from the bare rows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import ReadTx, Statement, one_of
from teahouse.moments.schema import liking, moment
from teahouse.notices import Notice
from teahouse.notices.schema import notice
from teahouse.people.schema import sight, tie
from tests.gate.plain import Person, World
from tests.gate.specification import apart, are_friends, friends_of
from tests.gate.words import DELETED, LIVE, PUBLIC, QUIET

_TIES: Statement[Any] = Statement(sa.select(*tie.c).where(one_of(tie.c.source, "ids")), people.Tie)
_SIGHTS: Statement[Any] = Statement(sa.select(*sight.c).where(one_of(sight.c.viewer, "ids")))
_COUNTS: Statement[Any] = Statement(
    sa.select(moment.c.id, moment.c.likes_count, moment.c.comments_count, moment.c.shares_count).where(
        one_of(moment.c.id, "ids")
    )
)
_NOTICES: Statement[Any] = Statement(
    sa.select(*(notice.c[name] for name in Notice.__struct_fields__))
    .where(notice.c.account_id == sa.bindparam("reader", type_=sa.BigInteger))
    .order_by(notice.c.id.desc()),
    Notice,
)
_LIKES: Statement[Any] = Statement(
    sa.select(liking.c.moment_id, liking.c.account_id).where(one_of(liking.c.account_id, "ids"))
)


def all_notices(tx: ReadTx, reader: int) -> list[Notice]:
    """Everything that the reader was told and that was not taken back, whoever may read it now; newest first."""
    return tx.all(_NOTICES, reader=reader)


def check_derived(tx: ReadTx, w: World) -> None:
    """Ties are as the plain world has them, and what is derived is as it would be counted now."""
    ids = [p.id for p in w.people]
    ties = {(row.source, row.target): row for row in tx.all(_TIES, ids=ids)}
    for a in w.people:
        for b in w.people:
            check_tie(w, a, b, ties.get((a.id, b.id)) or people.Tie(a.id, b.id))
    expected = {}
    for viewer in w.people:
        for author in w.people:
            row = sight_from(w, viewer, author, ties)
            if row is not None:
                expected[viewer.id, author.id] = row
    found = {row[:2]: row for row in tx.all(_SIGHTS, ids=ids)}
    wrong = {pair: (found.get(pair), expected.get(pair)) for pair in found.keys() | expected.keys()}
    wrong = {pair: rows for pair, rows in wrong.items() if rows[0] != rows[1]}
    assert not wrong, f"sights as they are and as they should be: {wrong}"
    check_counts(tx, w)


def check_tie(w: World, a: Person, b: Person, row: people.Tie) -> None:
    """One row holds what the plain world says."""
    said = people.Tie(
        a.id,
        b.id,
        following=b in a.follows,
        requested=b in a.asks,
        since=row.since,
        blocking=b in a.blocks,
        hiding=b in a.hides_from,
        muted_until=a.muted.get(b, 0),
        mute_notices=b in a.deaf_to,
        selling_off=b in a.no_selling,
        asking_off=b in a.no_asking,
        shares_off=b in a.no_shares,
        fold=a.fold.get(b, 0),
        notifying=b in a.notified,
    )
    assert row == said, f"{a}'s tie to {b}"


def sight_from(
    w: World, viewer: Person, author: Person, ties: dict[tuple[int, int], people.Tie]
) -> tuple[int, ...] | None:
    """The derived row of a viewer about an author: what the gate and the feeds ask, in one place."""
    mine = ties.get((viewer.id, author.id)) or people.Tie(viewer.id, author.id)
    theirs = ties.get((author.id, viewer.id)) or people.Tie(author.id, viewer.id)
    friends = bool(mine.following and theirs.following and not viewer.page and not author.page)
    flags = (
        1 * friends
        + 2 * bool(mine.following)
        + 4 * bool(mine.blocking or theirs.blocking)
        + 8 * bool(theirs.hiding)
        + 32 * bool(mine.selling_off)
        + 64 * bool(mine.asking_off)
        + 128 * bool(mine.shares_off)
        + 256 * bool(mine.muted_until and mine.mute_notices)
        + 512 * bool(mine.notifying)
    )
    if not (flags or mine.muted_until or mine.fold):
        return None
    flags += 16 * (not author.active) + 1024 * (not viewer.active)
    since = max(mine.since or 0, theirs.since or 0) if friends else (mine.since or 0) * mine.following
    near = are_friends(viewer, author) and not apart(viewer, author)
    shared = friends_of(w, viewer) & friends_of(w, author) if near else set()
    common = len({p for p in shared if p.active and not apart(p, viewer) and not apart(p, author)})
    return viewer.id, author.id, flags, mine.muted_until, mine.fold, author.window, since, common


def check_counts(tx: ReadTx, w: World) -> None:
    """What is counted for all: acts of accounts that are there; of comments and shares the live ones for everybody."""
    kept = {row[0]: row[1:] for row in tx.all(_COUNTS, ids=[m.id for m in w.posts])}
    here = [p for p in w.posts if p.state == LIVE and p.author.active and p.kind in (PUBLIC, QUIET)]
    for m in w.standing:
        likes = sum(p.active for p in m.likes)
        comments = sum(m in (c.parent, c.root) for c in here if c.parent is not None)
        said = (likes, comments, sum(s.original is m for s in here))
        assert kept[m.id] == said, f"kept counts of {m}"
    likes_rows = set(tx.all(_LIKES, ids=[p.id for p in w.people]))
    assert likes_rows == {(m.id, p.id) for m in w.posts if m.state != DELETED for p in m.likes}
    for person in (p for p in w.people if p.active):
        account = people.fetch_account(tx, person.id)
        assert account is not None
        roots = [m for m in here if m.author is person and m.parent is None and m.original is None]
        told = (account.public_count, account.public_at)
        assert told == (len(roots), max((m.at for m in roots), default=None)), f"public moments of {person}"
    for page in (p for p in w.people if p.page and p.active):
        row = people.fetch_account(tx, page.id)
        assert row is not None
        assert row.followers_count == sum(page in p.follows and p.active for p in w.people), f"followers of {page}"
