"""How the stock of texts is written down, and how a text is filled in.

`{a|b}` is a free choice and `<name>` a slot that the author's own life fills; a text whose slots an author cannot fill
is not theirs to
write. A thread is one string whose turns are parted by ` // `: a friend speaks, the author answers, and so on; a turn
may begin with
its speaker (`A:`, `1:`, `2:` or a username).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from .dice import Dice
from .model import Language

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<([a-z_]+)>")
_SPEAKER = re.compile(r"([A12]|[a-z][a-z0-9_]+): ")


class Turn(Struct, frozen=True):
    """One line of a thread; the speaker is `A` (the author), `1`, `2` or a username."""

    speaker: str
    text: str


class Entry(Struct, frozen=True):
    """One text somebody may post, with threads of its own; under one that is `alone` nothing else is said."""

    text: str
    threads: tuple[str, ...] = ()
    when: str = ""
    at: tuple[float, float] | None = None
    to: str = ""
    mark: str = ""
    spoiler: str = ""
    alone: bool = False


class Topic(Struct, frozen=True):
    """A subject in one language: what is posted, and the threads that fit under any of it."""

    name: str
    language: Language
    entries: tuple[Entry, ...]
    threads: tuple[str, ...] = ()
    to: str = ""


class Episode(Struct, frozen=True):
    """One dated post of a story; `day` counts back from today, `on` moves it back to that weekday."""

    day: int
    hour: float
    entry: Entry
    on: str = ""


class Story(Struct, frozen=True):
    """Something that goes on for weeks in the life of one author."""

    author: str
    language: Language
    episodes: tuple[Episode, ...]
    topic: str = ""


class Stock(Struct, frozen=True):
    """All texts, by topic and language."""

    topics: dict[tuple[str, str], Topic]
    stories: tuple[Story, ...]


def m(
    text: str,
    *threads: str,
    when: str = "",
    at: tuple[float, float] | None = None,
    to: str = "",
    mark: str = "",
    spoiler: str = "",
    alone: bool = False,
) -> Entry:
    """Writes down one entry."""
    return Entry(text=text, threads=threads, when=when, at=at, to=to, mark=mark, spoiler=spoiler, alone=alone)


def ep(day: int, hour: float, text: str, *threads: str, on: str = "", to: str = "", mark: str = "") -> Episode:
    """Writes down one episode."""
    return Episode(day=day, hour=hour, entry=m(text, *threads, to=to, mark=mark, alone=True), on=on)


def turns(thread: str) -> list[Turn]:
    """The turns of a thread with their speakers; unnamed turns go to and fro between a friend and the author."""
    found: list[Turn] = []
    for text in thread.split(" // "):
        named = _SPEAKER.match(text)
        if named:
            found.append(Turn(named[1], text[named.end() :]))
        else:
            found.append(Turn("1" if not found or found[-1].speaker == "A" else "A", text))
    return found


def slots(text: str) -> set[str]:
    """The names of the slots in a text."""
    return set(_SLOT.findall(text))


def fill(text: str, values: Mapping[str, tuple[str, ...]], dice: Dice) -> str:
    """Makes the free choices, then fills each slot; the same slot has the same value throughout one text."""
    while "{" in text:
        text = _CHOICE.sub(lambda found: dice.pick(found[1].split("|")), text)
    chosen = {name: dice.pick(values[name]) for name in _SLOT.findall(text)}
    return _SLOT.sub(lambda found: chosen[found[1]], text)
