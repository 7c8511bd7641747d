"""Who is a friend of whom, who follows which page, and how people sort their friends into circles.

Families know each other, groups are dense but not complete, and a few ties cross the town: near neighbours in clusters with short ways
between them. Everybody can reach everybody.
"""

from __future__ import annotations

from itertools import combinations

from .almanac import DAY_MS, DAYS
from .dice import Dice
from .model import Circle, Follow, Friendship
from .stock import Story, turns
from .town import GROUPS, Resident

_MOST = {"anna": 52, "mei": 60}
_MOST_FRIENDS = 40
_QUIET_FRIENDS = 3
_WITHIN = {"class": 9.0, "reunion": 7.0, "work": 8.5, "parents": 8.0, "club": 7.5}


def befriend(
    town: list[Resident], stories: tuple[Story, ...], joined: dict[int, int], start_ms: int, now_ms: int, dice: Dice
) -> tuple[Friendship, ...]:
    """All friendships; a pair of which one joined late became friends after that."""
    pairs = _needed(town, stories)
    degree = dict.fromkeys((one.key for one in town), 0)
    for pair in pairs:
        _count(pair, degree)
    _families(town, pairs, degree)
    _groups(town, pairs, degree, dice)
    _across(town, pairs, degree, dice)
    made = [Friendship(a, b, _since(joined[a], joined[b], start_ms, now_ms, (a, b) in pairs_kept, dice))
            for pairs_kept in [_needed(town, stories)] for a, b in sorted(pairs)]  # fmt: skip
    return tuple(sorted(made, key=lambda tie: (tie.since_ms, tie.a, tie.b)))


def follow_pages(
    town: list[Resident], pages: dict[str, int], joined: dict[int, int], start_ms: int, dice: Dice
) -> tuple[Follow, ...]:
    """Who follows the bakery (most of the station quarter) and the phone maker (fewer)."""
    made = []
    for username, key in sorted(pages.items()):
        for one in town:
            near = one.district == 2 or "lantern" in one.groups
            p = (0.75 if near else 0.4) if username.endswith("bakery") else (0.5 if near else 0.2)
            if dice.chance(0.1 if one.quiet else p) or one.username in ("anna", "xiaoming", "lin"):
                since = max(joined[one.key], start_ms - dice.between(1, 200) * DAY_MS) + dice.between(1, 600) * 60_000
                made.append(Follow(one.key, key, since))
    return tuple(sorted(made, key=lambda tie: (tie.since_ms, tie.who)))


def draw_circles(town: list[Resident], friends: dict[int, set[int]], dice: Dice) -> tuple[Circle, ...]:
    """The circles that people keep: family, then some of their groups, for some a few close friends."""
    by_key = {one.key: one for one in town}
    made: list[Circle] = []
    for one in town:
        mine = sorted(friends[one.key])
        side = 0 if one.language == "en" else 1
        cast = one.talkative == 1.8
        if not cast and not dice.chance(0.15 if one.quiet else 0.6):
            continue
        wanted = [(("Family", "家人")[side], [k for k in mine if by_key[k].household == one.household])]
        for group in GROUPS:
            if group.name in one.groups and (cast or dice.chance(0.5)):
                wanted.append((group.titles[side], [k for k in mine if group.name in by_key[k].groups]))
        if dice.chance(0.3):
            wanted.append((dice.pick((("Close friends", "Tea people"), ("好朋友", "老友"))[side]), dice.some(mine, 6)))
        for title, members in wanted:
            if members:
                made.append(Circle(len(made) + 1, one.key, title, tuple(sorted(members))))
    return tuple(made)


def neighbours(friendships: tuple[Friendship, ...], keys: list[int]) -> dict[int, set[int]]:
    """Each person's friends."""
    found: dict[int, set[int]] = {key: set() for key in keys}
    for tie in friendships:
        found[tie.a].add(tie.b)
        found[tie.b].add(tie.a)
    return found


def _needed(town: list[Resident], stories: tuple[Story, ...]) -> set[tuple[int, int]]:
    """The pairs that must be friends because a story lets them talk to each other."""
    key_of = {one.username: one.key for one in town}
    pairs: set[tuple[int, int]] = set()
    for story in stories:
        for episode in story.episodes:
            for thread in episode.entry.threads:
                named = {story.author} | {turn.speaker for turn in turns(thread) if turn.speaker in key_of}
                keys = sorted(key_of[name] for name in named if name in key_of)
                pairs.update(combinations(keys, 2))
    return pairs


def _count(pair: tuple[int, int], degree: dict[int, int]) -> None:
    degree[pair[0]] += 1
    degree[pair[1]] += 1


def _tie(a: Resident, b: Resident, pairs: set[tuple[int, int]], degree: dict[int, int], dice: Dice | None, p: float) -> None:
    pair = (min(a.key, b.key), max(a.key, b.key))
    full = any(degree[x.key] >= (_QUIET_FRIENDS if x.quiet else _MOST.get(x.username, _MOST_FRIENDS)) for x in (a, b))
    if pair not in pairs and not full and (dice is None or dice.chance(p)):
        pairs.add(pair)
        _count(pair, degree)


def _families(town: list[Resident], pairs: set[tuple[int, int]], degree: dict[int, int]) -> None:
    for household in sorted({one.household for one in town}):
        for a, b in combinations([one for one in town if one.household == household], 2):
            _tie(a, b, pairs, degree, None, 1.0)


def _groups(town: list[Resident], pairs: set[tuple[int, int]], degree: dict[int, int], dice: Dice) -> None:
    for group in GROUPS:
        inside = [one for one in town if group.name in one.groups]
        # People of a group stand in a ring of who knows whom best; ties fall off with the distance on it.
        ring = dice.some(inside, len(inside))
        reach = _WITHIN[group.kind]
        for i, j in combinations(range(len(ring)), 2):
            apart = min(j - i, len(ring) - (j - i))
            p = 0.92 if apart <= reach / 2 - 0.5 else 0.35 if apart <= reach / 2 + 1 else 0.08
            _tie(ring[i], ring[j], pairs, degree, dice, p + (0.12 if ring[i].language == ring[j].language else 0))


def _across(town: list[Resident], pairs: set[tuple[int, int]], degree: dict[int, int], dice: Dice) -> None:
    """Next-door neighbours, then a few ties to anywhere, more of them for the well connected."""
    homes = sorted({one.household for one in town})
    for home, following in zip(homes, homes[4:], strict=False):
        here = [one for one in town if one.household == home and one.age != "teen" and not one.quiet]
        there = [one for one in town if one.household == following and one.age != "teen" and not one.quiet]
        for a in here:
            for b in there:
                _tie(a, b, pairs, degree, dice, 0.7 if a.language == b.language else 0.3)
    loose = [one for one in town if not one.quiet]
    for one in loose:
        tries = {"mei": 34, "anna": 14}.get(one.username, 1 if dice.chance(0.22) else 0)
        for other in dice.some(loose, tries):
            if other is not one and (one.language in other.reads or other.language in one.reads):
                _tie(one, other, pairs, degree, None, 1.0)


def _since(a_joined: int, b_joined: int, start_ms: int, now_ms: int, needed: bool, dice: Dice) -> int:
    both = max(a_joined, b_joined)
    if both < start_ms - 2 * DAY_MS:
        if not needed and dice.chance(0.06):
            return start_ms + dice.between(1, DAYS * 24 * 50) * 60_000
        return min(start_ms - DAY_MS, both + dice.between(60, 60 * 24 * 40) * 60_000)
    return min(now_ms - DAY_MS, both + dice.between(20, 60 * 24 * 6) * 60_000)
