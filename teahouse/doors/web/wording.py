"""Putting a lawful wording in the place of words that a rule is about: whole sentences, as half of one says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from teahouse.guard import Span

_EXAMPLE = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_ENDS = frozenset("。！？!?\n；;")
_HAN = re.compile("[\u3400-\u9fff]")


def is_chinese(text: str) -> bool:
    """Whether a text is to be answered in Chinese."""
    return _HAN.search(text) is not None


def example_in(rewrite: str) -> str | None:
    """The wording that a rewrite proposes: what it quotes."""
    found = _EXAMPLE.search(rewrite)
    return None if found is None else found[1] or found[2]


def taken_over(text: str, spans: Iterable[Span], wording: str) -> str:
    """The text with this wording instead of the sentences that the spans touch."""
    touched = [span for span in spans if span.part == 0 and span.start < span.end <= len(text)]
    if not touched:
        return text
    start = _start_of(text, min(span.start for span in touched))
    end = _end_of(text, max(span.end for span in touched))
    return f"{text[:start]}{wording}{text[end:]}"


def _start_of(text: str, at: int) -> int:
    while at > 0 and not _is_end(text, at - 1):
        at -= 1
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _end_of(text: str, at: int) -> int:
    while at < len(text) and not _is_end(text, at - 1):
        at += 1
    while at > 0 and text[at - 1] == "\n":
        at -= 1
    return at


def _is_end(text: str, at: int) -> bool:
    """A sentence ends with this character; a full stop between digits ends none."""
    if text[at] == ".":
        return at + 1 == len(text) or text[at + 1].isspace()
    return text[at] in _ENDS
