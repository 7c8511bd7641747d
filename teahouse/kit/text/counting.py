"""Counts the characters of a text as Mastodon's clients and servers do.

`count` promises that a long address or a far-away mention never eats up what a person may write.
"""

from __future__ import annotations

import re

from teahouse.kit.text.spans import Link, Parsed, Tag, parse
from teahouse.kit.text.unicode import unicode_pattern

LINK_COUNTS = 23

# In these ranges every character is a grapheme of its own. Only runs of others are looked at closely, each with its
# neighbours, since a mark joins what stands before it and a few signs join what follows.
_SIMPLE = (
    "\n -~\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff\u2010-\u2027"
    "\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff9d"
)
_OTHERS = re.compile(f"[^{_SIMPLE}]++(?:[{_SIMPLE}][^{_SIMPLE}]++)*")
_GRAPHEME = unicode_pattern(r"\X")
# Two letters make a flag. Paired here, because the engine counts a run of them again for each.
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


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
    total = len(text)
    for run in _OTHERS.finditer(text):
        start, end = max(run.start() - 1, 0), run.end() + 1
        near = _FLAG.sub("x", text[start:end])
        total -= len(text[start:end]) - len(_GRAPHEME.findall(near))
    return total
