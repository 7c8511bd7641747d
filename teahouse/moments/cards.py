"""Hydrating: from ids that passed the gate to what one viewer sees of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from teahouse import people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import store_cards as store
from teahouse.moments.audience import may_see, seen_of
from teahouse.moments.model import Card, Shown
from teahouse.moments.rules import shown_kind


def fetch_cards(tx: ReadTx, viewer: int, ids: Sequence[int]) -> list[Card]:
    """The moments in the order of `ids`, shares with what they share. The ids must have passed the gate."""
    if not ids:
        return []
    cards = _fetch(tx, viewer, ids)
    shared = {card.moment.share_of_id for card in cards.values() if card.moment.share_of_id is not None}
    if shared:
        originals = _fetch(tx, viewer, [original for original in shared if original not in cards]) | cards
        for moment_id, card in cards.items():
            if card.moment.share_of_id is not None:
                cards[moment_id] = msgspec.structs.replace(card, original=originals[card.moment.share_of_id])
    return [cards[moment_id] for moment_id in ids if moment_id in cards]


def fetch_card(tx: ReadTx, viewer: int, moment_id: int) -> Card:
    """One moment as the viewer sees it. Raises `NotFound`."""
    return fetch_card_and_author(tx, viewer, moment_id)[0]


def fetch_card_and_author(
    tx: ReadTx, viewer: int, moment_id: int
) -> tuple[Card, tuple[people.Author, people.Numbers] | None]:
    """One moment as the viewer sees it, and its author where one look found both. Raises `NotFound`."""
    row = tx.one(store.SEEN_ROOT, viewer=viewer, moment_id=moment_id)
    if row is not None:
        card = _root(row[: store.SEEN_ROOT_COLUMNS])
        shared = card.moment.share_of_id
        if shared is not None:
            return msgspec.structs.replace(card, original=_fetch(tx, viewer, [shared])[shared]), None
        return card, people.number_beside(tx, viewer, row[store.SEEN_ROOT_COLUMNS :])
    # A comment, or what is not there.
    if not may_see(tx, viewer, moment_id):
        raise NotFound
    return _fetch_comments(tx, viewer, [moment_id])[moment_id], None


def _fetch(tx: ReadTx, viewer: int, ids: Sequence[int]) -> dict[int, Card]:
    if not ids:
        return {}
    cards = {row[0]: _root(row) for row in tx.all(store.SEEN_ROOTS, viewer=viewer, ids=ids)}
    if len(cards) < len(set(ids)):
        cards |= _fetch_comments(tx, viewer, [one for one in ids if one not in cards])
    return cards


def _fetch_comments(tx: ReadTx, viewer: int, ids: Sequence[int]) -> dict[int, Card]:
    cards = {row[0]: _comment(row) for row in tx.all(store.SEEN_COMMENTS, viewer=viewer, ids=ids)}
    own = [card for card in cards.values() if card.moment.author_id == viewer]
    if own:
        _close_unseen_roots(tx, viewer, cards, own)
    return cards


def _root(row: tuple[Any, ...]) -> Card:
    """A root or a share."""
    return _card(row, Shown(row[0], row[9], row[0], None, None, *row[10:]))


def _card(row: tuple[Any, ...], shown: Shown) -> Card:
    """What stands first in a row, and the moment that was read from the rest."""
    likes, comments, shares, liked, shared, bookmarked, pinned, muted = row[1:9]
    done = bool(liked), bool(shared), bool(bookmarked), bool(pinned), bool(muted)
    return Card(shown, likes, comments, shares, *done, None, None, shown.audience)


def _comment(row: tuple[Any, ...]) -> Card:
    parent_seen, root_author, root_kind = row[9:12]
    m = Shown(row[0], *row[12:])
    return msgspec.structs.replace(
        _card(row, m),
        shown_parent_id=m.parent_id if parent_seen else m.root_id,
        shown_parent_author_id=m.parent_author_id if parent_seen else root_author,
        shown_kind=shown_kind(m.audience, root_kind),
    )


def _close_unseen_roots(tx: ReadTx, viewer: int, cards: dict[int, Card], own: list[Card]) -> None:
    """One's own comment is shown even where its moment is no longer; what others did there is not."""
    seen = seen_of(tx, viewer, list({card.moment.root_id for card in own}))
    for card in own:
        if card.moment.root_id not in seen:
            cards[card.moment.id] = msgspec.structs.replace(
                card, likes=int(card.liked), comments=0, shares=0, shown_parent_id=None, shown_parent_author_id=None
            )
