"""Guesses about a text for those who turned something down: does it sell, does it ask for likes, does it go round?

Promises guesses only: they bind nobody, and their author may say otherwise. Each costs one more look at the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from teahouse.guard.grammar import Reading
from teahouse.guard.packaged import table
from teahouse.guard.scanning import HAN, lengths_of

_TENTHS = {"4": 10, "3": 6, "2": 3, "-4": -8}
_SELLS = 15
"""So many tenths of a strong word must be left after what weighs against."""
_ASKS = {"asklike", "askvote"}
_LIKES = {"liking", "voting"}
_MOST_LOOKED_AT = 2_000
_LATIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
_CHINESE = re.compile(f"[{HAN}]+")
# A price or a number to call; digits in names are neither.
_PRICE = re.compile(
    r"[$¥£€]\s?\d|\d\s?(?:元|块|折|rmb|%)|(?<![0-9a-z@])(?:\d{3,4}[- ]?\d{4,8}|1[3-9]\d{9})(?![0-9a-z])"
)
_PRICED = 10


class Weights(NamedTuple):
    """What each word of an offer weighs, the first words of pairs, and the lengths of Chinese words by their first
    character."""

    chinese: Mapping[str, int]
    latin: Mapping[str, int]
    firsts: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]


@cache
def _weights() -> Weights:
    told = table("selling")
    chinese = {word: _TENTHS[weight] for weight, words in told["zh"].items() for word in words.split()}
    latin = {word.strip(): _TENTHS[weight] for weight, words in told["en"].items() for word in words.split(",")}
    latin |= {word: weight for word, weight in chinese.items() if word.isascii()}
    firsts = frozenset(word.partition(" ")[0] for word in latin if " " in word)
    return Weights(chinese, latin, firsts, lengths_of(word for word in chinese if not word.isascii()))


def guess_selling(reading: Reading) -> bool:
    """Whether the text offers goods or services."""
    return weigh(reading.folded[:_MOST_LOOKED_AT]) >= _SELLS


def weigh(folded: str) -> int:
    """What the words of a folded text weigh together, each counted once; sums and numbers only beside such a word."""
    weights = _weights()
    met: set[str] = set()
    for run in _CHINESE.finditer(folded):
        _spot(run.group(), weights, met)
    total = sum(weights.chinese[word] for word in met)
    words = _LATIN.findall(folded)
    latin, firsts = weights.latin, weights.firsts
    met = set(words)
    met.update(f"{first} {second}" for first, second in pairwise(words) if first in firsts)
    total += sum([latin[word] for word in met if word in latin])
    if not total:
        return 0
    return total + _PRICED * min(2, len(_PRICE.findall(folded)))


def _spot(run: str, weights: Weights, met: set[str]) -> None:
    place, end = 0, len(run)
    while place < end:
        for length in weights.lengths.get(run[place], ()):
            if (word := run[place : place + length]) in weights.chinese:
                met.add(word)
                place += length
                break
        else:
            place += 1


def guess_asking(reading: Reading, found: Collection[str]) -> bool:
    """Whether it asks its reader for likes or votes."""
    if "like.collect" in found or _ASKS & reading.kinds:
        return True
    return "please" in reading.said and bool(_LIKES & reading.kinds)


def guess_passed_on(reading: Reading, found: Collection[str]) -> bool:
    """Whether it looks like a text that goes round."""
    return "share.chain" in found or "passedmark" in reading.said
