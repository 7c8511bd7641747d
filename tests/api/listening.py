"""Everybody listens while things are done: what comes is for them at that moment, and nothing for them is missing."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from teahouse import people
from tests.api.wire import Answer
from tests.gate import specification as spec
from tests.gate.plain import DAY, Person, Post
from tests.gate.words import LETTER, LIVE
from tests.mastodon.ears import Ear, Ears

if TYPE_CHECKING:
    from tests.api.houses import House

_JSON = ((b"content-type", b"application/json"),)


class Listening:
    """One stream of each person's app and one of their browser's, opened again when they were ended."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.ears = Ears(house.wire.app, house.database, house.wire.runner.run, "tea.example")
        self.of: dict[Person, Ear] = {}
        self.pages: dict[Person, Ear] = {}
        self._by: dict[Person, str] = {}
        self._day: dict[Person, int] = {}
        self._known: set[int] = set()

    def begin(self) -> None:
        """From now on; who has a stream keeps it."""
        for person, token in self.house.tokens.items():
            # Who signed in anew opens a new one, whether the house has ended the old one yet or not.
            anew = self._by.get(person) != token
            if person.active and (anew or self.of[person].task.done()):
                self.of[person], self._by[person] = self.ears.events("/user", token), token
                assert self.of[person].status == 200
            # A session runs out, and the house ends its stream soon after: each day has one of its own.
            anew = anew or self._day.get(person) != self.house.clock.now() // DAY
            if person.active and not person.page and (anew or self.pages[person].task.done()):
                self._day[person] = self.house.clock.now() // DAY
                self.pages[person] = self.ears.page(self._session(person))
                assert self.pages[person].status == 200
        self.ears.settle()
        for ear in (*self.of.values(), *self.pages.values()):
            ear.take()
        self._known = {m.id for m in self.house.model.world.posts}

    def _session(self, person: Person) -> str:
        account_id = person.id
        return self.house.database.write_now(lambda tx: people.open_session(tx, account_id))

    def check(self) -> None:
        """After a deed: what everybody heard of it."""
        self.ears.settle()
        world = self.house.model.world
        posts = {m.id: m for m in world.posts}
        new = posts.keys() - self._known
        self._known |= new
        for person, ear in self.of.items():
            came: Counter[int] = Counter()
            home = {m.id for m in spec.home(world, person)}
            for frame in ear.take():
                self._check_one(person, frame["event"], frame["payload"], posts, home)
                if frame["event"] == "update":
                    came[int(frame["payload"]["id"])] += 1
            assert came == Counter(new & home), f"{person} heard of {came}, not of {new & home}"
        for person, ear in self.pages.items():
            if person.active:
                self._check_page(person, ear, [posts[one] for one in new])

    def _check_page(self, person: Person, ear: Ear, new: list[Post]) -> None:
        """A page hears how often something came to its reader's home or talks, and of nothing else that was said."""
        world = self.house.model.world
        kinds = Counter(frame["event"] for frame in ear.take())
        home = set(spec.home(world, person))
        assert kinds["home"] == len(home.intersection(new)), f"{person}: {kinds}, {new}"
        letters = [m for m in new if m.kind == LETTER and spec.may_see(world, person, m)]
        assert kinds["talk"] <= len(letters), f"{person}: {kinds}, {new}"
        assert kinds.keys() <= {"home", "talk", "told"}

    def _check_one(self, person: Person, event: str, payload: Any, posts: dict[int, Post], home: set[int]) -> None:
        if event == "delete":
            gone = posts[int(payload)]
            told = f"{person} heard that {gone} is gone"
            assert spec.saw(self.house.model.world, person, gone), told
            assert gone.state != LIVE, told
            return
        answer = Answer("GET", f"/api/v1/streaming/user ({event})", 200, _JSON, json.dumps(payload).encode())
        entities = self.house.deeds.entities
        entities.check_told(person, answer)
        entities.check_json(person, payload)
        if event in ("update", "status.update"):
            assert int(payload["id"]) in home, f"{person} heard of {posts[int(payload['id'])]}"

    def close(self) -> None:
        """Everybody goes."""
        self.ears.close()
