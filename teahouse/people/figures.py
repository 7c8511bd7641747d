"""The house in numbers, for its front page and for whoever asks what kind of house it is.

Members are counted by their logins and by the week in which they last opened the house; nothing finer is known.
"""

from __future__ import annotations

from teahouse.kit.db import ReadTx
from teahouse.people import store_markers as store
from teahouse.people.model_sign_in import MINUTE, Figures
from teahouse.people.sessions import week_of

MONTH_WEEKS = 4
HALF_YEAR_WEEKS = 26


def count_house(tx: ReadTx) -> Figures:
    """Counted now; costs grow with the house, so a hot path asks `KeptFigures`."""
    week = week_of(tx.now)
    row = tx.one(store.FIGURES, month=week - MONTH_WEEKS, half_year=week - HALF_YEAR_WEEKS)
    return row or Figures(0, 0, 0)


def count_here_this_week(tx: ReadTx) -> int:
    """How many members opened the house in the week that is now."""
    found: int = tx.value(store.HERE_SINCE, week=week_of(tx.now))
    return found


class KeptFigures:
    """The last count, made anew when it is older than `lasts`; the composition root hands one to every transaction."""

    def __init__(self, lasts: int = 10 * MINUTE) -> None:
        self._lasts = lasts
        self._kept: tuple[int, Figures] | None = None

    def fetch(self, tx: ReadTx) -> Figures:
        """The house's numbers, some minutes old at most."""
        kept = self._kept
        if kept is None or not 0 <= tx.now - kept[0] < self._lasts:
            kept = self._kept = (tx.now, count_house(tx))
        return kept[1]
