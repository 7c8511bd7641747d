"""Order chains as JSON: what hangs on the posts of a page, and the entries of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from teahouse import moments
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.wire import iso
from teahouse.kit.db import ReadTx
from teahouse.moments import Card, ChainState, ChainView, Entry, EntryState, Mark

_CHAIN = int(Mark.CHAIN)
_STATES: dict[ChainState, Literal["open", "full", "closed"]] = {
    ChainState.OPEN: "open",
    ChainState.FULL: "full",
    ChainState.CLOSED: "closed",
}


def present_chains(tx: ReadTx, viewer: int, cards: Sequence[Card]) -> dict[int, e.Chain]:
    """The chains on these cards and on what they share; nothing is asked where there is none."""
    ids = [m.id for m in _moments(cards) if m.marks & _CHAIN]
    if not ids:
        return {}
    return {moment_id: chain_entity(view) for moment_id, view in moments.fetch_chains(tx, viewer, ids).items()}


def _moments(cards: Iterable[Card]) -> Iterable[moments.Shown]:
    for card in cards:
        yield card.moment
        if card.original is not None:
            yield card.original.moment


def chain_entity(view: ChainView) -> e.Chain:
    """A chain as its viewer sees it."""
    chain = view.chain
    return e.Chain(
        title=chain.title,
        unit=chain.unit,
        most_each=chain.most_each,
        most_total=chain.most_total,
        closes_at=None if chain.closes_at is None else iso(chain.closes_at),
        author_only=bool(chain.author_only),
        left_told=bool(chain.left_told),
        state=_STATES[view.state],
        left=view.left,
        entries_count=view.entries,
        total=view.total,
        entry=None if view.own is None else own_entry(view.own),
    )


def own_entry(entry: Entry) -> e.OwnEntry:
    """One's own line."""
    return e.OwnEntry(
        id=str(entry.id),
        name=entry.name,
        quantity=entry.quantity,
        note=entry.note,
        created_at=iso(entry.id >> 16),
        changed_at=None if entry.changed_at is None else iso(entry.changed_at),
        removed=entry.state == EntryState.REMOVED,
    )
