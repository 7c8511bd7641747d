"""How times and tables are put on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from unicodedata import east_asian_width

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


def ago(then: int, now: int) -> str:
    """How long ago that was: "just now", "5 minutes ago", "2 days ago"."""
    minutes = max(now - then, 0) // MINUTE
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{counted(count, word)} ago"
    return "just now"


def counted(n: int, one: str, many: str = "") -> str:
    """How many of what: "1 row", "2 rows"; `many` where it is no s that makes one into many."""
    return f"{n} {one if n == 1 else many or f'{one}s'}"


def day(at: int) -> str:
    """The date, as 2025-11-23, by UTC."""
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d}"


def minute_of(at: int) -> str:
    """Day and minute, by UTC."""
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M}"


def columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines of a table, each column as wide as it must be; the last one as long as it is."""
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def cell_width(text: str) -> int:
    """How many columns of a terminal the text takes: two for each Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
