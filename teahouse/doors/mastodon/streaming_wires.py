"""The two ways in which an event travels: as a WebSocket's message, and as a server-sent event."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from starlette.types import Scope, Send

from teahouse.kit.live import Ending

CODES = {
    Ending.SLOW: 1008,
    Ending.SHUT: 1008,
    Ending.GOING: 1001,
    Ending.MISSED: 1013,
    Ending.IDLE: 1000,
    Ending.NOISY: 1008,
    Ending.UNREADABLE: 1003,
}
"""How a WebSocket is closed (RFC 6455)."""


class Event:
    """Something that happened, for one reader; written once however many streams it is pushed on."""

    __slots__ = ("_quoted", "name", "payload")

    def __init__(self, name: str, payload: bytes) -> None:
        self.name = name
        self.payload = payload
        """JSON, or an id."""
        self._quoted: bytes | None = None

    @property
    def quoted(self) -> bytes:
        """The payload as a JSON text."""
        if self._quoted is None:
            self._quoted = msgspec.json.encode(self.payload.decode())
        return self._quoted


def _nothing() -> None:
    return


def _cutter(scope: Scope) -> Callable[[], None]:
    """What cuts the connection, where the server lends that."""
    cut: Callable[[], None] = scope.get("teahouse.hang_up", _nothing)
    return cut


class SocketWire:
    """A WebSocket. It shows that it is alive by pings, which the server sends."""

    __slots__ = ("_send", "hang_up")

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self.hang_up = _cutter(scope)

    @staticmethod
    def written(event: Event, label: tuple[str, ...]) -> bytes:
        """The event as it is sent on a stream of this name."""
        name = msgspec.json.encode({"stream": label, "event": event.name})
        return name[:-1] + b',"payload":' + event.quoted + b"}"

    async def send(self, item: bytes) -> None:
        """One message."""
        await self._send({"type": "websocket.send", "text": item.decode()})

    async def beat(self) -> None:
        """Nothing."""

    async def end(self, why: Ending) -> None:
        """Close it with a code."""
        await self._send({"type": "websocket.close", "code": CODES[why], "reason": why.value})


class EventsWire:
    """Server-sent events: the body of an answer that does not end."""

    __slots__ = ("_send", "hang_up")

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self.hang_up = _cutter(scope)

    @staticmethod
    def written(event: Event, label: tuple[str, ...]) -> bytes:
        """The event as it is sent; the stream's name is in the address that was asked for."""
        return b"event: " + event.name.encode() + b"\ndata: " + event.payload + b"\n\n"

    async def send(self, item: bytes) -> None:
        """One event, or a comment."""
        await self._send({"type": "http.response.body", "body": item, "more_body": True})

    async def beat(self) -> None:
        """A comment, as Mastodon sends it."""
        await self.send(b":thump\n\n")

    async def end(self, why: Ending) -> None:
        """A last comment."""
        said = f": {why.value}\n\n".encode()
        await self._send({"type": "http.response.body", "body": said, "more_body": False})
