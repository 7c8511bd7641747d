"""Holding a reader's filters against what is shown to them. Who has none pays next to nothing for that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from teahouse import moments
from teahouse.kit.db import ReadTx
from teahouse.moments import Card, Page, Stretch
from teahouse.notices.filters.keep import fetch_filters
from teahouse.notices.filters.model import Action, Context, Filter, Result
from teahouse.notices.filters.rules import Matcher

MOST_PAGES = 10
"""So many pages of a list are looked at to fill one."""


class KnownFilters:
    """What readers' filters were: good as long as nothing at all was written, by whatever process.

    Only time can change them then. Where there are no marks nothing is known.
    """

    MOST = 4096

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, list[Filter], Matcher | None, int | None]] = {}

    def fetch(self, tx: ReadTx, reader: int) -> Matcher | None:
        """The reader's filters that are in force now; None where there are none."""
        mark = tx.mark()
        known = self._known.get(reader)
        if known is None or mark is None or known[0] != mark:
            filters = fetch_filters(tx, reader)
            known = mark, filters, *_in_force(filters, tx.now)
        elif known[3] is not None and known[3] <= tx.now:
            known = known[0], known[1], *_in_force(known[1], tx.now)
        else:
            return known[2]
        if mark is not None:
            if len(self._known) >= self.MOST:
                self._known.clear()
            self._known[reader] = known
        return known[2]


def _in_force(filters: Sequence[Filter], now: int) -> tuple[Matcher | None, int | None]:
    """Those that have not expired, ready; and when the first of them will."""
    active = [one for one in filters if one.expires_at is None or one.expires_at > now]
    ends = [one.expires_at for one in active if one.expires_at is not None]
    return (Matcher(active) if active else None), min(ends, default=None)


def are_in_force(tx: ReadTx, reader: int) -> bool:
    """The reader has filters that have not expired."""
    return tx.handed(KnownFilters).fetch(tx, reader) is not None


def fetch_results(
    tx: ReadTx, reader: int, cards: Sequence[Card], at: Context | None = None
) -> dict[int, tuple[Result, ...]]:
    """By moment, the filters that match it; of what none matches nothing. `at` is where it is shown, None for all."""
    matcher = tx.handed(KnownFilters).fetch(tx, reader) if reader else None
    if matcher is None:
        return {}
    found = {card.moment.id: tuple(matcher.results(card, at)) for card in cards}
    return {moment_id: results for moment_id, results in found.items() if results}


def fill(tx: ReadTx, reader: int, read: Callable[[Stretch], Page], at: Stretch, context: Context) -> Page:
    """A page of a list without what the reader hides there; it is short only where the list ends, or nearly all of
    it is hidden."""
    matcher = tx.handed(KnownFilters).fetch(tx, reader)
    if matcher is None or not any(one.action == Action.HIDE and one.contexts & context for one in matcher.filters):
        return read(at)
    page = read(at)
    ids = _kept(tx, reader, matcher, page, context)
    first, last, full = page.first, page.last, page.full
    for _ in range(MOST_PAGES):
        if not page.full or len(ids) >= at.limit or page.first is None:
            break
        if at.min_id is None:
            page = read(msgspec.structs.replace(at, max_id=page.last))
            ids, last = ids + _kept(tx, reader, matcher, page, context), page.last or last
        else:
            page = read(msgspec.structs.replace(at, min_id=page.first))
            ids, first = _kept(tx, reader, matcher, page, context) + ids, page.first or first
        full = page.full
    if len(ids) > at.limit and at.min_id is None:
        ids, full = ids[: at.limit], True
        last = ids[-1]
    elif len(ids) > at.limit:
        ids, full = ids[-at.limit :], True
        first = ids[0]
    return Page(ids, first, last, full)


def _kept(tx: ReadTx, reader: int, matcher: Matcher, page: Page, context: Context) -> list[int]:
    def is_hidden(card: Card) -> bool:
        if card.moment.author_id == reader:
            return False
        return any(result.filter.action == Action.HIDE for result in matcher.results(card, context))

    return [card.moment.id for card in moments.fetch_cards(tx, reader, page.ids) if not is_hidden(card)]
