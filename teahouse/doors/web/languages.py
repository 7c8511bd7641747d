"""Which language a page is in, and how times and numbers are said in it.

Promises one of the languages that the pages have, whatever a browser asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from teahouse.doors.web.words import Words
from teahouse.doors.web.words_en import ENGLISH
from teahouse.doors.web.words_zh import CHINESE

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH, "zh": CHINESE}
"""By the short names that stand in addresses, cookies and settings."""

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUALITY = re.compile(r"\s*;\s*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*\Z")


def known(tag: str | None) -> str | None:
    """The language of ours that a tag such as `zh-Hant-TW` comes nearest to."""
    base = (tag or "").strip().lower().partition("-")[0]
    return base if base in LANGUAGES else None


def asked_for(header: str) -> str | None:
    """The language of ours that an `Accept-Language` header likes best."""
    liked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:1000].split(",")):
        tag = part.partition(";")[0]
        quality = _QUALITY.search(part)
        name = known(tag)
        weight = float(quality[1]) if quality else 1.0
        if name is not None and weight > 0:
            liked.append((-weight, place, name))
    return min(liked)[2] if liked else None


def choose(*wishes: str | None, fallback: Iterable[str] = ()) -> str:
    """The first wish that we have, else the first language of the house that we have, else English."""
    for wish in (*wishes, *fallback):
        name = known(wish)
        if name is not None:
            return name
    return "en"


def counted(n: int, one: str, many: str) -> str:
    """How many, in words made for one and for more."""
    return one if n == 1 else many.format(n=n)


def said_when(words: Words, at: int, now: int, zone: str) -> str:
    """When something was, as people say it: minutes and hours ago, then the date."""
    past = now - at
    if past < MINUTE:
        return words.just_now
    if past < HOUR:
        return words.minutes_ago.format(n=past // MINUTE)
    if past < 6 * HOUR:
        return words.hours_ago.format(n=past // HOUR)
    here = ZoneInfo(zone)
    then, today = datetime.fromtimestamp(at / 1000, here), datetime.fromtimestamp(now / 1000, here)
    days = (today.date() - then.date()).days
    if days == 0:
        return words.hours_ago.format(n=past // HOUR)
    if days == 1:
        return words.yesterday
    month = _MONTHS[then.month - 1] if words is ENGLISH else str(then.month)
    return words.on_date.format(day=then.day, month=month, year=then.year)


def said_at(words: Words, at: int, zone: str) -> str:
    """A time of day on a date, by a clock in this zone."""
    then = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    return f"{said_day(words, at, zone)} {then:%H:%M}"


def said_day(words: Words, at: int, zone: str = "UTC") -> str:
    """A date."""
    then = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    month = _MONTHS[then.month - 1] if words is ENGLISH else str(then.month)
    return words.on_date.format(day=then.day, month=month, year=then.year)


def stamp(at: int) -> str:
    """The instant for `<time datetime>`."""
    return datetime.fromtimestamp(at // 1000, UTC).isoformat().replace("+00:00", "Z")


def said_wait(words: Words, seconds: int) -> str:
    """How long to wait, in whole minutes where it is more than one."""
    if words is CHINESE:
        return f"{(seconds + 59) // 60} 分钟" if seconds > 90 else f"{seconds} 秒"
    return f"{(seconds + 59) // 60} minutes" if seconds > 90 else f"{seconds} seconds"
