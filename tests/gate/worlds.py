"""Builds a planned world twice at once: in the database by the domains' own verbs, and in plain objects.

Each act is tried whether it is allowed or not, and must be refused exactly when the specification says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teahouse import moments, notices, people
from teahouse.kit.db import WriteTx, jobs
from teahouse.kit.errors import Refusal
from teahouse.notices.held import Choice
from tests.gate import specification as spec
from tests.gate.plain import DAY, Circle, Person, World
from tests.gate.plans import KNOT, Plan
from tests.gate.words import EXCEPT, FOLLOWERS, ONLY_ME

HOUR = 3_600_000
LATER = (0, 0, HOUR, 2 * DAY)
ZONES = (
    ("UTC", 0),
    ("Asia/Shanghai", 8 * HOUR),
    ("America/Caracas", -4 * HOUR),
    ("Asia/Kolkata", 5 * HOUR + HOUR // 2),
)
WINDOWS = (0, 3, 30, 182)

Act = Callable[[tuple[int, ...]], None]


class PeopleBuilder:
    """Runs a plan; afterwards `world` says what the database should."""

    def __init__(self, tx: WriteTx, plan: Plan) -> None:
        self.tx = tx
        self.plan = plan
        self.later = LATER[plan.later]
        self.world = World(tx.now)
        self.accounts: dict[Person, people.Account] = {}
        self.used_times: set[int] = set()

    def build(self) -> World:
        """Everything in the plan, and all facts heard now and then; then time passes."""
        for n in range(self.plan.members + self.plan.pages):
            self._settle_in(n)
        for n, (name, numbers) in enumerate(self.plan.steps):
            act: Act = getattr(self, f"do_{name}")
            act(numbers)
            if n % 16 == 15:
                self.hear()
        self.hear()
        self.tx.now += self.later
        self.world.now = self.tx.now
        return self.world

    def hear(self) -> None:
        """Let all facts be heard, in this transaction."""
        while due := self.tx.all(jobs.CLAIM, n=100):
            for job in sorted(due, key=lambda job: job.id):
                self.tx.run(jobs.FINISH, job_id=job.id)
                self.tx.hear(job.kind, job.payload)

    # people

    def _settle_in(self, n: int) -> None:
        zone, offset = ZONES[n % len(ZONES)]
        page = n >= self.plan.members
        name = f"p{self.tx.new_id()}"
        if page:
            owner = self.world.people[n % self.plan.members]
            account = people.make_page(self.tx, self.accounts[owner], username=name, display_name=name)
        else:
            account = people.create_account(self.tx, username=name, time_zone=zone, locked=n != 2)
        person = Person(account.id, name, page=page, offset=0 if page else offset)
        if page:
            person.staff.add(owner)
            person.offset = owner.offset
        self.world.people.append(person)
        self.accounts[person] = account
        if n % 4 == 1:
            notices.held.choose(self.tx, account.id, Choice(not_following=1, private_mentions=1))

    def person(self, n: int) -> Person:
        """One of them."""
        return self.world.people[n % len(self.world.people)]

    def actor(self, n: int) -> Person:
        """Somebody who can sign in."""
        active = [p for p in self.world.people if p.active]
        return active[n % len(active)]

    def member(self, n: int) -> Person:
        """One who is no page."""
        return self.world.people[n % self.plan.members]

    def fetch(self, person: Person) -> people.Account:
        """The account as it is now."""
        account = people.fetch_account(self.tx, person.id)
        assert account is not None
        return account

    def tried(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What the verb answers, None where it refuses. A refused act must change nothing, so there is no savepoint."""
        try:
            return verb(self.tx, *args, **kwargs) or True
        except Refusal:
            return None

    def do_nothing(self, _: tuple[int, ...]) -> None:
        """A step that was made smaller."""

    def do_knot(self, numbers: tuple[int, ...]) -> None:
        """How two members begin."""
        a, b = self.member(numbers[0]), self.member(numbers[1])
        how = KNOT[numbers[2]]
        if how in ("friends", "one_way"):
            self._follow(a, b)
            self._follow(b, a)
        if how in ("request", "follow"):
            self._follow(*((a, b) if how == "request" else (b, a)))
        if how == "one_way":
            self._unfollow(a, b)

    def do_knot_page(self, numbers: tuple[int, ...]) -> None:
        """How a member stands to a page."""
        member, page = self.member(numbers[0]), self.person(numbers[1])
        if numbers[2] in (1, 2):
            self._follow(member, page)
        if numbers[2] == 3:
            self.do_staff((numbers[0], numbers[1], 0))

    def _follow(self, a: Person, b: Person) -> None:
        done = self.tried(people.follow, self.accounts[a], self.accounts[b])
        assert (done is None) == (a is b or not b.active or spec.apart(a, b))
        if done is None or b in a.follows or b in a.asks:
            return
        if a in b.asks and not b.page:
            b.asks.discard(a)
            b.follows.add(a)
            if not (a.page or b.page):
                a.follows.add(b)
        elif self.accounts[b].locked and not b.page:
            a.asks.add(b)
        else:
            a.follows.add(b)

    def _unfollow(self, a: Person, b: Person) -> None:
        self.tried(people.unfollow, self.accounts[a], self.accounts[b])
        a.follows.discard(b)
        a.asks.discard(b)
        a.notified.discard(b)

    def do_follow(self, numbers: tuple[int, ...]) -> None:
        """Ask, or follow."""
        self._follow(self.person(numbers[0]), self.person(numbers[1]))

    def do_befriend(self, numbers: tuple[int, ...]) -> None:
        """Both ways."""
        a, b = self.member(numbers[0]), self.member(numbers[1])
        self._follow(a, b)
        self._follow(b, a)

    def do_unfollow(self, numbers: tuple[int, ...]) -> None:
        """Drop one's own tie."""
        self._unfollow(self.person(numbers[0]), self.person(numbers[1]))

    def do_drop_follower(self, numbers: tuple[int, ...]) -> None:
        """Drop the other's tie."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        if self.tried(people.drop_follower, self.accounts[a], self.accounts[b]):
            b.follows.discard(a)
            b.asks.discard(a)
            b.notified.discard(a)

    def do_notify(self, numbers: tuple[int, ...]) -> None:
        """Hear of each of someone's moments."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        if b in a.follows and self.tried(people.follow, self.accounts[a], self.accounts[b], notify=True):
            a.notified.add(b)

    def do_block(self, numbers: tuple[int, ...]) -> None:
        """A block ends requests."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        if self.tried(people.block, self.accounts[a], self.accounts[b]):
            a.blocks.add(b)
            a.asks.discard(b)
            b.asks.discard(a)

    def do_unblock(self, numbers: tuple[int, ...]) -> None:
        """Of somebody who is blocked, if anybody is."""
        pairs = [(a, b) for a in self.world.people for b in self.world.people if b in a.blocks]
        if pairs:
            a, b = pairs[numbers[0] % len(pairs)]
            people.unblock(self.tx, self.accounts[a], self.accounts[b])
            a.blocks.discard(b)

    def do_hide(self, numbers: tuple[int, ...]) -> None:
        """Don't let them see mine."""
        self._turn_down(numbers, "hides_from", people.Quiet(hiding=True))

    def do_follow_tag(self, numbers: tuple[int, ...]) -> None:
        """Somebody follows a tag, or both that stand together; seldom they leave one."""
        who = self.actor(numbers[0])
        for tag in (("tea",), ("cake",), ("tea", "walk"), ("walk", "cake"))[numbers[1] % 4]:
            moments.follow_tag(self.tx, who.id, tag)
            who.tags.add(tag)
        if numbers[2] % 5 == 0:
            moments.unfollow_tag(self.tx, who.id, "walk")
            who.tags.discard("walk")

    def do_unhide(self, numbers: tuple[int, ...]) -> None:
        """Let them see mine again."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        if self.tried(people.turn_down, self.accounts[a], self.accounts[b], people.Quiet(hiding=False)):
            a.hides_from.discard(b)

    def do_selling_off(self, numbers: tuple[int, ...]) -> None:
        """Turn selling down."""
        self._turn_down(numbers, "no_selling", people.Quiet(selling_off=True))

    def do_asking_off(self, numbers: tuple[int, ...]) -> None:
        """Turn asking down."""
        self._turn_down(numbers, "no_asking", people.Quiet(asking_off=True))

    def do_shares_off(self, numbers: tuple[int, ...]) -> None:
        """Turn shares down."""
        self._turn_down(numbers, "no_shares", people.Quiet(shares_off=True))

    def do_fold(self, numbers: tuple[int, ...]) -> None:
        """At most one or two a day."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        fold = numbers[2] % 3
        if self.tried(people.turn_down, self.accounts[a], self.accounts[b], people.Quiet(fold=fold)):
            a.fold[b] = fold

    def _turn_down(self, numbers: tuple[int, ...], where: str, changes: people.Quiet) -> None:
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        if self.tried(people.turn_down, self.accounts[a], self.accounts[b], changes):
            getattr(a, where).add(b)

    def do_mute(self, numbers: tuple[int, ...]) -> None:
        """Don't look at theirs, for a while or for good, with or without notices."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        seconds = (0, 60, 86_400, 2 * 86_400)[numbers[2] % 4]
        with_notices = bool(numbers[3] % 2)
        if self.tried(people.mute, self.accounts[a], self.accounts[b], seconds=seconds, notices=with_notices):
            a.muted[b] = people.FOREVER if seconds == 0 else self.tx.now + seconds * 1000
            (a.deaf_to.add if with_notices else a.deaf_to.discard)(b)

    def do_unmute(self, numbers: tuple[int, ...]) -> None:
        """Look at theirs again."""
        a, b = self.actor(numbers[0]), self.person(numbers[1])
        if self.tried(people.unmute, self.accounts[a], self.accounts[b]):
            a.muted.pop(b, None)
            a.deaf_to.discard(b)

    def do_window(self, numbers: tuple[int, ...]) -> None:
        """How far others may look back. Later steps go on with the account as it was read before."""
        a = self.actor(numbers[0])
        a.window = WINDOWS[numbers[1] % len(WINDOWS)]
        people.update_profile(self.tx, self.fetch(a), people.ProfileChanges(window_days=a.window))

    def do_staff(self, numbers: tuple[int, ...]) -> None:
        """A member begins to work for a page, or stops."""
        pages = [p for p in self.world.people if p.page]
        if not pages:
            return
        member, page = self.member(numbers[0]), pages[numbers[1] % len(pages)]
        verb = people.drop_staff if numbers[2] % 2 else people.put_staff
        if self.tried(verb, page.id, member.id):
            (page.staff.discard if numbers[2] % 2 else page.staff.add)(member)

    # circles

    def do_circle(self, numbers: tuple[int, ...]) -> None:
        """A circle or a reading list, and who stands in it; some of them will be friends no longer."""
        owner = self.person(numbers[0])
        reading, exclusive = numbers[1] == 5, numbers[1] in (4, 5)
        kind = people.CircleKind.READING if reading else people.CircleKind.CIRCLE
        row = people.create_circle(self.tx, self.accounts[owner], "Circle", kind, exclusive=exclusive)
        circle = Circle(row.id, owner, reading, exclusive)
        self.world.circles.append(circle)
        for n, person in enumerate(self.world.people):
            if (numbers[2] | numbers[3]) >> n & 1:
                self._stand_in(circle, person)

    def _stand_in(self, circle: Circle, person: Person) -> None:
        done = self.tried(people.add_members, self.accounts[circle.owner], circle.id, [person.id])
        may = spec.are_friends(circle.owner, person)
        if circle.reading:
            may = person in circle.owner.follows or person is circle.owner
        elif circle.owner.page:
            may = circle.owner in person.follows
        assert (done is not None) == (may and person.active)
        if done:
            circle.members.add(person)

    def do_circle_in(self, numbers: tuple[int, ...]) -> None:
        """Somebody joins a circle."""
        if self.world.circles:
            self._stand_in(self.world.circles[numbers[0] % len(self.world.circles)], self.person(numbers[1]))

    def do_circle_out(self, numbers: tuple[int, ...]) -> None:
        """Somebody leaves a circle."""
        circles = [c for c in self.world.circles if c.members]
        if circles:
            circle = circles[numbers[0] % len(circles)]
            person = sorted(circle.members, key=lambda p: p.id)[numbers[1] % len(circle.members)]
            people.drop_members(self.tx, circle.owner.id, circle.id, [person.id])
            circle.members.discard(person)

    def do_delete_circle(self, numbers: tuple[int, ...]) -> None:
        """What was kept from it, or from whose last tag it was, is its owner's alone now."""
        if not self.world.circles:
            return
        circle = self.world.circles.pop(numbers[0] % len(self.world.circles))
        moments.delete_circle(self.tx, circle.owner.id, circle.id, confirmed=True)
        for post in self.world.standing:
            if circle in post.circles:
                last = post.circles == {circle}
                if post.kind == EXCEPT or (post.kind == FOLLOWERS and last):
                    post.kind = ONLY_ME
                post.circles.discard(circle)
