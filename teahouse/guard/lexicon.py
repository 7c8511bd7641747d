"""The lists of words, made ready for the scanner: Chinese and English, with the disguises in common use.

Promises that a word stands in one list only, and that a list that a host adds words to is checked like our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

from teahouse.guard.folding import fold
from teahouse.guard.packaged import table
from teahouse.guard.scanning import Words, lengths_of

_FIRST_SIGN = 0x100
_LATIN = re.compile(r"[@#]?[a-z0-9' &#;$%-]+\Z")
_MOST_FORMS = 256
_OTHER_WORDS = re.compile(r"\b(?:we'll|i'll|we're|she'll|he'll|i'd|we'd)\b")


class Lexicon(NamedTuple):
    """`words` for the scanner; `kinds` gives the signs of each kind of word and each group; `names` the way back."""

    words: Words
    kinds: Mapping[str, str]
    names: Mapping[str, str]


def make_lexicon(added: Mapping[str, Sequence[str]]) -> Lexicon:
    """Ours, and the words that a host added. ValueError names the kind that there is not."""
    lists: dict[str, list[str]] = {"number": [], "money": [], "quote": []}
    for language in ("zh", "en"):
        for kind, words in _lists(language):
            lists.setdefault(kind, []).extend(words)
    for kind, more in added.items():
        if kind not in lists:
            raise ValueError(f"words.{kind} is no kind of words; there are {', '.join(sorted(lists))}")
        lists[kind].extend(fold(word).text for word in more)
    kinds = {kind: chr(_FIRST_SIGN + n) for n, kind in enumerate(lists)}
    names = {sign: kind for kind, sign in kinds.items()}
    groups = table("groups")
    for group, members in groups.items():
        kinds[group] = "".join(dict.fromkeys("".join(kinds[member] for member in members.split())))
    codes = {word: kinds[kind] for kind, words in lists.items() for word in words}
    codes = {bare: codes[word] for word in codes if (bare := _without_apostrophe(word))} | codes
    disguises = dict(_disguises(codes))
    disguises |= {word: word for word in lists["emojilike"]}
    codes = {word: codes[plain] for word, plain in disguises.items()} | codes
    return Lexicon(_words(codes, disguises, kinds), kinds, names)


def _without_apostrophe(word: str) -> str:
    """As it is often typed; "" where that would be another word."""
    return "" if "'" not in word or _OTHER_WORDS.search(word) else word.replace("'", "")


def _words(codes: Mapping[str, str], disguises: Mapping[str, str], kinds: Mapping[str, str]) -> Words:
    single: dict[str, str] = {}
    phrases: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    for word, code in codes.items():
        first, *rest = word.replace("-", " ").replace("' ", " ").split() if _LATIN.match(word) else [word]
        if rest:
            phrases.setdefault(first, {}).setdefault(rest[0], []).append((rest, code))
        else:
            single[first] = code
    for seconds in phrases.values():
        for found in seconds.values():
            found.sort(key=lambda phrase: -len(phrase[0]))
    latin = frozenset([word for word in single if _LATIN.match(word)]) | phrases.keys()
    lengths = lengths_of(word for word in single if not _LATIN.match(word))
    return Words(
        single, phrases, latin, lengths, disguises, kinds["number"], kinds["money"], kinds["off"], kinds["quote"]
    )


def _lists(language: str) -> Iterator[tuple[str, list[str]]]:
    """Chinese words stand apart by spaces, English phrases by commas."""
    for kind, text in table(language).items():
        words = text.split() if language == "zh" else [" ".join(each.split()) for each in text.split(",")]
        yield kind, [word for word in words if word]


def _disguises(codes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(disguise, word): each character of a word that is often disguised, as it stands, as it sounds, as a twin."""
    told = table("disguises")
    forms = {char: (char, *others.split()) for char, others in told["characters"].items()}
    for word in told["words"].split():
        if word not in codes:
            continue
        ways = [forms.get(char, (char,)) for char in word]
        for form in islice(product(*ways), _MOST_FORMS):
            dressed = "".join(form)
            if dressed != word and dressed not in codes:
                yield dressed, word
