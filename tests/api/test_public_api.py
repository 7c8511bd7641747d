"""Whatever people do through the public API, nobody is told what the specification forbids, and all else is shown."""

from __future__ import annotations

from contextlib import closing

import pytest

from teahouse.kit.db import Database
from teahouse.settings import Settings
from tests.api.houses import House
from tests.steppable import SteppableClock


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("seed", range(2))
def test_a_house_of_random_people(settings: Settings, database: Database, clock: SteppableClock, seed: int) -> None:
    with closing(House(settings, database, clock, seed)) as house:
        house.live(100)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.parametrize("seed", range(3))
def test_houses_on_postgresql(settings: Settings, database: Database, clock: SteppableClock, seed: int) -> None:
    with closing(House(settings, database, clock, seed)) as house:
        house.live(100)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("seed", range(100, 120))
def test_many_houses(settings: Settings, database: Database, clock: SteppableClock, seed: int) -> None:
    with closing(House(settings, database, clock, seed)) as house:
        house.live(160)
