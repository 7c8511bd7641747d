"""A host's evening: a backup, an accident, and the house as it was."""

from __future__ import annotations

from pathlib import Path

from teahouse.kit.db.running import hold
from tests.cli.conftest import Type


def test_everything_comes_back(tea: Type, folder: Path) -> None:
    tea("account", "create", "anna", "--display-name", "Anna Marsh")
    said = tea("backup", "evening.tar").stdout
    assert said.startswith("evening.tar: ")
    assert said.endswith(" MB.\n")
    assert "last backup  just now" in tea("status").stdout
    (folder / "teahouse.sqlite").unlink()
    tea("migrate")
    assert tea("account", "list").stdout == ""
    assert tea("restore", "evening.tar", code=1).stderr.endswith("(--force)\n")
    assert tea("restore", "evening.tar", "--force").stdout.startswith("Restored the house as it was on 20")
    assert "Anna Marsh" in tea("account", "list").stdout
    (folder / "teahouse.sqlite").unlink()
    tea("restore", "evening.tar")
    assert "Anna Marsh" in tea("account", "list").stdout


def test_nothing_is_touched_under_a_running_server(tea: Type) -> None:
    tea("backup", "evening.tar")
    with hold("sqlite:teahouse.sqlite"):
        assert "A server runs on" in tea("restore", "evening.tar", "--force", code=1).stderr
        assert "A server runs on" in tea("migrate", code=1).stderr
        tea("backup", "again.tar")
        tea("account", "create", "anna")
    assert "anna" in tea("account", "list").stdout


def test_what_is_no_backup(tea: Type, folder: Path) -> None:
    (folder / "letter.tar").write_text("Dear friend,\n")
    assert tea("restore", "letter.tar", "--force", code=1).stderr.startswith("Error: ")
    assert "is there already and is no backup" in tea("backup", "letter.tar", code=1).stderr
    assert tea("restore", "gone.tar", "--force", code=1).stderr.count("\n") == 1
    (folder / "teahouse.sqlite").unlink()
    assert "nothing to back up" in tea("backup", "new.tar", code=1).stderr


def test_migrate_says_what_it_did(tea: Type, folder: Path) -> None:
    assert " already." in tea("migrate").stdout
    (folder / "teahouse.sqlite").unlink()
    assert tea("migrate").stdout.startswith("The database went from nothing to revision ")
