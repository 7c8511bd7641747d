"""A house for random worlds: each is built and taken back in one transaction, so one database serves them all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse.kit.db import Database, WriteTx
from tests.gate.checks import check
from tests.gate.letters import LetterBuilder
from tests.gate.plain import DAY, World
from tests.gate.plans import Plan
from tests.steppable import SteppableClock


class Over(Exception):
    """Takes a world back: nothing of it is ever committed."""


class Grounds:
    """Where worlds are built, looked at from every side, and taken back."""

    def __init__(self, database: Database, clock: SteppableClock) -> None:
        self.database = database
        self.clock = clock

    def try_world(self, plan: Plan, look: Callable[[WriteTx, World, int], None] = check) -> None:
        """Raises `AssertionError` where the house does not keep its promises, as far as `look` looks."""
        self.clock.step(DAY)

        def act(tx: WriteTx) -> None:
            look(tx, LetterBuilder(tx, plan).build(), plan.page_size)
            raise Over

        with pytest.raises(Over):
            self.database.write_now(act)


@pytest.fixture
def grounds(database: Database, clock: SteppableClock) -> Grounds:
    """On the test's database, of which nothing will be left."""
    return Grounds(database, clock)
