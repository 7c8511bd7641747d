"""Counts the characters of a text as Mastodon's clients and servers do.

`count` promises that a long address or a far-away mention never eats up what a person may write.
"""

from __future__ import annotations

import re

from teahouse.kit.text.spans import Link, Parsed, Tag, parse
from teahouse.kit.text.unicode import unicode_pattern

LINK_COUNTS = 23

# In these ranges every character is a grapheme of its own; anything else goes the slow and exact way.
_NOT_SIMPLE = re.compile(
    "[^\n -~\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff\u2010-\u2027"
    "\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff9d]"
)
_GRAPHEME = unicode_pattern(r"\X")


def count(text: str, parsed: Parsed | None = None) -> int:
    """Graphemes; an address counts 23 and `@user@domain` as `@user`. Hand `parsed` in where it is known."""
    spans = (parse(text) if parsed is None else parsed).in_order()
    pieces: list[str] = []
    done = 0
    for span in spans:
        if isinstance(span, Tag):
            continue
        pieces.append(text[done : span.start])
        pieces.append("x" * LINK_COUNTS if isinstance(span, Link) else "@" + span.username)
        done = span.end
    return _graphemes("".join(pieces) + text[done:] if pieces else text)


def _graphemes(text: str) -> int:
    if not _NOT_SIMPLE.search(text):
        return len(text)
    return sum(1 for _ in _GRAPHEME.finditer(text))
