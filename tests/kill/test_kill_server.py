"""kill -9 of the server itself under many clients, who try again with the same idempotency key."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from teahouse import people
from teahouse.kit.db import WriteTx
from tests.house.source import ROOT
from tests.kill import ledger, storm, verdict
from tests.kill.ledger import Deed, Ledger
from tests.kill.test_kill import let_all_be_heard, wait_until_left

ANSWERED = 60


def tokens_for(house: str) -> list[str]:
    """One for each client."""
    database = storm.opened(house)

    def issue(tx: WriteTx) -> list[str]:
        names = [f"u{at}" for at in range(storm.CLIENTS)]
        found = people.find_accounts(tx, names, local_host="tea.example")
        return [people.issue_token(tx, None, found[name].id, found[name].id).token for name in names]

    tokens = database.write_now(issue)
    database.close()
    return tokens


@contextmanager
def serving(house: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a host starts it; killed, not stopped, at the end."""
    command = [sys.executable, "-P", "-m", "teahouse", "serve", "--port", str(port)]
    settings = {"TEAHOUSE_DATABASE": house, "TEAHOUSE_RATE_LIMITS": "false", "PYTHONPATH": str(ROOT)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TEAHOUSE_")} | settings
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        while True:
            assert process.poll() is None, "the server ended by itself"
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.wait()
        wait_until_left(house)


class Crowd:
    """Clients of one server, until it is gone."""

    def __init__(self, port: int, tokens: list[str], path: Path, seed: int) -> None:
        self.before = ledger.read(path)
        self.answered = 0
        self._book = Ledger(path)
        self._seed = seed
        self._port = port
        self._tokens = tokens
        self._posts = [id_ for key, id_ in self.before.done.items() if self.before.deeds[key].kind == "post"][-50:]

    async def run(self, process: subprocess.Popen[bytes]) -> None:
        again = self.before.open_deeds()
        limits = httpx.Limits(max_connections=storm.CLIENTS)
        async with (
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{self._port}", limits=limits, timeout=30, trust_env=False
            ) as http,
            asyncio.TaskGroup() as group,
        ):
            for client in range(storm.CLIENTS):
                group.create_task(self._client(http, client, again.get(client)))
            group.create_task(self._kill(process))
        self._book.close()

    async def _kill(self, process: subprocess.Popen[bytes]) -> None:
        while self.answered < ANSWERED:
            assert process.poll() is None, "the server ended by itself"
            await asyncio.sleep(0.01)
        await asyncio.sleep(random.uniform(0, 0.5))
        process.kill()

    async def _client(self, http: httpx.AsyncClient, client: int, again: Deed | None) -> None:
        dice = random.Random(f"{self._seed} {client}")
        number = 0
        try:
            if again is not None:
                await self._try(http, again)
            while True:
                number += 1
                await self._try(http, self._think_of(f"k{self._seed}-{client}-{number}", client, dice))
        except httpx.TransportError:
            return

    def _think_of(self, key: str, client: int, dice: random.Random) -> Deed:
        kind = dice.choice(["post", "comment", "comment", "like", "unlike"]) if self._posts else "post"
        named = (client + 1) % storm.CLIENTS if kind == "post" and dice.random() < 0.5 else None
        return Deed(key, client, kind, on=0 if kind == "post" else dice.choice(self._posts), named=named)

    async def _try(self, http: httpx.AsyncClient, deed: Deed) -> None:
        self._book.tried(deed)
        headers = {"Authorization": f"Bearer {self._tokens[deed.client]}", "Idempotency-Key": deed.key}
        if deed.kind in ("post", "comment"):
            form = {"status": deed.text, "visibility": "public"}
            if deed.kind == "comment":
                form["in_reply_to_id"] = str(deed.on)
            answer = await http.post("/api/v1/statuses", data=form, headers=headers)
        else:
            verb = "favourite" if deed.kind == "like" else "unfavourite"
            answer = await http.post(f"/api/v1/statuses/{deed.on}/{verb}", headers=headers)
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            return
        assert answer.status_code == httpx.codes.OK, answer.text
        done = int(answer.json()["id"])
        self._book.done(deed, done)
        self.answered += 1
        if deed.kind == "post":
            self._posts.append(done)


@pytest.mark.parametrize(("kind", "rounds"), [("sqlite", 3), ("postgresql", 2)])
def test_what_the_server_answered_stands_once(house: str, tmp_path: Path, rounds: int) -> None:
    path, tokens = tmp_path / "ledger", tokens_for(house)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    for number in range(rounds):
        seed = time.time_ns() % 1_000_000
        with serving(house, port) as process:
            asyncio.run(Crowd(port, tokens, path, seed).run(process))
        book = ledger.read(path)
        assert len(book.open_deeds()) > 8, "the server was cut off in the middle of many requests"
        assert verdict.faults(house, book) == [], f"seed {seed}, round {number}"
    let_all_be_heard(house)
    assert verdict.faults_at_rest(house) == []
