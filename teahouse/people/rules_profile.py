"""What may stand in a profile, as lists of faults in the client API's words. No I/O."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from teahouse.kit.errors import Detail
from teahouse.kit.text import clean_line, count
from teahouse.people.model import WINDOWS
from teahouse.people.rules_sign_up import INVALID, too_long

MAX_NOTE = 500
MAX_FIELDS = 4
MAX_FIELD = 255
AUDIENCES = ("public", "unlisted", "private", "direct", "house")
"""What a post without a stated audience may mean: the client API's words, and ours for every member."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{5,8})?")

_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}")


def note_faults(note: str) -> list[Detail]:
    """A note is counted as a post is."""
    # A grapheme may be built of any number of characters, so both are bounded.
    return [too_long(MAX_NOTE)] if len(note) > 10 * MAX_NOTE or count(note) > MAX_NOTE else []


def language_faults(language: str) -> list[Detail]:
    """Whether it has the form of a language tag: `en`, `zh-Hant`, `pt-BR`."""
    return [] if _LANGUAGE.fullmatch(language) else [INVALID]


def may_be_time_zone(name: str) -> bool:
    """Whether the name is one of the time zone database's."""
    if not _ZONE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a zone's file, a folder of zones
        return False
    return True


def clean_fields(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields as they are kept: empty ones left out."""
    cleaned = [(clean_line(name), clean_line(value)) for name, value in fields]
    return [(name, value) for name, value in cleaned if name or value]


def fields_faults(fields: list[tuple[str, str]]) -> list[Detail]:
    """What is wrong with the cleaned fields."""
    if len(fields) > MAX_FIELDS:
        return [{"error": "ERR_TOO_MANY", "description": f"are too many (maximum is {MAX_FIELDS})"}]
    if any(not name for name, _ in fields):
        return [{"error": "ERR_INVALID", "description": "name can't be blank"}]
    return [too_long(MAX_FIELD)] if any(len(part) > MAX_FIELD for field in fields for part in field) else []


def window_faults(days: int) -> list[Detail]:
    """The window is one of those that the house offers."""
    if days in WINDOWS:
        return []
    return [{"error": "ERR_INCLUSION", "description": f"must be one of {', '.join(map(str, WINDOWS))}"}]
