"""The nouns of cleaning one's circle: what came lately, what is turned down of whom, and what could be."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from teahouse.moments.model import Mark

# Plain numbers: operators of enumerations cost more than all else that is done with a row.
_SELLING, _ASKING, _PASSED_ON = int(Mark.SELLING), int(Mark.ASKING), int(Mark.PASSED_ON)


class Seller(msgspec.Struct, frozen=True):
    """Somebody whom the reader follows, and how much they offered lately."""

    account_id: int
    count: int


class Came(msgspec.Struct, frozen=True):
    """A moment or a share that would stand at home if nothing were turned down; of a share also what it shares."""

    id: int
    author: int
    marks: int
    of_author: int | None
    of_marks: int | None

    @property
    def sells(self) -> bool:
        """It offers goods."""
        return bool(self.marks & _SELLING)

    @property
    def asks(self) -> bool:
        """It begs for likes or votes."""
        return bool(self.marks & _ASKING)

    @property
    def passes_on(self) -> bool:
        """It is somebody else's, or a text that goes round."""
        return self.of_author is not None or bool(self.marks & _PASSED_ON)


class Control(msgspec.Struct, frozen=True):
    """What the reader turned down of one account."""

    selling_off: bool = False
    asking_off: bool = False
    shares_off: bool = False
    fold: int = 0
    muted: bool = False


class Lately(msgspec.Struct, frozen=True):
    """What came in the last whole days, oldest first, and what is turned down of those whom it came from.

    `day_offset` is how far the reader's clock is from UTC, in milliseconds.
    """

    days: int
    day_offset: int
    rows: tuple[Came, ...]
    controls: Mapping[int, Control]


class Share(msgspec.Struct, frozen=True):
    """One account's part in what is shown: how many moments, and how many of each sort; `bursts` are days of many."""

    account_id: int
    moments: int
    selling: int
    asking: int
    passed_on: int
    bursts: int


class Tally(msgspec.Struct, frozen=True):
    """What is shown, in all and by whom, the most first."""

    moments: int
    selling: int
    asking: int
    passed_on: int
    by: tuple[Share, ...]


class Sort(StrEnum):
    """What is turned down by one control."""

    SELLING = "selling"
    ASKING = "asking"
    SHARES = "shares"
    FOLD = "fold"


class Step(msgspec.Struct, frozen=True):
    """One control that would make the circle quieter; `n` of this person's moments are the reason, of `of` in all."""

    account_id: int
    sort: Sort
    n: int
    of: int
