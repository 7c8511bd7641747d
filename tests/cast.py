"""The fixed cast: the same people in every test, on a real database.

Mei sells. Anna and Ben are old friends; Xiaoming is Anna's colleague; Grandma Chen posts little; Lin owns a bakery
(a page); Nobody knows Zoe. They know each other only as far as a test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from teahouse import moments, people
from teahouse.kit.db import Database, WriteTx
from teahouse.kit.db.worker import run_due
from tests.steppable import SteppableClock

T = TypeVar("T")

MEMBERS = {
    "anna": "Anna Marsh",
    "ben": "Ben Marsh",
    "mei": "Mei 梅",
    "xiaoming": "小明",
    "grandma": "陈奶奶",
    "lin": "Lin 林",
    "zoe": "Zoe",
}


class Cast:
    """Accounts by name (`cast.anna`), and what they do, one transaction each."""

    anna: people.Account
    ben: people.Account
    mei: people.Account
    xiaoming: people.Account
    grandma: people.Account
    lin: people.Account
    zoe: people.Account
    bakery: people.Account

    def __init__(self, database: Database, clock: SteppableClock) -> None:
        self.database = database
        self.clock = clock
        for name, display_name in MEMBERS.items():
            setattr(self, name, self.do(people.create_account, username=name, display_name=display_name))
        self.bakery = self.do(people.make_page, self.lin, username="bakery", display_name="Lin's Bakery")

    def do(self, act: Callable[..., T], *args: object, **kwargs: object) -> T:
        """Run one domain function in its own transaction, a second after the last; then let all facts be heard."""
        self.clock.step(1000)

        def run(tx: WriteTx) -> T:
            return act(tx, *args, **kwargs)

        result = self.database.write_now(run)
        self.settle()
        return result

    def ask(self, read: Callable[..., T], *args: object, **kwargs: object) -> T:
        """Run one reading domain function."""
        return self.database.read_now(lambda tx: read(tx, *args, **kwargs))

    def settle(self) -> None:
        """Until every fact has been heard."""
        while run_due(self.database):
            pass

    def befriend(self, *pairs: tuple[people.Account, people.Account]) -> None:
        """Each pair becomes friends: asked and accepted."""
        for a, b in pairs:
            self.do(people.follow, a, b)
            self.do(people.accept, b, a)

    def post(
        self,
        author: people.Account,
        text: str,
        audience: moments.Audience | None = None,
        **more: object,
    ) -> moments.Moment:
        """Post to friends, unless another audience is stated."""
        draft = moments.Draft(text, audience or moments.Friends(), **more)  # type: ignore[arg-type]
        return self.do(moments.post_moment, author, draft)

    def comment(
        self, author: people.Account, on: moments.Moment, text: str, audience: moments.Audience | None = None
    ) -> moments.Moment:
        """Comment without a cut, unless one is stated."""
        draft = moments.Draft(text, audience or moments.Public(listed=False), parent_id=on.id)
        return self.do(moments.post_moment, author, draft)

    def sees(self, viewer: people.Account | None, moment: moments.Moment) -> bool:
        """Whether the viewer (None: not signed in) may see it."""
        return self.ask(moments.may_see, 0 if viewer is None else viewer.id, moment.id)
