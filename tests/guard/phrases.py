"""Phrases of our own, in two parts: those that the check was tuned on, and those that nobody tunes on."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from teahouse.guard import Submission, judge

FOLDER = Path(__file__).parent / "phrases"


class Phrase(NamedTuple):
    text: str
    language: str
    what: str
    """The rule, or the kind of talk."""


def phrases(name: str) -> list[Phrase]:
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        Phrase(text, language, what)
        for what, by_language in read.items()
        for language, texts in by_language.items()
        for text in texts
    ]


def rules_of(text: str) -> tuple[str, ...]:
    return judge(Submission(text)).rules
