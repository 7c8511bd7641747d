"""The clocks speak one unit, and the steppable one stands still."""

from __future__ import annotations

import time

from teahouse.kit.clock import Clock, SystemClock
from tests.steppable import SteppableClock


def test_system_clock_says_milliseconds_of_utc() -> None:
    before = time.time()
    said = SystemClock().now()
    after = time.time()
    assert int(before * 1000) - 1 <= said <= int(after * 1000) + 1


def test_steppable_clock_moves_only_when_told() -> None:
    steppable = SteppableClock(5_000)
    clock: Clock = steppable
    assert [clock.now(), clock.now()] == [5_000, 5_000]
    steppable.step(250)
    assert clock.now() == 5_250
    steppable.step(-1_000)
    assert clock.now() == 4_250
