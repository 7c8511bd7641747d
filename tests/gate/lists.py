"""Order chains in plain words, and the database held to them: who sees which entry, and what is taken."""

from __future__ import annotations

from teahouse import moments
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import EntryState, Stretch
from tests.gate import specification as spec
from tests.gate.plain import Line, Person, Post, World
from tests.gate.words import DELETED, LIVE

Viewer = Person | None


def shown(w: World, v: Viewer, m: Post) -> list[Line]:
    """The entries that the viewer, who sees the moment, is shown; in the order of arrival."""
    assert m.chain is not None
    return [line for line in m.chain.lines if not line.removed and entry_shown(w, v, m, line)]


def entry_shown(w: World, v: Viewer, m: Post, line: Line) -> bool:
    """The author sees all, everybody their own, and others as they see likes; none where the author alone is to."""
    assert m.chain is not None
    if v is m.author or (v is not None and line.by is v):
        return True
    return not m.chain.author_only and spec.act_shown(w, v, line.by or m.author, m)


def writer_shown(w: World, v: Viewer, m: Post, line: Line) -> bool:
    """Whose account it is: to the author only as far as the two see each other today."""
    return line.by is not None and spec.act_shown(w, v, line.by, m)


def may_enter(w: World, who: Person, m: Post) -> bool:
    """Whoever sees the moment, by its comment policy; the author always."""
    friends = m.policy == "friends" and spec.are_friends(who, m.author)
    return m.state == LIVE and (who is m.author or m.policy == "all" or friends)


def taken(m: Post) -> int:
    """What is gone, whoever may see it."""
    assert m.chain is not None
    return sum(line.quantity for line in m.chain.lines if not line.removed)


def check_chains(tx: ReadTx, w: World, v: Viewer) -> None:
    """Every chain and every moment without one, for one viewer."""
    who = 0 if v is None else v.id
    for m in w.posts:
        on = m.original or m
        if not spec.may_see(w, v, m) or on.chain is None or on.state == DELETED:
            _check_absent(tx, who, m)
            continue
        assert moments.fetch_chained(tx, who, m.id)[0].id == on.id
        if m is on:
            _check_chain(tx, w, v, m)
    assert moments.fetch_chains(tx, who, [m.id for m in w.posts if m.chain is None or m.state == DELETED]) == {}


def _check_absent(tx: ReadTx, who: int, m: Post) -> None:
    try:
        moments.fetch_chained(tx, who, m.id)
    except NotFound:
        return
    raise AssertionError(f"{who} is shown a list on {m}")


def _check_chain(tx: ReadTx, w: World, v: Viewer, m: Post) -> None:
    who, chain = 0 if v is None else v.id, m.chain
    assert chain is not None
    lines = shown(w, v, m)
    view = moments.fetch_chains(tx, who, [m.id])[m.id]
    numbers = (len(lines), sum(line.quantity for line in lines))
    assert (view.entries, view.total) == numbers, f"{v} counts on {m}: {view}, not {numbers}"
    own = next((line for line in chain.lines if line.by is v and v is not None), None)
    assert (view.own and view.own.id) == (own and own.id), f"{v}'s own on {m}: {view.own}, not {own}"
    assert view.own is None or own is None or (view.own.state == EntryState.REMOVED) == own.removed
    left = None if chain.total is None or v is not m.author else chain.total - taken(m)
    assert view.left == left, f"{v} is told {view.left} are left on {m}, not {left}"
    found = moments.fetch_entries(tx, who, m.id)
    expected = [(x.id, x.by.id if x.by and writer_shown(w, v, m, x) else None, x.quantity) for x in lines]
    assert [(e.id, e.account_id, e.quantity) for e in found] == expected, f"{v} sees on {m}: {found}, not {expected}"
    half = moments.page_entries(tx, who, m.id, Stretch(limit=2))
    assert [entry.id for entry in half] == [line.id for line in lines[::-1][:2]]
    if v is m.author:
        removed = moments.page_entries(tx, who, m.id, Stretch(min_id=0), EntryState.REMOVED)
        assert {entry.id for entry in removed} == {line.id for line in chain.lines if line.removed}
        assert (view.chain.taken, view.chain.places) == (taken(m), sum(not line.removed for line in chain.lines))
