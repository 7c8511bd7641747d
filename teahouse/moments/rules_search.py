"""The rules of finding moments: on which shelves one stands, and what somebody who searches asks for. No I/O.

A shelf is a number: an account's or a group's id, or one of the two below. Each word of a moment stands on few shelves
such that whoever may see the moment looks on one of them: on one's own, on those of whom one follows, on those of one's
groups, and on the two that all look on. The gate is asked of what is found there; the shelves only keep a search from
meeting what strangers said among themselves, so that it costs what its reader has and not what the house has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from teahouse.kit.text import words_sought
from teahouse.moments.model import Kind, Moment

FOR_ALL = 0
FOR_MEMBERS = -1
"""The shelves of what is said to everybody, and to the house."""

_OPEN_SHELVES = {int(Kind.PUBLIC): FOR_ALL, int(Kind.QUIET): FOR_ALL, int(Kind.HOUSE): FOR_MEMBERS}
_OPERATOR = re.compile(r"(from|has|is|language|before|after|during):(\S+)\Z", re.IGNORECASE)
_YEARS = range(1970, 10_000)


def shelves_of(moment: Moment, root: Moment, *, group: int | None, named: Iterable[int]) -> frozenset[int]:
    """Where the words of a moment stand; `named` are those whom a letter goes to, be it the moment or its root."""
    if moment.id != root.id and moment.audience not in _OPEN_SHELVES:
        return frozenset([moment.author_id, *named])  # an answer that its writer kept to some
    shelf = _OPEN_SHELVES.get(root.audience)
    if shelf is not None:
        return frozenset([shelf if moment.audience != Kind.HOUSE else FOR_MEMBERS])
    if root.audience == Kind.GROUP and group is not None:
        return frozenset([group, moment.author_id])
    return frozenset([root.author_id, moment.author_id, *named])


class Sought(msgspec.Struct, frozen=True):
    """What a search for moments asks for. `words` all stand in what is found; `handle` is whose it is."""

    words: tuple[str, ...] = ()
    handle: str = ""
    pictured: bool = False
    comments: bool = False
    sensitive: bool = False
    language: str = ""
    after: int = 0
    before: int | None = None
    """From this time on, and until just before that, in milliseconds."""
    nothing: bool = False
    """It asks for what there cannot be."""


def understand_search(text: str, time_zone: str) -> Sought:
    """Words, and of Mastodon's operators `from:`, `has:media`, `is:reply`, `is:sensitive`, `language:`, `before:`,
    `after:` and `during:`, whose days are those of the seeker's time zone."""
    sought = Sought()
    plain = []
    for part in text.split():
        found = _OPERATOR.match(part)
        narrowed = None if found is None else _narrow(sought, found[1].lower(), found[2], time_zone)
        if narrowed is None:
            plain.append(part)
        else:
            sought = narrowed
    return msgspec.structs.replace(sought, words=words_sought(" ".join(plain)))


def _narrow(sought: Sought, operator: str, value: str, time_zone: str) -> Sought | None:
    """With one operator more; None where it is none that the house knows, and so is read as words."""
    given: dict[str, object] | None = None
    low = value.lower()
    if operator == "from":
        given = {"handle": low.removeprefix("@"), "nothing": sought.nothing or sought.handle not in ("", low)}
    elif operator == "has" and low in ("media", "image"):
        given = {"pictured": True}
    elif operator == "is" and low in ("reply", "sensitive"):
        given = {"comments": True} if low == "reply" else {"sensitive": True}
    elif operator == "language":
        given = {"language": low}
    elif operator in ("before", "after", "during") and (day := _day(value)) is not None:
        starts, ends = _midnight(day, time_zone), _midnight(day + timedelta(days=1), time_zone)
        given = {}
        if operator != "before":
            given["after"] = max(sought.after, ends if operator == "after" else starts)
        if operator != "after":
            until = starts if operator == "before" else ends
            given["before"] = until if sought.before is None else min(until, sought.before)
    return None if given is None else msgspec.structs.replace(sought, **given)


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year in _YEARS and day < date.max else None


def _midnight(day: date, time_zone: str) -> int:
    zone = UTC if time_zone == "UTC" else ZoneInfo(time_zone)
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)
