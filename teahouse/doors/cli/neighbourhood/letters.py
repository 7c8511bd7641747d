"""Private talk of a few: between friends only, so that the house would let each of them write."""

from __future__ import annotations

from itertools import combinations

from .almanac import MINUTE_MS
from .model import Friendship, Remarked, Talked
from .texts_letters import EXCHANGES
from .town import Resident


def write_letters(residents: list[Resident], friendships: tuple[Friendship, ...], now_ms: int) -> tuple[Talked, ...]:
    """Those exchanges whose people were all friends by the time of the first word."""
    keys = {one.username: one.key for one in residents}
    since = {frozenset((tie.a, tie.b)): tie.since_ms for tie in friendships}
    found = []
    for exchange in EXCHANGES:
        between = tuple(keys[name] for name in exchange.between)
        letters = tuple(
            Remarked(keys[one.who], now_ms - round(one.hours_ago * 60) * MINUTE_MS, one.text)
            for one in exchange.letters
        )
        if all(since.get(frozenset(pair), now_ms) < letters[0].at_ms for pair in combinations(between, 2)):
            found.append(Talked(between, letters))
    return tuple(found)
