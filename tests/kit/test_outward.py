"""Out of the house: what was named by others reaches public addresses only, and comes back in bounds."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from teahouse.kit.db import Outcome
from teahouse.kit.outward import Client, Gate, HttpParcel, address_fault, is_public

HERE = ("127.0.0.0/8", "::1/128")

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:808:808::1",
    "2001::1", "2001:0:808:808::1", "2001:db8::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "ff02::1", "ff0e::1", "2606:4700::1111%eth0", "localhost", "", "8.8.8", "1.2.3.4.5",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700:4700::1111", "2a00:1450::1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_plainly_public_is_not(address: str) -> None:
    assert not is_public(address)
    assert not Gate().allows(address, 443, plain=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_reached_by_https_and_web_ports(address: str) -> None:
    assert is_public(address)
    gate = Gate(HERE)
    assert gate.allows(address, 443, plain=False)
    assert gate.allows(address, 8443, plain=False)
    assert [port for port in (22, 25, 53, 110, 143, 587, 993) if gate.allows(address, port, plain=False)] == []
    assert not gate.allows(address, 443, plain=True)


def carry(url: str, allowed: tuple[str, ...] = (), **bounds: float) -> Outcome:
    async def go() -> Outcome:
        client = Client(Gate(allowed), seconds=bounds.get("seconds", 5.0), most_bytes=1000)
        try:
            return await client.carry(HttpParcel(url, b"hello", {"Content-Type": "text/plain"}))
        finally:
            await client.close()

    return asyncio.run(go())


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[tuple[int, list[int]]]:
    """A server that does what it is told to with each connection; its port, and how many came."""
    server = socket.create_server(("127.0.0.1", 0))
    came: list[int] = []

    def serve() -> None:
        while True:
            try:
                peer, _ = server.accept()
            except OSError:
                return
            came.append(1)
            with peer:
                try:
                    peer.settimeout(5)
                    answer(peer)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], came
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(timeout=10)


def saying(text: bytes) -> Callable[[socket.socket], None]:
    def answer(peer: socket.socket) -> None:
        peer.recv(65_536)
        peer.sendall(text)

    return answer


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "0"]
)
def test_this_machine_is_not_reached_by_any_notation(host: str) -> None:
    with answering(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as (port, came):
        for scheme in ("https", "http"):
            outcome = carry(f"{scheme}://{host}:{port}/")
            assert outcome.status == 0
            assert str(port) not in outcome.said
        # Another network of one's own opens nothing but itself.
        assert carry(f"http://{host}:{port}/", ("10.0.0.0/8",)).status == 0
        assert came == []


def test_what_the_host_allows_is_reached() -> None:
    with answering(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) as (port, _):
        assert carry(f"http://127.0.0.1:{port}/", HERE) == Outcome(200, "answered 200", None, b"ok")


def test_no_redirect_is_followed() -> None:
    said = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
    with answering(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as (inner, came):
        with answering(saying(said % inner)) as (port, _):
            assert carry(f"http://127.0.0.1:{port}/", HERE).status == 307
        assert came == []


def test_no_more_is_read_than_was_asked_for() -> None:
    def flood(peer: socket.socket) -> None:
        peer.recv(65_536)
        peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            peer.sendall(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")

    with answering(flood) as (port, _):
        outcome = carry(f"http://127.0.0.1:{port}/", HERE)
    assert (outcome.status, len(outcome.body)) == (200, 1000)


def test_a_packed_answer_is_not_unpacked() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8bxx"
    with answering(saying(head)) as (port, _):
        assert carry(f"http://127.0.0.1:{port}/", HERE).body == b"\x1f\x8bxx"


@pytest.mark.parametrize("drip", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nx"])
def test_who_is_slow_is_left(drip: bytes) -> None:
    done = threading.Event()

    def slow(peer: socket.socket) -> None:
        peer.sendall(drip)
        done.wait(5)

    with answering(slow) as (port, _):
        begun = time.monotonic()
        outcome = carry(f"http://127.0.0.1:{port}/", HERE, seconds=0.4)
        took = time.monotonic() - begun
        done.set()
    assert (outcome.status, outcome.said) == (0, "did not answer in time")
    assert took < 3


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 999999 ?\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 20_000,
        b"\x00" * 99,
    ],
)
def test_nonsense_is_no_fault_of_ours(said: bytes) -> None:
    with answering(saying(said)) as (port, _):
        outcome = carry(f"http://127.0.0.1:{port}/secret-part", HERE)
    assert outcome.status in (0, 200)
    assert "secret-part" not in outcome.said


@pytest.mark.parametrize(
    ("said", "seconds"), [("7", 7), ("99999999", 86_400), ("soon", None), ("-1", None), ("", None)]
)
def test_when_to_come_back_is_read_with_care(said: str, seconds: int | None) -> None:
    head = f"HTTP/1.1 429 Slow\r\nRetry-After: {said}\r\nContent-Length: 0\r\n\r\n".encode()
    with answering(saying(head)) as (port, _):
        assert carry(f"http://127.0.0.1:{port}/", HERE).retry_after == seconds


def test_what_is_no_address_is_told_before() -> None:
    assert address_fault("https://push.example/x?y=z", Gate()) is None
    assert address_fault("https://push.example:8443/", Gate()) is None
    assert address_fault("http://push.example/", Gate()) == "must begin with https://"
    assert address_fault("http://push.example/", Gate(HERE)) is None
    for url in ("", "push.example", "https:push", "https://\n", "file:///etc/passwd", "https://a:b@c/", "https://é/"):
        assert address_fault(url, Gate(HERE)) is not None, url
