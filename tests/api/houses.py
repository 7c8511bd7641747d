"""Houses whose people do things at random, while everybody looks on."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from teahouse import housekeeping, moments, people
from teahouse.app import make_api
from teahouse.kit.db import Database, WriteTx
from teahouse.kit.db.worker import run_due
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings
from tests.api.listening import Listening
from tests.api.looks import Looks
from tests.api.model import Model
from tests.api.pages import PageLooks, Pages
from tests.api.private import Private
from tests.api.wire import Wire
from tests.cast import MEMBERS, Cast
from tests.gate.plain import DAY, Person
from tests.steppable import SteppableClock

HOUR = 3_600_000
ZONES = {"anna": ("Asia/Shanghai", 8 * HOUR), "ben": ("Asia/Kolkata", 5 * HOUR + HOUR // 2)}
UNLOCKED = "zoe"
SCOPES = ("read", "write", "follow", "push", "profile")
COMMON = ("post",) * 14 + ("comment",) * 14 + ("answer_comment",) * 8 + ("like",) * 9 + ("share",) * 3
TIES = ("follow",) * 3 + ("authorize",) * 3 + ("unfollow", "drop_follower", "reject", "block", "block", "unblock")
QUIET = ("unblock", "mute", "unmute", "hide", "hide", "quiet", "quiet", "remark", "window", "wait", "wait")
LATER = ("edit", "edit", "delete", "remove_comment", "unlike", "unshare", "keep", "keep", "unkeep", "pin", "pin")
CIRCLES = ("circle", "join", "join", "leave", "rename", "delete_circle", "trespass", "touch_unseen", "take_picture")
GROUPS = ("come_in", "come_in", "go", "send_away", "group", "ask_in", "ask_in", "answer_in", "answer_in")
ORDERS = ("enter",) * 8 + ("withdraw", "put_down_for", "take_off", "take_off")
DEEDS = (
    COMMON
    + TIES
    + QUIET
    + LATER
    + CIRCLES
    + GROUPS
    + ORDERS
    + ("mute_thread", "dismiss", "report", "report")
    + ("writers", "writers", "letter", "letter", "letter", "talk", "talk", "talk")
    + ("fall_out",) * 4
)
SUSPEND_EVERY = 12
READERS = 4
"""So many read all pages in the end, besides a guest."""


class House:
    """The cast with tokens, the API over a real database, and the model beside it."""

    def __init__(self, settings: Settings, database: Database, clock: SteppableClock, seed: int) -> None:
        self.database = database
        self.chance = Random(seed)
        self.clock = clock
        self.model = Model(clock.now())
        self.wire = Wire(make_api(settings, database, clock=clock), "tea.example")
        self.pages = Pages(settings, database)
        self.tokens = self._move_in(Cast(database, clock))
        self.deeds = Private(self.wire, self.model, clock, self.chance, self.tokens, self.settle)
        self.deeds.address_of = self._address_of
        self.listening = Listening(self)
        try:
            self._settle_in()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the wire and of whoever develops pictures; whoever opened the database closes it."""
        self.listening.close()
        self.wire.close()
        self.pages.close()
        self.database.context.handed[Pictures].close()

    def _address_of(self, viewer: int, media_id: int) -> str:
        blank = moments.Attachment(media_id, "x.jpg", "x-small.jpg", 1, 1, 1, 1, "", "", None)
        url = self.database.read_now(lambda tx: tx.handed(moments.Passes).made_for(tx, viewer).of(blank))[0]
        return url.removeprefix("https://tea.example")

    def settle(self) -> None:
        """Until every fact has been heard."""
        while run_due(self.database):
            pass

    def _move_in(self, cast: Cast) -> dict[Person, str]:
        tokens: dict[Person, str] = {}
        for name in (*MEMBERS, "bakery"):
            account: people.Account = getattr(cast, name)
            page = name == "bakery"
            person = Person(account.id, name, page=page, offset=ZONES.get(name, ("", 0))[1])
            acting = cast.lin.id if page else account.id
            tokens[person] = cast.do(people.issue_token, None, account.id, acting, SCOPES).token
            self.model.world.people.append(person)
            self.model.locked[person] = not page and name != UNLOCKED
        self.model.world.people[-1].staff.add(self.person("lin"))
        return tokens

    def person(self, name: str) -> Person:
        """One of the cast."""
        return next(p for p in self.model.world.people if p.name == name)

    def _settle_in(self) -> None:
        """Time zones, an open door, and who knows whom to begin with."""
        changes: dict[str, dict[str, Any]] = {name: {"time_zone": zone} for name, (zone, _) in ZONES.items()}
        for name, fields in (*changes.items(), (UNLOCKED, {"locked": False})):
            who = self.person(name)
            answer = self.deeds.write(who, "PATCH", "/api/v1/accounts/update_credentials", fields)
            assert answer.status == 200, answer
            self.deeds.done(who, answer)
        members = [p for p in self.model.world.people if not p.page]
        for n, a in enumerate(members):
            for b in members[n + 1 :]:
                if self.chance.random() < 0.45:
                    self.deeds.befriend(a, b)
            if self.chance.random() < 0.5:
                self.deeds.follow(a, self.person("bakery"))
        for _ in range(3):
            self.deeds.do_circle()
        for _ in range(2):
            self.deeds.do_group()

    def live(self, acts: int, *, look_every: int = 4, in_the_end: int = 99, listen: bool = True) -> None:
        """So many acts; after every few somebody looks at a few things, and in the end so many look at everything.

        All of them listen meanwhile, unless nobody is to `listen`.
        """
        try:
            for n in range(acts):
                if listen:
                    self.listening.begin()
                getattr(self.deeds, f"do_{self.chance.choice(DEEDS)}")()
                if listen:
                    self.listening.check()
                if n % look_every == look_every - 1:
                    self._look(Looks.something, self.chance.sample(self._viewers(), 2))
                if n % SUSPEND_EVERY == SUSPEND_EVERY - 1:
                    self._while_suspended(self.chance.choice(self.model.world.people))
            viewers = self._viewers()
            self._look(Looks.everything, self.chance.sample(viewers, min(in_the_end, len(viewers))))
            self.clock.step(2 * DAY)
            self.model.changed(self.clock.now())
            self._look(Looks.something, viewers)
            self._read([None, *self.chance.sample(self.model.world.people, min(in_the_end, READERS))])
        except AssertionError as fault:
            story = "\n".join(self.deeds.log)
            raise AssertionError(f"{fault}\n\nWhat had been done:\n{story}") from fault

    def _read(self, viewers: list[Person | None]) -> None:
        """On the pages, last of all: reading notices there marks them as read. A page's account has no browser."""
        for viewer in viewers:
            if viewer is None or not viewer.page:
                PageLooks(self.pages, self.deeds, viewer, self.chance).everything()

    def _while_suspended(self, who: Person) -> None:
        """Somebody is suspended and looked for everywhere, then let back in; who acts through them signs in anew."""
        self._put(who, active=False)
        with_lin = [self.person("bakery")] if who.name == "lin" else []
        out = [who, *with_lin]
        for one in out:
            answer = self.wire.ask("GET", "/api/v1/timelines/home", self.tokens[one])
            assert answer.status == 401, answer
        viewers = [v for v in self._viewers() if v not in out]
        self._look(Looks.something, self.chance.sample(viewers, 3))
        for viewer in self.chance.sample(viewers, 2):
            Looks(self.deeds, viewer, self.chance).at_person(who)
        self._put(who, active=True)
        for one in out:
            member = self.person("lin").id if one.page else one.id
            issued = self.database.write_now(
                lambda tx: people.issue_token(tx, None, one.id, member, SCOPES)  # noqa: B023 - run at once
            )
            self.tokens[one] = issued.token
        self._look(Looks.something, [who])

    def _put(self, who: Person, *, active: bool) -> None:
        """As a host does it."""
        self.clock.step(1000)

        def act(tx: WriteTx) -> None:
            account = people.find_any_account(tx, who.name)
            assert account is not None
            (housekeeping.restore if active else housekeeping.suspend)(tx, housekeeping.COMMAND_LINE, account, "")

        self.database.write_now(act)
        self.settle()
        who.active = active
        self.model.changed(self.clock.now())
        self.deeds.log.append(f"{who} is {'let back in' if active else 'suspended'}")

    def _viewers(self) -> list[Person | None]:
        return [None, *self.model.world.people]

    def _look(self, how: Callable[[Looks], None], viewers: list[Person | None]) -> None:
        for viewer in viewers:
            how(Looks(self.deeds, viewer, self.chance))
