"""The time of day, handed to whoever needs it.

Promises one unit everywhere: integer milliseconds since 1970, UTC. Nothing else in the house asks the system
for the time of day.
"""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Whatever can say what time it is; tests hand in one that stands still until it is told to move."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC. May step back: the system's clock does when it is set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> int:
        """The system's time; not monotonic."""
        return time.time_ns() // 1_000_000
