"""Hydrating: from ids that passed the gate to what one viewer sees of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import store_cards as store
from teahouse.moments.audience import may_see, seen_of
from teahouse.moments.model import Card, Moment
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
    row = tx.one(store.SEEN_ROOT, viewer=viewer, moment_id=moment_id)
    if row is not None:
        card = _card(row)
        if card.moment.share_of_id is None:
            return card
        return msgspec.structs.replace(
            card, original=_fetch(tx, viewer, [card.moment.share_of_id])[card.moment.share_of_id]
        )
    # A comment, or what is not there.
    if not may_see(tx, viewer, moment_id):
        raise NotFound
    return fetch_cards(tx, viewer, [moment_id])[0]


def _fetch(tx: ReadTx, viewer: int, ids: Sequence[int]) -> dict[int, Card]:
    if not ids:
        return {}
    cards: dict[int, Card] = {}
    own_comments: list[Card] = []
    for row in tx.all(store.SEEN_ROOTS, viewer=viewer, ids=ids):
        cards[row[0]] = _card(row)
    if len(cards) < len(set(ids)):
        for row in tx.all(store.SEEN_COMMENTS, viewer=viewer, ids=[one for one in ids if one not in cards]):
            card = cards[row[0]] = _card(row)
            if card.moment.author_id == viewer:
                own_comments.append(card)
    if own_comments:
        _close_unseen_roots(tx, viewer, cards, own_comments)
    return cards


def _card(row: tuple[Any, ...]) -> Card:
    moment_id, likes, comments, shares, liked, shared, bookmarked, pinned, muted = row[:9]
    parent_seen, root_author, root_kind = row[9:12]
    moment = Moment(moment_id, *row[12:])
    shown, shown_author = None, None
    if moment.parent_id is not None:
        shown = moment.parent_id if parent_seen else moment.root_id
        shown_author = moment.parent_author_id if parent_seen else root_author
    return Card(
        moment,
        likes,
        comments,
        shares,
        bool(liked),
        bool(shared),
        bool(bookmarked),
        bool(pinned),
        bool(muted),
        shown,
        shown_author,
        moment.audience if root_kind is None else shown_kind(moment.audience, root_kind),
    )


def _close_unseen_roots(tx: ReadTx, viewer: int, cards: dict[int, Card], own: list[Card]) -> None:
    """One's own comment is shown even where its moment is no longer; what others did there is not."""
    seen = seen_of(tx, viewer, list({card.moment.root_id for card in own}))
    for card in own:
        if card.moment.root_id not in seen:
            cards[card.moment.id] = msgspec.structs.replace(
                card, likes=int(card.liked), comments=0, shares=0, shown_parent_id=None, shown_parent_author_id=None
            )
