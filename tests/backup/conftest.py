"""A lived-in house to back up, and an empty place to restore it to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse.app import handed_for
from teahouse.kit.db import Database, open_database
from teahouse.kit.db.backup import backup
from teahouse.kit.db.migrate import migrate
from teahouse.migrations import FOLDER
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.cast import Cast
from tests.migrations.places import Places
from tests.steppable import SteppableClock


def opened(address: str, clock: SteppableClock | None = None) -> Database:
    return open_database(
        address, clock=clock, listeners=listeners(), handed=handed_for(Settings(sign_up="open")), threads=4
    )


@pytest.fixture(scope="session")
def places(server_address: str) -> Iterator[Places]:
    lent = Places(server_address)
    yield lent
    lent.close()


@pytest.fixture
def house(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database in which nobody lives."""
    if kind == "sqlite":
        address = f"sqlite:{tmp_path / 'house.sqlite'}"
        migrate(address, FOLDER)
        yield address
    else:
        for address in request.getfixturevalue("places").lend():
            migrate(address, FOLDER)
            yield address


@pytest.fixture
def elsewhere(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a place where nothing is."""
    if kind == "sqlite":
        yield f"sqlite:{tmp_path / 'elsewhere.sqlite'}"
    else:
        yield from request.getfixturevalue("places").lend()


@pytest.fixture
def lived_in(house: str, clock: SteppableClock) -> str:
    """The cast with some ties, words in two scripts, a comment and likes."""
    database = opened(house, clock)
    cast = Cast(database, clock)
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.xiaoming), (cast.ben, cast.xiaoming))
    moment = cast.post(cast.anna, "Tea\tat four,\nby the window \\ 四点喝茶 🍵")
    cast.comment(cast.xiaoming, moment, "好")
    database.close()
    return house


@pytest.fixture
def tar(lived_in: str, tmp_path: Path, clock: SteppableClock) -> Path:
    """A backup of that house."""
    return backup(lived_in, tmp_path / "house.tar", version="1.2.3", clock=clock).path
