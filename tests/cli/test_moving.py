"""A host moves the house into PostgreSQL, and is told what to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from teahouse.kit.db.running import hold
from tests import postgres
from tests.cli.conftest import Type


def test_a_host_moves_house(tea: Type, folder: Path, server_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tea("account", "create", "anna", "--display-name", "Anna Marsh")
    (folder / "tea.toml").write_text('name = "Marsh"\n')
    with postgres.fresh_database(server_address) as address:
        done = tea("move", "--to", address, "--config", "tea.toml")
        lines = done.stdout.splitlines()
        assert lines[0].split() == ["table", "rows", "both", "sides"]
        assert any(line.startswith("account ") and "1" in line.split() and "equal (" in line for line in lines)
        assert f'write into tea.toml:\n  database = "{address}"\n' in done.stdout
        assert "copying" in done.stderr
        assert "comparing" in done.stderr
        assert "already at the new place" in tea("move", "--to", address, code=1).stderr
        monkeypatch.setenv("TEAHOUSE_DATABASE", address)
        assert "Anna Marsh" in tea("account", "list").stdout
        assert "from SQLite to PostgreSQL" in last_line_of_the_log(tea)
        with hold(address):
            assert "A server runs on" in tea("move", "--to", "sqlite:back.sqlite", code=1).stderr
        back = tea("move", "--to", "sqlite:back.sqlite").stdout
        assert f"set TEAHOUSE_DATABASE to\n  sqlite:{folder / 'back.sqlite'}\n" in back
        monkeypatch.setenv("TEAHOUSE_DATABASE", "sqlite:back.sqlite")
        assert "Anna Marsh" in tea("account", "list").stdout
        assert "from PostgreSQL to SQLite" in last_line_of_the_log(tea)
        assert tea("audit", "list").stdout.count("database moved") == 2


def last_line_of_the_log(tea: Type) -> str:
    """Who did what last."""
    line = tea("audit", "list", "--limit", "1").stdout
    assert "command line" in line
    assert "database moved" in line
    return line


def test_what_cannot_be_meant(tea: Type, folder: Path) -> None:
    assert "Write the new place as" in tea("move", "--to", "house.sqlite", code=2).stderr
    assert "same kind" in tea("move", "--to", "sqlite:other.sqlite", code=1).stderr
    nowhere = tea("move", "--to", "postgresql://u:secret@127.0.0.1:1/none", code=1).stderr
    assert nowhere.startswith("Error: PostgreSQL cannot be reached")
    assert "secret" not in nowhere
    (folder / "teahouse.sqlite").unlink()
    assert "There is no house at" in tea("move", "--to", "postgresql://127.0.0.1:1/none", code=1).stderr
