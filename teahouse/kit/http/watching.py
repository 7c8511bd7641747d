"""What is remembered of requests: counts for a monitor, and a line for the log where the host wants it.

Promises to keep nothing that tells of a person or of what they asked: the route's template, the method, the status, how
long it took and the request's own number. No path, query, header, body, address or name is ever seen here.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds; the last count of a histogram is of what took longer."""
TEMPLATE = "teahouse.template"
"""Under which key of the scope a mounted app says which of its routes answered."""
_NO_ROUTE = "(none)"

Watch = Callable[[str | None, int, float, str | None], None]
"""Is told of each answer: `METHOD template` of its route (None where there is none), status, seconds, request id."""


class Log(Protocol):
    """Whatever takes a line with values."""

    def info(self, event: str, /, **values: object) -> object:
        """One line."""
        ...


class Histogram:
    """Durations of one kind of answer."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.total = 0.0


class Series(NamedTuple):
    """A histogram with what it is of."""

    method: str
    route: str
    status: str
    of: Histogram


class Meters:
    """Counts answers by route, method and class of status; as many series as there are routes, and no more."""

    def __init__(self) -> None:
        self._of: dict[tuple[str | None, int], Histogram] = {}

    def watch(self, route: str | None, status: int, seconds: float, request_id: str | None) -> None:
        """Count one answer; a `Watch`."""
        key = route, status // 100
        held = self._of.get(key)
        if held is None:
            held = self._of[key] = Histogram()
        held.counts[bisect_left(BOUNDS, seconds)] += 1
        held.total += seconds

    def series(self) -> Iterator[Series]:
        """All that was counted, in order."""
        for (route, status), held in sorted(self._of.items(), key=lambda item: (item[0][0] or "", item[0][1])):
            method, _, template = (route or f"{_NO_ROUTE} {_NO_ROUTE}").partition(" ")
            yield Series(method, template, f"{status}xx", held)


def logging_to(log: Log) -> Watch:
    """A `Watch` that writes a line for each answer."""

    def watch(route: str | None, status: int, seconds: float, request_id: str | None) -> None:
        log.info("request", request_id=request_id, route=route, status=status, ms=round(seconds * 1000, 1))

    return watch


def watching(*watches: Watch) -> Watch | None:
    """All of them as one; None where there is nobody to tell."""
    if len(watches) < 2:
        return watches[0] if watches else None

    def watch(route: str | None, status: int, seconds: float, request_id: str | None) -> None:
        for each in watches:
            each(route, status, seconds, request_id)

    return watch


async def run_watched(app: ASGIApp, watch: Watch, scope: Scope, receive: Receive, send: Send) -> None:
    """Run a mounted app, and tell of its answer. What names its routes is the app's own `TEMPLATE`, nobody's words."""
    begun, status = time.perf_counter(), 500

    async def note(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        await send(message)

    try:
        await app(scope, receive, note)
    finally:
        watch(scope.get(TEMPLATE), status, time.perf_counter() - begun, None)
