"""A house for the tests: a real database of either kind, empty for each test, with a clock that moves when told to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from teahouse.app import handed_for
from teahouse.kit.db import Database, open_database
from teahouse.kit.pictures import Pictures
from teahouse.schema import METADATA
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests import postgres
from tests.cast import Cast
from tests.steppable import SteppableClock

ORIGIN = "https://tea.example"


def make_tables(address: str) -> None:
    """All tables of the house, without its migrations (those have tests of their own)."""
    engine = sa.create_engine(address)
    for part in METADATA:
        part.create_all(engine)
    engine.dispose()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those marked long may take long, and may not hang either."""
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(7200))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("house") / "empty.sqlite"
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


def empty(address: str) -> None:
    """Empty every table of a PostgreSQL database.

    Row by row, as there are few: to truncate makes a new file for each table and index, which takes most of a second.
    """
    names = sorted({table.name for part in METADATA for table in part.tables.values()})
    with psycopg.connect(address, autocommit=True) as connection:
        # In one go, whatever refers to what: only a superuser may, which who owns a test's server is.
        connection.execute(b"SET session_replication_role = replica")
        connection.execute("; ".join(f"DELETE FROM {name}" for name in names).encode())


@pytest.fixture
def clock() -> SteppableClock:
    return SteppableClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the two databases; a test module that needs one only parametrizes `kind` itself."""
    return str(request.param)


@pytest.fixture
def address(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of this kind."""
    if kind == "sqlite":
        path = tmp_path / "house.sqlite"
        shutil.copy(request.getfixturevalue("empty_file"), path)
        return f"sqlite:{path}"
    found: str = request.getfixturevalue("shared_address")
    empty(found)
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """As a host begins, with sign-up open."""
    return Settings(origin=ORIGIN, sign_up="open", media=str(tmp_path / "pictures"))


@pytest.fixture
def database(address: str, clock: SteppableClock, settings: Settings) -> Iterator[Database]:
    db = open_database(address, clock=clock, listeners=listeners(), handed=handed_for(settings), threads=4)
    yield db
    db.context.handed[Pictures].close()
    db.close()


@pytest.fixture
def cast(database: Database, clock: SteppableClock) -> Cast:
    """The fixed cast, in the database, knowing nobody yet."""
    return Cast(database, clock)
