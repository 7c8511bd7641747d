"""A real server and clients that are slow, endless, or speak no HTTP: it hangs up on them and serves the others."""

from __future__ import annotations

import json
import selectors
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_serving import ask, free_port, serving

HOST = b"Host: 127.0.0.1\r\n"
POST = b"POST /api/v1/apps HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
WHOLE = b"GET /api/v1/instance HTTP/1.1\r\n" + HOST + b"\r\n"
SLOW: dict[str, tuple[bytes, bytes, int | None]] = {
    "says nothing": (b"", b"", None),
    "drips a request line": (b"GET /", b"a", 408),
    "drips headers": (b"GET / HTTP/1.1\r\n" + HOST, b"X-A: b\r\n", 408),
    "drips one header": (b"GET / HTTP/1.1\r\n" + HOST + b"X-A: ", b"b", 408),
    "drips empty lines": (b"\r\n", b"\r\n", 408),
    "drips a body": (POST + b"Content-Length: 1000\r\n\r\n{", b" ", 408),
    "drips chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", 408),
    "sends no body": (POST + b"Content-Length: 1000\r\n\r\n", b"", 408),
    "drips headers after an answer": (WHOLE + b"GET / HTTP/1.1\r\n", b"X-A: b\r\n", 200),
    "drips a body that nobody reads": (
        b"GET /api/v1/instance HTTP/1.1\r\nContent-Length: 1000\r\n" + HOST + b"\r\n",
        b" ",
        200,
    ),
}
PATIENCE = 15.0
"""Seconds for a head, and for a body."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("slow")
    found = free_port()
    with serving(folder, "--port", str(found)) as (said, _):
        assert said.endswith(str(found))
        yield found
        assert apps_in(folder) == 0, "what was never said whole left something behind"
        assert "Traceback" not in (folder / "stderr").read_text()


def apps_in(folder: Path) -> int:
    with sqlite3.connect(folder / "teahouse.sqlite") as reader:
        (count,) = reader.execute("SELECT count(*) FROM app").fetchone()
    reader.close()
    return int(count)


class Slow:
    """One connection, and what came back on it until it was closed."""

    def __init__(self, port: int, begins: bytes, drip: bytes = b"") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.drip = drip
        self.got = b""
        self.ended: float | None = None
        self.socket.sendall(begins)

    def step(self) -> None:
        """Send a little more; notice the end."""
        try:
            self.socket.sendall(self.drip)
        except OSError:
            self.end()

    def hear(self) -> None:
        """Read what is there."""
        try:
            read = self.socket.recv(65536)
        except OSError:
            read = b""
        self.got += read
        if not read:
            self.end()

    def end(self) -> None:
        self.ended = self.ended or time.monotonic()

    @property
    def status(self) -> int | None:
        return int(self.got.split()[1]) if self.got else None

    @property
    def json(self) -> Any:
        return json.loads(self.got.rpartition(b"\r\n\r\n")[2])


def test_nobody_is_waited_for_for_ever(port: int) -> None:
    began = time.monotonic()
    slow = {name: Slow(port, begins, drip) for name, (begins, drip, _) in SLOW.items()}
    with selectors.DefaultSelector() as selector:
        for one in slow.values():
            selector.register(one.socket, selectors.EVENT_READ, one)
        while selector.get_map() and time.monotonic() - began < PATIENCE + 8:
            for key, _ in selector.select(timeout=0.2):
                key.data.hear()
            for one in [key.data for key in selector.get_map().values()]:
                if one.ended:
                    selector.unregister(one.socket)
                else:
                    one.step()
            time.sleep(0.2)
        waiting = [name for name, one in slow.items() if one.ended is None]
    for one in slow.values():
        one.socket.close()
    assert not waiting, f"still connected: {waiting}"
    assert {name: one.status for name, one in slow.items()} == {name: status for name, (_, _, status) in SLOW.items()}
    for name, one in slow.items():
        assert one.ended is not None
        assert one.ended - began > PATIENCE - 1, f"{name} was hung up on too soon"
        if one.status == 408:
            assert one.json == {"error": "The request took too long to arrive"}, name
    assert ask(port, "/api/v1/instance")["uri"]


def said_at_once(port: int, *sent: bytes) -> Slow:
    one = Slow(port, b"")
    try:
        for part in sent:
            one.socket.sendall(part)
        while one.ended is None:
            one.hear()
    finally:
        one.socket.close()
    return one


NO_HTTP = [
    b"hello\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /\xff HTTP/1.1\r\n" + HOST + b"Bad Header: x\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
    POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    POST + b"Content-Length: -1\r\n\r\n",
    POST + b"Content-Length: 99999999999999999999999\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"X-A: b\x00c\r\n\r\n",
]


@pytest.mark.parametrize("sent", NO_HTTP)
def test_what_is_no_http_is_refused(port: int, sent: bytes) -> None:
    one = said_at_once(port, sent)
    assert (one.status, one.json) == (400, {"error": "The request could not be read"}), one.got


def test_heads_without_end_are_cut_off(port: int) -> None:
    for begin, part in ((b"GET / HTTP/1.1\r\n" + HOST, b"X-A: " + b"b" * 993 + b"\r\n"), (b"GET /", b"a" * 1000)):
        one = said_at_once(port, begin, *[part] * 66)
        assert (one.status, one.json) == (431, {"error": "The request's headers are too large"}), one.got


def test_large_heads_and_bodies_that_are_still_right(port: int) -> None:
    """A body that comes in one piece with its head is no large head, nor is one whose head comes in pieces."""
    body = json.dumps({"client_name": "", "redirect_uris": "", "website": "a" * 900_000}).encode()
    head = POST + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    for sent in ([head + body], [head[:-1], head[-1:] + body], [head[:9], head[9:], body]):
        assert said_at_once(port, *sent).status == 422
    cookies = b"Cookie: " + b"a" * 40_000 + b"\r\nConnection: close\r\n\r\n"
    assert said_at_once(port, b"GET /api/v1/instance HTTP/1.1\r\n" + HOST + cookies).status == 200


def test_many_requests_on_one_connection(port: int) -> None:
    one = said_at_once(port, WHOLE * 40 + WHOLE[:-2] + b"Connection: close\r\n\r\n")
    assert one.got.count(b"HTTP/1.1 200") == 41


def test_a_body_too_large_is_not_read_to_its_end(port: int) -> None:
    one = Slow(port, POST + b"Content-Length: 2000000000\r\n\r\n")
    sent = 0
    try:
        while sent < 64 * 1024 * 1024:
            sent += one.socket.send(b"a" * 65536)
    except OSError:
        pass
    one.hear()
    one.socket.close()
    assert sent < 32 * 1024 * 1024
    assert one.status in (413, None)
    assert ask(port, "/api/v1/instance")["uri"]
