"""A client that costs little: whole requests made beforehand, sent over connections that stay open, answers cut out.

Promises that no more than one request is under way on a connection and that everything ends by a deadline. Talks to
this machine only.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Sequence

import click
from msgspec import Struct

from teahouse.doors.cli.bench.process import HERE, PATIENCE, ServerProcess


class Ask(Struct, frozen=True):
    """A request as it goes on the wire, and who looks at the body of its answer."""

    wire: bytes
    check: Callable[[bytes], None]


class Answered(Struct, frozen=True):
    """What a row of requests cost. `waits` are sorted, in seconds."""

    count: int
    cpu: float
    wall: float
    waits: list[float]
    size: int

    def wait(self, part: float) -> float:
        """How long this part of the requests waited at most."""
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * part))]


def get(path: str, token: str | None = None) -> bytes:
    """A GET request."""
    return request("GET", path, token, b"", ())


def post(path: str, token: str, body: bytes) -> bytes:
    """A POST of JSON."""
    return request("POST", path, token, body, ("Content-Type: application/json", f"Content-Length: {len(body)}"))


def request(method: str, path: str, token: str | None, body: bytes, more: Sequence[str]) -> bytes:
    """A whole request; `more` are further lines of its head."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HERE}", *more]
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Line:
    """One connection: the request under way on it and what came back so far."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HERE, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._came = bytearray()
        self._whole = 0
        self._head = 0
        self.sent_at = 0.0
        self.ask: Ask | None = None

    def send(self, ask: Ask) -> None:
        self.ask = ask
        self._came.clear()
        self._whole = 0
        self.sent_at = time.perf_counter()
        self.socket.sendall(ask.wire)

    def take(self) -> bytes | None:
        """Read what is there; the body, once it is whole."""
        came = self.socket.recv(262_144)
        if not came:
            raise click.ClickException("The server hung up in the middle of an answer.")
        self._came += came
        if not self._whole:
            self._head = self._came.find(b"\r\n\r\n") + 4
            if self._head < 4:
                return None
            self._whole = self._head + self._length()
        return bytes(self._came[self._head :]) if len(self._came) >= self._whole else None

    def _length(self) -> int:
        head = bytes(self._came[: self._head]).lower()
        if not head.startswith(b"http/1.1 200 "):
            raise click.ClickException(f"An answer was not 200: {bytes(self._came[:300])!r}")
        return int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])


class Client:
    """Some connections to one server."""

    def __init__(self, server: ServerProcess, connections: int = 1) -> None:
        self._server = server
        self._lines = [_Line(server.port) for _ in range(connections)]

    @property
    def connections(self) -> int:
        """How many requests are under way at once."""
        return len(self._lines)

    def close(self) -> None:
        """Hang up."""
        for line in self._lines:
            line.socket.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, asks: Sequence[Ask], *, seconds: float, settle: Callable[[], None] = lambda: None) -> Answered:
        """All of these, in order, as many at once as there are connections, until `seconds` are over.

        `settle` waits for what the answers left to be done; its processor time counts, its time does not.
        """
        waits: list[float] = []
        size = 0
        cpu, begun = self._server.cpu(), time.perf_counter()
        waiting = iter(asks)
        with selectors.DefaultSelector() as ready:
            for line in self._lines:
                if (ask := next(waiting, None)) is not None:
                    line.send(ask)
                    ready.register(line.socket, selectors.EVENT_READ, line)
            while ready.get_map():
                for key, _ in ready.select(PATIENCE) or _late():
                    line = key.data
                    body = line.take()
                    if body is None:
                        continue
                    now = time.perf_counter()
                    waits.append(now - line.sent_at)
                    size += len(body)
                    line.ask.check(body)
                    ask = next(waiting, None) if now - begun < seconds else None
                    if ask is None:
                        ready.unregister(line.socket)
                    else:
                        line.send(ask)
        wall = time.perf_counter() - begun
        settle()
        return Answered(len(waits), self._server.cpu() - cpu, wall, sorted(waits), size // max(1, len(waits)))


def _late() -> list[tuple[selectors.SelectorKey, int]]:
    raise click.ClickException(f"No answer came for {PATIENCE:.0f} seconds.")


def first_answer(server: ServerProcess, wire: bytes, check: Callable[[bytes], None]) -> float:
    """Seconds from the start of the process to its first 200."""
    while True:
        server.check_alive()
        try:
            line = _Line(server.port)
            break
        except ConnectionRefusedError:
            if time.perf_counter() - server.started > PATIENCE:
                raise click.ClickException("The server does not answer.") from None
            time.sleep(0.002)
    line.send(Ask(wire, check))
    body = None
    while body is None:
        body = line.take()
    took = time.perf_counter() - server.started
    line.socket.close()
    check(body)
    return took
