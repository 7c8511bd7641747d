"""Who comments what under which moment: whole threads from the stock, spoken by friends who see the moment and each
other.

A thread is spoken only when its people fit and its words are fresh for those who would read them; silence is better
than an echo.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import almanac, life
from .almanac import DAY_MS, MINUTE_MS
from .dice import Dice
from .memory import Memory
from .model import FIRST_COMMENT_KEY, Comment, Moment, Quiet
from .sight import Sight
from .stock import Stock, fill, slots, turns
from .town import Resident
from .writing import Written

_AGAIN_MS = 12 * DAY_MS
_LATEST_MS = 2 * DAY_MS
_PAGE_ANSWERS = {"linbakery": 1.0, "lanternphones": 0.3}
_DEAF: dict[str, str] = {"mute": "", "selling_off": "selling", "asking_off": "asking", "shares_off": "passed_on"}


class Talk:
    """Speaks the threads of the plan."""

    def __init__(
        self,
        residents: list[Resident],
        sight: Sight,
        *,
        quiets: tuple[Quiet, ...],
        stock: Stock,
        now_ms: int,
        dice: Dice,
    ) -> None:
        self._by_key = {one.key: one for one in residents}
        self._key_of = {person.username: key for key, person in sight.people.items()}
        self._sight, self._stock, self._now, self._dice = sight, stock, now_ms, dice
        self._deaf: dict[tuple[int, int], list[str]] = {}
        for quiet in quiets:
            if quiet.kind in _DEAF:
                self._deaf.setdefault((quiet.who, quiet.whom), []).append(_DEAF[quiet.kind])
        self._memory = Memory(_AGAIN_MS)
        self._made: list[Comment] = []

    def speak(self, written: list[Written]) -> tuple[Comment, ...]:
        """All comments in the order of time, their keys counted from `FIRST_COMMENT_KEY`."""
        for one in written:
            self._under(one)
        order = sorted(self._made, key=lambda comment: (comment.at_ms, comment.key))
        new_key = {comment.key: FIRST_COMMENT_KEY + place for place, comment in enumerate(order)}
        return tuple(
            Comment(new_key[c.key], c.on, None if c.parent is None else new_key[c.parent], c.author, c.at_ms, c.text)
            for c in order
        )

    def listeners(self, moment: Moment, readers: frozenset[int]) -> list[int]:
        """The readers who know the author and have not turned this kind of moment down."""
        return [key for key in sorted(readers) if self._hears(key, moment)]

    def closeness(self, key: int, author: int) -> float:
        """How readily someone speaks up for this author."""
        one, other = self._by_key[key], self._by_key.get(author)
        if other is None:
            return one.talkative
        near = 3.0 if one.household == other.household else 1.0 + len(set(one.groups) & set(other.groups))
        tongue = 1.0 if other.language in one.reads else 0.08
        shy = 0.25 if one.age == "teen" and other.age != "teen" and near < 3 else 1.0
        return one.talkative * near * tongue * shy

    def _hears(self, key: int, moment: Moment) -> bool:
        if key == self._sight.people[moment.author].owner:
            return False  # nobody is a customer of their own shop
        if not self._sight.known_at(key, moment.author, moment.at_ms + MINUTE_MS):
            return False
        deaf = self._deaf.get((key, moment.author), ())
        return not any(not mark or getattr(moment, mark) for mark in deaf)

    def _under(self, one: Written) -> None:
        moment = one.moment
        listeners = self.listeners(moment, one.readers)
        spoken: set[str] = set()
        for thread in one.entry.threads:
            if any(turn.speaker in self._key_of for turn in turns(thread)) or self._dice.chance(0.75):
                self._thread(one, thread, listeners, spoken)
        topic = self._stock.topics.get((one.topic, moment.language))
        if topic and topic.threads and listeners and not one.entry.alone:
            crowd = min(2.4, 0.35 + sum(self.closeness(key, moment.author) for key in listeners) / 20)
            for _ in range(self._dice.poisson(crowd)):
                fresh = [t for t in self._dice.some(topic.threads, 5) if t not in spoken]
                if fresh:
                    best = max(fresh, key=lambda t: self._memory.freshness(t, one.readers, moment.at_ms))
                    self._thread(one, best, listeners, spoken)

    def _thread(self, one: Written, thread: str, listeners: list[int], spoken: set[str]) -> None:
        moment = one.moment
        general = thread not in one.entry.threads
        near = self._sight.friends[moment.author] or self._sight.followers.get(moment.author, {}).keys()
        if general and self._memory.freshness(thread, near, moment.at_ms) < 0.85:
            return
        young = one.topic in ("teen", "zh_teen")
        fitting = [key for key in listeners if self._by_key[key].age == "teen"] if young else listeners
        said: list[Comment] = []
        cast: dict[str, int] = {"A": moment.author}
        at = moment.at_ms
        for turn in turns(thread):
            speaker = self._speaker(turn.speaker, cast, moment=moment, listeners=fitting, said=said, at=at)
            answering = said[-1] if said else None
            if speaker is None or (turn.speaker == "A" and not self._answers(moment.author)):
                break
            at = self._when(speaker, at, moment, answering is not None)
            if at >= self._now or at - moment.at_ms > _LATEST_MS:
                break
            text = self._words(turn.text, moment, cast, said)
            if text is None or life.names_person(turn.text, self._by_key.get(speaker)):
                break
            said.append(self._comment(moment, answering, speaker, at, text))
        if said:
            spoken.add(thread)
            self._memory.note(thread, near, moment.at_ms)
            self._made.extend(said)

    def _answers(self, author: int) -> bool:
        username = self._sight.people[author].username
        return self._dice.chance(_PAGE_ANSWERS.get(username, 0.93))

    def _speaker(
        self, name: str, cast: dict[str, int], *, moment: Moment, listeners: list[int], said: list[Comment], at: int
    ) -> int | None:
        """Who takes the turn: somebody of the thread, a named person, or a listener who may answer the last word."""
        if name in cast:
            return cast[name]
        named = self._key_of.get(name)
        others = [named] if named is not None else list(self._free(listeners, cast, moment))
        fitting = [key for key in others if key in listeners or key == moment.author]
        if said:
            last = said[-1].author
            fitting = [key for key in fitting if self._sight.may_answer(key, moment, last, at)]
        if not fitting:
            return None
        chosen = self._dice.weighted(fitting, [self.closeness(key, moment.author) + 0.01 for key in fitting])
        cast[name] = chosen
        return chosen

    def _free(self, listeners: list[int], cast: dict[str, int], moment: Moment) -> Iterator[int]:
        taken = set(cast.values())
        already = {comment.author for comment in self._made[-12:] if comment.on == moment.key}
        for key in listeners:
            reads = self._by_key[key].reads if key in self._by_key else "en zh"
            if key not in taken and key not in already and moment.language in reads:
                yield key

    def _when(self, speaker: int, after: int, moment: Moment, answering: bool) -> int:
        minutes = self._dice.lag(11 if answering else 38, 1.1)
        at = after + round((minutes + 0.7) * MINUTE_MS)
        if at >= self._now and self._now - after > 3 * MINUTE_MS:
            at = after + round((self._now - after) * self._dice.span(0.2, 0.9))
        one = self._by_key.get(speaker)
        hour = almanac.local_hour(at)
        awake = one is not None and (one.hours == "night" or (one.hours == "baker" and hour > 3))
        if not awake and hour < 6.2 and at < self._now:
            at += round((6.2 - hour + self._dice.span(0.1, 2.5)) * 60) * MINUTE_MS
        return at

    def _words(self, text: str, moment: Moment, cast: dict[str, int], said: list[Comment]) -> str | None:
        values = {"author": (self._call(moment.author),)}
        for slot, role in (("one", "1"), ("two", "2")):
            if role in cast:
                values[slot] = (self._call(cast[role]),)
        if not slots(text) <= values.keys():
            return None
        words = fill(text, values, self._dice)
        return f"@{self._sight.people[said[-1].author].username} {words}" if said else words

    def _call(self, key: int) -> str:
        one = self._by_key.get(key)
        return one.call if one else self._sight.people[key].display_name

    def _comment(self, moment: Moment, answering: Comment | None, speaker: int, at: int, text: str) -> Comment:
        key = len(self._made) + 1 if answering is None else answering.key + 1
        return Comment(key, moment.key, answering.key if answering else None, speaker, at, text)
