"""Scans a folded text into signs: one pass, one sign for each word that means something to the grammar.

Promises signs in the order of the text with the stretch that each stands on, in time proportional to the text: a place
is looked at once for each length that a word beginning there may have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

UNKNOWN, SOFT, HARD = "~", ",", "."
"""What no list knows; a pause within a sentence; the end of one."""

Sign = tuple[str, int, int, bool]
"""The character that stands for a kind of word, where the word begins and ends, and whether it was disguised."""

HAN = "\u3400-\u9fff"
_COUNTED = "个位人名次条元块天张份群友赞票杯件折级层盒箱单粉分万千百遍倍等毛角月年只家瓶斤场轮颗枚台部套桌步关款组代"
_UNITS = r"%|元|块钱?|毛钱?|角|折|(?:rmb|usd|yuan|dollars?|bucks?|pounds?|euros?|cents?|quid)\b"
_NUMERALS = "一二两三四五六七八九十百千万几数"
_NUMBER = (
    rf"[$¥£€]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:{_UNITS})|x?\d[\d.,]*(?:[kw]\b)?(?![a-z])"
    rf"|[{_NUMERALS}]+(?:元|块钱?|毛钱?|角钱|折|(?=[{_COUNTED}]))"
)
_WORD = r"(?:[a-z0-9$@]|(?:'|&#39;|!)(?=[a-z]))+"
_LATIN = rf"[@#]?{_WORD}(?:'?[ \-]{{1,3}}(?=[a-z0-9])(?!\d[\d.,]*(?:\.\d|\s?(?:{_UNITS}))){_WORD})*"
_ENDS = r"(?:[.!?。！？；;…](?![a-z0-9]))+|\n\s*\n"
_PAUSES = r"[,，、:：\n()（）\[\]【】|/~\-—>→\s.]+"
_QUOTED = r"[\"“”「」『』《》]"
_TOKENS = re.compile(
    f"(?P<number>{_NUMBER})|(?P<han>[{HAN}])|(?P<latin>{_LATIN})|(?P<end>{_ENDS})|(?P<pause>{_PAUSES})"
    f"|(?P<quote>{_QUOTED})|(?P<odd>.)",
    re.DOTALL,
)
_EACH = re.compile(rf"[@#]?{_WORD}")
_PLAIN = re.compile(r"[0-9]{1,6}%?")
_LEET = (str.maketrans("013457$@!", "oieastsai"), str.maketrans("013457$@!", "oleastsai"))
_LONG = re.compile(r"([a-z])\1\1")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_FAR = 60
_JOINS = (" ", "-")
_MONEY = re.compile(r"[$¥£€%元块毛角折]|[a-z]{3,}\Z")


class Words(NamedTuple):
    """The lists of words, ready to scan: the sign of a `single` word; longer `phrases` by their first and second; the
    `latin` words that are known or begin a phrase; the `lengths` that other words may have, by their first character,
    the longest first."""

    single: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, list[tuple[list[str], str]]]]
    latin: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    disguises: Mapping[str, str]
    number: str
    money: str
    off: str
    quote: str


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For each first character, the lengths of the words that begin with it."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def scan(text: str, words: Words) -> list[Sign]:
    """The signs of a folded text, with pauses and what is unknown between them."""
    signs: list[Sign] = []
    add = signs.append
    lengths, match = words.lengths, _TOKENS.match
    place, unknown, total = 0, 0, len(text)
    # The last alternative of the pattern takes whatever stands there.
    while place < total and (found := match(text, place)):
        kind, end = found.lastgroup, found.end()
        if kind != "pause" and (first := lengths.get(text[place])) and (kind != "latin" or _mixed(text, place, end)):
            known = _known(text, place, first, words)
            if known is not None:
                add(known)
                place, unknown = known[2], 0
                continue
        if kind == "han":
            # A stretch of unknown Chinese counts as one word for each three characters.
            if unknown % 3 == 0:
                add((UNKNOWN, place, end, False))
            unknown += 1
        else:
            unknown = 0
            end = _other(found, words, add)
        place = end
    return signs


def _known(text: str, place: int, lengths: tuple[int, ...], words: Words) -> Sign | None:
    """The longest word that begins here and is not in Latin letters."""
    for length in lengths:
        word = text[place : place + length]
        if word in words.single:
            return words.single[word], place, place + len(word), word in words.disguises
    return None


def _other(found: re.Match[str], words: Words, add: Callable[[Sign], None]) -> int:
    """Signs of what is not Chinese; where it ends."""
    kind, text = found.lastgroup, found.string
    place, end = found.span()
    if kind == "latin":
        _latin(text, place, end, words, add)
    elif kind == "number":
        return _number(text, place, end, words, add)
    elif kind == "pause":
        if not _glued(text, place, end):
            add((SOFT, place, end, False))
    elif kind != "odd":
        add((_end_of(text, end) if kind == "end" else words.quote, place, end, False))
    return end


def _end_of(text: str, end: int) -> str:
    """The end of a sentence; where each has a line of its own it is a pause, since they are read as one."""
    return SOFT if text[end : end + 1] == "\n" and text[end + 1 : end + 2] != "\n" else HARD


def _mixed(text: str, place: int, end: int) -> bool:
    """Whether Latin letters run into Chinese, as in the spelling of a disguise."""
    return any(HAN[0] <= char <= HAN[-1] for char in text[place + 1 : place + 8]) and " " not in text[place : end - 1]


def _glued(text: str, place: int, end: int) -> bool:
    """White space that parts Latin words, or ends a line of them, is no pause."""
    gap = text[place:end]
    return gap.isspace() and "\n" not in gap and place > 0 and text[place - 1] < HAN[0]


def _number(text: str, place: int, end: int, words: Words, add: Callable[[Sign], None]) -> int:
    """A number of its own, or the beginning of a phrase ("5 stars"); where it ends."""
    said = text[place:end]
    if said in words.phrases and text[end : end + 1] in _JOINS and _PLAIN.fullmatch(said):
        following = _EACH.findall(text[end + 1 : end + _FAR])
        for rest, code in words.phrases[said].get(following[0] if following else "", ()):
            if following[: len(rest)] == rest:
                stop = end + len(" ".join(["", *rest]))
                add((code, place, stop, False))
                return stop
    code = words.off if said[-1] == "折" else words.money if _MONEY.search(said) else words.number
    add((code, place, end, False))
    return end


def _latin(text: str, place: int, end: int, words: Words, add: Callable[[Sign], None]) -> None:
    """Signs of a run of Latin words: the longest phrase from each word on, else the word alone."""
    single, phrases = words.single, words.phrases
    run = text[place:end]
    names = _EACH.findall(run)
    plain = run.replace(" ", "").isalpha() and not _LONG.search(run)
    if plain and words.latin.isdisjoint(names):
        # Where nothing is known no place is asked for.
        for _ in names:
            add((UNKNOWN, place, end, False))
        return
    dressed = set() if plain else _undress(names, words)
    starts = [(match.start() + place, match.end() + place) for match in _EACH.finditer(run)]
    index, count = 0, len(names)
    while index < count:
        word = names[index]
        taken = 1
        code = single.get(word, words.number if word.isdigit() else UNKNOWN)
        if index + 1 < count and (seconds := phrases.get(word)):
            for rest, phrase in seconds.get(names[index + 1], ()):
                if names[index + 1 : index + 1 + len(rest)] == rest:
                    code, taken = phrase, len(rest) + 1
                    break
        last = index + taken
        add((code, starts[index][0], starts[last - 1][1], bool(dressed) and not dressed.isdisjoint(range(index, last))))
        index = last


def _undress(names: list[str], words: Words) -> set[int]:
    """Spells unknown names as the lists have them; which of them were disguised."""
    dressed: set[int] = set()
    for n, name in enumerate(names):
        if name not in words.latin:
            names[n], disguised = _spelled(name, words)
            if disguised:
                dressed.add(n)
    return dressed


def _spelled(word: str, words: Words) -> tuple[str, bool]:
    """An unknown word as the lists have it, and whether it was dressed up: digits for letters, letters drawn out."""
    if word[0] == "@":
        return "@user", False
    for plain in (word.replace("&#39;", "'"), word.removeprefix("#"), word.removesuffix("'s")):
        if plain in words.single:
            return plain, False
    if not word.isalpha() and not word.isdigit():
        for letters in _LEET:
            if (plain := word.translate(letters)) in words.single or plain in words.phrases:
                return plain, True
    for times in (r"\1", r"\1\1"):
        if (plain := _DRAWN_OUT.sub(times, word)) in words.single or plain in words.phrases:
            return plain, False
    return word, False
