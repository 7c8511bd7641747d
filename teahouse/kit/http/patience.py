"""The listener's patience: how long and how much a client may take to say what it wants.

A request's head comes whole within its time and size, and a connection that says nothing is let go; what is no HTTP at
all is refused as JSON like everything else.
"""

from __future__ import annotations

import asyncio

import msgspec
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

HEAD_SECONDS = 15.0
MOST_HEAD_BYTES = 64 * 1024
HANG_UP = "teahouse.hang_up"
"""Under which key of the scope an app finds what cuts its connection at once."""
_HEADS = b"content-type: application/json; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"


class _Cycle(RequestResponseCycle):
    """Uvicorn's answer to one request, which by itself searches each header for what does not belong there."""

    async def send(self, message: ASGISendEvent) -> None:
        """The head of an answer is looked at once, as a whole."""
        if message["type"] != "http.response.start" or self.response_started or self.disconnected:
            await super().send(message)
            return
        if self.flow.write_paused:
            await self.flow.drain()
        self.response_started = True
        self.waiting_for_100_continue = False
        status = message["status"]
        parts, lines = [STATUS_LINE[status]], 2
        for name, value in (*self.default_headers, *message["headers"]):
            if name == b"content-length":
                self.expected_content_length = int(value)
                self.chunked_encoding = False
            elif name == b"connection" and value.lower() == b"close":
                self.keep_alive = False
                continue
            parts += (name, b": ", value, b"\r\n")
            lines += 1
        if not self.keep_alive:
            parts.append(b"connection: close\r\n")
            lines += 1
        if self.chunked_encoding is None and self.scope["method"] != "HEAD" and status not in (204, 304):
            self.chunked_encoding = True
            parts.append(b"transfer-encoding: chunked\r\n")
            lines += 1
        parts.append(b"\r\n")
        head = b"".join(parts)
        if not (head.count(b"\n") == head.count(b"\r") == lines) or b"\0" in head:
            raise RuntimeError("a header holds what would split the answer")
        self.transport.write(head)


class PatientProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, which by itself waits for ever for a head that never ends, and keeps all of it.

    Bodies have their own time and size (`body.py`) as long as somebody reads them; what still drips in after the
    answer went out is waited for no longer than a new head would be.
    """

    _due: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _heads = 0
    _in_head = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse it, unless the head has grown too large."""
        if self.transport.is_closing():
            return
        heads = self._heads
        super().data_received(data)
        if self.transport.get_protocol() is not self:
            # It is a WebSocket now, which has a patience of its own.
            self._stop_waiting()
            return
        # A head that comes whole, as nearly all do, needs nobody to wait for it.
        if self._in_head and self._due is None:
            self._await_head()
        if self.transport.is_closing() or self._answering():
            return
        if self._heads == heads and self._due is not None:
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._refuse(431, "The request's headers are too large")
        if self._due is None:
            self._await_head()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._in_head = True

    def on_headers_complete(self) -> None:
        """A head is whole."""
        self._heads += 1
        self._in_head = False
        self._stop_waiting()
        self.scope[HANG_UP] = self.transport.abort  # type: ignore[literal-required]  # ours
        cycle = self.cycle
        super().on_headers_complete()
        if self.cycle is not cycle:
            # It is made by name, and has not begun.
            self.cycle.__class__ = _Cycle

    def send_400_response(self, msg: str) -> None:
        """Refuse what could not be parsed, in our words."""
        self._refuse(400, "The request could not be read")

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._due = self.loop.call_later(HEAD_SECONDS, self._lose_patience)

    def _stop_waiting(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _lose_patience(self) -> None:
        self._due = None
        if self._answering():
            self._await_head()
        elif self._head_bytes:
            self._refuse(408, "The request took too long to arrive")
        else:
            self.transport.close()

    def _refuse(self, status: int, text: str) -> None:
        """Say so, unless an answer is on its way here, and hang up."""
        self._stop_waiting()
        if not self._answering():
            body = msgspec.json.encode({"error": text})
            self.transport.write(STATUS_LINE[status] + _HEADS % len(body) + body)
        self.transport.close()
