"""Suspending and restoring changes nothing but who is seen meanwhile: afterwards each row of the house is as before."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
import sqlalchemy as sa

from teahouse import moments, people
from teahouse.kit.db import ReadTx, Statement, WriteTx
from teahouse.schema import METADATA
from tests.gate.checks import check
from tests.gate.conftest import Grounds
from tests.gate.plain import Person, World
from tests.gate.plans import plan_of

WAYS_IN = {"session", "access_token", "oauth_code", "reset_link"}
"""What ends with a suspension, and is not given back."""
ROWS: dict[str, Statement[Any]] = {
    table.name: Statement(sa.select(*table.c))
    for part in METADATA
    for table in part.sorted_tables
    if len(table.c) > 1 and table.name not in WAYS_IN
}
WORLDS = 16


def all_rows(tx: ReadTx) -> dict[str, list[tuple[Any, ...]]]:
    """Every table as it is; what answers are made of."""
    return {name: sorted(tx.all(statement), key=repr) for name, statement in ROWS.items()}


def suspended(tx: WriteTx, whom: list[Person]) -> None:
    for person in whom:
        moments.suspend_account(tx, _account(tx, person))
        person.active = False


def restored(tx: WriteTx, whom: list[Person]) -> None:
    for person in whom:
        moments.restore_account(tx, _account(tx, person))
        person.active = True


def _account(tx: ReadTx, person: Person) -> people.Account:
    account = people.find_any_account(tx, person.name)
    assert account is not None
    return account


@pytest.mark.parametrize("shift", range(3))
def test_one_who_comes_back_finds_all_as_it_was(grounds: Grounds, kind: str, shift: int) -> None:
    one_comes_back(grounds, shift, WORLDS if kind == "sqlite" else 2)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.parametrize("shift", range(3))
def test_one_who_comes_back_in_many_worlds(grounds: Grounds, shift: int) -> None:
    one_comes_back(grounds, shift, 6)


def one_comes_back(grounds: Grounds, shift: int, worlds: int) -> None:
    """In so many worlds, somebody is suspended and restored."""

    def look(tx: WriteTx, w: World, size: int) -> None:
        here = [p for p in w.people if p.active]
        person = here[shift % len(here)]
        before = all_rows(tx)
        suspended(tx, [person])
        check(tx, w, size, thorough=False)
        restored(tx, [person])
        assert all_rows(tx) == before

    for seed in range(2000, 2000 + worlds):
        grounds.try_world(plan_of(seed), look)


def test_whoever_comes_back_first(grounds: Grounds, kind: str) -> None:
    orders = list(permutations(range(3)))

    def look(tx: WriteTx, w: World, size: int) -> None:
        three = [p for p in w.people if p.active][:3]
        before = all_rows(tx)
        order = orders[w.people[0].id % len(orders)]
        suspended(tx, three)
        restored(tx, [three[n] for n in order if n < len(three)])
        assert all_rows(tx) == before

    for seed in range(3000, 3000 + WORLDS // (1 if kind == "sqlite" else 2)):
        grounds.try_world(plan_of(seed), look)
