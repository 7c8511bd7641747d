"""The two ways in which an event travels: as a WebSocket's message, and as a server-sent event."""

from __future__ import annotations

import msgspec
from starlette.types import Scope, Send

from teahouse.kit.http.events import EventStream, cutter, written
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


class SocketWire:
    """A WebSocket. It shows that it is alive by pings, which the server sends."""

    __slots__ = ("_send", "hang_up")

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self.hang_up = cutter(scope)

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


class EventsWire(EventStream):
    """Server-sent events."""

    __slots__ = ()

    @staticmethod
    def written(event: Event, label: tuple[str, ...]) -> bytes:
        """The event as it is sent; the stream's name is in the address that was asked for."""
        return written(event.name, event.payload)
