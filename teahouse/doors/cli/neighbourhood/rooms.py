"""The town's groups: which class and clubs have a room of their own, who is in it, and what was said there.

Neighbours who are no friends outside hear each other here; every speaker is one of the room's own people.
"""

from __future__ import annotations

from collections.abc import Sequence

from .almanac import DAY_MS, MINUTE_MS, instant, local_date
from .dice import Dice
from .model import Remarked, Room, Said
from .texts_rooms import ROOMS, Script, Topic
from .town import Resident

_OPENED_DAYS = 58
_HOUR_MS = 60 * MINUTE_MS


def open_rooms(residents: list[Resident], joined: dict[int, int], now_ms: int, dice: Dice) -> tuple[Room, ...]:
    """All rooms, with their people and their talk in the order of time."""
    return tuple(_open(script, residents, joined, now_ms, dice) for script in ROOMS)


def _open(script: Script, residents: list[Resident], joined: dict[int, int], now_ms: int, dice: Dice) -> Room:
    opened = instant(local_date(now_ms - _OPENED_DAYS * DAY_MS), 19.5)
    people = [one for one in residents if script.of in one.groups]
    owner = next(one for one in people if one.username == script.owner)
    members = tuple(
        (one.key, max(opened + dice.between(20, 2_600) * MINUTE_MS, joined[one.key] + _HOUR_MS))
        for one in people
        if one is not owner
    )
    since = dict(members) | {owner.key: opened}
    said = (_say(topic, people, since, now_ms, dice) for topic in script.topics)
    kept = sorted((one for one in said if one is not None), key=lambda one: one.at_ms)
    return Room(owner.key, script.username, script.name, script.note, opened, members, tuple(kept))


def _say(topic: Topic, everybody: Sequence[Resident], since: dict[int, int], now_ms: int, dice: Dice) -> Said | None:
    """The topic with its people filled in; None where nobody could have said it, or not yet."""
    at = instant(local_date(now_ms - topic.days_ago * DAY_MS), topic.hour)
    people = [one for one in everybody if since[one.key] < at]
    taken: dict[str, Resident] = {}
    author = _who(topic.who, topic, people, taken, dice)
    if author is None or at >= now_ms:
        return None
    answers: list[Remarked] = []
    then = at
    for who, text in topic.answers:
        speaker = _who(who, topic, people, taken, dice)
        then += round((dice.lag(24, 0.9) + 1) * MINUTE_MS)
        if speaker is None or then >= now_ms:
            break
        answers.append(Remarked(speaker.key, then, text))
    fans = dice.some([one.key for one in people if one is not author], dice.between(1, 6))
    likes = tuple((key, at + dice.between(3, 900) * MINUTE_MS) for key in fans)
    return Said(
        author.key, at, topic.text, topic.language, tuple(answers), tuple(like for like in likes if like[1] < now_ms)
    )


def _who(who: str, topic: Topic, people: Sequence[Resident], taken: dict[str, Resident], dice: Dice) -> Resident | None:
    """A number is somebody who speaks the language, the same one each time; a name is whose it is."""
    language, named = topic.language, {topic.who, *(name for name, _ in topic.answers)}
    if who not in taken:
        its = [one for one in people if one.username == who]
        free = (one for one in people if one not in taken.values() and one.username not in named)
        others = [one for one in free if one.language == language]
        found = its or ([dice.pick(others)] if who.isdecimal() and others else [])
        if not found:
            return None
        taken[who] = found[0]
    return taken[who]
