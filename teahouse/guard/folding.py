"""Folds a text into the one spelling that the grammar reads, and remembers where every character came from.

Promises that a span of the folded text leads back to a span of the original that is not empty and lies inside it, and
that folding costs time in proportion to the text, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from teahouse.guard.packaged import table

_HAN = "\u3400-\u9fff"
# What only deceives the eye: joiners, marks of direction, shades of emoji, combining accents.
_DROPPED_RANGES = (
    (0x00AD, 0x00AD),
    (0x0300, 0x036F),
    (0x061C, 0x061C),
    (0x180B, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x20D0, 0x20FF),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0x1F3FB, 0x1F3FF),
    (0xE0000, 0xE01EF),
)
# Where one character is written as another that means the same: wide, accented, circled, bold and script letters.
_FOLDED_RANGES = (
    (0x00A0, 0x024F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x2100, 0x218F),
    (0x2460, 0x24FF),
    (0x2E80, 0x2FDF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFFEF),
    (0x1D400, 0x1D7FF),
    (0x1F100, 0x1F1FF),
    (0x1FBF0, 0x1FBF9),
)
_LOOK_ALIKES = dict(zip("аеорсухіѕјԁһαοερτνкмтнв", "aeopcyxisjdhaoeptvkmthb", strict=True))
_QUOTES = dict.fromkeys("‘’ʼ`´＇", "'") | {"～": "~", "—": "-", "–": "-", "−": "-", "✕": "x", "×": "x"}
_DROPPED = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _DROPPED_RANGES) + "]")
_SEPARATOR = r"[ \t\n_\-.·•*|~^\\=]{1,3}"
# Chinese written apart, at least one side of the gap being a character on its own; Latin letters written apart.
_APART = re.compile(
    rf"(?<=(?<![{_HAN}])[{_HAN}]){_SEPARATOR}(?=[{_HAN}])|(?<=[{_HAN}]){_SEPARATOR}(?=[{_HAN}](?![{_HAN}]))"
    r"|(?<=(?<![a-z0-9'])[a-z0-9])[ _\-.*|](?=[a-z0-9](?![a-z0-9'])[ _\-.*|][a-z0-9](?![a-z0-9']))"
    r"|(?<=(?<![a-z0-9'])[a-z0-9][ _\-.*|][a-z0-9])(?<![a-z0-9]{2})[ _\-.*|](?=[a-z0-9](?![a-z0-9']))"
)


class Folded(NamedTuple):
    """A folded text; `places[i]` is where its character i stands in the original, None where both run alike."""

    text: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that this stretch of the folded text was made of."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text in lower case, simplified, at single width, without what is invisible or set between characters."""
    places: list[int] | None = None
    if text.isascii():
        folded = text.lower()
    else:
        if _DROPPED.search(text):
            places = [i for i, char in enumerate(text) if not _DROPPED.match(char)]
            text = _DROPPED.sub("", text)
        folded = text.translate(_letters())
    if not _APART.search(folded):
        return Folded(folded, places)
    kept: list[int] = []
    pieces: list[str] = []
    done = 0
    for gap in _APART.finditer(folded):
        kept.extend(range(done, gap.start()))
        pieces.append(folded[done : gap.start()])
        done = gap.end()
    kept.extend(range(done, len(folded)))
    pieces.append(folded[done:])
    return Folded("".join(pieces), kept if places is None else [places[i] for i in kept])


@cache
def _letters() -> dict[int, str]:
    """One character for one, so that no place moves."""
    made: dict[int, str] = {}
    for start, end in _FOLDED_RANGES:
        for point in range(start, end + 1):
            plain = unicodedata.normalize("NFKD", chr(point))
            plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
            if len(plain) == 1 and plain != chr(point):
                made[point] = plain
            elif len(plain) == 3 and plain[0] == "(" and plain[2] == ")":
                made[point] = plain[1]
    made |= {point: chr(point + 32) for point in range(ord("A"), ord("Z") + 1)}
    for olds in (_LOOK_ALIKES, _QUOTES):
        made |= {ord(old): new for old, new in olds.items()}
    for pair in table("traditional")["pairs"].split():
        made |= {ord(old): pair[0] for old in pair[1:]}
    return made
