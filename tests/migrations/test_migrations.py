"""From nothing and upwards, on both databases; what cannot be done changes nothing and says why."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from teahouse import people
from teahouse.app import handed_for
from teahouse.kit.db import Database, open_database
from teahouse.kit.db.database import sqlite_path
from teahouse.kit.db.migrate import current, head, migrate, migrate_at_start
from teahouse.kit.db.refused import FromTheFuture, InUse, NeedsMigration, NotOurs, Refused
from teahouse.kit.db.running import hold
from teahouse.migrations import FOLDER
from teahouse.settings import Settings
from tests.migrations.anatomy import anatomy
from tests.migrations.conftest import LATER, NEWEST, next_release


def opened(address: str) -> Database:
    return open_database(address, handed=handed_for(Settings()), threads=2)


def settle_in(address: str) -> int:
    """One account, so that the database is no longer empty."""
    database = opened(address)
    account = database.write_now(lambda tx: people.create_account(tx, username="anna"))
    database.close()
    return account.id


def change(address: str, statement: str) -> None:
    if address.startswith("sqlite:"):
        with closing(sqlite3.connect(sqlite_path(address))) as connection:
            connection.execute(statement)
            connection.commit()
    else:
        with psycopg.connect(address) as connection:
            connection.execute(sql.SQL(statement))


def test_the_steps_make_what_the_schemas_say(bare: str, address: str) -> None:
    """Where this fails, the steps and the domains' schema.py say different things."""
    migrate(bare, FOLDER)
    assert anatomy(bare) == anatomy(address)


def test_a_server_starts_on_nothing(bare: str) -> None:
    assert current(bare) is None
    done = migrate_at_start(bare, FOLDER)
    assert done is not None
    assert (done.was, done.now, done.copy) == (None, head(FOLDER), None)
    assert current(bare) == head(FOLDER)
    assert migrate_at_start(bare, FOLDER) is None
    assert settle_in(bare)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_servers_that_start_together_open_one_house(bare: str) -> None:
    faults: list[BaseException] = []

    def start() -> None:
        try:
            migrate_at_start(bare, FOLDER)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert settle_in(bare)


def test_a_later_release_takes_the_next_step(bare: str, later: Path) -> None:
    migrate(bare, FOLDER)
    anna = settle_in(bare)
    done = migrate(bare, later)
    assert (done.was, done.now) == (NEWEST, LATER)
    assert current(bare) == LATER
    assert any("colour" in line for line in anatomy(bare))
    database = opened(bare)
    assert database.read_now(lambda tx: people.fetch_login_of(tx, anna)) is not None
    database.close()
    assert migrate(bare, later).was == LATER


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_copy_of_the_file_is_kept(bare: str, later: Path) -> None:
    migrate(bare, FOLDER)
    anna, before = settle_in(bare), anatomy(bare)
    done = migrate_at_start(bare, later)
    assert done is not None
    assert done.copy is not None
    assert done.copy.name == f"house.before-{LATER}.sqlite"
    assert done.copy.stat().st_mode & 0o077 == 0
    assert anatomy(f"sqlite:{done.copy}") == before
    with closing(sqlite3.connect(done.copy)) as copy:
        assert copy.execute("SELECT id FROM account").fetchall() == [(anna,)]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_full_server_database_waits_for_the_host(bare: str, later: Path) -> None:
    migrate(bare, FOLDER)
    with pytest.raises(NeedsMigration, match=rf"{NEWEST}.*{LATER}.*migrate"):
        migrate_at_start(bare, later)
    assert current(bare) == NEWEST


def test_a_step_that_fails_changes_nothing(bare: str, broken: Path) -> None:
    migrate(bare, FOLDER)
    settle_in(bare)
    before = anatomy(bare)
    with pytest.raises(RuntimeError, match="the power went"):
        migrate(bare, broken)
    assert current(bare) == NEWEST
    assert anatomy(bare) == before


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_step_that_leaves_rows_pointing_to_nothing_is_refused(bare: str, tmp_path: Path) -> None:
    migrate(bare, FOLDER)
    settle_in(bare)
    with pytest.raises(Refused, match="login would point to nothing"):
        migrate(bare, next_release(tmp_path, 'op.execute("DELETE FROM account")'))
    assert current(bare) == NEWEST


def test_a_database_from_the_future_is_refused(bare: str, later: Path) -> None:
    migrate(bare, later)
    before = anatomy(bare)
    for attempt in (migrate, migrate_at_start):
        with pytest.raises(FromTheFuture, match=rf"at revision {LATER}; this release knows 0001 to {NEWEST}"):
            attempt(bare, FOLDER)
    assert anatomy(bare) == before


def test_somebody_elses_tables_are_left_alone(bare: str) -> None:
    change(bare, "CREATE TABLE recipes (id integer)")
    with pytest.raises(NotOurs, match="recipes"):
        migrate_at_start(bare, FOLDER)
    assert len(anatomy(bare)) <= 2


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_file_that_is_no_database_is_left_alone(bare: str) -> None:
    path = sqlite_path(bare)
    path.write_text("Dear diary, " * 1000)
    with pytest.raises(NotOurs, match="cannot be read as a SQLite database"):
        migrate(bare, FOLDER)
    assert path.read_text().startswith("Dear diary")


def test_the_host_migrates_when_no_server_runs(bare: str, later: Path) -> None:
    migrate(bare, FOLDER)
    with hold(bare), pytest.raises(InUse, match="server runs"):
        migrate(bare, later)
    assert migrate(bare, later).now == LATER


@pytest.mark.parametrize("kind", ["postgresql"])
def test_servers_share_a_server_database(bare: str) -> None:
    with hold(bare), hold(bare):
        pass


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_file_has_one_server(bare: str) -> None:
    with hold(bare), pytest.raises(InUse, match=r"\(process \d+\)"):
        hold(bare)
    hold(bare).close()


def test_a_server_that_does_not_answer_is_said_so() -> None:
    with pytest.raises(Refused, match="cannot be reached"):
        current("postgresql://nobody@127.0.0.1:9/nothing")


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_start_without_work_loads_no_library_for_it(bare: str) -> None:
    migrate(bare, FOLDER)
    program = f"""
import sys
from teahouse.kit.db.migrate import migrate_at_start
from teahouse.migrations import FOLDER
assert migrate_at_start({bare!r}, FOLDER) is None
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_alembics_own_command_writes_the_next_step(bare: str, tmp_path: Path) -> None:
    """Nothing differs, so the step that it writes is empty."""
    migrate(bare, FOLDER)
    folder = next_release(tmp_path)
    (folder / "versions" / f"{LATER}_colours.py").unlink()
    words = ["-c", str(folder / "alembic.ini"), "-x", f"database=sqlite:///{sqlite_path(bare)}", "revision"]
    words += ["--autogenerate", "--rev-id", LATER, "-m", "Nothing new"]
    subprocess.run([sys.executable, "-m", "alembic", *words], check=True, capture_output=True)
    written = (folder / "versions" / f"{LATER}_nothing_new.py").read_text()
    assert "    pass\n" in written
