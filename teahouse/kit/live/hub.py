"""The hub: the open lines of this process, by what they are subscribed to, and the work of pushing to them.

Promises that messages are worked on one after the other in the order in which they came, that a line whose key is no
longer good is ended within a second, and that whatever may have been missed ends the lines, so that readers begin anew.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, TypeVar

import structlog
from msgspec import Struct

from teahouse.kit.errors import Refusal
from teahouse.kit.live.line import Ending, Line

Topic = tuple[str, str]
"""A family, and which of it."""
Labels = tuple[tuple[str, ...], ...]
"""What a line calls its subscriptions to one topic: pushed once for each."""
Work = Callable[[list[str]], Awaitable[None]]
StillGood = Callable[[Collection[Any]], Awaitable[Collection[Any]]]

LOOK = 0.2
"""Seconds between two looks at the lines' keys."""
BEAT = 15.0
IDLE = 300.0
"""Seconds that a line may stay without a subscription."""
MOST_WAITING = 10_000
"""So many messages may wait to be worked on."""
BATCH = 64
Key = TypeVar("Key")
_NOBODY: Mapping[Line, Labels] = {}


class Bounds(Struct, frozen=True):
    """How many lines there may be, and how many bytes may wait on all of them.

    Not `counted`, a reader and an address may have any number of them.
    """

    in_all: int = 5_000
    of_reader: int = 32
    of_address: int = 500
    counted: bool = True
    held: int = 64 * 2**20


class TooManyLines(Refusal):
    """There are as many open streams as there may be."""

    code = "too_many_streams"
    status = 429
    text = "Too many open streams"


class Hub:
    """Made once for a process; it belongs to the event loop on which the first line is opened."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self.lines: set[Line] = set()
        self._families: dict[str, dict[str, dict[Line, Labels]]] = {}
        self._of_reader: Counter[int] = Counter()
        self._of_address: Counter[str] = Counter()
        self._held = 0
        self._waiting: deque[str] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pumping: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._attending: dict[str, tuple[Work, StillGood]] = {}
        self._closed = False
        self._log: structlog.stdlib.BoundLogger = structlog.get_logger()

    def attend(self, door: str, work: Work, still_good: StillGood) -> None:
        """To the lines of a door `work` pushes what follows from messages.

        `still_good` says which of these keys still let somebody in there. Who attends to a door twice is the last.
        """
        self._attending[door] = work, still_good

    def lines_at(self, door: str) -> list[Line]:
        """The lines that came in by this door."""
        return [line for line in self.lines if line.door == door]

    def open(self, line: Line) -> None:
        """From now on it is a line of this hub. Raises `TooManyLines`."""
        bounds = self.bounds
        if self._closed or len(self.lines) >= bounds.in_all:
            raise TooManyLines(status=503)
        reader, address = self._of_reader[line.reader], self._of_address[line.address]
        if bounds.counted and (reader >= bounds.of_reader or address >= bounds.of_address):
            raise TooManyLines
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._pumping, self._keeping = loop, None, None
        line.opened_at = loop.time()
        line.held_by(self._hold)
        self.lines.add(line)
        self._of_reader[line.reader] += 1
        self._of_address[line.address] += 1
        if self._keeping is None or self._keeping.done():
            self._keeping = loop.create_task(self._keep())

    def drop(self, line: Line) -> None:
        """The line's connection is gone."""
        if line not in self.lines:
            return
        self.lines.discard(line)
        _count_down(self._of_reader, line.reader)
        _count_down(self._of_address, line.address)
        for topic in list(line.topics):
            self._leave(line, topic)
        line.drop()

    def subscribe(self, line: Line, topic: Topic, label: tuple[str, ...]) -> None:
        """What is pushed to the topic goes to the line too, called so. In force at once; twice is once."""
        family, which = topic
        lines = self._families.setdefault(family, {}).setdefault(which, {})
        known = lines.get(line, ())
        if label not in known:
            lines[line] = (*known, label)
        line.topics.add(topic)

    def unsubscribe(self, line: Line, topic: Topic, label: tuple[str, ...]) -> None:
        """No more of what it called so."""
        known = self.lines_of(topic).get(line, ())
        left = tuple(each for each in known if each != label)
        if left:
            self._families[topic[0]][topic[1]][line] = left
        elif known:
            self._leave(line, topic)

    def _leave(self, line: Line, topic: Topic) -> None:
        family, which = topic
        line.topics.discard(topic)
        lines = self._families[family][which]
        lines.pop(line, None)
        if not lines:
            del self._families[family][which]

    def lines_of(self, topic: Topic) -> Mapping[Line, Labels]:
        """Who is subscribed to it, and what each calls it."""
        return self._families.get(topic[0], {}).get(topic[1], _NOBODY)

    def family(self, name: str) -> Mapping[str, Mapping[Line, Labels]]:
        """All of a family that somebody is subscribed to."""
        return self._families.get(name, {})

    # what comes from elsewhere

    def hear(self, message: str) -> None:
        """A message for `work`; may be called from any thread, and costs nothing where no line is open."""
        self._soon(self._take, message)

    def lost(self) -> None:
        """Messages may have been missed; may be called from any thread."""
        self._soon(self.end_all, Ending.MISSED)

    def _soon(self, call: Callable[..., object], argument: object) -> None:
        loop = self._loop
        if self.lines and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(call, argument)

    def _take(self, message: str) -> None:
        self._waiting.append(message)
        if len(self._waiting) > MOST_WAITING:
            self._waiting.clear()
            self.end_all(Ending.MISSED)
        elif self._pumping is None or self._pumping.done():
            self._pumping = asyncio.get_running_loop().create_task(self._pump())

    async def _pump(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            try:
                for door, (work, _) in self._attending.items():
                    if any(line.door == door for line in self.lines):
                        await work(batch)
            except Exception as error:  # the database is away: what was to be pushed nobody knows
                self._log.warning("could not push", error=type(error).__name__)
                self.end_all(Ending.MISSED)

    @property
    def is_quiet(self) -> bool:
        """Nothing waits to be worked on."""
        return not self._waiting and (self._pumping is None or self._pumping.done())

    # keeping

    def end_all(self, why: Ending) -> None:
        """End every line."""
        for line in list(self.lines):
            line.end(why)

    def end_keys(self, door: str, keys: Collection[Any]) -> None:
        """End the lines that were let in at this door by these."""
        for line in self.lines_at(door) if keys else ():
            if line.key in keys:
                line.end(Ending.SHUT)

    async def _keep(self) -> None:
        beat_at = asyncio.get_running_loop().time() + BEAT
        while self.lines:
            await asyncio.sleep(LOOK)
            await self._check_keys()
            now = asyncio.get_running_loop().time()
            if now >= beat_at:
                beat_at = now + BEAT
                for line in list(self.lines):
                    if line.topics or now - line.opened_at < IDLE:
                        line.beat()
                    else:
                        line.end(Ending.IDLE)

    async def _check_keys(self) -> None:
        for door, (_, still_good) in self._attending.items():
            keys = {line.key for line in self.lines_at(door)}
            try:
                if keys:
                    self.end_keys(door, keys - set(await still_good(keys)))
            except Exception as error:  # nothing is pushed either while the database is away
                self._log.warning("could not look at keys", error=type(error).__name__)

    def _hold(self, step: int) -> bool:
        self._held += step
        return self._held <= self.bounds.held

    async def close(self) -> None:
        """End every line and take no more; waits a second for those who read on them to take notice."""
        self._closed = True
        self.end_all(Ending.GOING)
        until = asyncio.get_running_loop().time() + 1
        while self.lines and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.02)


def _count_down(counts: Counter[Key], key: Key) -> None:
    counts[key] -= 1
    if counts[key] <= 0:
        del counts[key]
