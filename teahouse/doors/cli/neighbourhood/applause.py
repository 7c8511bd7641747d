"""Who likes what, and who shares the public moments."""

from __future__ import annotations

from . import almanac
from .almanac import MINUTE_MS
from .dice import Dice
from .model import Comment, Like, Share
from .sight import Sight
from .talk import Talk
from .writing import Written

_LATEST_MS = 2 * almanac.DAY_MS


def like_all(
    written: list[Written], comments: tuple[Comment, ...], *, sight: Sight, talk: Talk, now_ms: int, dice: Dice
) -> tuple[Like, ...]:
    """Likes of moments by those who see them, and of comments by those who see these too."""
    made: list[Like] = []
    by_key = {one.moment.key: one for one in written}
    for one in written:
        for key in talk.listeners(one.moment, one.readers):
            p = min(0.75, 0.075 * talk.closeness(key, one.moment.author) * (0.3 if one.moment.selling else 1.0))
            at = _when(one.moment.at_ms, dice)
            if dice.chance(p) and at < now_ms:
                made.append(Like(key, one.moment.key, at))
    for comment in comments:
        root = by_key[comment.on]
        author = root.moment.author
        at = _when(comment.at_ms, dice)
        if comment.author != author and dice.chance(0.3) and at < now_ms:
            made.append(Like(author, comment.key, at))
        if root.readers and dice.chance(0.12):
            other = dice.pick(sorted(root.readers))
            near = sight.known_at(other, author, comment.at_ms)
            heard = near and sight.may_answer(other, root.moment, comment.author, comment.at_ms)
            if heard and other != comment.author and at < now_ms:
                made.append(Like(other, comment.key, at))
    unique = {(like.who, like.on): like for like in reversed(made)}
    return tuple(sorted(unique.values(), key=lambda like: (like.at_ms, like.on, like.who)))


def share_some(written: list[Written], *, talk: Talk, now_ms: int, dice: Dice) -> tuple[Share, ...]:
    """Shares of public moments by people who know the author."""
    made: list[Share] = []
    for one in written:
        if one.moment.audience != "public":
            continue
        for key in talk.listeners(one.moment, one.readers):
            at = _when(one.moment.at_ms, dice)
            if at < now_ms and dice.chance(0.012 * talk.closeness(key, one.moment.author)):
                made.append(Share(key, one.moment.key, at))
    return tuple(sorted(made, key=lambda share: (share.at_ms, share.on, share.who)))


def _when(after: int, dice: Dice) -> int:
    """A moment of attention after something appeared; those who would be asleep do it in the morning."""
    at = after + min(round((dice.lag(50, 1.3) + 0.5) * MINUTE_MS), _LATEST_MS)
    hour = almanac.local_hour(at)
    if hour < 6:
        at += round((6 - hour + dice.span(0.2, 3)) * 60) * MINUTE_MS
    return at
