"""Brings the records of a folder into a real house, through the domains' faces: person by person, word by word.

People become accounts, friendships both their ties, posts public moments, comments comments, likes likes; each keeps
its own time. Promises that a text or a name comes out as it went in (`spell`, `unspell`), and that an act whose turn
has not come (a comment before its post) waits for it.

The house is opened without listeners (`open_house`): nobody is to be told of what happened years ago.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import psycopg

from teahouse import guard, moments, people
from teahouse.kit import text as texts
from teahouse.kit.clock import Clock
from teahouse.kit.db import Database, WriteTx, open_database
from tests.ldbc import folder as source
from tests.ldbc.folder import Friendship, Like, Message, Person, Record

BATCH = 500
"""So many acts share a transaction."""
TRIES = 5

FIRST_NAME, LAST_NAME = "First name", "Last name"
ANYBODY = moments.Public(listed=True)
UNCUT = moments.Public(listed=False)


def open_house(address: str, clock: Clock | None = None) -> Database:
    """A house that sets no limits to what is brought in; its tables are there already."""
    handed: dict[type[Any], Any] = {
        people.Addresses: people.Addresses("https://tea.example"),
        people.SignUpRules: people.SignUpRules(),
        people.Limits: people.Limits(max_friends=1_000_000),
        moments.Limits: moments.Limits(max_characters=1_000_000),
        guard.rulings.HouseRules: guard.rulings.HouseRules(),
    }
    return open_database(address, clock=clock, handed=handed, threads=2)


def records_at_start(folder: Path) -> list[Record]:
    """All that the folder says before its update streams, so that each stands behind what it needs where it can."""
    return [
        *sorted(source.read_people(folder), key=lambda person: (person.at, person.id)),
        *sorted(source.read_friendships(folder), key=lambda friendship: friendship.at),
        *sorted(source.read_messages(folder), key=lambda message: (message.at, message.id)),
        # Of two likes of one instant the one of the older message counts as the later.
        *sorted(source.read_likes(folder), key=lambda like: (like.at, -like.message)),
    ]


def spell(text: str, clean: Callable[[str], str] = texts.clean_text) -> str:
    """The text so that the house keeps it to the letter: quoted where `clean` would change it (margins, old forms)."""
    kept = clean(text) == text and not texts.is_blank(text) and not text.startswith('"')
    return text if kept else json.dumps(text)


def unspell(text: str) -> str:
    """What `spell` was given."""
    return str(json.loads(text)) if text.startswith('"') else text


class Brought:
    """A house and who is who in it: the folder's numbers on one side, the house's ids on the other."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.accounts: dict[int, people.Account] = {}
        self.messages: dict[int, int] = {}
        self.numbers: dict[int, int] = {}
        """The folder's number of each moment."""

    def bring(self, records: Iterable[Record]) -> list[Record]:
        """Do what the records say, in their order where that can be. Answers those that name what is not there."""
        waiting = list(records)
        while waiting:
            later: list[Record] = []
            for start in range(0, len(waiting), BATCH):
                later += self._bring_batch(waiting[start : start + BATCH])
            if len(later) == len(waiting):
                break
            waiting = later
        return waiting

    def _bring_batch(self, records: Sequence[Record]) -> list[Record]:
        for _ in range(TRIES):
            try:
                done = self.database.write_now(lambda tx: _Turn(self, tx).run(records))
            except (sqlite3.IntegrityError, psycopg.errors.UniqueViolation) as error:
                # Two backdated ids met, as two of one millisecond do once in 65,536 times: others are drawn.
                failure = error
                continue
            self.accounts |= done.accounts
            self.messages |= done.messages
            self.numbers |= {moment_id: number for number, moment_id in done.messages.items()}
            return done.later
        raise failure


class _Turn:
    """One transaction's acts. What it made is known outside once it is committed; it may be run again before."""

    def __init__(self, house: Brought, tx: WriteTx) -> None:
        self.house = house
        self.tx = tx
        self.accounts: dict[int, people.Account] = {}
        self.messages: dict[int, int] = {}
        self.later: list[Record] = []

    def run(self, records: Sequence[Record]) -> _Turn:
        for record in records:
            if not self.do(record):
                self.later.append(record)
        return self

    def do(self, record: Record) -> bool:
        """Whether it could be done: all that it names was there."""
        match record:
            case Person():
                return self.join(record)
            case Friendship(a=a, b=b, at=at):
                return self.befriend(self.account(a), self.account(b), at)
            case Message():
                return self.post(record)
            case Like(person=person, message=message, at=at):
                return self.like(self.account(person), self.moment(message), at)

    def account(self, number: int) -> people.Account | None:
        return self.accounts.get(number) or self.house.accounts.get(number)

    def moment(self, number: int) -> int | None:
        return self.messages.get(number) or self.house.messages.get(number)

    def join(self, person: Person) -> bool:
        name = texts.clean_name(f"{person.first_name} {person.last_name}")[: people.MAX_DISPLAY_NAME]
        account = people.create_account(
            self.tx,
            username=f"p{person.id}",
            display_name=None if texts.is_blank(name) else name,
            created_at=person.at,
            discoverable=True,
        )
        fields = [
            (FIRST_NAME, spell(person.first_name, texts.clean_line)),
            (LAST_NAME, spell(person.last_name, texts.clean_line)),
        ]
        self.accounts[person.id] = people.update_profile(self.tx, account, people.ProfileChanges(fields=fields))
        return True

    def befriend(self, a: people.Account | None, b: people.Account | None, at: int) -> bool:
        if a is None or b is None:
            return False
        if not people.are_friends(self.tx, a.id, b.id):
            people.follow(self.tx, a, b, at=at)
            people.accept(self.tx, b, a, at=at)
        return True

    def post(self, message: Message) -> bool:
        author = self.account(message.author)
        parent = None if message.parent is None else self.moment(message.parent)
        if author is None or (message.parent is not None and parent is None):
            return False
        draft = moments.Draft(
            spell(message.text), ANYBODY if parent is None else UNCUT, parent_id=parent, at=message.at
        )
        self.messages[message.id] = moments.post_moment(self.tx, author, draft).id
        return True

    def like(self, account: people.Account | None, moment_id: int | None, at: int) -> bool:
        if account is None or moment_id is None:
            return False
        moments.like(self.tx, account, moment_id, at=at)
        return True
