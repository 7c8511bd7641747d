"""Rate limits: fixed windows counted in memory.

A limit's memory is bounded, a window that has passed is forgotten whole, and counting is safe from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Literal

from msgspec import Struct

from teahouse.kit.errors import TooMany

Meter = tuple[int, int, bytes]
"""What a client is told: the limit, what remains of it, and when it starts anew (ISO 8601)."""


class Limit(Struct, frozen=True, kw_only=True):
    """At most `count` requests in `seconds`.

    `per` "ip" counts each address (IPv6 by /64); "caller" counts each actor, and a guest by address. A limit
    holds for every route, or with `named=True` for those that say `limit=name`; `methods` narrows it.
    """

    name: str
    per: Literal["ip", "caller"]
    count: int
    seconds: int
    methods: frozenset[str] = frozenset()
    named: bool = False
    alone: bool = False

    def binds(self, method: str, name: str | None) -> bool:
        """Whether it counts a request of this method to a route that says `limit=name`."""
        return (not self.methods or method in self.methods) and (not self.named or self.name == name)


class Limiter:
    """The counters of some limits; each call says what time it is (UTC milliseconds)."""

    def __init__(self, limits: Sequence[Limit], *, most_keys: int = 100_000) -> None:
        self.limits = tuple(limits)
        self._counters = {limit.name: _Window(limit, most_keys) for limit in self.limits}
        self._lock = Lock()
        if len(self._counters) < len(self.limits):
            raise ValueError("two limits have the same name")

    def binding(self, method: str, name: str | None = None) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
        """The limits that hold for a route: those by address, and those by caller."""
        bound = [limit for limit in self.limits if limit.binds(method, name)]
        bound = [limit for limit in bound if limit.alone] or bound
        return tuple(one for one in bound if one.per == "ip"), tuple(one for one in bound if one.per == "caller")

    def hit(self, limits: Iterable[Limit], key: str, now: int) -> Meter | None:
        """Count one request by `key`, or raise `TooMany`; answers the tightest meter, None without limits."""
        tightest: Meter | None = None
        with self._lock:
            for limit in limits:
                meter = self._counters[limit.name].hit(key, now)
                if tightest is None or meter[1] < tightest[1]:
                    tightest = meter
        return tightest


class _Window:
    """The current window of one limit."""

    def __init__(self, limit: Limit, most_keys: int) -> None:
        self.limit = limit
        self.most_keys = most_keys
        self.number = -1
        self.reset = b""
        self.seen: dict[str, int] = {}

    def hit(self, key: str, now: int) -> Meter:
        length = self.limit.seconds * 1000
        number = now // length
        if number != self.number:
            self._turn(number, length)
        count = self.seen.get(key, 0) + 1
        if count == 1 and len(self.seen) >= self.most_keys:
            del self.seen[next(iter(self.seen))]
        self.seen[key] = count
        if count > self.limit.count:
            raise TooMany(retry_after=((number + 1) * length - now + 999) // 1000)
        return self.limit.count, self.limit.count - count, self.reset

    def _turn(self, number: int, length: int) -> None:
        self.number, self.seen = number, {}
        ends = datetime.fromtimestamp((number + 1) * length / 1000, UTC)
        self.reset = ends.isoformat(timespec="milliseconds").replace("+00:00", "Z").encode()
