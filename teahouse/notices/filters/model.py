"""The nouns of filters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, IntFlag

import msgspec


class Context(IntFlag):
    """Where a filter is in force."""

    HOME = 1
    NOTIFICATIONS = 2
    PUBLIC = 4
    THREAD = 8
    ACCOUNT = 16


class Action(IntEnum):
    """What becomes of what matches."""

    WARN = 0
    HIDE = 1
    BLUR = 2  # of its pictures


class Sort(IntEnum):
    """The reader's own, or one of the house's."""

    OWN = 0
    SELLING = 1
    ASKING = 2
    SHARES = 3


class Keyword(msgspec.Struct, frozen=True):
    """A word, or several in a row."""

    id: int
    filter_id: int
    keyword: str
    whole_word: bool


class HeldStatus(msgspec.Struct, frozen=True):
    """One moment that is filtered, whatever it says."""

    id: int
    filter_id: int
    moment_id: int


class Filter(msgspec.Struct, frozen=True):
    """A filter with what it holds. One of the house's has its sort for its number."""

    id: int
    sort: int
    title: str
    contexts: int
    action: int
    expires_at: int | None
    keywords: tuple[Keyword, ...] = ()
    statuses: tuple[HeldStatus, ...] = ()


class Word(msgspec.Struct, frozen=True):
    """What is asked of a keyword: a new one without an id, another to be changed, or to be dropped."""

    keyword: str | None = None
    whole_word: bool | None = None
    id: int | None = None
    drop: bool = False


class Changes(msgspec.Struct, frozen=True):
    """What is asked of a filter; None leaves each as it is. `lasts` is in milliseconds, 0 for ever."""

    title: str | None = None
    contexts: Context | None = None
    action: Action | None = None
    lasts: int | None = None
    words: Sequence[Word] = ()


class Result(msgspec.Struct, frozen=True):
    """A filter that matches a moment, and by what."""

    filter: Filter
    keywords: tuple[str, ...]
    by_itself: bool
    """The filter holds the moment itself."""


LONG_AGO = 0
"""When a filter of the house's that was never switched on has expired."""
HOUSE_FILTERS = {
    Sort.SELLING: ("Selling · 卖货", "teahouse:selling"),
    Sort.ASKING: ("Asking for likes · 求赞拉票", "teahouse:asking"),
    Sort.SHARES: ("Shares and passed-on texts · 转发和转来的", "teahouse:shares"),
}
"""What each is called, and the word that stands in it for apps that want one; nobody's text has it."""
