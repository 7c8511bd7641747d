"""The house keeps its promises in every small world that chance makes, on both databases.

Each world asks for every viewer and moment in the gate's three forms, and for every list, thread, notice and number
(`checks.py`), and holds the answers to the specification (`specification.py`).
"""

from __future__ import annotations

import os
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.gate.checks import check
from tests.gate.conftest import Grounds
from tests.gate.plans import Plan, plan_of, plans

MANY = int(os.environ.get("TEAHOUSE_WORLDS", "3000"))
"""How many worlds the long run tries, each run others (a fortieth of that on PostgreSQL)."""

fixed = settings(
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("kind", ["sqlite"])
@given(plan=plans())
@settings(fixed, max_examples=300)
def test_the_house_is_as_specified(grounds: Grounds, plan: Plan) -> None:
    grounds.try_world(plan)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_the_house_is_as_specified_on_postgresql(grounds: Grounds) -> None:
    for seed in range(24):
        grounds.try_world(plan_of(seed), partial(check, thorough=False))


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"])
@given(plan=plans())
@settings(fixed, max_examples=MANY, derandomize=False)
def test_the_house_is_as_specified_in_many_worlds(grounds: Grounds, plan: Plan) -> None:
    grounds.try_world(plan)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["postgresql"])
def test_the_house_is_as_specified_in_many_worlds_on_postgresql(grounds: Grounds) -> None:
    for seed in range(1000, 1000 + MANY // 40):
        grounds.try_world(plan_of(seed))
