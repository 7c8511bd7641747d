"""A host's evening: a backup, an accident, and the house as it was."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from teahouse import moments, people
from teahouse.app import open_house
from teahouse.kit.db import WriteTx
from teahouse.kit.db.running import hold
from teahouse.kit.db.sqlite import connect
from teahouse.kit.files import Disk
from teahouse.kit.pictures import Pictures, Taken
from teahouse.settings import Settings
from tests.cli.conftest import Type
from tests.photographs import photograph


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
    assert status.stderr == "Warning: there is no backup yet.\n"
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


ORPHAN = "0123456789abcdef" * 2 + "01234567-0123456789abcdef.jpg"
YESTERDAY = 25 * 3600


def aged(path: Path) -> None:
    """As if it had been there since the day before yesterday."""
    at = time.time() - YESTERDAY
    os.utime(path, (at, at))


def test_files_that_belong_to_nothing_are_removed_and_no_others(tea: Type, folder: Path) -> None:
    tea("account", "create", "anna")
    media = folder / "teahouse-media"
    with closing(open_house(Settings(database=f"sqlite:{folder / 'teahouse.sqlite'}"))) as database:
        pictures: Pictures = database.context.handed[Pictures]

        def upload(tx: WriteTx, taken: Taken) -> None:
            anna = people.find_account(tx, "anna", local_host="localhost")
            assert anna is not None
            moments.add_picture(tx, anna, taken, moments.Depiction())

        with closing(pictures), TemporaryFile() as file:
            file.write(photograph())
            taken = asyncio.run(pictures.take(file, "whole"))
        database.write_now(lambda tx: upload(tx, taken))
    kept = {file.name for file in media.glob("??/??/*")}
    assert len(kept) == 2
    fresh = ORPHAN.replace("0", "1")
    for name in (ORPHAN, fresh, "notes.txt"):
        (media / name[:2] / name[2:4]).mkdir(parents=True, exist_ok=True)
        (media / name[:2] / name[2:4] / name).write_bytes(b"x")
    half, halfway = media / ".staging/.half", media / ".staging/.halfway"
    for path in (half, halfway):
        path.write_bytes(b"x")
    for path in (*(each for each in media.glob("??/??/*") if each.name != fresh), half):
        aged(path)
    assert tea("tidy", "--dry-run").stdout == f"{ORPHAN}\n"
    assert tea("tidy").stdout == "Removed 1 file that belonged to nothing, and 1 unfinished.\n"
    assert {file.name for file in media.glob("??/??/*")} == {*kept, fresh, "notes.txt"}
    assert (half.exists(), halfway.exists()) == (False, True)
    assert tea("tidy").stdout == "Removed 0 files that belonged to nothing, and 0 unfinished.\n"


def test_nothing_is_removed_while_a_backup_is_made(tea: Type, folder: Path) -> None:
    place = folder / "teahouse-media" / ORPHAN[:2] / ORPHAN[2:4]
    place.mkdir(parents=True)
    (place / ORPHAN).write_bytes(b"x")
    aged(place / ORPHAN)
    with Disk(folder / "teahouse-media").held():
        assert "A backup is being made" in tea("tidy", code=1).stderr
    assert (place / ORPHAN).exists()
