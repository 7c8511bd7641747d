"""Houses with real server processes on them, and people whose streams are open."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from teahouse import people
from teahouse.app import open_house
from teahouse.kit.db import Database, WriteTx
from teahouse.settings import Settings
from tests.clients.server import running
from tests.postgres import fresh_database

PATIENCE = 20.0
"""Seconds to wait for what must come."""


class Street:
    """One database, the servers on it, and a few friends."""

    def __init__(self, folder: Path, url: str, stack: ExitStack, servers: int) -> None:
        self.url = url
        self.stack = stack
        self.servers: list[str] = []
        self._running = stack.enter_context(ExitStack())
        for n in range(servers):
            place = folder / f"server{n}"
            place.mkdir()
            self.servers.append(self._running.enter_context(running(place, database=url, rate_limits="false")))
        settings = Settings(database=url, origin=self.servers[0], media=str(folder / "media"))
        self.database: Database = open_house(settings)
        stack.callback(self.database.close)
        self.people: dict[str, people.Account] = {}
        self.tokens: dict[str, str] = {}
        for name in ("anna", "ben", "zoe"):
            self.people[name] = self.do(people.create_account, username=name, display_name=name)
            self.tokens[name] = self.token(name)
        self.do(people.follow, self.people["anna"], self.people["ben"])
        self.do(people.accept, self.people["ben"], self.people["anna"])

    def stop(self) -> None:
        """Stop the servers; they must stop well."""
        self._running.close()

    def do(self, act: Any, *args: Any, **named: Any) -> Any:
        """One act by another process than the servers: this one."""
        return self.database.write_now(lambda tx: act(tx, *args, **named))

    def token(self, name: str) -> str:
        """A new token."""

        def issue(tx: WriteTx) -> str:
            return people.issue_token(tx, None, self.people[name].id, self.people[name].id).token

        return self.database.write_now(issue)

    def ask(self, server: int, method: str, path: str, name: str, **fields: object) -> Any:
        """One request to one of the servers."""
        headers = {"authorization": f"Bearer {self.tokens[name]}", "content-type": "application/json"}
        data = json.dumps(fields).encode() if fields else None
        request = urllib.request.Request(f"{self.servers[server]}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def socket(self, server: int, name: str, stream: str = "user", token: str = "") -> ClientConnection:
        """A WebSocket to one of the servers."""
        address = self.servers[server].replace("http", "ws", 1) + "/api/v1/streaming"
        query = f"?stream={stream}" if stream else ""
        headers = {"Authorization": f"Bearer {token or self.tokens[name]}"}
        opened = connect(address + query, additional_headers=headers, proxy=None, compression=None)
        return self.stack.enter_context(opened)


Short = tuple[str, str]
"""An event, and the id of what it is about."""


def heard(socket: ClientConnection, *, until: Short | None = None, quiet: float = 0.5) -> list[Short]:
    """Events and ids, as they come: up to one that is awaited, and then until it is quiet."""
    found: list[Short] = []
    deadline = time.monotonic() + PATIENCE
    with suppress(TimeoutError):
        while True:
            waiting = until is not None and until not in found
            frame = json.loads(socket.recv(timeout=deadline - time.monotonic() if waiting else quiet))
            payload = json.loads(frame["payload"])
            found.append((frame["event"], payload["id"] if isinstance(payload, dict) else str(payload)))
    return found


def closed(socket: ClientConnection) -> tuple[int, str]:
    """The code and the reason with which it was closed."""
    with pytest.raises(ConnectionClosed) as error:
        _read_on(socket)
    said = error.value.rcvd
    assert said is not None, "it was cut without a word"
    return said.code, said.reason


def _read_on(socket: ClientConnection) -> None:
    while True:
        socket.recv(timeout=PATIENCE)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def two_servers(tmp_path: Path, stack: ExitStack, server_address: str) -> Street:
    """Two server processes on one PostgreSQL database."""
    return Street(tmp_path, stack.enter_context(fresh_database(server_address)), stack, 2)


@pytest.fixture
def one_server(tmp_path: Path, stack: ExitStack) -> Street:
    """One server process on a file, into which this process writes too, as the host's commands do."""
    return Street(tmp_path, f"sqlite:{tmp_path / 'house.sqlite'}", stack, 1)
