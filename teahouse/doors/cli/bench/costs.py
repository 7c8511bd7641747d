"""What a house costs its host: memory, disk and traffic, by a month of its people's life over HTTP.

Promises figures that were counted, none that is made of others but for the division by members and days.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import click
import msgspec

from teahouse import people
from teahouse.app import open_house
from teahouse.doors.cli.bench.client import Ask, Client, first_answer, get, post
from teahouse.doors.cli.bench.costs_pictures import measure_pictures, said
from teahouse.doors.cli.bench.house import settings_for
from teahouse.doors.cli.bench.process import HERE, ServerProcess, running
from teahouse.doors.cli.neighbourhood.library import collect
from teahouse.kit.db import Database, jobs
from teahouse.kit.db.backup import backup
from teahouse.kit.db.migrate import migrate
from teahouse.migrations import FOLDER

HOUSES = (50, 200, 1_000)
FRIENDS = 17
POSTS, COMMENTS, LIKES = 6, 13, 19
"""Of one member in a month, as the demonstration neighbourhood's people do."""
VISITS = 4
"""Times a day that a daily reader opens an app."""
READERS = 50
"""So many people's day is counted."""
AT_ONCE = 16
PATIENCE = 3_600.0
CHOICE = re.compile(r"\{([^|}]*)[^}]*\}|[<>]")


class Costs(msgspec.Struct, frozen=True):
    """What one house was seen to take, in bytes and megabytes of memory."""

    members: int
    idle: float
    busy: float
    begun: int
    lived: int
    backup: int
    seconds: float
    traffic: int
    packed: int


def measure(members: int) -> Costs:
    """Build a house, live a month in it, read for a day, back it up; nothing is left of it."""
    with TemporaryDirectory(prefix="teahouse-costs-") as folder:
        file = Path(folder, "house.sqlite")
        url = f"sqlite:{file}"
        month = _Month(url, members)
        begun = file.stat().st_size
        with _serving(url) as server:
            first_answer(server, get("/api/v1/instance"), lambda body: None)
            idle = server.memory().anonymous
            month.live(server)
            traffic, packed = month.read(server)
            busy = server.memory().anonymous
        lived = file.stat().st_size
        kept = backup(url, Path(folder, "house.tar"), version="costs")
        return Costs(members, idle, busy, begun, lived, kept.size, kept.took / 1000, traffic, packed)


def row(costs: Costs) -> tuple[str, ...]:
    """As the table shows it."""
    return (
        f"{costs.members:,}",
        f"{costs.idle:.0f} MB",
        f"{costs.busy:.0f} MB",
        f"{(costs.lived - costs.begun) / costs.members / 1000:.0f} kB",
        f"{costs.lived / 1e6:.1f} MB",
        f"{costs.backup / 1e6:.1f} MB, {costs.seconds:.1f} s",
        f"{costs.traffic / 1000:.0f} kB",
        f"{costs.packed / 1000:.0f} kB",
    )


HEAD = (
    "members",
    "memory idle",
    "memory after",
    "disk a member and month",
    "database after a month",
    "backup",
    "a reader's day",
    "packed",
)


@contextmanager
def _serving(url: str) -> Iterator[ServerProcess]:
    environment = {"TEAHOUSE_DATABASE": url, "TEAHOUSE_RATE_LIMITS": "false"}
    with running(["-m", "teahouse", "serve", "--host", HERE, "--port", "PORT"], environment) as server:
        yield server


class _Month:
    """The people of a house, and what they do."""

    def __init__(self, url: str, members: int) -> None:
        self._url = url
        self._chance = Random(members)  # noqa: S311 - the same month each time, no secret
        self._texts = [CHOICE.sub(r"\1", entry.text) for topic in collect().topics.values() for entry in topic.entries]
        self._friends: list[list[int]] = [[] for _ in range(members)]
        migrate(url, FOLDER)
        database = open_house(settings_for(url))
        try:
            self._ids, self._tokens = self._move_in(database, members)
        finally:
            database.close()

    def _move_in(self, database: Database, members: int) -> tuple[list[int], list[str]]:
        pairs = {self._pair(members) for _ in range(members * FRIENDS // 2)}
        for one, other in pairs:
            self._friends[one].append(other)
            self._friends[other].append(one)
        network = people.Network(tuple(f"member{at}" for at in range(members)), tuple(sorted(pairs)))
        database.write_now(lambda tx: people.bring_in(tx, network))
        names = list(network.people)
        found = database.read_now(lambda tx: people.find_accounts(tx, names, local_host="bench.example"))
        ids = [found[name].id for name in names]
        return ids, database.write_now(lambda tx: [people.issue_token(tx, None, each, each).token for each in ids])

    def _pair(self, members: int) -> tuple[int, int]:
        one, other = sorted(self._chance.sample(range(members), 2))
        return one, other

    def live(self, server: ServerProcess) -> None:
        """Everybody posts, then comments and likes go to friends' posts; until all notices are written."""
        everybody = range(len(self._ids))
        self._posts: list[tuple[int, str]] = []
        with Client(server, AT_ONCE) as client:
            self._all(client, [self._say(who) for who in everybody for _ in range(POSTS)])
            by = {who: [id_ for author, id_ in self._posts if author == who] for who in everybody}
            near = self._near = [[id_ for friend in self._friends[who] for id_ in by[friend]] for who in everybody]
            self._all(client, [self._say(who, near[who]) for who in everybody if near[who] for _ in range(COMMENTS)])
            self._all(client, [self._like(who, near[who]) for who in everybody if near[who] for _ in range(LIKES)])
        database = open_house(settings_for(self._url))
        try:
            while database.read_now(lambda tx: tx.value(jobs.WAITING)):
                server.check_alive()
        finally:
            database.close()

    def _all(self, client: Client, asks: list[Ask]) -> None:
        self._chance.shuffle(asks)
        client.ask(asks, seconds=PATIENCE)

    def _say(self, who: int, near: list[str] | None = None) -> Ask:
        body: dict[str, Any] = {"status": self._chance.choice(self._texts)[:480], "visibility": "private"}
        if near is not None:
            body["in_reply_to_id"] = self._chance.choice(near)
        wire = post("/api/v1/statuses", self._tokens[who], msgspec.json.encode(body))

        def check(answer: bytes) -> None:
            if near is None:
                self._posts.append((who, msgspec.json.decode(answer)["id"]))

        return Ask(wire, check)

    def _like(self, who: int, near: list[str]) -> Ask:
        return Ask(post(f"/api/v1/statuses/{self._chance.choice(near)}/favourite", self._tokens[who], b"{}"), _any)

    def read(self, server: ServerProcess) -> tuple[int, int]:
        """The bytes of one reader's day on average, as they are and as a proxy would pack them."""
        plain = packed = 0

        def count(body: bytes) -> None:
            nonlocal plain, packed
            plain += len(body)
            packed += len(zlib.compress(body, 5))

        readers = self._chance.sample(range(len(self._ids)), min(READERS, len(self._ids)))
        with Client(server) as client:
            for who in readers:
                client.ask([ask for _ in range(VISITS) for ask in self._visit(who, count)], seconds=PATIENCE)
        return plain // len(readers), packed // len(readers)

    def _visit(self, who: int, count: Callable[[bytes], None]) -> Iterator[Ask]:
        """Home, notices, three conversations, somebody's profile."""
        token = self._tokens[who]
        friend = self._ids[self._chance.choice(self._friends[who])]
        paths = ["/api/v1/timelines/home?limit=40", "/api/v1/notifications?limit=40"]
        paths += [f"/api/v1/statuses/{self._chance.choice(self._near[who])}/context" for _ in range(3)]
        paths += [f"/api/v1/accounts/{friend}", f"/api/v1/accounts/{friend}/statuses"]
        return (Ask(get(path, token), count) for path in paths)


def _any(body: bytes) -> None:
    """Whatever it says: that it was a 200 has been seen."""


def show(say: Callable[[str], None]) -> None:
    """Measure each of the houses and print the table, a row as soon as it stands."""
    click.echo("| " + " | ".join(HEAD) + " |\n|" + "---:|" * len(HEAD))
    for members in HOUSES:
        say(f"{members} members live for a month")
        click.echo("| " + " | ".join(row(measure(members))) + " |")
    say("pictures")
    click.echo(f"\n{said(measure_pictures())}")
