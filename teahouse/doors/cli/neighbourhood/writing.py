"""Who posts what and when: a day at a time, from each person's topics, so that no reader meets the same text twice in
a while.

Stories come first with their fixed days; everyday posts fill the days around them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from . import almanac, cast, life
from .almanac import DAY_MS, DAYS
from .dice import Dice
from .memory import Memory
from .model import AudienceKind, Circle, Language, Moment
from .sight import Sight
from .stock import Entry, Stock, Topic, fill, slots
from .town import Resident

_HOURS = {  # weight of each hour from 0 to 23
    "day": (0, 0, 0, 0, 0, 1, 3, 6, 6, 4, 4, 4, 6, 5, 3, 4, 5, 6, 8, 9, 10, 9, 5, 2),
    "early": (0, 0, 0, 0, 0, 4, 9, 9, 8, 6, 6, 5, 4, 2, 4, 5, 5, 5, 5, 5, 3, 1, 0, 0),
    "late": (2, 1, 0, 0, 0, 0, 1, 3, 2, 1, 2, 2, 4, 3, 2, 5, 7, 7, 6, 7, 8, 9, 9, 6),
    "night": (3, 4, 4, 6, 6, 5, 4, 3, 1, 0, 0, 0, 0, 0, 2, 4, 5, 5, 4, 2, 1, 1, 1, 2),
    "shop": (0, 0, 0, 0, 0, 3, 6, 8, 8, 6, 6, 6, 6, 5, 5, 6, 7, 6, 4, 2, 1, 0, 0, 0),
    "baker": (0, 0, 0, 3, 6, 3, 3, 6, 4, 3, 3, 3, 3, 5, 6, 6, 5, 4, 5, 5, 2, 0, 0, 0),
}  # fmt: skip
_AGAIN_MS = 14 * DAY_MS
_SAME_AUTHOR_MS = 9 * DAY_MS


# An instant and its author; then, for an episode, what is posted, under which topic, in which language.
_Slot = tuple[int, str, Entry | None, str, Language | None]


class Written(Struct, frozen=True):
    """A moment with where it came from in the stock."""

    moment: Moment
    entry: Entry
    topic: str
    readers: frozenset[int]


class Writer:
    """Writes all moments of the plan."""

    def __init__(
        self,
        residents: list[Resident],
        sight: Sight,
        *,
        circles: tuple[Circle, ...],
        stock: Stock,
        now_ms: int,
        dice: Dice,
    ) -> None:
        self._residents = {one.username: one for one in residents}
        self._people = {one.username: one for one in sight.people.values()}
        self._sight, self._stock, self._now, self._dice = sight, stock, now_ms, dice
        self._circles = {key: [c for c in circles if c.owner == key] for key in sight.people}
        self._memory = Memory(_AGAIN_MS)
        self._said: dict[tuple[int, str], int] = {}
        # Whoever looks at the demonstration reads as one of these: their feeds must not repeat at all.
        self._visitors = {key for key, one in sight.people.items() if one.username in cast.SIGN_IN}
        self._today = almanac.local_date(now_ms)

    def write(self) -> list[Written]:
        """All moments in the order of time, their keys counted from 1."""
        slots_of_time: list[_Slot] = [
            (at, story.author, episode.entry, story.topic, story.language)
            for story in self._stock.stories
            for episode in story.episodes
            for at in [self._episode_time(episode.day, episode.hour, episode.on)]
        ]
        slots_of_time += [(at, username, None, "", None) for at, username in self._everyday()]
        written: list[Written] = []
        for slot in sorted(slots_of_time, key=lambda slot: slot[:2]):
            at, username = slot[:2]
            if at >= self._now or at < self._people[username].joined_ms:
                continue
            one = self._post(len(written) + 1, slot)
            if one:
                written.append(one)
        return written

    def _episode_time(self, day: int, hour: float, weekday: str) -> int:
        when = almanac.on_or_before(self._today - timedelta(days=day), weekday)
        return almanac.instant(when, hour + self._dice.span(0, 0.2))

    def _everyday(self) -> Iterator[tuple[int, str]]:
        everybody = [(one.username, one.rate, one.hours, "") for one in self._residents.values()]
        everybody += [(username, rate, "shop", days) for username, rate, days in life.PAGE_RATES]
        for back in range(DAYS, -1, -1):
            day = self._today - timedelta(days=back)
            busy = 1.25 if day.weekday() >= 5 else 0.95
            for username, rate, hours, days in everybody:
                if not almanac.holds(days, day):
                    continue
                for _ in range(self._dice.poisson(rate * busy)):
                    hour = self._dice.weighted(range(24), _HOURS[hours]) + self._dice.unit()
                    yield almanac.instant(day, hour), username

    def _post(self, key: int, slot: _Slot) -> Written | None:
        at, username, entry, topic, language = slot
        person = self._people[username]
        values = life.slot_values(self._residents.get(username), self._sight, self._residents, self._dice)
        near = self._sight.friends[person.key] | set(self._sight.followers.get(person.key, ())) | {person.key}
        told = entry is not None
        if entry is None:
            found = self._choose(person.key, username, at, values, near)
            if not found:
                return None
            entry, topic, language = found
        text = fill(entry.text, values, self._dice)
        if at - self._said.get((person.key, text), -DAY_MS * 100) < 8 * DAY_MS:
            return None
        self._said[person.key, text] = at
        self._memory.note(entry.text, near, at)
        language = language or person.language
        # Everybody is meant to hear the stories.
        usual = "friends" if told and person.kind == "member" else self._usual_audience(person.key, language, topic)
        kind, circles, persons = self._audience(person.key, entry.to or usual)
        moment = Moment(
            key=key, author=person.key, at_ms=at, text=text, language=language, audience=kind, circles=circles,
            people=persons, selling="selling" in entry.mark, asking="asking" in entry.mark,
            passed_on="passed" in entry.mark, spoiler=entry.spoiler,
        )  # fmt: skip
        return Written(moment, entry, topic, self._sight.readers(moment))

    def _choose(
        self, author: int, username: str, at: int, values: dict[str, tuple[str, ...]], near: set[int]
    ) -> tuple[Entry, str, Language] | None:
        """The freshest of a handful of entries that fit the author, the day and the hour."""
        day, hour = almanac.local_date(at), almanac.local_hour(at)
        topics = self._topics_of(username)
        visitors = near & self._visitors
        best: tuple[float, Entry, Topic] | None = None
        for _ in range(18):
            topic = self._dice.pick(topics)
            entry = self._dice.weighted(topic.entries, [4.0 if one.when else 1.0 for one in topic.entries])
            if not fits(entry, day, hour) or not slots(entry.text) <= values.keys():
                continue
            if life.names_person(entry.text, self._residents.get(username)):
                continue
            fresh = self._memory.freshness(entry.text, near, at)
            if min(self._memory.freshness(entry.text, some, at) for some in ((author,), visitors)) < 1.0:
                continue
            if best is None or fresh > best[0]:
                best = (fresh, entry, topic)
            if fresh == 1.0:
                break
        if best is None or best[0] < 0.7:
            return None
        return best[1], best[2].name, best[2].language

    def _topics_of(self, username: str) -> list[Topic]:
        if username not in self._residents:
            return [topic for (name, _), topic in sorted(self._stock.topics.items()) if name == username]
        one = self._residents[username]
        found = [self._stock.topics.get((name, one.language)) for name in one.topics]
        return [topic for topic in found if topic] or [self._stock.topics["food", one.language]]

    def _usual_audience(self, author: int, language: Language, topic: str) -> str:
        found = self._stock.topics.get((topic, language))
        if self._sight.people[author].kind == "page":
            return "public" if self._dice.chance(0.85) else "followers"
        if found and found.to:
            return found.to
        one = self._residents[self._sight.people[author].username]
        if one.public and self._dice.chance(0.4):
            return "public"
        return self._dice.weighted(
            ("friends", "own", "except", "house", "only_me", "unlisted"), (87, 6, 3, 1.5, 1.5, 1)
        )

    def _audience(self, author: int, wish: str) -> tuple[AudienceKind, tuple[int, ...], tuple[int, ...]]:
        """Turns a wish such as `family` or `without_mei` into an audience; without such a circle it is for friends."""
        if wish.startswith("without_"):
            return "except", (), (self._people[wish.removeprefix("without_")].key,)
        mine = self._circles[author]
        if wish in ("family", "own", "except", "work", "club"):
            fitting = [c for c in mine if life.circle_fits(c.title, wish)]
            if not fitting:
                return "friends", (), ()
            chosen = (self._dice.pick(fitting).key,)
            return ("except" if wish == "except" else "only"), chosen, ()
        kinds: tuple[AudienceKind, ...] = ("public", "unlisted", "house", "friends", "followers", "only_me")
        return next((kind for kind in kinds if kind == wish), "friends"), (), ()


def fits(entry: Entry, day: date, hour: float) -> bool:
    """Whether the entry's day and hour allow it now."""
    if entry.at and not entry.at[0] <= hour < entry.at[1]:
        return False
    return not entry.when or almanac.holds(entry.when, day)
