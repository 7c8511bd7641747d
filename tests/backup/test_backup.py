"""A backup of a running house is one moment of it, and comes back as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from teahouse import moments, people
from teahouse.kit.db import WriteTx
from teahouse.kit.db.backup import backup, keep_newest, name_of
from teahouse.kit.db.database import sqlite_path
from teahouse.kit.db.migrate import head, migrate
from teahouse.kit.db.refused import InUse, NotEmpty, Refused
from teahouse.kit.db.restore import restore
from teahouse.kit.db.running import RUNNING_KEY, hold, hold_alone
from teahouse.kit.db.upkeep import LastBackup, fetch_last_backup, is_overdue
from teahouse.migrations import FOLDER
from tests.backup.conftest import opened
from tests.backup.contents import contents
from tests.everybody_asks import answers, live
from tests.migrations.anatomy import anatomy
from tests.steppable import SteppableClock


def last_backup(address: str) -> LastBackup | None:
    database = opened(address)
    try:
        return database.read_now(fetch_last_backup)
    finally:
        database.close()


def test_a_place_let_go_of_is_free_at_once(shared_address: str) -> None:
    with psycopg.connect(shared_address, autocommit=True) as waiting:
        for _ in range(100):
            hold_alone(shared_address).close()
            assert waiting.execute("SELECT pg_try_advisory_lock(%s)", [RUNNING_KEY]).fetchone() == (True,)
            waiting.execute("SELECT pg_advisory_unlock(%s)", [RUNNING_KEY])


def test_what_is_restored_is_what_was_there(lived_in: str, tar: Path, elsewhere: str) -> None:
    manifest = restore(tar, elsewhere, FOLDER)
    assert contents(elsewhere) == contents(lived_in)
    assert anatomy(elsewhere) == anatomy(lived_in)
    assert manifest.version == "1.2.3"
    assert {rows.name: rows.count for rows in manifest.tables}["account"] == 8
    assert tar.stat().st_mode & 0o077 == 0
    assert [path.name for path in tar.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def test_the_restored_house_answers_like_the_original(
    house: str, elsewhere: str, tmp_path: Path, clock: SteppableClock
) -> None:
    here, there = tmp_path / "here-media", tmp_path / "there" / "media"
    tokens = live(house, clock, 11, here)
    tar = backup(house, tmp_path / "house.tar", version="1", clock=clock, media={"pictures": here}).path
    restore(tar, elsewhere, FOLDER, media={"pictures": there})
    assert answers(elsewhere, clock, tokens, there) == answers(house, clock, tokens, here)
    database = opened(elsewhere)
    ben = database.read_now(lambda tx: people.find_account(tx, "ben", local_host="tea.example"))
    assert ben is not None
    assert database.write_now(lambda tx: moments.post_moment(tx, ben, draft("Back again")))
    database.close()


def draft(text: str) -> moments.Draft:
    return moments.Draft(text, moments.Friends())


def test_the_host_can_be_told_of_the_last_backup(lived_in: str, tmp_path: Path, clock: SteppableClock) -> None:
    assert last_backup(lived_in) is None
    first = backup(lived_in, tmp_path / "first.tar", version="1", clock=clock)
    assert first.noted
    made = clock.now()
    assert last_backup(lived_in) == LastBackup(made, str(first.path), first.size, first.took)
    assert (first.size, first.path) == (first.path.stat().st_size, tmp_path / "first.tar")
    clock.step(5_000)
    backup(lived_in, tmp_path / "second.tar", version="1", clock=clock)
    second = last_backup(lived_in)
    assert second is not None
    assert (second.at, second.path) == (made + 5_000, str(tmp_path / "second.tar"))


def test_when_a_host_is_warned() -> None:
    day = 86_400_000
    last = LastBackup(10 * day)
    assert [is_overdue(last, now, 2) for now in (10 * day, 12 * day, 12 * day + 1)] == [False, False, True]
    assert (is_overdue(None, day, 2), is_overdue(None, day, 0), is_overdue(last, 99 * day, 0)) == (True, False, False)


def test_of_several_the_newest_are_kept(tmp_path: Path) -> None:
    names = [name_of(at * 86_400_000) for at in range(1, 6)]
    assert names[0] == "teahouse-19700102-000000.tar"
    for name in (*names, "before-the-move.tar", "teahouse-19700101.tar"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "teahouse-19600101-000000.tar").mkdir()
    assert [path.name for path in keep_newest(tmp_path, 2)] == names[:3]
    assert {path.name for path in tmp_path.iterdir()} == {
        *names[3:],
        "before-the-move.tar",
        "teahouse-19700101.tar",
        "teahouse-19600101-000000.tar",
    }
    assert keep_newest(tmp_path, 2) == []


def test_a_house_of_an_earlier_release_is_backed_up_as_well(elsewhere: str, tmp_path: Path) -> None:
    early = tmp_path / "early"
    shutil.copytree(
        FOLDER, early, ignore=lambda _, names: [name for name in names if name[:4] > "0001" and name[0] == "0"]
    )
    migrate(elsewhere, early)
    kept = backup(elsewhere, tmp_path / "early.tar", version="0")
    assert (kept.manifest.revision, kept.noted) == ("0001", False)


class Storm:
    """Members who post in pairs, each pair in one transaction, as fast as they can."""

    def __init__(self, address: str) -> None:
        self.database = opened(address)
        self.posted = 0
        self.stop = False
        self.threads = [threading.Thread(target=self.post) for _ in range(4)]
        for thread in self.threads:
            thread.start()

    def post(self) -> None:
        anna = self.database.read_now(lambda tx: people.find_account(tx, "anna", local_host="tea.example"))
        assert anna is not None

        def pair(tx: WriteTx) -> None:
            moments.post_moment(tx, anna, draft("one"))
            moments.post_moment(tx, anna, draft("two"))

        while not self.stop:
            self.database.write_now(pair)
            self.posted += 1

    def end(self) -> None:
        self.stop = True
        for thread in self.threads:
            thread.join()
        self.database.close()


def test_a_backup_in_a_storm_of_writes_is_one_moment(lived_in: str, elsewhere: str, tmp_path: Path) -> None:
    storm = Storm(lived_in)
    try:
        before = wait_for(storm, 50)
        kept = backup(lived_in, tmp_path / "storm.tar", version="1")
        after = wait_for(storm, storm.posted + 50)
    finally:
        storm.end()
    restore(kept.path, elsewhere, FOLDER)
    texts = [row[12] for row in contents(elsewhere)["moment"]]
    ones, twos = (sum(said == word for said in texts) for word in ("one", "two"))
    assert ones == twos
    assert before <= ones <= after


def wait_for(storm: Storm, posted: int) -> int:
    tick = threading.Event()
    while storm.posted < posted:
        tick.wait(0.005)
    return storm.posted


@pytest.mark.parametrize("kind", ["sqlite"])
def test_writers_do_not_wait_for_a_backup(lived_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where each step of the copy is one page: other writers' commits neither wait nor start it over."""
    monkeypatch.setattr("teahouse.kit.db.copying.STEP_PAGES", 1)
    with closing(sqlite3.connect(sqlite_path(lived_in))) as connection:
        connection.execute("UPDATE account SET note = hex(zeroblob(2000000))")  # eight thousand pages
        connection.commit()
    storm = Storm(lived_in)
    saving = threading.Thread(target=backup, args=(lived_in, tmp_path / "slow.tar"), kwargs={"version": "1"})
    try:
        before = wait_for(storm, 20)
        saving.start()
        saving.join(timeout=40)
        assert not saving.is_alive(), "each commit starts the copy over again"
        assert storm.posted > before + 3
    finally:
        storm.end()
        saving.join()


def test_restore_refuses_while_a_server_runs(lived_in: str, tar: Path) -> None:
    before = contents(lived_in)
    with hold(lived_in):
        with pytest.raises(InUse, match="server runs"):
            restore(tar, lived_in, FOLDER, force=True)
        assert backup(lived_in, tar, version="1").noted
    assert contents(lived_in) == before
    restore(tar, lived_in, FOLDER, force=True)


def test_restore_refuses_what_is_not_empty_unless_forced(lived_in: str, tar: Path) -> None:
    database = opened(lived_in)
    database.write_now(lambda tx: people.create_account(tx, username="newcomer"))
    database.close()
    with pytest.raises(NotEmpty):
        restore(tar, lived_in, FOLDER)
    assert "newcomer" in repr(contents(lived_in)["account"])
    restore(tar, lived_in, FOLDER, force=True)
    assert "newcomer" not in repr(contents(lived_in)["account"])


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_is_replaced_by_force_is_kept_beside(lived_in: str, tar: Path) -> None:
    path = sqlite_path(lived_in)
    before = contents(lived_in)
    # As after kill -9: a log with committed writes, and nobody there.
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE account SET note = 'in the log' WHERE username = 'anna'")
        connection.commit()
        log = path.with_name(path.name + "-wal").read_bytes()
    path.with_name(path.name + "-wal").write_bytes(log)
    restore(tar, lived_in, FOLDER, force=True)
    assert contents(lived_in) == before
    assert "in the log" in repr(contents(f"sqlite:{path}.replaced")["account"])


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_database_that_somebody_has_open_is_not_replaced(lived_in: str, tar: Path) -> None:
    database = opened(lived_in)
    database.read_now(fetch_last_backup)
    with pytest.raises(InUse, match="another program"):
        restore(tar, lived_in, FOLDER, force=True)
    database.close()


def test_a_backup_of_an_earlier_release_is_migrated_afterwards(tar: Path, elsewhere: str, tmp_path: Path) -> None:
    from tests.migrations.conftest import next_release

    restore(tar, elsewhere, next_release(tmp_path))
    assert migrate(elsewhere, next_release(tmp_path / "again")).was == head(FOLDER)


def test_media_come_along(lived_in: str, elsewhere: str, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / "cd.jpg").write_bytes(b"\xff\xd8 a picture")
    (folder / "link").symlink_to("/etc/hostname")
    tar = backup(lived_in, tmp_path / "with.tar", version="1", media={"pictures": folder}).path
    with pytest.raises(Refused, match="pictures"):
        restore(tar, elsewhere, FOLDER)
    new = tmp_path / "new" / "pictures"
    new.parent.mkdir()
    restore(tar, elsewhere, FOLDER, media={"pictures": new})
    assert [path.name for path in new.rglob("*")] == ["ab", "cd.jpg"]
    assert (new / "ab" / "cd.jpg").read_bytes() == b"\xff\xd8 a picture"
    with pytest.raises(NotEmpty, match="holds files"):
        restore(tar, elsewhere, FOLDER, media={"pictures": new})
    (new / "ab" / "cd.jpg").write_bytes(b"another")
    restore(tar, elsewhere, FOLDER, media={"pictures": new}, force=True)
    assert (new / "ab" / "cd.jpg").read_bytes() == b"\xff\xd8 a picture"
    assert sorted(path.name for path in new.parent.iterdir()) == ["pictures", "pictures.replaced"]
    assert (new.parent / "pictures.replaced" / "ab" / "cd.jpg").read_bytes() == b"another"


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_backup_goes_nowhere_else(lived_in: str, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    for out, why in (
        (sqlite_path(lived_in), "is the database itself"),
        (diary, "is no backup"),
        (tmp_path, "is no backup"),
        (tmp_path / "nowhere" / "house.tar", "no folder"),
    ):
        with pytest.raises(Refused, match=why):
            backup(lived_in, out, version="1")
    assert diary.read_text() == "Dear diary"


def test_nothing_is_no_backup(elsewhere: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no database yet"):
        backup(elsewhere, tmp_path / "none.tar", version="1")
    assert not (tmp_path / "none.tar").exists()


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_a_killed_backup_left_goes_with_a_later_one(lived_in: str, tmp_path: Path) -> None:
    old, young = tmp_path / ".house.tar.17.part", tmp_path / ".house.tar.18.part"
    folder = tmp_path / ".house.tar.abc.part"
    folder.mkdir()
    for path in (old, young, folder / "database.sqlite"):
        path.write_bytes(b"half")
    for path in (old, folder):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    backup(lived_in, tmp_path / "house.tar", version="1")
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".house.tar.18.part"]
