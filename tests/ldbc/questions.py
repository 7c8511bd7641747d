"""Answers questions in the style of LDBC SNB (unaudited) by what the domains export: feeds, profiles, threads, likes.

Promises rows as the questions want them, in their order. The house lists what is of one millisecond in an order of
its own, so that a page is read to the end of its last millisecond before it is sorted and cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import NotFound
from teahouse.moments import Card, Stretch
from tests.ldbc.bring import FIRST_NAME, LAST_NAME, Brought, unspell
from tests.ldbc.folder import as_time

Row = list[Any]
Params = Mapping[str, Any]

NOBODY = 0
"""Whoever is not signed in: what was brought in is for everybody."""
ALL_OF_AN_INSTANT = 1 << 16


class Question(NamedTuple):
    """How a question is answered, and what its rows hold."""

    ask: Callable[[Asker, Params], list[Row]]
    columns: list[str]


class Asker:
    """One reading transaction of a house, and who is who in it."""

    def __init__(self, tx: ReadTx, house: Brought) -> None:
        self.tx = tx
        self.house = house

    def person(self, params: Params) -> people.Account:
        account = self.house.accounts.get(int(params["personId"]))
        if account is None:
            raise NotFound
        return account

    def message(self, params: Params) -> Card:
        """Raises `NotFound`."""
        return moments.fetch_card(self.tx, NOBODY, self.house.messages.get(int(params["messageId"]), 0))

    def names(self, ids: Iterable[int]) -> dict[int, Row]:
        """[number, first name, last name] of each account."""
        found = {}
        for account in people.fetch_accounts(self.tx, set(ids)).values():
            fields = {field.name: unspell(field.value) for field in people.fields_of(account)}
            found[account.id] = [int(account.username[1:]), fields[FIRST_NAME], fields[LAST_NAME]]
        return found

    def number(self, card: Card) -> int:
        return self.house.numbers[card.moment.id]

    def whole_instants(self, page: Callable[[Stretch], list[int]], limit: int, max_id: int | None = None) -> list[int]:
        """`limit` cursors of a list where there are so many, and all others of the last one's millisecond."""
        found = page(Stretch(max_id=max_id, limit=limit))
        if len(found) == limit:
            last = found[-1]
            found += page(Stretch(max_id=last, since_id=(last >> 16 << 16) - 1, limit=ALL_OF_AN_INSTANT))
        return found

    def wider(self, viewer: int, before: int, links: people.Links) -> list[Row]:
        """The newest 20 messages before a time."""

        def page(at: Stretch) -> list[int]:
            return moments.page_wider(self.tx, viewer, at, links=links).ids

        cards = moments.fetch_cards(self.tx, viewer, self.whole_instants(page, 20, max(before, 0) << 16))
        cards.sort(key=lambda card: (-_time(card), self.number(card)))
        names = self.names(card.moment.author_id for card in cards[:20])
        return [[*names[card.moment.author_id], self.number(card), _text(card), _time(card)] for card in cards[:20]]


def _time(card: Card) -> int:
    return card.moment.id >> 16


def _text(card: Card) -> str:
    return unspell(card.moment.text)


def _last_messages(asker: Asker, params: Params) -> list[Row]:
    person = asker.person(params)

    def page(at: Stretch) -> list[int]:
        return moments.page_account(asker.tx, NOBODY, person.id, at).ids

    cards = moments.fetch_cards(asker.tx, NOBODY, asker.whole_instants(page, 10))
    cards.sort(key=lambda card: (-_time(card), -asker.number(card)))
    root_ids = moments.seen_of(asker.tx, NOBODY, [card.moment.root_id for card in cards[:10]])
    roots = {card.moment.id: card for card in moments.fetch_cards(asker.tx, NOBODY, list(root_ids))}
    names = asker.names(root.moment.author_id for root in roots.values())
    rows = []
    for card in cards[:10]:
        root = roots[card.moment.root_id]
        rows.append([asker.number(card), _text(card), _time(card), asker.number(root), *names[root.moment.author_id]])
    return rows


def _friends(asker: Asker, params: Params) -> list[Row]:
    listed = people.page_friends_by_time(asker.tx, asker.person(params).id, 1_000_000)
    names = asker.names(one.account_id for one in listed)
    rows = [[*names[one.account_id], one.at] for one in listed]
    return sorted(rows, key=lambda row: (-row[3], row[0]))


def _author(asker: Asker, params: Params) -> list[Row]:
    author = asker.message(params).moment.author_id
    return [asker.names([author])[author]]


def _direct_answers(asker: Asker, params: Params) -> list[Row]:
    subject = asker.message(params).moment
    _, below = moments.fetch_thread(asker.tx, NOBODY, subject.id)
    cards = moments.fetch_cards(asker.tx, NOBODY, below)
    cards = [card for card in cards if card.shown_parent_id == subject.id]
    writers = {card.moment.author_id for card in cards}
    names = asker.names(writers)
    sights = people.fetch_sights(asker.tx, subject.author_id, list(writers))
    rows = []
    for card in cards:
        writer = card.moment.author_id
        knows = writer in sights and bool(sights[writer].flags & people.Sight.FRIEND)
        rows.append([asker.number(card), _text(card), _time(card), *names[writer], knows])
    return sorted(rows, key=lambda row: (-row[2], row[3], row[0]))


def _of_friends(asker: Asker, params: Params) -> list[Row]:
    return asker.wider(asker.person(params).id, as_time(params["maxDate"]) + 1, 1)


def _of_friends_and_theirs(asker: Asker, params: Params) -> list[Row]:
    return asker.wider(asker.person(params).id, as_time(params["maxDate"]), 2)


def _recent_likers(asker: Asker, params: Params) -> list[Row]:
    me = asker.person(params).id
    likers: dict[int, moments.Liker] = {}

    def page(at: Stretch) -> list[int]:
        found = moments.page_recent_likers(asker.tx, me, at)
        likers.update({liker.id: liker for liker in found})
        return [liker.id for liker in found]

    asker.whole_instants(page, 20)
    liked = {liker.moment_id for liker in likers.values()}
    cards = {card.moment.id: card for card in moments.fetch_cards(asker.tx, me, list(liked))}
    who = [liker.account_id for liker in likers.values()]
    names, sights = asker.names(who), people.fetch_sights(asker.tx, me, who)
    rows = []
    for liker in likers.values():
        card, at = cards[liker.moment_id], liker.id >> 16
        friend = liker.account_id in sights and sights[liker.account_id].flags & people.Sight.FRIEND
        rows.append(
            [
                *names[liker.account_id],
                at,
                asker.number(card),
                _text(card),
                (at - _time(card)) // 60_000,
                int(not friend),
            ]
        )
    return sorted(rows, key=lambda row: (-row[3], row[0]))[:20]


def _answers_to_me(asker: Asker, params: Params) -> list[Row]:
    me = asker.person(params).id

    def page(at: Stretch) -> list[int]:
        return moments.page_answers(asker.tx, me, at).ids

    cards = moments.fetch_cards(asker.tx, me, asker.whole_instants(page, 20))
    cards.sort(key=lambda card: (-_time(card), asker.number(card)))
    names = asker.names(card.moment.author_id for card in cards[:20])
    return [[*names[card.moment.author_id], _time(card), asker.number(card), _text(card)] for card in cards[:20]]


_NAME = ["personId", "firstName", "lastName"]
QUESTIONS: dict[str, Question] = {
    "IS2": Question(
        _last_messages,
        [
            "messageId",
            "content",
            "creationDate",
            "originalPostId",
            "originalPosterId",
            "originalPosterFirstName",
            "originalPosterLastName",
        ],
    ),
    "IS3": Question(_friends, [*_NAME, "friendshipCreationDate"]),
    "IS5": Question(_author, _NAME),
    "IS7": Question(
        _direct_answers,
        [
            "commentId",
            "content",
            "creationDate",
            "authorId",
            "authorFirstName",
            "authorLastName",
            "replyAuthorKnowsOriginalAuthor",
        ],
    ),
    "IC2": Question(_of_friends, [*_NAME, "messageId", "content", "creationDate"]),
    "IC7": Question(_recent_likers, [*_NAME, "likeCreationDate", "messageId", "content", "minutesLatency", "isNew"]),
    "IC8": Question(_answers_to_me, [*_NAME, "commentCreationDate", "commentId", "content"]),
    "IC9": Question(_of_friends_and_theirs, [*_NAME, "messageId", "content", "creationDate"]),
}


def answer(house: Brought, query: str, params: Params) -> list[Row]:
    """The rows; none about a person or a message that is not there. Raises `LookupError` for other questions."""
    question = QUESTIONS[query]

    def ask(tx: ReadTx) -> list[Row]:
        try:
            return question.ask(Asker(tx, house), params)
        except NotFound:
            return []

    return house.database.read_now(ask)
