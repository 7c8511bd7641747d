"""People and moments as the templates show them: what the gate let through, in the reader's language.

`html`, `note` and the like are texts that `kit.text` rendered, which escapes all that people wrote; the templates mark
them safe and escape everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from teahouse import moments, people
from teahouse.doors.web.languages import counted, said_when, stamp
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx

HUES = 6


class PersonView(Struct, frozen=True):
    """Somebody, as a line with a face."""

    id: int
    name: str
    handle: str
    url: str
    initial: str
    hue: int
    is_page: bool


class MomentView(Struct, frozen=True):
    """A moment, as a card."""

    id: int
    author: PersonView
    url: str
    html: str
    spoiler: str
    selling: bool
    when: str
    stamp: str
    edited: bool
    counts: tuple[str, ...]
    answers: str | None = None
    shared_by: str | None = None


def person_view(account: people.Account) -> PersonView:
    """An account, ready to be shown."""
    name = account.display_name or account.username
    return PersonView(
        account.id,
        name,
        f"@{people.acct_of(account)}",
        f"/@{account.username}",
        name[:1].upper(),
        account.id % HUES,
        account.kind == people.Kind.PAGE,
    )


def fetch_moments(tx: ReadTx, visit: Visit, ids: Sequence[int]) -> list[MomentView]:
    """Cards of moments that passed the gate, in this order; a share shows what it shares."""
    cards = moments.fetch_cards(tx, visit.viewer, ids)
    authors = people.fetch_accounts(tx, set(_authors(cards)))
    return [_moment_view(visit, card, authors) for card in cards if _shown(card).moment.author_id in authors]


def _authors(cards: Iterable[moments.Card]) -> Iterable[int]:
    for card in cards:
        yield card.moment.author_id
        if card.original is not None:
            yield card.original.moment.author_id
        if card.shown_parent_author_id is not None:
            yield card.shown_parent_author_id


def _shown(card: moments.Card) -> moments.Card:
    return card if card.original is None else card.original


def _moment_view(visit: Visit, card: moments.Card, authors: dict[int, people.Account]) -> MomentView:
    shown = _shown(card)
    moment = shown.moment
    author = person_view(authors[moment.author_id])
    answered = authors.get(shown.shown_parent_author_id or 0)
    sharer = authors.get(card.moment.author_id) if card.original is not None else None
    return MomentView(
        moment.id,
        author,
        f"{author.url}/{moment.id}",
        moment.html,
        moment.spoiler,
        bool(moment.marks & moments.Mark.SELLING),
        said_when(visit.words, moment.id >> 16, visit.now, visit.zone),
        stamp(moment.id >> 16),
        moment.edited_at is not None,
        tuple(_counts(visit, shown)),
        None if answered is None else answered.display_name or answered.username,
        None if sharer is None else sharer.display_name or sharer.username,
    )


def _counts(visit: Visit, card: moments.Card) -> Iterable[str]:
    words = visit.words
    if card.comments:
        yield counted(card.comments, words.comments_one, words.comments_many)
    if card.likes:
        yield counted(card.likes, words.likes_one, words.likes_many)
    if card.shares:
        yield counted(card.shares, words.shares_one, words.shares_many)
