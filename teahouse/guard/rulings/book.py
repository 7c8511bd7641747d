"""The rules as this house has them; the composition root hands one to every transaction."""

from __future__ import annotations

from teahouse.guard.book import RuleBook
from teahouse.guard.grammar import Grammar, packaged_grammar


class HouseRules:
    """The grammar and its book, read when something is judged for the first time."""

    @property
    def grammar(self) -> Grammar:
        """What texts are read by."""
        return packaged_grammar()

    @property
    def book(self) -> RuleBook:
        """The rules, their sources, and the ladder."""
        return self.grammar.book
