"""Databases without any table, of either kind, and a folder of steps that a test may add to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from teahouse.kit.db.migrate import head
from teahouse.migrations import FOLDER
from tests.migrations.places import Places

NEXT_STEP = '''"""Give every account a colour, and make a table anew."""

import sqlalchemy as sa
from alembic import op

revision = "{later}"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("account", sa.Column("colour", sa.Text(), nullable=False, server_default="green"))
    with op.batch_alter_table("login", recreate="auto") as login:
        login.alter_column("locale", server_default="en", existing_type=sa.Text())
    {more}
'''
NEWEST = head(FOLDER)
LATER = "9999"
"""The step of a later release than this one."""


@pytest.fixture(scope="session")
def places(server_address: str) -> Iterator[Places]:
    lent = Places(server_address)
    yield lent
    lent.close()


@pytest.fixture
def bare(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is yet."""
    if kind == "sqlite":
        folder = tmp_path / "bare"
        folder.mkdir()
        yield f"sqlite:{folder / 'house.sqlite'}"
    else:
        yield from request.getfixturevalue("places").lend()


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The steps of a later release: ours and one more."""
    return next_release(tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The steps of a later release whose last one fails half-way."""
    return next_release(tmp_path, 'raise RuntimeError("the power went")')


def next_release(parent: Path, more: str = "") -> Path:
    folder = parent / "later"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT_STEP.format(more=more, later=LATER, newest=NEWEST)
    (folder / "versions" / f"{LATER}_colours.py").write_text(step, encoding="utf-8")
    return folder
