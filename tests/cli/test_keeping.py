"""A host's evening: a backup, an accident, and the house as it was."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from teahouse.kit.db.running import hold
from teahouse.kit.db.sqlite import connect
from tests.cli.conftest import Type


@pytest.fixture
def generous() -> Iterator[None]:
    """The usual umask, under which everybody on the machine may read what one writes."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_everything_comes_back(tea: Type, folder: Path) -> None:
    tea("account", "create", "anna", "--display-name", "Anna Marsh")
    said = tea("backup", "evening.tar").stdout
    assert re.match(r"evening\.tar: [0-9]+ rows in ", said)
    assert re.search(r" MB, [0-9.]+ s\.\n\Z", said)
    status = tea("status")
    assert f"last backup  just now: {folder / 'evening.tar'}, 0." in status.stdout
    assert status.stderr == ""
    (folder / "teahouse.sqlite").unlink()
    tea("migrate")
    assert tea("account", "list").stdout == ""
    assert tea("restore", "evening.tar", code=1).stderr.endswith("(--force)\n")
    assert tea("restore", "evening.tar", "--force").stdout.startswith("Restored the house as it was on 20")
    assert "Anna Marsh" in tea("account", "list").stdout
    (folder / "teahouse.sqlite").unlink()
    tea("restore", "evening.tar")
    assert "Anna Marsh" in tea("account", "list").stdout


def test_pictures_come_along(tea: Type, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = folder / "teahouse-media" / "ab" / "cd" / f"abcd{'0' * 36}-{'1' * 16}.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    tea("backup", "evening.tar")
    monkeypatch.setenv("TEAHOUSE_MEDIA", str(folder / "elsewhere" / "media"))
    monkeypatch.setenv("TEAHOUSE_DATABASE", "sqlite:again.sqlite")
    tea("restore", "evening.tar")
    found = folder / "elsewhere" / "media" / picture.relative_to(folder / "teahouse-media")
    assert found.read_bytes() == b"a picture"
    assert rights(folder / "elsewhere" / "media") == 0o700
    monkeypatch.setenv("TEAHOUSE_MEDIA", "s3://bucket/tea")
    assert "Pictures are in their bucket" in tea("backup", "late.tar").stdout
    (folder / "again.sqlite").unlink()
    assert "nothing says where" in tea("restore", "evening.tar", code=1).stderr


def test_a_house_without_a_backup_warns(tea: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    status = tea("status")
    assert "last backup  none yet" in status.stdout
    assert status.stderr == "Warning: there was no backup for more than 2 days.\n"
    monkeypatch.setenv("TEAHOUSE_BACKUP_DAYS", "0")
    assert tea("status").stderr == ""


def test_a_folder_of_the_newest_backups(tea: Type, folder: Path) -> None:
    kept = folder / "kept"
    kept.mkdir()
    for day in ("20200101", "20200102", "20200103"):
        (kept / f"teahouse-{day}-031500.tar").write_bytes(b"")
    said = tea("backup", "kept", "--keep", "2").stdout
    assert said.endswith("Removed teahouse-20200101-031500.tar, teahouse-20200102-031500.tar.\n")
    newest = max(path.name for path in kept.iterdir())
    assert sorted(path.name for path in kept.iterdir()) == ["teahouse-20200103-031500.tar", newest]
    (folder / "teahouse.sqlite").unlink()
    tea("restore", f"kept/{newest}")
    assert "--keep wants a folder" in tea("backup", "new.tar", "--keep", "2", code=2).stderr


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
    assert "There is no house at" in tea("backup", "new.tar", code=1).stderr


def test_migrate_says_what_it_did(tea: Type, folder: Path) -> None:
    assert " already." in tea("migrate").stdout
    (folder / "teahouse.sqlite").unlink()
    assert tea("migrate").stdout.startswith("The database went from nothing to revision ")


@pytest.mark.usefixtures("generous")
def test_nobody_else_on_the_machine_reads_a_new_house(tea: Type, folder: Path) -> None:
    house = folder / "teahouse.sqlite"
    house.unlink()
    tea("account", "create", "anna")
    assert rights(house) == 0o600
    with closing(connect(house)) as connection:
        connection.execute("PRAGMA user_version = 7")
        assert {path.name: rights(path) for path in folder.glob("teahouse.sqlite-*")} == {
            "teahouse.sqlite-wal": 0o600,
            "teahouse.sqlite-shm": 0o600,
        }


@pytest.mark.usefixtures("generous")
def test_a_house_behind_a_link_is_as_private(folder: Path) -> None:
    link = folder / "link.sqlite"
    link.symlink_to(folder / "real.sqlite")
    connect(link).close()
    assert rights(folder / "real.sqlite") == 0o600


@pytest.mark.usefixtures("generous")
def test_the_rights_of_a_house_that_stands_are_its_hosts_matter(tea: Type, folder: Path) -> None:
    for chosen in (0o600, 0o640):
        (folder / "teahouse.sqlite").chmod(chosen)
        tea("account", "create", f"anna{chosen}")
        assert rights(folder / "teahouse.sqlite") == chosen


@pytest.mark.usefixtures("generous")
def test_what_was_replaced_is_for_the_host_alone(tea: Type, folder: Path) -> None:
    tea("backup", "evening.tar")
    (folder / "teahouse.sqlite").chmod(0o644)
    tea("restore", "evening.tar", "--force")
    assert rights(folder / "teahouse.sqlite") == rights(folder / "teahouse.sqlite.replaced") == 0o600
