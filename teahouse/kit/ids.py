"""Ids that carry the time they were made: milliseconds since 1970, shifted left by 16, and 16 random bits.

Promises that ids made now by one maker only ever grow, whatever the clock does, and that every id fits a
signed 64-bit column.
"""

from __future__ import annotations

import secrets
from threading import Lock

from teahouse.kit.clock import Clock

_LOW_BITS = 16
_LOW_MASK = (1 << _LOW_BITS) - 1
_MAX_ID = (1 << 63) - 1
_MAX_DIGITS = len(str(_MAX_ID))
# Within one millisecond the next id lies a random step above the last: random, so that two processes which
# share a database and a millisecond seldom meet; small, so that a burst seldom runs into the next one.
_STEP_BITS = 6


class Ids:
    """A maker of ids; safe to share among threads. Processes that share a database each have their own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._last = 0
        self._last_backdated = -1

    def new(self, at: int | None = None) -> int:
        """The next id: above all that this maker made for now; or, with `at`, one that says that time.

        Ids made in a row for the same `at` differ (65,536 of them fit) and mostly grow; two that are made
        apart, or by two processes, meet once in 65,536 times, so an importer must be ready for a taken id.
        """
        if at is not None and not 0 <= at <= _MAX_ID >> _LOW_BITS:
            raise ValueError(f"no id can say the time {at}")
        with self._lock:
            return self._for_now() if at is None else self._for_then(at)

    def _for_now(self) -> int:
        now = self._clock.now()
        if now > time_of(self._last):
            self._last = now << _LOW_BITS | secrets.randbits(_LOW_BITS)
        else:
            self._last += 1 + secrets.randbits(_STEP_BITS)
        return self._last

    def _for_then(self, at: int) -> int:
        if time_of(self._last_backdated) == at:
            low = self._last_backdated + 1 & _LOW_MASK
        else:
            # The lower half, so that a row of up to 32,768 grows without wrapping.
            low = secrets.randbits(_LOW_BITS - 1)
        self._last_backdated = at << _LOW_BITS | low
        return self._last_backdated


def time_of(id_: int) -> int:
    """The millisecond that an id says: its making's, or later after a burst or a clock set back."""
    return id_ >> _LOW_BITS


def parse_id(text: str) -> int | None:
    """An id as it stands in JSON or in an address; None for whatever no id of ours is ever written as.

    Exactly one spelling is taken for each number (ASCII digits, no sign, no leading zero), so two addresses
    never mean one thing. "0" is taken: clients use it as the cursor before everything.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        return None
    if text != "0" and text[0] == "0":
        return None
    number = int(text)
    return number if number <= _MAX_ID else None
