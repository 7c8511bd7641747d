"""What a private text reads like: guesses that are shown to its author, and stop nothing."""

from __future__ import annotations

import msgspec

from teahouse.guard.grammar import Grammar, read
from teahouse.guard.guesses import guess_asking, guess_passed_on, guess_selling


class Guess(msgspec.Struct, frozen=True):
    """It offers something, asks for likes or votes, goes round."""

    selling: bool = False
    asking: bool = False
    passed_on: bool = False


def guess(text: str, grammar: Grammar) -> Guess:
    """What the words look like, for whoever turned such things down; its author may say otherwise."""
    reading = read(text, grammar)
    found = {seen.rule for seen in reading.seen}
    return Guess(guess_selling(reading), guess_asking(reading, found), guess_passed_on(reading, found))
