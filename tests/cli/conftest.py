"""A host at a terminal: types commands, sees what is printed and the code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teahouse.doors.cli import main
from teahouse.kit.db.migrate import migrate
from teahouse.migrations import FOLDER

Type = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the host stands: an empty folder, no settings in the environment."""
    for name in os.environ:
        if name.startswith(("TEAHOUSE_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def new_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at today's revision with nobody in it: to make one takes longer than to copy it."""
    path = tmp_path_factory.mktemp("new") / "teahouse.sqlite"
    migrate(f"sqlite:{path}", FOLDER)
    return path


@pytest.fixture
def tea(folder: Path, new_house: Path) -> Type:
    """`tea("account", "list")` runs the command in this process; the database is a file in `folder`."""
    shutil.copy(new_house, folder)

    def type_(*args: str, stdin: str = "", code: int = 0) -> Result:
        result = CliRunner().invoke(main, args, input=stdin, prog_name="tea")
        assert result.exit_code == code, f"{result.exit_code}: {result.output}"
        assert "Traceback" not in result.output
        return result

    return type_
