"""docs/api.md as tests read it: its text, and the rows of its tables."""

from __future__ import annotations

from tests.house.source import ROOT

TEXT = (ROOT / "docs/api.md").read_text(encoding="utf-8")


def tables(header: str) -> list[list[str]]:
    """The cells of every row under tables whose first column has this header."""
    rows: list[list[str]] = []
    taking = False
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            taking = False
        elif cells[0] == header:
            taking = True
        elif taking and set(line) - set("|-"):
            rows.append(cells)
    return rows
