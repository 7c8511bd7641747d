"""A house of one kind and an empty place of the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse.kit.db.migrate import migrate
from teahouse.migrations import FOLDER
from tests.migrations.places import Places


@pytest.fixture(scope="session")
def places(server_address: str) -> Iterator[Places]:
    lent = Places(server_address)
    yield lent
    lent.close()


@pytest.fixture
def here(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database in which nobody lives."""
    for address in _place(kind, request, tmp_path / "here.sqlite"):
        migrate(address, FOLDER)
        yield address


@pytest.fixture
def there(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a place of the other kind, where nothing is."""
    yield from _place("postgresql" if kind == "sqlite" else "sqlite", request, tmp_path / "there.sqlite")


def _place(kind: str, request: pytest.FixtureRequest, path: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:{path}"
    else:
        yield from request.getfixturevalue("places").lend()
