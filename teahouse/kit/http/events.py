"""Server-sent events: the body of an answer that does not end, as a line of `kit.live` sends on it.

Promises that a connection can be cut by force where the server lends that.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import Scope, Send

from teahouse.kit.http.patience import HANG_UP
from teahouse.kit.live import Ending

EVENTS_HEADERS = {
    "content-type": "text/event-stream",
    "cache-control": "private, no-store",
    "x-accel-buffering": "no",
}
OPENED = b":)\n\n"
"""What is sent first, so that whatever stands between passes the answer's beginning on."""


def _nothing() -> None:
    return


def cutter(scope: Scope) -> Callable[[], None]:
    """What cuts the connection, where the server lends that."""
    cut: Callable[[], None] = scope.get(HANG_UP, _nothing)
    return cut


def written(name: str, payload: bytes) -> bytes:
    """An event as it is sent. One without a payload is none: browsers drop it."""
    return b"event: " + name.encode() + b"\ndata: " + payload + b"\n\n"


class EventStream:
    """A wire whose answer has begun already."""

    __slots__ = ("_send", "hang_up")

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self.hang_up = cutter(scope)

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
