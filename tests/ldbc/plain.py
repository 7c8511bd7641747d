"""The questions answered in plain Python from the records alone, to compare the house with.

Promises to be read more easily than to run fast; it knows no house, no gate and no index.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.ldbc.folder import Friendship, Like, Message, Person, Record

Row = list[Any]


class World:
    """All records, by what the questions ask."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.people: dict[int, Person] = {}
        self.messages: dict[int, Message] = {}
        self.friends: dict[int, dict[int, int]] = {}
        self.written: dict[int, list[Message]] = {}
        self.answers: dict[int, list[Message]] = {}
        self.likes: dict[int, list[Like]] = {}
        self.add(records)

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            match record:
                case Person():
                    self.people[record.id] = record
                case Message():
                    self.messages[record.id] = record
                    self.written.setdefault(record.author, []).append(record)
                    if record.parent is not None:
                        self.answers.setdefault(record.parent, []).append(record)
                case Friendship(a=a, b=b, at=at):
                    self.friends.setdefault(a, {})[b] = at
                    self.friends.setdefault(b, {})[a] = at
                case Like():
                    self.likes.setdefault(record.message, []).append(record)

    def answer(self, query: str, params: dict[str, int]) -> list[Row]:
        """The rows of one of the eight questions that the house answers."""
        match query:
            case "IS2":
                return self.is2(params["personId"])
            case "IS3":
                return self.is3(params["personId"])
            case "IS5":
                return self.is5(params["messageId"])
            case "IS7":
                return self.is7(params["messageId"])
            case "IC2":
                return self.ic2(params["personId"], params["maxDate"])
            case "IC7":
                return self.ic7(params["personId"])
            case "IC8":
                return self.ic8(params["personId"])
            case "IC9":
                return self.ic9(params["personId"], params["maxDate"])
        raise LookupError(query)

    def name(self, person: int) -> Row:
        return [self.people[person].first_name, self.people[person].last_name]

    def root(self, message: Message) -> Message:
        while message.parent is not None:
            message = self.messages[message.parent]
        return message

    def newest(self, authors: set[int], before: int) -> list[Row]:
        """The newest 20 messages of these people, older ids first in one instant."""
        found = [m for author in authors for m in self.written.get(author, []) if m.at < before]
        found.sort(key=lambda m: (-m.at, m.id))
        return [[m.author, *self.name(m.author), m.id, m.text, m.at] for m in found[:20]]

    def is2(self, person: int) -> list[Row]:
        own = sorted(self.written.get(person, []), key=lambda m: (-m.at, -m.id))
        roots = [(m, self.root(m)) for m in own[:10]]
        return [[m.id, m.text, m.at, root.id, root.author, *self.name(root.author)] for m, root in roots]

    def is3(self, person: int) -> list[Row]:
        friends = sorted(self.friends.get(person, {}).items(), key=lambda each: (-each[1], each[0]))
        return [[friend, *self.name(friend), at] for friend, at in friends]

    def is5(self, message: int) -> list[Row]:
        author = self.messages[message].author
        return [[author, *self.name(author)]]

    def is7(self, message: int) -> list[Row]:
        author = self.messages[message].author
        answers = sorted(self.answers.get(message, []), key=lambda m: (-m.at, m.author, m.id))
        knows = self.friends.get(author, {})
        return [[m.id, m.text, m.at, m.author, *self.name(m.author), m.author in knows] for m in answers]

    def ic2(self, person: int, max_date: int) -> list[Row]:
        return self.newest(set(self.friends.get(person, {})), max_date + 1)

    def ic7(self, person: int) -> list[Row]:
        latest: dict[int, Like] = {}
        for like in (like for m in self.written.get(person, []) for like in self.likes.get(m.id, [])):
            known = latest.get(like.person)
            if known is None or (like.at, -like.message) > (known.at, -known.message):
                latest[like.person] = like
        rows = []
        for like in sorted(latest.values(), key=lambda like: (-like.at, like.person))[:20]:
            liked = self.messages[like.message]
            is_new = int(like.person not in self.friends.get(person, {}))
            minutes = (like.at - liked.at) // 60_000
            rows.append([like.person, *self.name(like.person), like.at, liked.id, liked.text, minutes, is_new])
        return rows

    def ic8(self, person: int) -> list[Row]:
        answers = [answer for m in self.written.get(person, []) for answer in self.answers.get(m.id, [])]
        answers.sort(key=lambda m: (-m.at, m.id))
        return [[m.author, *self.name(m.author), m.at, m.id, m.text] for m in answers[:20]]

    def ic9(self, person: int, max_date: int) -> list[Row]:
        friends = set(self.friends.get(person, {}))
        reached = friends.union(*(self.friends[friend] for friend in friends)) - {person}
        return self.newest(reached, max_date)
