"""What a database did since it was opened, counted for whoever watches the house.

Promises to cost less than a tenth of a microsecond for each; under threads a count may rarely miss one.
"""

from __future__ import annotations

from bisect import bisect_left

SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
"""How many acts share a commit, at most, by the counts in `Tally.commits`."""


class Tally:
    """Reads, writes, and how many writes shared a commit; every number only grows."""

    __slots__ = ("commits", "reads", "writes")

    def __init__(self) -> None:
        self.reads = 0
        self.writes = 0
        self.commits = [0] * len(SIZES)

    def committed(self, writes: int) -> None:
        """So many writes were committed together."""
        self.writes += writes
        self.commits[bisect_left(SIZES, writes)] += 1
