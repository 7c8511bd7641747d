"""A lived-in house for each module, on SQLite; nothing is counted but where a test says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse.app import open_house
from teahouse.settings import Settings
from tests.fuzz.rig import Rig
from tests.steppable import SteppableClock


@pytest.fixture(scope="module")
def rate_limits() -> bool:
    """Whether requests are counted; a module that wants that says so."""
    return False


@pytest.fixture(scope="module")
def rig(empty_file: Path, tmp_path_factory: pytest.TempPathFactory, rate_limits: bool) -> Iterator[Rig]:
    path = tmp_path_factory.mktemp("fuzz") / "house.sqlite"
    shutil.copy(empty_file, path)
    settings = Settings(
        origin="https://tea.example",
        database=f"sqlite:{path}",
        sign_up="open",
        rate_limits=rate_limits,
        trusted_proxies=("10.0.0.0/8",),
    )
    clock = SteppableClock()
    database = open_house(settings, clock=clock)
    made = Rig(settings, database, clock)
    yield made
    made.close()
    database.close()
