"""The guard: the house's rules about hard marketing, and what they say of a submission.

`judge` takes plain data and answers with a ruling: what the words show, what the declared facts show, what follows,
where it stands in the text, and how it is mended. It stops nobody: whoever publishes asks it first. What was ruled is
kept in `rulings`.
"""

from __future__ import annotations

from teahouse.guard import rulings
from teahouse.guard.book import BookError, RuleBook, check_book, packaged_book
from teahouse.guard.grammar import MOST_READ, Grammar, make_grammar, packaged_grammar
from teahouse.guard.judge import judge
from teahouse.guard.model import (
    Act,
    Action,
    Campaign,
    Draw,
    Finding,
    GroupBuy,
    Rule,
    Ruling,
    Said,
    Source,
    Span,
    Submission,
    Verdict,
)
from teahouse.guard.private import Guess, guess

__all__ = [
    "MOST_READ",
    "Act",
    "Action",
    "BookError",
    "Campaign",
    "Draw",
    "Finding",
    "Grammar",
    "GroupBuy",
    "Guess",
    "Rule",
    "RuleBook",
    "Ruling",
    "Said",
    "Source",
    "Span",
    "Submission",
    "Verdict",
    "check_book",
    "guess",
    "judge",
    "make_grammar",
    "packaged_book",
    "packaged_grammar",
    "rulings",
]
