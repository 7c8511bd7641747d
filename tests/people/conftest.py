"""A house for the tests of people, on either database.

Promises each test empty tables of its own and a clock that moves only when told to.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Database, open_database
from teahouse.kit.db.jobs import metadata as jobs
from teahouse.people.schema import metadata
from tests import postgres
from tests.steppable import SteppableClock

ORIGIN = "https://tea.example:8443"
HOST = "tea.example:8443"

OpenHouse = Callable[..., Database]


def make_tables(address: str) -> None:
    engine = sa.create_engine(address)
    for part in (metadata, jobs):
        part.create_all(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "empty.db"
    make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def server_address() -> Iterator[str]:
    yield from postgres.server()


@pytest.fixture(scope="session")
def shared_address(server_address: str) -> Iterator[str]:
    with postgres.fresh_database(server_address) as address:
        make_tables(address.replace("postgresql://", "postgresql+psycopg://"))
        yield address


@pytest.fixture
def clock() -> SteppableClock:
    return SteppableClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database with empty tables is."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "house.db")
        return f"sqlite:{tmp_path / 'house.db'}"
    address: str = request.getfixturevalue("shared_address")
    names = ", ".join(f'"{table.name}"' for part in (metadata, jobs) for table in part.sorted_tables)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {names}")
    return address


@pytest.fixture
def open_house(address: str, clock: SteppableClock) -> Iterator[OpenHouse]:
    """Opens the database under the sign-up rules given, and closes it afterwards."""
    opened: list[Database] = []

    def open_with(**rules: object) -> Database:
        handed = {
            people.SignUpRules: people.SignUpRules(**rules),
            people.Addresses: people.Addresses(ORIGIN),
            people.Limits: people.Limits(),
        }
        opened.append(open_database(address, clock=clock, handed=handed, threads=4))
        return opened[-1]

    yield open_with
    for database in opened:
        database.close()


@pytest.fixture
def house(open_house: OpenHouse) -> Database:
    return open_house(mode="open")


def a_member(house: Database, username: str, **more: object) -> people.Account:
    return house.write_now(lambda tx: people.create_account(tx, username=username, **more))
