"""The rule book: rules, sources, numbers and the ladder, as the package brings them and as a host changes them.

Promises that a book that could be made is whole: every rule is said in both languages, stands on sources that are
there, and looks for signals that can be read. What is wrong is told by rule and field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from teahouse.guard.model import Phrases, Rule, Said, Source, Step
from teahouse.guard.packaged import rules_file

FILES = ("sharing", "liking", "inviting", "prizes", "honesty", "resale", "manners")
SCOPES = ("commercial",)
_T = TypeVar("_T")


class BookError(ValueError):
    """A rule book that cannot be: says which rule, which field, and what is wrong with it."""


class RuleBook(msgspec.Struct, frozen=True):
    """All that the guard goes by. `words` are those that a host added to kinds of words."""

    rules: tuple[Rule, ...]
    sources: dict[str, Source]
    numbers: dict[str, int]
    steps: tuple[Step, ...]
    never: Phrases
    appeal: Said
    words: dict[str, tuple[str, ...]] = {}

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id; KeyError where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def with_changes(self, changes: Mapping[str, Any]) -> RuleBook:
        """Another book, changed as a host's configuration says: `rules` (by id: fields to change, or a whole new
        rule), `numbers`, `words` (by kind: more words), `sources`. BookError names what is wrong."""
        for part in changes:
            if part not in {"rules", "numbers", "words", "sources"}:
                raise BookError(f"{part}: there is no such part; say rules, numbers, words or sources")
        rules = {rule.id: rule for rule in self.rules}
        for rule_id, fields in _table("rules", changes).items():
            if not isinstance(fields, Mapping):
                raise BookError(f"rule {rule_id}: say which fields to change")
            rules[rule_id] = _changed(rule_id, rules.get(rule_id), fields)
        numbers = dict(self.numbers)
        for name, number in _table("numbers", changes).items():
            if name not in numbers:
                raise BookError(f"numbers.{name}: there is no such number; there are {', '.join(sorted(numbers))}")
            if not isinstance(number, int) or isinstance(number, bool) or number < 0:
                raise BookError(f"numbers.{name}: say a whole number that is not below 0, not {number!r}")
            numbers[name] = number
        sources = self.sources | {
            key: _convert(f"source {key}", source, Source) for key, source in _table("sources", changes).items()
        }
        words = dict(self.words)
        for kind, more in _table("words", changes).items():
            words[kind] = (*words.get(kind, ()), *_convert(f"words.{kind}", more, tuple[str, ...]))
        made = msgspec.structs.replace(self, rules=tuple(rules.values()), numbers=numbers, sources=sources, words=words)
        check_book(made)
        return made


@cache
def packaged_book() -> RuleBook:
    """The book that comes with the program."""
    ladder = rules_file("ladder")
    book = RuleBook(
        rules=tuple(_packaged_rules()),
        sources={key: _convert(f"source {key}", each, Source) for key, each in rules_file("sources").items()},
        numbers=ladder["numbers"],
        steps=_convert("ladder", ladder["steps"], tuple[Step, ...]),
        never=_convert("ladder.never", ladder["never"], Phrases),
        appeal=_convert("ladder.appeal", ladder["appeal"], Said),
    )
    check_book(book)
    return book


def check_book(book: RuleBook) -> None:
    """BookError where a rule is not whole; what its signals say is checked when they are read (grammar.py)."""
    seen: set[str] = set()
    for rule in book.rules:
        if rule.id in seen:
            raise BookError(f"rule {rule.id}: stands in the book twice")
        seen.add(rule.id)
        for field in ("name", "statement", "rewrite"):
            said: Said = getattr(rule, field)
            for language in ("zh", "en"):
                if not getattr(said, language).strip():
                    raise BookError(f"rule {rule.id}: {field}.{language} is empty")
        if rule.scope not in SCOPES:
            raise BookError(f"rule {rule.id}: scope is {rule.scope!r}; it may be {' or '.join(SCOPES)}")
        for source in rule.sources:
            if source not in book.sources:
                raise BookError(f"rule {rule.id}: sources name {source!r}, which is not there")


def _packaged_rules() -> Iterable[Rule]:
    for name in FILES:
        read = rules_file(name)
        for fields in read["rules"]:
            yield _changed(fields["id"], None, {"family": read["family"], **fields})


def _changed(rule_id: str, rule: Rule | None, fields: Mapping[str, Any]) -> Rule:
    """The rule with these fields instead of its own, or a new one of them."""
    if fields.get("id", rule_id) != rule_id:
        raise BookError(f"rule {rule_id}: id cannot be changed")
    whole = {} if rule is None else msgspec.to_builtins(rule)
    if rule is None:
        whole["family"] = "house"
    return _convert(f"rule {rule_id}", {**whole, **fields, "id": rule_id}, Rule)


def _table(part: str, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    given = changes.get(part, {})
    if not isinstance(given, Mapping):
        raise BookError(f"{part}: is no table")
    return given


def _convert(what: str, given: Any, into: type[_T]) -> _T:
    try:
        return msgspec.convert(given, into)
    except msgspec.ValidationError as error:
        said, _, where = str(error).partition(" - at `$")
        field = where.rstrip("`").lstrip(".")
        raise BookError(f"{what}: {field + ': ' if field else ''}{said}") from None
