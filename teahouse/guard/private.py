"""What a private text reads like: guesses that are shown to its author, and stop nothing.

Promises to cost an ordinary text a fraction of a whole reading: only where a word stands that asks for something or
sends something round is it read as an offer would be.
"""

from __future__ import annotations

import re

import msgspec

from teahouse.guard.folding import fold
from teahouse.guard.grammar import MOST_READ, Grammar, Reading, read
from teahouse.guard.guesses import guess_asking, guess_passed_on, guess_selling

_CUE = re.compile(
    "[赞票转👍❤♥集攒]|扩散|复制|接力|传[下出给遍]|分享|群发|发[给到]|告诉|点[个一颗z ]|评论|扣1|心愿"
    "|[丢甩]|霉|不顺|灾|[断停]了|[没不]发|好运|双击|送卡|凑成"
    "|l[i1]k[ei]|vot|sh[a@]r|re-?p[o0]st|retweet|forward|send|sent|cop(?:y|ied)|paste|pass (?:this|it|along|these)"
    "|heart|tap|thumb|chain|luck|ignor|curse|comment|chuck|tell |stop with|bad (?:years|days)|break this"
)


class Guess(msgspec.Struct, frozen=True):
    """It offers something, asks for likes or votes, goes round."""

    selling: bool = False
    asking: bool = False
    passed_on: bool = False


def guess(text: str, grammar: Grammar) -> Guess:
    """What the words look like, for whoever turned such things down; its author may say otherwise."""
    folded = fold(text[:MOST_READ]).text
    if _CUE.search(folded) is None:
        return Guess(selling=guess_selling(Reading([], frozenset(), frozenset(), folded)))
    reading = read(text, grammar)
    found = {seen.rule for seen in reading.seen}
    return Guess(guess_selling(reading), guess_asking(reading, found), guess_passed_on(reading, found))
