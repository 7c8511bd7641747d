"""What people do, at random, through the API: each act goes over the wire, and beside it into the model.

Acts are tried whether they are allowed or not; the API must allow exactly what the specification allows, and must
answer an act on what one may not see as it answers an act on nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from teahouse.people import FOREVER
from tests.api.entities import Entities
from tests.api.hearing import BY_NAME
from tests.api.model import Model
from tests.api.shapes import Shapes
from tests.api.wire import Answer, Fields, Wire
from tests.gate import specification as spec
from tests.gate.plain import DAY, Circle, Person, Post
from tests.steppable import SteppableClock

T = TypeVar("T")
NOTHING = 111222333444555666
"""An id that nothing has."""
WINDOWS = (0, 3, 30, 182)


class Deeds:
    """The acts on people; `talk.py` and `reactions.py` add those on moments."""

    def __init__(
        self,
        wire: Wire,
        model: Model,
        clock: SteppableClock,
        chance: Random,
        tokens: dict[Person, str],
        settle: Callable[[], None],
    ) -> None:
        self.wire = wire
        self.model = model
        self.world = model.world
        self.clock = clock
        self.chance = chance
        self.tokens = tokens
        self.settle = settle
        self.entities = Entities(model)
        self.shapes = Shapes()
        self.log: list[str] = []
        self._earlier: tuple[set[str], set[int]] = (set(), set())

    # asking

    def token(self, who: Person | None) -> str | None:
        """By what they are known."""
        return None if who is None else self.tokens[who]

    def write(self, who: Person, method: str, target: str, fields: Fields | None = None, **more: str) -> Answer:
        """One act, a second after the last; whoever concerns it has heard of it when this returns."""
        self.clock.step(1000)
        self.model.changed(self.clock.now())
        sight = self.model.sight(who)
        self._earlier = (sight.secrets, sight.unseen_ids)
        headers = tuple((name.replace("_", "-").lower().encode(), value.encode()) for name, value in more.items())
        as_form = self.chance.random() < 0.3
        answer = self.wire.ask(method, target, self.tokens[who], fields or {}, as_form=as_form, headers=headers)
        self.log.append(f"{who}: {method} {target} {fields or ''} -> {answer.status}")
        self.settle()
        return answer

    def done(self, who: Person, answer: Answer, *, entities: bool = True) -> None:
        """The model knows of the act now: hold the answer to it."""
        self.model.changed(self.clock.now())
        self.shapes.check(answer.method, answer.target, answer.status, answer.json)
        self.entities.check_told(who, answer, self._earlier)
        if entities and answer.status == 200:
            self.entities.check_json(who, answer.json)

    def act(self, who: Person, target: str, fields: Fields | None, allowed: int, change: Callable[[], object]) -> bool:
        """A POST that must be answered with the status `allowed`; where that is 200 the model changes too."""
        answer = self.write(who, "POST", f"/api/v1/{target}", fields)
        assert answer.status == allowed, f"{who}: {answer}, not {allowed}"
        if allowed == 200:
            change()
        self.done(who, answer)
        return allowed == 200

    def pick(self, several: Sequence[T]) -> T:
        """One of them."""
        return several[self.chance.randrange(len(several))]

    def some(self, several: Sequence[T], share: float = 0.3) -> list[T]:
        """A few of them."""
        return [one for one in several if self.chance.random() < share]

    def pair(self) -> tuple[Person, Person]:
        """Two, seldom the same; the first one acts."""
        a, b = self.pick(self.world.people), self.pick(self.world.people)
        return (a, b) if a is not b or self.chance.random() < 0.1 else self.pair()

    # ties

    def do_follow(self) -> None:
        """Follow, or ask to be friends."""
        a, b = self.pair()
        fields = {}
        if self.chance.random() < 0.2:
            fields = {"notify": self.chance.random() < 0.7, "reblogs": self.chance.random() < 0.7}
        self.follow(a, b, fields)

    def follow(self, a: Person, b: Person, fields: dict[str, bool] | None = None) -> None:
        """A follows B."""

        def change() -> None:
            for name, where, adds in (("notify", a.notified, True), ("reblogs", a.no_shares, False)):
                if fields and name in fields:
                    (where.add if fields[name] is adds else where.discard)(b)
            self.model.follow(a, b)

        allowed = 404 if a in b.blocks else 403 if a is b or b in a.blocks else 200
        self.act(a, f"accounts/{b.id}/follow", fields, allowed, change)

    def befriend(self, a: Person, b: Person) -> None:
        """Both ways, one request and one yes."""
        self.follow(a, b)
        if a in b.asks or b not in a.follows:
            self.do_answer(b, a, "authorize")
        if a not in b.follows:
            self.follow(b, a)

    def do_authorize(self) -> None:
        """Say yes to a request, if there is any."""
        self._answer_somebody("authorize")

    def do_reject(self) -> None:
        """Say no."""
        self._answer_somebody("reject")

    def _answer_somebody(self, verb: str) -> None:
        asked = [(a, b) for b in self.world.people for a in self.world.people if a in b.asks]
        self.do_answer(*(self.pick(asked) if asked and self.chance.random() < 0.9 else self.pair()), verb)

    def do_answer(self, a: Person, b: Person, verb: str) -> None:
        """A answers B's request."""
        yes = verb == "authorize"
        change = (lambda: self.model.accept(a, b)) if yes else (lambda: self.model.end_request(b, a))
        self.act(a, f"follow_requests/{b.id}/{verb}", None, 200 if a in b.asks else 404, change)

    def do_unfollow(self) -> None:
        """Drop one's own tie."""
        self.unfollow(*self.pair())

    def unfollow(self, a: Person, b: Person) -> None:
        """A drops the tie to B."""

        def change() -> None:
            self.model.end_request(a, b)
            a.follows.discard(b)
            a.notified.discard(b)

        self.act(a, f"accounts/{b.id}/unfollow", None, 200, change)

    def do_drop_follower(self) -> None:
        """Drop the other's tie."""
        a, b = self.pair()

        def change() -> None:
            if a in b.follows or a in b.asks:
                self.model.end_request(b, a)
                b.follows.discard(a)
                b.notified.discard(a)

        self.act(a, f"accounts/{b.id}/remove_from_followers", None, 200, change)

    def do_block(self) -> None:
        """Neither sees the other."""
        self.block(*self.pair())

    def block(self, a: Person, b: Person) -> None:
        """A blocks B."""

        def change() -> None:
            a.blocks.add(b)
            self.model.end_request(a, b)
            self.model.end_request(b, a)

        self.act(a, f"accounts/{b.id}/block", None, 403 if a is b else 200, change)

    def do_unblock(self) -> None:
        """Of somebody who is blocked, if anybody is."""
        blocked = [(a, b) for a in self.world.people for b in a.blocks]
        a, b = self.pick(sorted(blocked, key=lambda two: (two[0].id, two[1].id))) if blocked else self.pair()
        self.act(a, f"accounts/{b.id}/unblock", None, 403 if a is b else 200, lambda: a.blocks.discard(b))

    def do_mute(self) -> None:
        """Don't look at theirs, for a while or for good."""
        a, b = self.pair()
        seconds, deaf = self.pick((0, 60, 86_400, 2 * 86_400)), self.chance.random() < 0.5

        def change() -> None:
            a.muted[b] = self.clock.now() + seconds * 1000 if seconds else FOREVER
            (a.deaf_to.add if deaf else a.deaf_to.discard)(b)

        fields = {"duration": seconds, "notifications": deaf}
        self.act(a, f"accounts/{b.id}/mute", fields, 403 if a is b else 200, change)

    def do_unmute(self) -> None:
        """Look at theirs again."""
        a, b = self.pair()

        def change() -> None:
            a.muted.pop(b, None)
            a.deaf_to.discard(b)

        self.act(a, f"accounts/{b.id}/unmute", None, 403 if a is b else 200, change)

    def do_hide(self) -> None:
        """Don't let them see mine, or let them again."""
        self.hide(*self.pair())

    def hide(self, a: Person, b: Person) -> None:
        """A hides from B, or no longer."""
        hiding = b not in a.hides_from
        change = (lambda: a.hides_from.add(b)) if hiding else (lambda: a.hides_from.discard(b))
        self.act(a, f"accounts/{b.id}/{'hide' if hiding else 'unhide'}", None, 403 if a is b else 200, change)

    def do_quiet(self) -> None:
        """Turn selling, asking or shares down, or fold; take some of it back."""
        a, b = self.pair()
        where = {"selling_off": a.no_selling, "asking_off": a.no_asking, "shares_off": a.no_shares}
        fields: dict[str, int | bool] = {name: self.chance.random() < 0.7 for name in self.some(list(where), 0.4)}
        if self.chance.random() < 0.4:
            fields["fold"] = self.chance.randrange(3)

        def change() -> None:
            for name, on in fields.items():
                if name == "fold":
                    a.fold[b] = int(on)
                else:
                    (where[name].add if on else where[name].discard)(b)

        self.act(a, f"accounts/{b.id}/quiet", fields, 403 if a is b else 200, change)

    def do_remark(self) -> None:
        """A name of one's own for somebody."""
        a, b = self.pair()
        remark = self.model.secret()
        kept = self.model.remarks.setdefault((a, b), []) if a is not b else []
        self.act(a, f"accounts/{b.id}/note", {"comment": remark}, 403 if a is b else 200, lambda: kept.append(remark))

    # oneself and time

    def do_window(self) -> None:
        """How far others may look back."""
        a, days = self.pick(self.world.people), self.pick(WINDOWS)
        answer = self.write(a, "PATCH", "/api/v1/accounts/update_credentials", {"window_days": days})
        assert answer.status == 200, answer
        a.window = days
        self.done(a, answer)

    def do_wait(self) -> None:
        """Time passes, often to the border of a day or a window."""
        days = self.pick((0, 1, 2, 3, 29))
        self.clock.step(days * DAY + self.pick((0, 1, 3_600_000, DAY - 1)))
        self.model.changed(self.clock.now())
        self.log.append(f"(it is {self.clock.now()})")

    def do_dismiss(self) -> None:
        """Put a notice away, or (seldom) all."""
        a = self.pick(self.world.people)
        shown = self.model.sight(a).kept_notices(ours=True)
        if shown and self.chance.random() < 0.2:
            self.act(a, "notifications/clear", None, 200, self.model.notices[a].clear)
        elif shown:
            page = self.wire.ask("GET", f"/api/v1/notifications?limit=80{BY_NAME}", self.tokens[a]).json
            at = self.chance.randrange(min(len(page), len(shown)))
            kept = self.model.notices[a]
            self.act(a, f"notifications/{page[at]['id']}/dismiss", None, 200, lambda: kept.remove(shown[at][0]))

    # circles

    def do_circle(self) -> None:
        """A new circle or reading list."""
        a, reading = self.pick(self.world.people), self.chance.random() < 0.25
        title, exclusive = self.model.secret(), reading and self.chance.random() < 0.5
        fields: dict[str, str | bool] = {"title": title} | ({"exclusive": exclusive} if reading else {})
        answer = self.write(a, "POST", f"/api/v1/{'lists' if reading else 'circles'}", fields)
        assert answer.status == 200, answer
        circle = Circle(int(answer.json["id"]), a, reading, exclusive)
        self.world.circles.append(circle)
        self.model.titles[circle] = [title]
        self.done(a, answer)
        others = [p for p in self.world.people if p in a.follows or a in p.follows]
        for person in self.some(others, 0.5):
            self.stand_in(circle, person)

    def do_join(self) -> None:
        """Somebody is put into a circle."""
        if self.world.circles:
            self.stand_in(self.pick(self.world.circles), self.pick(self.world.people))

    def stand_in(self, circle: Circle, person: Person) -> None:
        """Put into a circle by its own routes or as into a list."""
        owner = circle.owner
        may = spec.are_friends(owner, person)
        if circle.reading:
            may = person in owner.follows or person is owner
        elif owner.page:
            may = owner in person.follows
        as_list = circle.reading or self.chance.random() < 0.5
        allowed = 200 if may else 404 if as_list else 422
        kind = "lists" if as_list else "circles"
        fields = {"account_ids": [str(person.id)]}
        self.act(owner, f"{kind}/{circle.id}/accounts", fields, allowed, lambda: circle.members.add(person))

    def do_leave(self) -> None:
        """Somebody is taken out of a circle."""
        circles = [circle for circle in self.world.circles if circle.members]
        if not circles:
            return
        circle = self.pick(circles)
        person = self.pick(sorted(circle.members, key=lambda p: p.id))
        kind = "lists" if circle.reading else self.pick(("lists", "circles"))
        target = f"/api/v1/{kind}/{circle.id}/accounts"
        answer = self.write(circle.owner, "DELETE", target, {"account_ids": [str(person.id)]})
        assert answer.status == 200, answer
        circle.members.discard(person)
        self.done(circle.owner, answer)

    def do_rename(self) -> None:
        """A circle gets another name, and may become exclusive."""
        if not self.world.circles:
            return
        circle, title = self.pick(self.world.circles), self.model.secret()
        exclusive = not circle.exclusive if self.chance.random() < 0.3 else circle.exclusive
        fields = {"title": title, "exclusive": exclusive}
        answer = self.write(circle.owner, "PUT", f"/api/v1/lists/{circle.id}", fields)
        assert (answer.status, answer.json["exclusive"]) == (200, exclusive), answer
        circle.exclusive = exclusive
        self.model.titles[circle].append(title)
        self.done(circle.owner, answer)

    def do_delete_circle(self) -> None:
        """With a warning first, where moments are kept from it."""
        if not self.world.circles:
            return
        circle = self.pick(self.world.circles)
        warned = self.model.kept_from(circle) > 0
        if circle.reading:
            answer = self.write(circle.owner, "DELETE", f"/api/v1/lists/{circle.id}")
        else:
            as_list = self.write(circle.owner, "DELETE", f"/api/v1/lists/{circle.id}")
            assert as_list.status == 422, as_list
            answer = self.write(circle.owner, "DELETE", f"/api/v1/circles/{circle.id}")
            assert answer.status == (422 if warned else 200), answer
            if warned:
                self.done(circle.owner, answer)
                answer = self.write(circle.owner, "DELETE", f"/api/v1/circles/{circle.id}", {"confirm": True})
        assert answer.status == 200, answer
        self.model.delete_circle(circle)
        self.done(circle.owner, answer)

    def do_trespass(self) -> None:
        """Others' circles are as circles that are not there."""
        a = self.pick(self.world.people)
        others = [circle for circle in self.world.circles if circle.owner is not a]
        if not others:
            return
        circle, friend = self.pick(others), self.pick(self.world.people)
        for kind in ("circles", "lists"):
            for method, rest, fields in (
                ("GET", "", None),
                ("GET", "/accounts", None),
                ("PUT", "", {"title": "mine"}),
                ("DELETE", "", {"confirm": True}),
                ("POST", "/accounts", {"account_ids": [str(friend.id)]}),
                ("DELETE", "/accounts", {"account_ids": [str(friend.id)]}),
            ):
                self.same_as_nothing(a, method, f"/api/v1/{kind}/{{}}{rest}", circle.id, fields)
        for target in ("/api/v1/timelines/list/{}", "/api/v1/circles/{}/statuses"):
            self.same_as_nothing(a, "GET", target, circle.id)

    def same_as_nothing(
        self, who: Person | None, method: str, target: str, hidden: int, fields: Fields | None = None
    ) -> None:
        """What is not theirs is answered as what is not there, to the byte, and nothing changes."""
        token = self.token(who)
        found = self.wire.ask(method, target.format(hidden), token, fields)
        nothing = self.wire.ask(method, target.format(NOTHING), token, fields)
        assert found.told == nothing.told, f"{who} learns from {found} and {nothing}"
        assert found.status in (404, 422, 401), found

    def unseen(self, who: Person | None) -> list[Post]:
        """Moments that they may not see."""
        seen = set(self.model.sight(who).seen)
        return [m for m in self.world.posts if m not in seen]
