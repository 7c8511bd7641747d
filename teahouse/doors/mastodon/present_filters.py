"""Filters in Mastodon's words, and what each status says of those that match it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse.doors.mastodon import entities_filters as e
from teahouse.doors.mastodon.wire import iso
from teahouse.kit.db import ReadTx
from teahouse.moments import Card
from teahouse.notices import filters
from teahouse.notices.filters import Action, Context, Filter, Result

WHERE: dict[e.Where, Context] = {
    "home": Context.HOME,
    "notifications": Context.NOTIFICATIONS,
    "public": Context.PUBLIC,
    "thread": Context.THREAD,
    "account": Context.ACCOUNT,
}
WHAT: dict[Action, e.What] = {Action.WARN: "warn", Action.HIDE: "hide", Action.BLUR: "blur"}
_ENCODE = msgspec.json.Encoder().encode


def present_filter(one: Filter, *, whole: bool = True) -> e.Filter:
    """A filter; `whole` with what it holds."""
    return e.Filter(
        id=str(one.id),
        title=one.title,
        context=[where for where, context in WHERE.items() if one.contexts & context],
        expires_at=None if one.expires_at is None else iso(one.expires_at),
        filter_action=WHAT[Action(one.action)],
        keywords=[present_keyword(key) for key in one.keywords] if whole else msgspec.UNSET,
        statuses=[present_held(held) for held in one.statuses] if whole else msgspec.UNSET,
    )


def present_keyword(key: filters.Keyword) -> e.FilterKeyword:
    """A word of it."""
    return e.FilterKeyword(str(key.id), key.keyword, bool(key.whole_word))


def present_held(held: filters.HeldStatus) -> e.FilterStatus:
    """A status that it holds."""
    return e.FilterStatus(str(held.id), str(held.moment_id))


def write_results(tx: ReadTx, viewer: int, cards: Sequence[Card]) -> dict[int, bytes]:
    """By moment, what its status says of the viewer's filters, as JSON; nothing of those that none matches."""
    found = filters.fetch_results(tx, viewer, cards)
    written = {moment_id: _ENCODE([_result(moment_id, one) for one in results]) for moment_id, results in found.items()}
    for card in cards:
        if card.original is not None and card.moment.id in written:
            written.setdefault(card.original.moment.id, written[card.moment.id])
    return written


def _result(moment_id: int, one: Result) -> e.FilterResult:
    return e.FilterResult(
        present_filter(one.filter, whole=False),
        list(one.keywords) or None,
        [str(moment_id)] if one.by_itself else None,
    )
