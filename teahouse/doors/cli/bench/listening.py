"""A thousand open streams: how long after the answer to a post a friend has it, and what an idle stream takes.

Promises that every friend of who posts had each post exactly once, and that nobody else heard of it.
"""

from __future__ import annotations

import selectors
import socket
import time
from base64 import b64encode
from collections.abc import Callable
from http.client import HTTPConnection

import click
import msgspec

from teahouse import moments, people
from teahouse.doors.cli.bench.house import BuiltHouse, Reader
from teahouse.doors.cli.bench.judge import Shown, wrong
from teahouse.doors.cli.bench.process import HERE, PATIENCE, ServerProcess
from teahouse.kit.db import Database, ReadTx, WriteTx

STREAM = "/api/v1/streaming?stream=user"
_LONG, _TEXT, _PING = 126, 1, 9


class Looking(msgspec.Struct, frozen=True):
    """Who reads home."""

    id: int
    time_zone: str = "UTC"


class Frame(msgspec.Struct):
    """What is pushed."""

    event: str
    payload: str


class Heard(msgspec.Struct, frozen=True):
    """Seconds from the answer to each arrival, sorted; processor time, and megabytes of an idle stream."""

    waits: list[float]
    cpu: float
    posts: int
    idle: float

    def wait(self, part: float) -> float:
        """How long this part of them waited at most."""
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * part))]


class Listener:
    """One WebSocket, as a client has it that never says anything."""

    def __init__(self, port: int, reader: Reader, *, room: int = 0) -> None:
        """`room` is how many bytes the system is to keep for who does not read; 0 leaves that to it."""
        self.reader = reader
        self.socket = socket.socket()
        self.socket.settimeout(PATIENCE)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        self.socket.connect((HERE, port))
        self._came = bytearray()
        key = b64encode(f"{reader.id:016x}"[:16].encode()).decode()
        head = (
            f"GET {STREAM} HTTP/1.1",
            f"Host: {HERE}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Authorization: Bearer {reader.token}",
        )
        self.socket.sendall("\r\n".join([*head, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            came = self.socket.recv(4096)
            answer += came
            if not came:
                break
        if b" 101 " not in answer[:20]:
            raise click.ClickException(f"A stream was not opened: {answer[:200]!r}")

    def take(self) -> list[bytes]:
        """The texts that came, whole ones only; pings are answered."""
        came = self.socket.recv(262_144)
        if not came:
            raise click.ClickException("The server closed a stream.")
        self._came += came
        texts = []
        while (cut := self._next()) is not None:
            kind, begin, end = cut
            if kind == _TEXT:
                texts.append(bytes(self._came[begin:end]))
            elif kind == _PING:
                # Masked with zeros, which leaves the payload as it is.
                self.socket.sendall(bytes([0x8A, 0x80 | (end - begin), 0, 0, 0, 0]) + self._came[begin:end])
            del self._came[:end]
        return texts

    def _next(self) -> tuple[int, int, int] | None:
        """The kind of the first frame, and where its payload begins and ends."""
        held = self._came
        if len(held) < 2:
            return None
        size, begin = held[1] & 127, 2
        if size >= _LONG:
            begin = 4 if size == _LONG else 10
            size = int.from_bytes(held[2:begin], "big")
        return None if len(held) < begin + size else (held[0] & 15, begin, begin + size)


class Listening:
    """Streams of the poster's friends and of others, up to a number."""

    def __init__(self, server: ServerProcess, house: BuiltHouse, database: Database, count: int) -> None:
        self._server = server
        self._poster = house.readers[0]
        self._line = HTTPConnection(HERE, server.port, timeout=PATIENCE)
        friends = database.read_now(self._plain_friends)[: count // 2]

        def issue(tx: WriteTx) -> list[Reader]:
            return [Reader(each, people.issue_token(tx, None, each, each).token) for each in friends]

        self._database = database
        self._friends = database.write_now(issue)
        self._expected: list[int] = []
        known = {self._poster.id, *friends}
        others = [reader for reader in house.readers if reader.id not in known]
        self._others = [others[n % len(others)] for n in range(count - len(friends))]

    def _plain_friends(self, tx: ReadTx) -> list[int]:
        """Friends who do not fold the poster's to a few a day: they would hear of some posts and not of others."""
        friends = people.fetch_friend_ids(tx, self._poster.id)
        return [each for each in friends if not people.fetch_tie(tx, each, self._poster.id).fold]

    def measure(self, posts: int, seconds: float, progress: Callable[[str], None]) -> Heard:
        """Post one after the other, each when the last was heard."""
        before = self._server.memory()
        listeners: list[Listener] = []
        waits: list[float] = []
        try:
            with selectors.DefaultSelector() as selector:
                for reader in (*self._friends, *self._others):
                    listener = Listener(self._server.port, reader)
                    listeners.append(listener)
                    selector.register(listener.socket, selectors.EVENT_READ, listener)
                    for key, _ in selector.select(timeout=0):
                        key.data.take()
                idle = (self._server.memory().anonymous - before.anonymous) / len(listeners)
                progress(f"{len(listeners):,} streams are open")
                self._expect(self._one(selector, -1, PATIENCE / 12)[0])
                cpu, until, done = self._server.cpu(), time.perf_counter() + seconds, 0
                while done < posts and time.perf_counter() < until:
                    posted, heard = self._one(selector, done, PATIENCE)
                    if sorted(heard) != self._expected:
                        raise wrong(f"how many streams heard of {posted}", len(heard), len(self._expected))
                    waits += heard.values()
                    done += 1
                cpu = (self._server.cpu() - cpu) / done
        finally:
            self._line.close()
            for listener in listeners:
                listener.socket.close()
        return Heard(sorted(waits), cpu, done, idle)

    def _expect(self, posted: int) -> None:
        """Who is to hear of posts: the friends at whose home the first one stands; some look away from the poster."""

        def at_home(tx: ReadTx) -> list[int]:
            looked = ((each.id, moments.page_home(tx, Looking(each.id), moments.Stretch())) for each in self._friends)
            return sorted(reader for reader, page in looked if posted in page.ids)

        self._expected = self._database.read_now(at_home)
        if len(self._expected) < len(self._friends) // 2:
            raise wrong("at how many homes a post stands", len(self._expected), len(self._friends))

    def _one(self, selector: selectors.BaseSelector, number: int, patience: float) -> tuple[int, dict[int, float]]:
        """Post, and wait for all who are to hear of it; the post, and after how long each of them had it."""
        body = msgspec.json.encode({"status": f"Who comes for tea? ({number})", "visibility": "private"})
        head = {"Authorization": f"Bearer {self._poster.token}", "Content-Type": "application/json"}
        self._line.request("POST", "/api/v1/statuses", body, head)
        answer = self._line.getresponse().read()
        answered = time.perf_counter()
        posted = msgspec.json.decode(answer, type=Shown).id
        waits: dict[int, float] = {}
        until = answered + patience
        while len(waits) < (len(self._expected) or len(self._friends)) and time.perf_counter() < until:
            for key, _ in selector.select(timeout=1):
                self._take(key.data, posted, answered, waits)
        for key, _ in selector.select(timeout=0.005):
            self._take(key.data, posted, answered, waits)
        return int(posted), waits

    def _take(self, listener: Listener, posted: str, answered: float, waits: dict[int, float]) -> None:
        for text in listener.take():
            at = max(0.0, time.perf_counter() - answered)
            frame = msgspec.json.decode(text, type=Frame)
            shown = msgspec.json.decode(frame.payload, type=Shown)
            told = frame.event, shown.id, shown.account.id, shown.visibility
            if told != ("update", posted, str(self._poster.id), "private") or listener.reader.id in waits:
                raise wrong("an event on a stream", told, ("update", posted))
            waits[listener.reader.id] = at
