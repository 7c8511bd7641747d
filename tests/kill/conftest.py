"""A house in which the people of the storm live."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse import people
from teahouse.kit.db.migrate import migrate
from teahouse.migrations import FOLDER
from tests.kill import storm
from tests.migrations.places import Places


@pytest.fixture(scope="session")
def places(server_address: str) -> Iterator[Places]:
    lent = Places(server_address)
    yield lent
    lent.close()


@pytest.fixture
def house(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Its address."""
    if kind == "sqlite":
        yield furnished(f"sqlite:{tmp_path / 'house.sqlite'}")
    else:
        for address in request.getfixturevalue("places").lend():
            yield furnished(address)


def furnished(address: str) -> str:
    migrate(address, FOLDER)
    database = storm.opened(address)
    database.write_now(lambda tx: people.bring_in(tx, storm.people_of_the_storm()))
    database.close()
    return address
