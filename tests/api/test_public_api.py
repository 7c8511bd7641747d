"""Whatever people do through the public API, nobody is told what the specification forbids, and all else is shown."""

from __future__ import annotations

import pytest

from teahouse.kit.db import Database
from teahouse.settings import Settings
from tests.api.houses import House
from tests.steppable import SteppableClock


def run(settings: Settings, database: Database, clock: SteppableClock, seed: int, acts: int) -> None:
    house = House(settings, database, clock, seed)
    try:
        house.live(acts)
    finally:
        house.wire.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_house_of_random_people(settings: Settings, database: Database, clock: SteppableClock, seed: int) -> None:
    run(settings, database, clock, seed, 100)
