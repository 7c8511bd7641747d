"""A process in which many clients write at once, until it is killed.

Promises that each client does one deed at a time and, after a restart, first tries again what was not answered.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from pathlib import Path

from teahouse import moments, people
from teahouse.app import handed_for
from teahouse.kit.db import Database, WriteTx, open_database
from teahouse.kit.db.running import hold
from teahouse.kit.db.worker import Worker
from teahouse.kit.errors import Refusal
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.kill import ledger
from tests.kill.ledger import Deed, Ledger

CLIENTS = 64


def people_of_the_storm() -> people.Network:
    """Everybody knows the next two on either side, so that all friends have some in common."""
    ties = {tuple(sorted((at, (at + step) % CLIENTS))) for at in range(CLIENTS) for step in (1, 2)}
    return people.Network(tuple(f"u{at}" for at in range(CLIENTS)), tuple((a, b) for a, b in sorted(ties)))


def opened(address: str) -> Database:
    return open_database(address, listeners=listeners(), handed=handed_for(Settings()), threads=8)


def blow(address: str, path: Path, seed: int) -> None:
    """Write until killed."""
    with hold(address):
        database = opened(address)
        accounts = database.read_now(
            lambda tx: people.find_accounts(tx, [f"u{at}" for at in range(CLIENTS)], local_host="tea.example")
        )
        Worker(database)
        everybody = [accounts[f"u{at}"] for at in range(CLIENTS)]
        asyncio.run(_all_clients(database, everybody, path, seed))


async def _all_clients(database: Database, everybody: list[people.Account], path: Path, seed: int) -> None:
    before = ledger.read(path)
    posts = deque([before.done[key] for key in before.done if before.deeds[key].kind == "post"], maxlen=50)
    storm = Storm(database, everybody, Ledger(path), posts)
    again = before.open_deeds()
    async with asyncio.TaskGroup() as group:
        for client in range(CLIENTS):
            group.create_task(storm.client(client, again.get(client), random.Random(f"{seed} {client}"), seed))


class Storm:
    """What the clients share: the database, the ledger, and which moments there are to speak of."""

    def __init__(self, database: Database, everybody: list[people.Account], book: Ledger, posts: deque[int]) -> None:
        self._database = database
        self._everybody = everybody
        self._book = book
        self._posts = posts

    async def client(self, client: int, again: Deed | None, dice: random.Random, seed: int) -> None:
        if again is not None:
            await self._try(again)
        number = 0
        while True:
            number += 1
            await self._try(self._think_of(f"k{seed}-{client}-{number}", client, dice))

    async def _try(self, deed: Deed) -> None:
        self._book.tried(deed)
        try:
            done = await self._database.write(lambda tx: act(tx, self._everybody, deed))
        except Refusal:
            return
        self._book.done(deed, done)
        if deed.kind == "post":
            self._posts.append(done)

    def _think_of(self, key: str, client: int, dice: random.Random) -> Deed:
        kind = dice.choices(
            ["post", "comment", "like", "unlike", "befriend", "unfriend"], weights=[30, 25, 15, 8, 12, 10]
        )[0]
        if kind in ("comment", "like", "unlike") and not self._posts:
            kind = "post"
        if kind in ("befriend", "unfriend"):
            return Deed(key, client, kind)
        named = (client + 1) % CLIENTS if kind == "post" and dice.random() < 0.5 else None
        return Deed(key, client, kind, on=0 if kind == "post" else dice.choice(self._posts), named=named)


def act(tx: WriteTx, everybody: list[people.Account], deed: Deed) -> int:
    """One deed in one transaction; the id of what it made."""
    me = everybody[deed.client]
    # Nobody else decides about this pair, so the last deed of this client says how it stands.
    other = everybody[(deed.client + 3) % CLIENTS]
    match deed.kind:
        case "post":
            draft = moments.Draft(deed.text, moments.House(), once=deed.key)
            return moments.post_moment(tx, me, draft).id
        case "comment":
            draft = moments.Draft(deed.text, moments.Public(listed=False), parent_id=deed.on, once=deed.key)
            return moments.post_moment(tx, me, draft).id
        case "like":
            return moments.like(tx, me, deed.on).id
        case "unlike":
            moments.unlike(tx, me, deed.on)
        case "befriend":
            people.follow(tx, me, other)
            if people.fetch_tie(tx, me.id, other.id).requested:
                people.accept(tx, other, me)
        case "unfriend":
            people.unfollow(tx, me, other)
            people.unfollow(tx, other, me)
    return deed.on
