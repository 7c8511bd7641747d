"""Tables as CSV files that spreadsheets open as they are meant.

Promises that no cell is taken for a formula, whoever wrote it, and that Chinese is read as Chinese.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULAS = "=+-@\t\r\n＝＋－＠"


def sheet(rows: Iterable[Sequence[str | int]]) -> bytes:
    """The rows as CSV in UTF-8, with the mark by which Excel knows it; numbers stay numbers."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([as_words(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def as_words(cell: str | int) -> str | int:
    """A text that a spreadsheet would reckon with is marked as text, by its own sign for that."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" \u3000\u00a0")[:1] in tuple(_FORMULAS) else cell
