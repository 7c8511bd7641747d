"""The guard: the house's rules about hard marketing, and what they say of a submission.

`judge` takes plain data and answers with a ruling: what the words show, what the declared facts show, what follows,
where it stands in the text, and how it is mended. It stops nobody: whoever publishes asks it first.
"""

from __future__ import annotations

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
    "Rule",
    "RuleBook",
    "Ruling",
    "Said",
    "Source",
    "Span",
    "Submission",
    "Verdict",
    "check_book",
    "judge",
    "make_grammar",
    "packaged_book",
    "packaged_grammar",
]
