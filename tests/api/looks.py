"""Everybody reads everything: each list, number, thread and notice against the specification, whole and by pages."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any
from urllib.parse import quote

from tests.api.deeds import NOTHING
from tests.api.finding import at_finding
from tests.api.hearing import at_notices
from tests.api.model import SECRET
from tests.api.private import at_talks
from tests.api.talk import Talk
from tests.api.wire import Answer
from tests.gate import letters
from tests.gate import specification as spec
from tests.gate.plain import Circle, Group, Hung, Person, Post
from tests.gate.words import FOLLOWERS, PUBLIC

OF_ONE = ("", "/context", "/history", "/source", "/favourited_by", "/reblogged_by")
FIGURES_LAST = 600_000


class Looks:
    """What one person (None: a guest) reads."""

    def __init__(self, deeds: Talk, viewer: Person | None, chance: Random) -> None:
        self.deeds = deeds
        self.model = deeds.model
        self.world = deeds.world
        self.viewer = viewer
        self.chance = chance
        self.sight = self.model.sight(viewer)
        self.acts: set[int] = set()
        """Shares of which one knows, though they may be out of sight themselves: the cursors among sharers."""

    # asking

    def get(self, target: str, status: int = 200) -> Answer:
        """One answer, held to everything that holds for any answer."""
        answer = self.deeds.wire.ask("GET", target, self.deeds.token(self.viewer))
        assert answer.status == status, f"{self.viewer}: {answer}, not {status}"
        self.deeds.shapes.check("GET", target, status, answer.json)
        self.deeds.entities.check_told(self.viewer, answer, (set(), self.sight.unseen_ids - self.acts))
        if status == 200:
            self.deeds.entities.check_json(self.viewer, answer.json)
        return answer

    def ids(self, answer: Answer) -> list[int]:
        """The ids in a list."""
        return [int(one["id"]) for one in answer.json]

    def whole(self, target: str, expected: Sequence[Any], *, always_next: bool = False, most: int = 40) -> None:
        """A list is what it should be, by large pages and by small ones; no page is short, no cursor leads astray."""
        wanted = [one.id for one in expected]
        for size in (most, 7 if len(wanted) > 14 else self.pick((1, 2, 3))):
            found: list[int] = []
            at: str | None = f"{target}{'&' if '?' in target else '?'}limit={size}"
            back = ""
            while at is not None:
                answer = self.get(at)
                page = self.ids(answer)
                left = wanted[len(found) :]
                assert page == left[:size], f"{self.viewer} {at}: {page} after {found}, not {left[:size]}"
                found += page
                assert ("next" in answer.links) == (bool(page) and (always_next or len(page) == size)), answer
                assert ("prev" in answer.links) == bool(page), answer
                if page and len(found) > len(page):
                    back = answer.links["prev"]
                at = answer.links.get("next")
            if back and found:
                before = wanted[: len(wanted) - ((len(wanted) - 1) % size + 1)]
                self._back(back, before, size)

    def _back(self, target: str, before: list[int], size: int) -> None:
        """`prev` is the page right above."""
        page = self.ids(self.get(target))
        # Accounts are paged from the top by both words; moments by `min_id` from the bottom.
        assert page in (before[-size:], before[:size]), f"{self.viewer} {target}: {page}, not {before[-size:]}"

    def cut(self, target: str, expected: Sequence[Post]) -> None:
        """Cursors may be any ids, of what one may not see too."""
        if not self.model.by_id:
            return
        wanted = [m.id for m in expected]
        low, high = sorted(self.chance.sample(sorted({*self.model.by_id, 1, NOTHING}), 2))
        size = self.pick((1, 2, 5))
        mark = "&" if "?" in target else "?"
        between = [one for one in wanted if low < one < high]
        by_since = self.ids(self.get(f"{target}{mark}max_id={high}&since_id={low}&limit={size}"))
        assert by_since == between[:size], f"{target} between {low} and {high}"
        above = [one for one in wanted if one > low]
        by_min = self.ids(self.get(f"{target}{mark}min_id={low}&limit={size}"))
        assert by_min == above[-size:], f"{target} above {low}: {by_min}, not {above[-size:]}"

    def pick(self, several: Sequence[Any]) -> Any:
        """One of them."""
        return several[self.chance.randrange(len(several))]

    # looking

    def everything(self) -> None:
        """All there is."""
        self.at_pictures(self.world.pictures)
        self.at_moments(self.world.posts)
        for person in self.world.people:
            self.at_person(person)
        self.at_public()
        if self.viewer is not None:
            self.at_own()
            at_notices(self)
            at_talks(self)
            self.at_circles()
            self.at_ties()
            at_finding(self)
        else:
            self.as_guest()

    def something(self) -> None:
        """A few of the looks."""
        self.at_pictures(self.chance.sample(self.world.pictures, min(len(self.world.pictures), 4)))
        posts = self.world.posts
        self.at_moments(self.chance.sample(posts, min(len(posts), 4)))
        self.at_person(self.pick(self.world.people))
        looks = [self.at_public]
        if self.viewer is not None:
            looks += [self.at_own, lambda: at_notices(self), lambda: at_talks(self), self.at_circles, self.at_ties]
            looks.append(lambda: at_finding(self))
        self.pick(looks)()

    def at_pictures(self, pictures: Sequence[Hung]) -> None:
        """Each file is there, or it is not."""
        for picture in pictures:
            self.deeds.fetch(self.viewer, picture, may=picture in self.sight.pictures)

    def at_moments(self, posts: Sequence[Post]) -> None:
        """Each by its id: shown as it is, or not there."""
        for m in posts:
            if m in self.sight.seen:
                self.at_moment(m)
            else:
                for rest in OF_ONE:
                    if rest != "/source" or self.viewer is not None:
                        self.deeds.same_as_nothing(self.viewer, "GET", f"/api/v1/statuses/{{}}{rest}", m.id)
        several = self.chance.sample(posts, min(len(posts), 20))
        query = "&".join(f"id[]={m.id}" for m in several)
        found = self.ids(self.get(f"/api/v1/statuses?{query}"))
        assert found == [m.id for m in several if m in self.sight.seen]

    def at_moment(self, m: Post) -> None:
        """One that is seen, with all that hangs on it."""
        w, v, path = self.world, self.viewer, f"/api/v1/statuses/{m.id}"
        assert self.get(path).json["id"] == str(m.id)
        context = self.get(f"{path}/context").json
        above: list[int] = []
        at = spec.shown_parent(w, v, m)
        while at is not None:
            above.insert(0, at.id)
            at = spec.shown_parent(w, v, at)
        below = [one.id for one in self._below(m)]
        before, after = ([], []) if v is None else letters.around(w, v, m)
        thread = {*above, *below}
        above = sorted({*above, *before} - {*below}) if before or after else above
        below += [one for one in after if one not in thread]
        assert [int(one["id"]) for one in context["ancestors"]] == above, f"{v} above {m}"
        assert [int(one["id"]) for one in context["descendants"]] == below, f"{v} below {m}"
        on = m.original or m
        self.whole(f"{path}/favourited_by", spec.likers(w, v, on), most=80)
        sharers = spec.sharers(w, v, on)
        self.acts = {s.id for s in w.posts if s.original is on and s.author in sharers}
        self.whole(f"{path}/reblogged_by", sharers, most=80)
        self.acts = set()
        self._versions(m)
        self.deeds.look_at_list(v, m)

    def _versions(self, m: Post) -> None:
        path = f"/api/v1/statuses/{m.id}"
        versions = self.get(f"{path}/history").json
        if m.original is None:
            told = [(SECRET.findall(one["content"])[0], one["spoiler_text"]) for one in versions]
            words = self.model.words[m]
            assert told == list(zip(words.texts, words.spoilers, strict=True)), f"versions of {m}"
        if self.viewer is not None:
            source = self.get(f"{path}/source").json
            if m.original is None:
                assert self.model.words[m].texts[-1] in source["text"]
                assert source["spoiler_text"] == self.model.words[m].spoilers[-1]

    def _below(self, m: Post) -> list[Post]:
        thread = spec.thread(self.world, self.viewer, m.root)
        answers = [c for c in thread if spec.shown_parent(self.world, self.viewer, c) is m]
        return [each for c in answers for each in (c, *self._below(c))]

    def at_person(self, person: Person) -> None:
        """A profile: numbers, moments by every filter, friends."""
        w, v, path = self.world, self.viewer, f"/api/v1/accounts/{person.id}"
        if not person.active:
            for rest in ("", "/statuses", "/followers", "/following"):
                self.deeds.same_as_nothing(v, "GET", f"/api/v1/accounts/{{}}{rest}", person.id)
            assert self.get(f"/api/v1/accounts/lookup?acct={person.name}", 404)
            return
        assert self.get(path).json["acct"] == person.name
        theirs = spec.account(w, v, person)
        self.whole(f"{path}/statuses", theirs, always_next=True)
        self.cut(f"{path}/statuses", theirs)
        rest = [m for m in theirs if m.parent is None or spec.answers_oneself(w, v, m)]
        self.whole(f"{path}/statuses?exclude_replies=true", rest, always_next=True)
        unshared = [m for m in theirs if m.original is None]
        self.whole(f"{path}/statuses?exclude_reblogs=1", unshared, always_next=True)
        self.whole(f"{path}/statuses?only_media=true", [m for m in theirs if m.pictures], always_next=True)
        self.whole(f"{path}/statuses?pinned=true", [m for m in theirs if m.pinned], always_next=True)
        self.whole(f"{path}/statuses?tagged=tea", [m for m in theirs if "tea" in m.tags], always_next=True)
        newest = sorted(self.sight.followers(person), key=lambda p: -p.id)
        self.whole(f"{path}/followers", newest, most=80)
        newest = sorted(self.sight.following(person), key=lambda p: -p.id)
        self.whole(f"{path}/following", newest, most=80)

    def at_public(self) -> None:
        """The public timeline, tags, and the house's numbers."""
        listed = spec.listed(self.world, self.viewer)
        self.whole("/api/v1/timelines/public", listed, always_next=True)
        self.cut("/api/v1/timelines/public", listed)
        shown = [m for m in listed if m.pictures]
        self.whole("/api/v1/timelines/public?only_media=true", shown, always_next=True)
        for tag in ("tea", "cake"):
            self.whole(f"/api/v1/timelines/tag/{tag}", [m for m in listed if tag in m.tags], always_next=True)
        both = [m for m in listed if m.tags & {"tea", "cake"}]
        self.whole("/api/v1/timelines/tag/tea?any[]=cake", both, always_next=True)
        tagged = [m for m in self.world.posts if m.original is None and self.model.words[m].tags]
        for m in self.chance.sample(tagged, min(3, len(tagged))):
            (tag,) = self.model.words[m].tags
            answer = self.get(f"/api/v1/timelines/tag/{tag}")
            assert self.ids(answer) == [m.id] * (m in listed), f"{self.viewer}: {answer}"

    def at_own(self) -> None:
        """Home, what one keeps and likes, oneself."""
        w, v = self.world, self.viewer
        assert v is not None
        home = spec.home(w, v)
        self.whole("/api/v1/timelines/home", home, always_next=True)
        self.cut("/api/v1/timelines/home", home)
        self._at_market()
        for name, rows in (("bookmarks", "kept"), ("favourites", "likes")):
            mine = [m for m in w.posts if v in getattr(m, rows) and m in self.sight.seen]
            mine.sort(key=lambda m, rows=rows: -getattr(m, rows)[v])  # type: ignore[misc]
            self.whole(f"/api/v1/{name}", mine)
        me = self.get("/api/v1/accounts/verify_credentials").json
        asking = sum(v in p.asks and p.active for p in w.people)
        assert (me["source"]["follow_requests_count"], me["source"]["window_days"]) == (asking, v.window)

    def _at_market(self) -> None:
        """What is for sale, and what one turned down; of all or of one, and of whom one does not look at."""
        w, v, path = self.world, self.viewer, "/api/v1/timelines/market"
        assert v is not None
        self.whole(path, spec.market(w, v), always_next=True)
        self.cut(path, spec.market(w, v))
        self.whole(f"{path}?turned_down=true", spec.held(w, v), always_next=True)
        of, muted = self.pick(w.people), self.pick((False, True))
        query = f"account_id={of.id}&muted={str(muted).lower()}"
        self.whole(f"{path}?{query}", spec.market(w, v, seller=of, muted=muted), always_next=True)
        held = spec.held(w, v, author=of, muted=muted)
        self.whole(f"{path}?turned_down=1&{query}", held, always_next=True)

    def at_circles(self) -> None:
        """One's own circles and lists, and nobody else's."""
        mine = self.sight.lists()
        titles = {circle: self.model.titles[circle][-1] for circle in mine}
        shown = self.get("/api/v1/lists").json
        groups = [group for group in self.world.groups if group.has(self.viewer)]
        known = [(c.id, titles[c]) for c in mine] + [(group.id, group.name) for group in groups]
        assert [(int(one["id"]), one["title"]) for one in shown] == known
        circles = self.get("/api/v1/circles").json
        assert [int(one["id"]) for one in circles] == [c.id for c in mine if not c.reading]
        for circle in mine:
            self.at_circle(circle)
        for person in (p for p in self.world.people if p.active):
            holding = [c.id for c in mine if person in c.members] + [g.id for g in groups if person in g.roles]
            assert self.ids(self.get(f"/api/v1/accounts/{person.id}/lists")) == holding
            held = [c.id for c in mine if person in c.members and not c.reading]
            assert self.ids(self.get(f"/api/v1/accounts/{person.id}/circles")) == held
        assert self.ids(self.get("/api/v1/groups")) == [group.id for group in groups]
        for group in self.world.groups:
            self.at_group(group)
        for circle in (c for c in self.world.circles if c.owner is not self.viewer):
            for target in ("/api/v1/timelines/list/{}", "/api/v1/lists/{}", "/api/v1/lists/{}/accounts"):
                self.deeds.same_as_nothing(self.viewer, "GET", target, circle.id)

    def at_group(self, group: Group) -> None:
        """What is said in it, who is in it; to others it is as nothing."""
        assert self.viewer is not None
        if group.has(self.viewer):
            inside = sorted((p for p in group.roles if p.active), key=lambda p: -p.id)
            self.whole(f"/api/v1/lists/{group.id}/accounts", inside)
            feed = spec.group_feed(self.world, self.viewer, group)
            self.whole(f"/api/v1/timelines/list/{group.id}", feed, always_next=True)
            return
        targets = (
            "groups/{}",
            "groups/{}/members",
            "lists/{}",
            "timelines/list/{}",
            "accounts/{}",
            "accounts/{}/statuses",
        )
        for target in targets:
            self.deeds.same_as_nothing(self.viewer, "GET", f"/api/v1/{target}", group.id)

    def at_circle(self, circle: Circle) -> None:
        """Who stands in it, what they say, what was shown to it."""
        assert self.viewer is not None
        self.whole(f"/api/v1/lists/{circle.id}/accounts", sorted(self.sight.standing(circle), key=lambda p: -p.id))
        timeline = spec.circle_timeline(self.world, self.viewer, circle)
        self.whole(f"/api/v1/timelines/list/{circle.id}", timeline, always_next=True)
        if not circle.reading:
            shown = spec.newest_first([m for m in self.world.standing if circle in m.circles])
            self.whole(f"/api/v1/circles/{circle.id}/statuses", shown)

    def at_ties(self) -> None:
        """How one stands to everybody; whom one blocks, mutes, hides from; who asks."""
        w, v = self.world, self.viewer
        assert v is not None
        query = "&".join(f"id[]={p.id}" for p in w.people)
        assert self.ids(self.get(f"/api/v1/accounts/relationships?{query}")) == [p.id for p in w.people if p.active]
        muted = {p for p, until in v.muted.items() if until > w.now}
        asking = {p for p in w.people if v in p.asks}
        lists = {"blocks": v.blocks, "mutes": muted, "hides": v.hides_from, "follow_requests": asking}
        for name, members in lists.items():
            here = [p for p in members if p.active]
            self.whole(f"/api/v1/{name}", sorted(here, key=lambda p: -p.id), most=80)
        for one in self.get(f"/api/v1/accounts/familiar_followers?{query}").json:
            person = self.deeds.entities.person(one["id"])
            own = {p for p in spec.friends_of(w, v) if p.active}
            known = own if person is v else self.sight.known_friends(person)
            assert {a["id"] for a in one["accounts"]} == {str(p.id) for p in known}, f"{v} and {person}"
        self.search()

    def search(self) -> None:
        """By a remark one finds whom one named so; by another's remark nobody."""
        v = self.viewer
        remarks = [(owner, other, said) for (owner, other), said in self.model.remarks.items() if said]
        for owner, other, said in self.chance.sample(remarks, min(3, len(remarks))):
            found = self.ids(self.get(f"/api/v1/accounts/search?q={quote(said[-1])}"))
            assert v is not None
            may = owner is v and other in v.follows and other.active
            assert found == ([other.id] if may else []), f"{v} seeks {said[-1]}"

    def as_guest(self) -> None:
        """What is for members only."""
        for name in ("timelines/home", "bookmarks", "notifications", "lists", "circles", "blocks", "hides"):
            self.get(f"/api/v1/{name}", 401)
        for m in self.world.posts:
            if m.kind not in (PUBLIC, FOLLOWERS):
                self.get(f"/api/v1/statuses/{m.id}/source", 401)
        for person in (p for p in self.world.people if p.active):
            assert self.get(f"/api/v1/accounts/lookup?acct={person.name}").json["id"] == str(person.id)
