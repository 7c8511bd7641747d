"""The grammar of one rule book: its lexicon and constructions, made ready once, then asked of every text.

Promises that a text costs time in proportion to its length: it is scanned once, and only the constructions whose rarest
kind of word is there are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from teahouse.guard.book import BookError, RuleBook, packaged_book
from teahouse.guard.constructions import Construction, construct
from teahouse.guard.folding import Folded, fold
from teahouse.guard.hedges import Hedges, make_hedges, soften
from teahouse.guard.lexicon import Lexicon, make_lexicon
from teahouse.guard.scanning import HARD, SOFT, UNKNOWN, Sign, scan

MOST_READ = 200_000
"""So many characters of a text are read; the ruling says how many were not."""
_MOST_SPANS = 4


class Seen(NamedTuple):
    """A construction that was met: its rule, how strong, where in the original; whether its words were disguised."""

    rule: str
    strength: int
    start: int
    end: int
    disguised: bool


class Reading(NamedTuple):
    """What the grammar makes of a text: the constructions met, the kinds of words that count and those that are there
    at all, and the folded text."""

    seen: list[Seen]
    kinds: frozenset[str]
    said: frozenset[str]
    folded: str


class Grammar(NamedTuple):
    """A book made ready; `by_key` gives, for a sign, the constructions that are worth a look where it is there."""

    book: RuleBook
    lexicon: Lexicon
    hedges: Hedges
    by_key: Mapping[str, tuple[Construction, ...]]


def make_grammar(book: RuleBook) -> Grammar:
    """BookError where a rule's signals cannot be read, or words are added to a kind that there is not."""
    try:
        lexicon = make_lexicon(book.words)
    except ValueError as error:
        raise BookError(str(error)) from None
    by_key: dict[str, list[Construction]] = {}
    for rule in book.rules:
        for said in rule.signals if rule.on else ():
            try:
                made = construct(rule.id, said, lexicon.kinds)
            except ValueError as error:
                raise BookError(f"rule {rule.id}: signals: {said!r} {error}") from None
            for each in made:
                for key in each.keys:
                    by_key.setdefault(key, []).append(each)
    return Grammar(book, lexicon, make_hedges(lexicon.kinds), {key: tuple(made) for key, made in by_key.items()})


@cache
def packaged_grammar() -> Grammar:
    """The grammar of the book that comes with the program, made when it is first asked for."""
    return make_grammar(packaged_book())


def read(text: str, grammar: Grammar) -> Reading:
    """All constructions that the text meets, and the kinds of words in it."""
    folded = fold(text[:MOST_READ])
    signs = scan(folded.text, grammar.lexicon.words)
    row = "".join([sign[0] for sign in signs])
    said = frozenset(row)
    names = grammar.lexicon.names
    wanted = said & grammar.by_key.keys()
    said_kinds = frozenset(names[each] for each in said if each in names)
    if not wanted:
        return Reading([], said_kinds, said_kinds, folded.text)
    soft = soften(row, grammar.hedges)
    excuses = _excuses(said, grammar.lexicon.kinds)
    there = frozenset(soft)
    seen: list[Seen] = []
    tried: set[int] = set()
    for key in there & wanted:
        for each in grammar.by_key[key]:
            if id(each) in tried:
                continue
            tried.add(id(each))
            if each.void.isdisjoint(excuses) and not any(map(there.isdisjoint, each.needs)):
                for met in _meet(each, soft, grammar.lexicon.kinds["amount"]):
                    first, last = signs[met[0]], signs[met[1] - 1]
                    start, end = folded.span(first[1], last[2])
                    disguised = any(sign[3] or _apart(sign, folded) for sign in signs[met[0] : met[1]])
                    seen.append(Seen(each.rule, each.strength, start, end, disguised))
    kinds = frozenset(names[each] for each in there if each in names)
    return Reading(seen, kinds, said_kinds, folded.text)


def _excuses(said: frozenset[str], kinds: Mapping[str, str]) -> frozenset[str]:
    """What may make a construction void. Who gives a discount trades; no word of an appeal for help excuses it."""
    return said if said.isdisjoint(kinds["off"]) else said.difference(kinds["appeal"])


def _apart(sign: Sign, folded: Folded) -> bool:
    """Whether something was set between the characters of a known word."""
    if folded.places is None or sign[0] in (UNKNOWN, SOFT, HARD):
        return False
    start, end = folded.span(sign[1], sign[2])
    return end - start > sign[2] - sign[1]


def _meet(construction: Construction, row: str, amounts: str) -> list[tuple[int, int]]:
    """The first places where the construction is met, with the sum that stands behind it."""
    met: list[tuple[int, int]] = []
    at = 0
    while len(met) < _MOST_SPANS and (found := construction.pattern.search(row, at)):
        start, end = found.span()
        if end < len(row) and row[end] in amounts:
            end += 1
        met.append((start, end))
        at = end
    return met
