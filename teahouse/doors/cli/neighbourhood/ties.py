"""Who is a friend of whom, who follows which page, and how people sort their friends into circles.

Families know each other, groups are dense but not complete, and a few ties cross the town: near neighbours in clusters
with short ways
between them. Everybody can reach everybody.
"""

from __future__ import annotations

from itertools import combinations

from .almanac import DAY_MS, DAYS, MINUTE_MS
from .cast import FRIENDS, SIGN_IN
from .dice import Dice
from .model import Circle, Follow, Friendship
from .stock import Story, turns
from .town import GROUPS, Resident

_MOST = {"anna": 50, "mei": 58}
_MOST_FRIENDS = 40
_FAR_TIES = {"mei": 30, "anna": 8}
_QUIET_FRIENDS = 3
_AT_LEAST = 10
_WITHIN = {"class": 8.0, "reunion": 5.0, "work": 8.5, "parents": 6.5, "club": 6.0}


def befriend(
    town: list[Resident],
    stories: tuple[Story, ...],
    joined: dict[int, int],
    *,
    start_ms: int,
    now_ms: int,
    dice: Dice,
) -> tuple[Friendship, ...]:
    """All friendships; a pair of which one joined late became friends after that, those of a story long before."""
    weave = _Weave(town, _needed(town, stories), dice)
    needed = frozenset(weave.pairs)
    _families(weave)
    _groups(weave)
    _across(weave)
    _friends_of_friends(weave)
    made = []
    for a, b in sorted(weave.pairs):
        both = max(joined[a], joined[b])
        if both >= start_ms - 2 * DAY_MS:
            since = min(now_ms - DAY_MS, both + dice.between(20, 60 * 24 * 6) * MINUTE_MS)
        elif (a, b) not in needed and dice.chance(0.06):
            since = start_ms + dice.between(1, DAYS * 24 * 50) * MINUTE_MS
        else:
            since = min(start_ms - DAY_MS, both + dice.between(60, 60 * 24 * 40) * MINUTE_MS)
        made.append(Friendship(a, b, since))
    return tuple(sorted(made, key=lambda tie: (tie.since_ms, tie.a, tie.b)))


def follow_pages(
    town: list[Resident],
    pages: dict[str, int],
    *,
    stories: tuple[Story, ...],
    joined: dict[int, int],
    start_ms: int,
    dice: Dice,
) -> tuple[Follow, ...]:
    """Who follows the bakery (most of the station quarter) and the phone maker (fewer)."""
    made = []
    voices = {story.author: _voices(story) for story in stories if story.author in pages}
    for username, key in sorted(pages.items()):
        for one in town:
            near = one.district == 2 or "lantern" in one.groups
            p = (0.75 if near else 0.4) if username.endswith("bakery") else (0.5 if near else 0.2)
            if dice.chance(0.1 if one.quiet else p) or one.username in (*SIGN_IN, *voices.get(username, ())):
                since = (
                    max(joined[one.key], joined[key], start_ms - dice.between(1, 200) * DAY_MS)
                    + dice.between(1, 600) * MINUTE_MS
                )
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


def _voices(story: Story) -> set[str]:
    """The names of all who speak in a story."""
    threads = [thread for episode in story.episodes for thread in episode.entry.threads]
    return {turn.speaker for thread in threads for turn in turns(thread)}


def _needed(town: list[Resident], stories: tuple[Story, ...]) -> set[tuple[int, int]]:
    """The pairs that must be friends because of their parts or because a story lets them talk to each other."""
    key_of = {one.username: one.key for one in town}
    cast_pairs = [sorted((key_of[a], key_of[b])) for a, b in FRIENDS]
    pairs = {(a, b) for a, b in cast_pairs}
    for story in stories:
        for episode in story.episodes:
            for thread in episode.entry.threads:
                named = {story.author} | {turn.speaker for turn in turns(thread) if turn.speaker in key_of}
                keys = sorted(key_of[name] for name in named if name in key_of)
                pairs.update(combinations(keys, 2))
    return pairs


class _Weave:
    """The ties made so far."""

    def __init__(self, town: list[Resident], pairs: set[tuple[int, int]], dice: Dice) -> None:
        self.town, self.pairs, self.dice = town, set(pairs), dice
        self.near: dict[int, set[int]] = {one.key: set() for one in town}
        for a, b in pairs:
            self.near[a].add(b)
            self.near[b].add(a)

    def tie(self, a: Resident, b: Resident, p: float = 1.0) -> None:
        """Makes the two friends with probability p, unless one of them knows enough people."""
        pair = (min(a.key, b.key), max(a.key, b.key))
        if a is b or pair in self.pairs or self._full(a) or self._full(b) or not self.dice.chance(p):
            return
        self.pairs.add(pair)
        self.near[a.key].add(b.key)
        self.near[b.key].add(a.key)

    def _full(self, one: Resident) -> bool:
        most = _QUIET_FRIENDS if one.quiet else _MOST.get(one.username, _MOST_FRIENDS)
        return len(self.near[one.key]) >= most


def _families(weave: _Weave) -> None:
    for household in sorted({one.household for one in weave.town}):
        for a, b in combinations([one for one in weave.town if one.household == household], 2):
            weave.tie(a, b)


def _groups(weave: _Weave) -> None:
    for group in GROUPS:
        inside = [one for one in weave.town if group.name in one.groups]
        # People of a group stand in a ring of who knows whom best; ties fall off with the distance on it.
        ring = weave.dice.some(inside, len(inside))
        reach = _WITHIN[group.kind] / 2
        for i, j in combinations(range(len(ring)), 2):
            apart = min(j - i, len(ring) - (j - i))
            p = 0.92 if apart <= reach - 0.5 else 0.3 if apart <= reach + 1 else 0.02
            weave.tie(ring[i], ring[j], p + (0.05 if ring[i].language == ring[j].language else 0))


def _across(weave: _Weave) -> None:
    """Next-door neighbours, then a few ties to anywhere, more of them for the well connected."""
    loose = [one for one in weave.town if not one.quiet]
    homes = sorted({one.household for one in weave.town})
    for home, following in zip(homes, homes[4:], strict=False):
        here = [one for one in loose if one.household == home and one.age != "teen"]
        there = [one for one in loose if one.household == following and one.age != "teen"]
        for a in here:
            for b in there:
                weave.tie(a, b, 0.7 if a.language == b.language else 0.3)
    for one in loose:
        tries = _FAR_TIES.get(one.username, 1 if weave.dice.chance(0.08) else 0)
        for other in weave.dice.some(loose, tries):
            if one.language in other.reads or other.language in one.reads:
                weave.tie(one, other)


def _friends_of_friends(weave: _Weave) -> None:
    """Those with few friends meet their friends' friends, until they know enough people."""
    by_key = {one.key: one for one in weave.town}
    for one in weave.town:
        mine = weave.near[one.key]
        if one.quiet or len(mine) >= _AT_LEAST:
            continue
        beyond = sorted({far for friend in mine for far in weave.near[friend]} - mine - {one.key})
        common = [float(len(mine & weave.near[far])) ** 3 for far in beyond]
        tongue = [4 if by_key[far].language == one.language else 1 for far in beyond]
        weights = [c * t for c, t in zip(common, tongue, strict=True)]
        for far in weave.dice.weighted_some(beyond, weights, _AT_LEAST + weave.dice.between(0, 3) - len(mine)):
            weave.tie(one, by_key[far])
