"""Posting to 150 friends: alone, and many at once; every post is looked for in the database afterwards.

A post's cost includes what is done for it after the answer: the measure ends when every fact was heard.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import click
import msgspec

from teahouse.doors.cli.bench import store
from teahouse.doors.cli.bench.client import Answered, Ask, Client, post
from teahouse.doors.cli.bench.house import BuiltHouse
from teahouse.doors.cli.bench.judge import Judge, wrong
from teahouse.doors.cli.bench.process import ServerProcess
from teahouse.kit.db import Database

PATH = "/api/v1/statuses"
CLIENTS = 64
SETTLE = 60.0
"""Seconds to wait until every fact was heard."""


class Scale(Protocol):
    """How much is posted."""

    @property
    def posts(self) -> int: ...

    @property
    def seconds(self) -> float: ...


Done = Callable[[str, Answered, float | None], None]


class Posting:
    """Somebody posts, and somebody looks."""

    def __init__(self, server: ServerProcess, house: BuiltHouse, judge: Judge, database: Database) -> None:
        self._server = server
        self._house = house
        self._judge = judge
        self._database = database
        self._number = 0

    def ask(self, posters: int, count: int, clients: int, seconds: float) -> Answered:
        """Post so many moments to friends, by so many in turn, over so many connections."""
        posted: list[int] = []
        with Client(self._server, clients) as client:
            client.ask(self._asks(posters, clients, []), seconds=seconds, settle=self._settled)
            answered = client.ask(self._asks(posters, count, posted), seconds=seconds, settle=self._settled)
        found = self._database.read_now(lambda tx: store.count_of(tx, posted))
        if found != answered.count:
            raise wrong("posts that stand in the database", found, answered.count)
        return answered

    def _asks(self, posters: int, count: int, into: list[int]) -> list[Ask]:
        asks = []
        for _ in range(count):
            self._number += 1
            words = f"The kettle is on, come over, everybody: number {self._number} of today."
            body = msgspec.json.encode({"status": words, "visibility": "private"})
            author = self._house.readers[self._number % min(posters, len(self._house.readers))]
            asks.append(Ask(post(PATH, author.token, body), self._judge.posted(author.id, words, into)))
        return asks

    def _settled(self) -> None:
        until = time.perf_counter() + SETTLE
        while self._database.read_now(store.count_waiting):
            if time.perf_counter() > until:
                raise click.ClickException("Facts are still not heard after a minute.")
            time.sleep(0.02)


def measure(posting: Posting, scale: Scale, done: Done) -> None:
    """Both measures."""
    one = posting.ask(1, max(1, scale.posts // 4), 1, scale.seconds)
    done("post to 150 friends, durable, one client", one, None)
    many = posting.ask(CLIENTS, scale.posts * 2, CLIENTS, scale.seconds)
    done(f"post to 150 friends, durable, {CLIENTS} clients", many, 2000)
