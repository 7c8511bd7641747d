"""The built-in pages held to the same specification as the API: every page that there is, as each member and a guest.

Promises to find the pages by themselves, so that a page of tomorrow is looked at as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from random import Random
from typing import TypeVar

from starlette.routing import Route

from teahouse import people
from teahouse.doors.web import make_site
from teahouse.doors.web.forms import proof_for
from teahouse.kit.db import Database
from teahouse.settings import Settings
from tests.api.deeds import NOTHING
from tests.api.model import Model
from tests.api.pictures import Showing
from tests.api.wire import Answer, Wire
from tests.gate import specification as spec
from tests.gate.plain import Person, Post
from tests.gate.words import LETTER

T = TypeVar("T")
CARD = re.compile(r'<article [^>]*id="m-(\d+)"')
ENTRY = re.compile(r"<entry>\s*<id>[^<]*/(\d+)</id>")
NEXT = re.compile(r'<link rel="next"[^>]* href="([^"]+)"')
MARKER = re.compile(r"\{([a-z_]+)(?::\w+)?\}")
BY_CHANCE = re.compile(r'name="(?:csrf|once)" value="[^"]*"|X-Request-Id[^<]*')
AT_ONCE = 20
UNSAID = "zq99999x"
EVERYBODYS = "/offline"
"""Kept by browsers for when nobody answers."""
LEFT_ALONE = (
    *("/static/", "/oauth/", "/auth/", "/invite/", "/join/", "/begin/", "/house/", "/people/", "/settings"),
    *("/favicon.ico", "/feed", "/live"),
)
"""Pages that show nobody's words, that do not end, or whose addresses hold no id of a moment, a circle or a group."""


class Pages:
    """The site over a house, and who is signed in with which cookie."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.database = database
        self.hasher = people.Hasher()
        site = make_site(database, settings, self.hasher)
        self.wire = Wire(site, "tea.example")
        self.routes: list[Route] = [route for route in site._app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the wire and of the threads for passwords."""
        self.wire.close()
        self.hasher.close()

    def session(self, viewer: Person | None) -> str | None:
        """A new session's secret; none for a guest."""
        if viewer is None:
            return None
        account_id = viewer.id
        return self.database.write_now(lambda tx: people.open_session(tx, account_id))

    def plain(self, method: str) -> Iterator[str]:
        """The addresses without a part to be filled in."""
        for route in self.routes:
            if method in (route.methods or ()) and "{" not in route.path and not route.path.startswith(LEFT_ALONE):
                yield route.path

    def of_one(self, method: str) -> Iterator[Callable[[int], str]]:
        """The addresses with an id in them, as what makes one of an id; other parts are ids of nothing."""
        for route in self.routes:
            names = MARKER.findall(route.path)
            if method in (route.methods or ()) and "id" in names and not route.path.startswith(LEFT_ALONE):
                yield lambda one, path=route.path: MARKER.sub(  # type: ignore[misc]
                    lambda part: "zoe" if part[1] == "name" else str(one if part[1] == "id" else NOTHING + 1), path
                )


class PageLooks:
    """What one person (None: a guest) reads and tries on the pages."""

    def __init__(self, pages: Pages, deeds: Showing, viewer: Person | None, chance: Random) -> None:
        self.pages = pages
        self.deeds = deeds
        self.model: Model = deeds.model
        self.world = deeds.world
        self.viewer = viewer
        self.chance = chance
        self.sight = self.model.sight(viewer)
        self.session = pages.session(viewer)

    def everything(self, most: int = 12) -> None:
        """All pages; of moments, circles and groups so many."""
        for path in self.pages.plain("GET"):
            self.get(path)
        if self.viewer is not None:
            self.at_home()
            self.search()
            self.through_eyes()
        for person in self.world.people:
            self.at_person(person)
        self.at_feeds()
        for m in self.some(self.world.posts, most):
            if m in self.sight.seen:
                self.at_moment(m)
        self.at_unseen(most)

    def get(self, path: str) -> Answer:
        """A page, held to what its reader may be told."""
        answer = self._ask("GET", path)
        assert answer.status < 500, f"{self.viewer}: {answer}"
        self.deeds.entities.check_told(self.viewer, answer)
        if path == EVERYBODYS:
            assert answer.body == self.pages.wire.ask("GET", path).body, f"{path} is not the same for everybody"
        elif self.viewer is not None and answer.status == 200 and "html" in answer.header("content-type"):
            assert answer.header("cache-control") == "no-store", f"{path} may be kept by a cache"
        return answer

    def at_home(self) -> None:
        """Home and the market are what the specification says they are, page by page."""
        assert self.viewer is not None
        self._in_turn("/", [m.id for m in spec.home(self.world, self.viewer)])
        self._in_turn("/market", [m.id for m in spec.market(self.world, self.viewer)])
        self._in_turn("/market?show=down", [m.id for m in spec.held(self.world, self.viewer)])

    def at_person(self, person: Person) -> None:
        """A profile shows what its reader may see of it."""
        if not person.active or (self.viewer is not None and self.viewer in person.blocks):
            assert self.get(f"/@{person.name}").status == 404
            return
        w, v = self.world, self.viewer
        theirs = [m for m in spec.account(w, v, person) if m.parent is None or spec.answers_oneself(w, v, m)]
        theirs = [m for m in theirs if m.kind != LETTER]
        self._in_turn(f"/@{person.name}", [m.id for m in theirs])

    def at_feeds(self) -> None:
        """A feed is what is listed for everybody, the same whoever asks, and may be kept by whoever asks each time."""
        listed = spec.listed(self.world, None)
        self._feed("/feed.atom", [m.id for m in listed])
        for person in self.world.people:
            path = f"/@{person.name}.atom"
            if person.active:
                self._feed(path, [m.id for m in listed if m.author is person])
            else:
                assert self.get(path).status == 404

    def _feed(self, path: str, expected: list[int]) -> None:
        found: list[int] = []
        at: str | None = path
        while at is not None:
            answer = self._ask("GET", at)
            assert (answer.status, answer.header("cache-control")) == (200, "public, no-cache"), f"{answer}"
            assert not answer.header("set-cookie")
            self.deeds.entities.check_told(None, answer)
            text = answer.body.decode()
            found += [int(one) for one in ENTRY.findall(text)]
            more = NEXT.search(text)
            at = None if more is None else unescape(more[1]).removeprefix("https://tea.example")
        assert found == expected, f"{self.viewer} at {path}: {found}, not {expected}"

    def through_eyes(self) -> None:
        """One's own page as a friend, or a guest, sees it: what the specification says of that one, and that I see."""
        w, v = self.world, self.viewer
        assert v is not None
        mine = {m for m in spec.account(w, v, v) if m.kind != LETTER}
        for other in self.some([*w.people, None], 4):
            answer = self.get(f"/@{v.name}?as={'guest' if other is None else other.id}")
            if other is not None and not (spec.are_friends(other, v) and other.active and not spec.apart(other, v)):
                assert answer.status == 404, f"{v} as {other}: {answer.status}"
                continue
            seen = [m for m in spec.account(w, other, v) if m.parent is None or spec.answers_oneself(w, other, m)]
            seen = [m for m in seen if m.kind != LETTER]
            if len(seen) <= AT_ONCE:
                # What friends see of shares is how they stand to third people, and theirs.
                told = [m for m in seen if m in mine and (other is None or m.original is None)]
                shown = [m.id if m.original is None else m.original.id for m in told]
                assert self._cards(answer) == shown, f"{v} as {other}"

    def at_moment(self, m: Post) -> None:
        """One that is seen, with all that stands around it."""
        answer = self.get(f"/@{m.author.name}/{m.id}")
        if self.viewer is not None and self.viewer in m.author.blocks:
            assert answer.status == 404, f"{self.viewer} at {m}: {answer.status}"
            return
        assert answer.status == 200, f"{self.viewer} at {m}: {answer.status}"
        if m.original is None:
            assert self.model.words[m].texts[-1] in answer.body.decode(), f"{self.viewer} is not shown {m}"
            around = {m.id, *(one.id for one in self._above(m)), *(one.id for one in self._below(m))}
            assert set(self._cards(answer)) == around, f"{self.viewer} around {m}"

    def at_unseen(self, most: int) -> None:
        """What is not theirs is as what is not there, whatever is tried."""
        hidden = sorted(self.sight.unseen_ids)
        hidden += [circle.id for circle in self.world.circles if circle.owner is not self.viewer]
        for one in self.some(hidden, most):
            for method in ("GET", "POST"):
                for address in self.pages.of_one(method):
                    found, nothing = (self._ask(method, address(each)) for each in (one, NOTHING))
                    assert self._told(found, one) == self._told(nothing, NOTHING), f"{self.viewer}: {found}, {nothing}"
                    assert found.status in (302, 303, 401, 403, 404, 405, 422), f"{self.viewer}: {found}"

    def search(self) -> None:
        """By what one calls somebody nobody else finds them: it is as a word that nobody ever said."""
        for (owner, _), said in self.some(sorted(self.model.remarks.items(), key=str), 3):
            if said and owner is not self.viewer:
                found, nothing = (self._ask("GET", f"/search?q={word}") for word in (said[-1], UNSAID))
                told = found.body.decode().replace(said[-1], UNSAID)
                assert BY_CHANCE.sub("", told) == BY_CHANCE.sub("", nothing.body.decode()), f"{self.viewer}: {found}"

    # one answer

    def _ask(self, method: str, path: str) -> Answer:
        cookie = [] if self.session is None else [(b"cookie", f"__Host-teahouse-session={self.session}".encode())]
        fields = None if method == "GET" else {"csrf": proof_for(self.session or "")}
        return self.pages.wire.ask(method, path, None, fields, as_form=True, headers=tuple(cookie))

    def _told(self, answer: Answer, one: int) -> tuple[int, str, str]:
        body = BY_CHANCE.sub("", answer.body.decode()).replace(str(one), "N")
        return answer.status, answer.header("location").replace(str(one), "N"), body

    def _cards(self, answer: Answer) -> list[int]:
        return [int(found) for found in CARD.findall(answer.body.decode())]

    def _in_turn(self, path: str, expected: Sequence[int]) -> None:
        """A list on pages is what it should be, and no page is short."""
        wanted, found = list(expected), list[int]()
        at = path
        while True:
            cards = self._cards(self.get(at))
            left = wanted[len(found) : len(found) + AT_ONCE]
            assert cards == left, f"{self.viewer} at {at}: {cards}, not {left}"
            found += left
            if len(left) < AT_ONCE:
                return
            at = f"{path}{'&' if '?' in path else '?'}max_id={found[-1]}"

    def _above(self, m: Post) -> list[Post]:
        parent = spec.shown_parent(self.world, self.viewer, m)
        return [] if parent is None else [*self._above(parent), parent]

    def _below(self, m: Post) -> list[Post]:
        thread = spec.thread(self.world, self.viewer, m.root)
        answers = [c for c in thread if spec.shown_parent(self.world, self.viewer, c) is m]
        return [each for c in answers for each in (c, *self._below(c))]

    def some(self, several: Sequence[T], most: int) -> list[T]:
        """So many of them."""
        return self.chance.sample(several, min(most, len(several)))
