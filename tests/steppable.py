"""A clock for tests that moves only when it is told to.

Promises that two readings in a row are equal unless the test stepped in between.
"""

from __future__ import annotations


class SteppableClock:
    """Stands at `start` (ms since 1970, UTC) until `step`ped; fits teahouse.kit.clock.Clock."""

    def __init__(self, start: int = 1_767_225_600_000) -> None:  # 2026-01-01T00:00:00Z
        self._now = start

    def now(self) -> int:
        """Where the clock stands."""
        return self._now

    def step(self, ms: int) -> None:
        """Moves the clock, back too when `ms` is below zero."""
        self._now += ms
