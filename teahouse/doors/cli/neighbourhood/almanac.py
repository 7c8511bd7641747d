"""The neighbourhood's clock and calendar.

Turns local days and hours into UTC milliseconds and says whether a condition such as `sat` or `midautumn-3..midautumn`
holds on a
day. The moon's festivals come from a table; outside its years their conditions simply never hold.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TIME_ZONE = "Europe/London"
DAYS = 90
DAY_MS = 86_400_000
MINUTE_MS = 60_000

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# First day of the lunar year, Dragon Boat, Mid-Autumn and Double Ninth, as month and day.
_MOON = {
    2024: ((2, 10), (6, 10), (9, 17), (10, 11)),
    2025: ((1, 29), (5, 31), (10, 6), (10, 29)),
    2026: ((2, 17), (6, 19), (9, 25), (10, 18)),
    2027: ((2, 6), (6, 9), (9, 15), (10, 8)),
    2028: ((1, 26), (5, 28), (10, 3), (10, 26)),
    2029: ((2, 13), (6, 16), (9, 22), (10, 16)),
    2030: ((2, 3), (6, 5), (9, 12), (10, 5)),
    2031: ((1, 23), (6, 24), (10, 1), (10, 24)),
    2032: ((2, 11), (6, 12), (9, 19), (10, 12)),
    2033: ((1, 31), (6, 1), (9, 8), (10, 1)),
    2034: ((2, 19), (6, 20), (9, 27), (10, 20)),
    2035: ((2, 8), (6, 10), (9, 16), (10, 9)),
}
_FEASTS = ("newyear", "dragonboat", "midautumn", "ninth")


def local_date(at_ms: int) -> date:
    """The neighbourhood's date at an instant."""
    return datetime.fromtimestamp(at_ms / 1000, ZoneInfo(TIME_ZONE)).date()


def local_hour(at_ms: int) -> float:
    """The neighbourhood's hour of the day, with its fraction."""
    there = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(TIME_ZONE))
    return there.hour + there.minute / 60


def instant(day: date, hour: float) -> int:
    """The UTC milliseconds of a local hour; hours past 24 run into the next day."""
    midnight = datetime.combine(day, time(), ZoneInfo(TIME_ZONE))
    return round((midnight + timedelta(hours=hour)).timestamp() * 1000)


def holds(condition: str, day: date) -> bool:
    """Whether every word of the condition holds: weekdays, `weekend`, `weekday`, `MM-DD..MM-DD`, `feast-3..feast+1`."""
    return all(_word_holds(word, day) for word in condition.split())


def on_or_before(day: date, weekday: str) -> date:
    """The last such weekday that is not after the day; the day itself when no weekday is named."""
    if not weekday:
        return day
    return day - timedelta(days=(day.weekday() - _WEEKDAYS.index(weekday)) % 7)


def _word_holds(word: str, day: date) -> bool:
    if ".." not in word:
        if word in ("weekend", "weekday"):
            return (day.weekday() >= 5) == (word == "weekend")
        return any(_WEEKDAYS[day.weekday()] == one for one in word.split(","))
    first, last = word.split("..")
    if first[0].isdigit():
        today = f"{day.month:02}-{day.day:02}"
        return first <= today <= last if first <= last else today >= first or today <= last
    start, end = _feast_day(first, day.year), _feast_day(last, day.year)
    return start is not None and end is not None and start <= day <= end


def _feast_day(name: str, year: int) -> date | None:
    cut = max(name.find("+"), name.find("-"))
    feast, offset = (name, 0) if cut < 0 else (name[:cut], int(name[cut:]))
    if year not in _MOON:
        return None
    month, day = _MOON[year][_FEASTS.index(feast)]
    return date(year, month, day) + timedelta(days=offset)
