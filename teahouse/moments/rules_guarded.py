"""What the guard is asked about, and what a guess may say. No I/O."""

from __future__ import annotations

from teahouse import people
from teahouse.guard import Guess
from teahouse.guard.rulings import Capability
from teahouse.moments.model import DECLARED, GUESSED, Kind, Mark, Moment

_TALK = (Kind.MENTIONED, Kind.ONLY_ME)
_SORTS = (
    (Mark.SELLING, Mark.LOOKS_SELLING, Mark.NOT_SELLING),
    (Mark.ASKING, Mark.LOOKS_ASKING, Mark.NOT_ASKING),
    (Mark.PASSED_ON, Mark.LOOKS_PASSED_ON, Mark.NOT_PASSED_ON),
)


def uses_of(author: people.Account, moment: Moment) -> Capability:
    """As what a moment is commercial speech; nothing for what is not. A letter is talk, whoever writes it."""
    if moment.audience in _TALK:
        return Capability(0)
    uses = Capability.CAMPAIGNS if moment.marks & Mark.CAMPAIGN else Capability(0)
    if author.kind == people.Kind.PAGE:
        return uses | Capability.BROADCASTS
    return uses | Capability.SELLING if moment.marks & Mark.SELLING else uses


def is_guessed_about(moment: Moment) -> bool:
    """Who turned something down can be spared it: it stands by itself, and others read it."""
    return moment.parent_id is None and moment.audience not in _TALK


def with_guess(marks: int, guess: Guess) -> int:
    """The marks with these guesses, save of what is declared, and of what its author contested."""
    marks &= ~GUESSED
    for (declared, looks, contested), is_guessed in zip(
        _SORTS, (guess.selling, guess.asking, guess.passed_on), strict=True
    ):
        if is_guessed and not marks & (declared | contested):
            marks |= looks
    return marks


def guessed(marks: int) -> Mark:
    """What its author is asked about: the sorts that it reads like."""
    sorts = Mark(0)
    for declared, looks, _ in _SORTS:
        if marks & looks:
            sorts |= declared
    return sorts


def contested(marks: int, sort: Mark) -> int:
    """The marks once its author said that it is not of this sort: never asked again."""
    for declared, looks, refuted in _SORTS:
        if sort & declared:
            marks = marks & ~looks | refuted
    return marks


def kept(marks: int) -> int:
    """What an edit keeps whatever it declares."""
    return marks & ~DECLARED
