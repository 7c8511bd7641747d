"""A line: one open stream, and what waits to be sent on it.

Promises that pushing never waits, that what waits is bounded, and that whoever reads too slowly is cut off, by force
where they do not even read why.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

MOST_ITEMS = 256
MOST_BYTES = 256 * 1024
"""What may wait on one line."""
PARTING = 2.0
"""Seconds that a reader has to take notice of the end, before the connection is cut."""


class Ending(Enum):
    """Why a line is ended by the house, in words for who reads on it."""

    SLOW = "You read too slowly: too much waits for you"
    SHUT = "The access token is no longer good"
    GOING = "The server is going away"
    MISSED = "Something may have been missed; read again, then come back"
    IDLE = "Nothing was subscribed to for a long time"
    NOISY = "Too many messages"
    UNREADABLE = "Only text is understood"


class Wire(Protocol):
    """What a line sends on. All but `hang_up` may wait for the reader."""

    async def send(self, item: bytes) -> None:
        """Send one item."""

    async def beat(self) -> None:
        """Send what shows that the line is alive, where the connection does not do so itself."""

    async def end(self, why: Ending) -> None:
        """Say why, and end."""

    def hang_up(self) -> None:
        """Cut the connection at once."""


class Line:
    """One open stream of `reader`, who was let in at `door` by `key`, from `address`.

    What a key is, its door knows.
    """

    __slots__ = (
        "_begun",
        "_dropped",
        "_held",
        "_hold",
        "_sending",
        "_waiting",
        "address",
        "door",
        "ended",
        "key",
        "opened_at",
        "reader",
        "topics",
        "wire",
    )

    def __init__(self, door: str, reader: int, key: Any, address: str, wire: Wire) -> None:
        self.door = door
        self.reader = reader
        self.key = key
        self.address = address
        self.wire = wire
        self.topics: set[tuple[str, str]] = set()
        self.opened_at = 0.0
        self.ended: Ending | None = None
        self._waiting: deque[bytes] = deque()
        self._held = 0
        self._sending: asyncio.Task[None] | None = None
        self._hold: Callable[[int], bool] = lambda step: True
        self._dropped = False
        self._begun = False

    def begin(self) -> None:
        """The connection is open: send what was pushed meanwhile."""
        self._begun = True
        if self._waiting and self._sending is None and self.ended is None:
            self._sending = asyncio.get_running_loop().create_task(self._send())

    def held_by(self, hold: Callable[[int], bool]) -> None:
        """`hold` is told of each change of how many bytes wait, and answers whether there is room in all."""
        self._hold = hold

    def push(self, item: bytes) -> None:
        """Send it when the reader has read what was pushed before."""
        if self.ended is not None or self._dropped:
            return
        room = self._hold(len(item))
        self._held += len(item)
        self._waiting.append(item)
        if not room or len(self._waiting) > MOST_ITEMS or self._held > MOST_BYTES:
            self.end(Ending.SLOW)
        elif self._begun and self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._send())

    async def _send(self) -> None:
        try:
            while self._waiting and self.ended is None:
                item = self._waiting[0]
                await self.wire.send(item)
                if self._waiting:
                    self._waiting.popleft()
                    self._held -= len(item)
                    self._hold(-len(item))
        except Exception:  # the reader is gone, which the line's own keeper notices
            self._let_go()
        finally:
            self._sending = None

    def beat(self) -> None:
        """Show that the line is alive, unless something is under way on it, which shows that too."""
        if self._begun and self._sending is None and self.ended is None:
            self._sending = asyncio.get_running_loop().create_task(self._beat())

    async def _beat(self) -> None:
        try:
            await self.wire.beat()
        except Exception:  # as in `_send`
            self._let_go()
        await self._send()

    def end(self, why: Ending) -> None:
        """Send nothing more; say why, and cut the connection where the reader does not take notice."""
        if self.ended is None and not self._dropped:
            self.ended = why
            self._let_go()
            self._sending = asyncio.get_running_loop().create_task(self._end(why, self._sending))

    async def _end(self, why: Ending, sending: asyncio.Task[None] | None) -> None:
        try:
            async with asyncio.timeout(PARTING):
                if sending is not None:
                    await asyncio.wait([sending])
                await self.wire.end(why)
        except Exception:  # too slow to hear even that, or gone
            self.wire.hang_up()

    def drop(self) -> None:
        """The connection is gone: nothing waits any more."""
        self._dropped = True
        self._let_go()

    def _let_go(self) -> None:
        self._hold(-self._held)
        self._held = 0
        self._waiting.clear()
