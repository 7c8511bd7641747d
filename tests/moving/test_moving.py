"""A house that moves is the same house: every row, every answer; or it has not moved at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from teahouse import people
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.migrate import current, migrate
from teahouse.kit.db.moving import Differs, Told, move
from teahouse.kit.db.refused import InUse, NeedsMigration, NotEmpty, NotOurs, Refused
from teahouse.kit.db.running import hold
from teahouse.migrations import FOLDER
from tests.backup.conftest import opened
from tests.backup.contents import contents
from tests.cast import Cast
from tests.everybody_asks import answers, live
from tests.migrations.anatomy import anatomy
from tests.steppable import SteppableClock

TEXT = "Tea\tat four,\nby the window \\ 四点喝茶 🍵 \\N"


@pytest.fixture
def furnished(here: str, clock: SteppableClock) -> str:
    """The cast, a moment, a comment, and one kind of each difficult value."""
    database = opened(here, clock)
    cast = Cast(database, clock)
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.comment(cast.ben, cast.post(cast.anna, TEXT), "好 \u2028 ok")
    cast.do(people.issue_token, None, cast.anna.id, cast.anna.id, ("read",))
    database.close()
    return here


def run(address: str, *statements: str) -> None:
    """Statements by the driver itself."""
    if is_postgresql(address):
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
    else:
        with closing(sqlite3.connect(sqlite_path(address), isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)


def is_empty(address: str) -> bool:
    """Whether nothing is there, not even half of something."""
    if is_postgresql(address):
        return current(address) is None and anatomy(address) == []
    path = sqlite_path(address)
    return [each.name for each in path.parent.iterdir() if path.name in each.name and "running" not in each.name] == []


@pytest.mark.parametrize("kind", ["sqlite"])
def test_there_and_back_the_house_answers_with_the_same_bytes(
    here: str, there: str, tmp_path: Path, clock: SteppableClock
) -> None:
    pictures = tmp_path / "pictures"
    tokens = live(here, clock, 11, pictures)
    before, rows = answers(here, clock, tokens, pictures), contents(here)
    assert sum(told[0] == 200 for told in before.values()) > 500
    moved = move(here, there, FOLDER)
    assert answers(there, clock, tokens, pictures) == before
    back = f"sqlite:{tmp_path / 'back.sqlite'}"
    again = move(there, back, FOLDER)
    assert (contents(back), anatomy(back)) == (rows, anatomy(here)) == (contents(here), anatomy(here))
    assert sqlite_path(back).stat().st_mode & 0o077 == 0
    assert {(each.table, each.rows, each.digest) for each in again} == {
        (each.table, each.rows, each.digest) for each in moved
    }
    assert {each.table: each.rows for each in moved if each.table in rows} == {
        table: len(held) for table, held in rows.items() if table != "alembic_version"
    }


def test_one_lives_on_at_the_new_place(furnished: str, there: str, clock: SteppableClock) -> None:
    move(furnished, there, FOLDER)
    database = opened(there, clock)
    made = database.write_now(lambda tx: people.create_account(tx, username="newcomer"))
    assert made.id > max(row[0] for row in contents(furnished)["account"])
    database.close()


def spoiler(there: str, change: str) -> Told:
    """Changes what has arrived, after it was copied and before it is compared."""
    if is_postgresql(there):
        # What arrives stands in a transaction that nobody else sees, so the database itself tells lies.
        run(
            there,
            "CREATE FUNCTION lie() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.text LIKE 'Tea%' THEN "
            + {"flip": "NEW.text := NEW.text || '.'; RETURN NEW;", "lose": "RETURN NULL;"}[change]
            + " END IF; RETURN NEW; END $$",
            "CREATE FUNCTION corrupt() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF to_regclass('moment') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'lies') "
            "THEN CREATE TRIGGER lies BEFORE INSERT ON moment FOR EACH ROW EXECUTE FUNCTION lie(); END IF; END $$",
            "CREATE EVENT TRIGGER corrupt ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION corrupt()",
        )
        return lambda what, done, total: None
    path = sqlite_path(there)
    statement = {"flip": "UPDATE moment SET text = text || '.'", "lose": "DELETE FROM moment"}[change]

    def told(what: str, done: int, total: int) -> None:
        if what == "comparing" and not done:
            (part,) = path.parent.glob(f".{path.name}.*.part")
            run(f"sqlite:{part}", f"{statement} WHERE text LIKE 'Tea%'")

    return told


@pytest.mark.parametrize("change", ["flip", "lose"])
def test_a_row_that_arrives_as_another_is_found(furnished: str, there: str, change: str) -> None:
    said = "differs in text" if change == "flip" else "is missing or stands elsewhere"
    told = spoiler(there, change)
    try:
        with pytest.raises(Differs, match=rf"nothing was moved\. moment: the row with id [0-9]+ {said}\.") as found:
            move(furnished, there, FOLDER, told)
        assert "Tea" not in str(found.value)
        assert is_empty(there)
    finally:
        if is_postgresql(there):
            run(there, "DROP EVENT TRIGGER corrupt")


@pytest.mark.parametrize("stage", ["copying", "comparing"])
def test_whoever_stops_it_finds_an_empty_place(furnished: str, there: str, stage: str) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if what == stage and done:
            raise KeyboardInterrupt

    before = contents(furnished)
    with pytest.raises(KeyboardInterrupt):
        move(furnished, there, FOLDER, stop)
    assert is_empty(there)
    assert contents(furnished) == before
    move(furnished, there, FOLDER)


def test_nobody_writes_meanwhile(furnished: str, there: str) -> None:
    refused: list[str] = []

    def write(what: str, done: int, total: int) -> None:
        if what == "copying" and not done:
            try:
                if is_postgresql(furnished):
                    run(furnished, "SET lock_timeout = '50ms'; UPDATE account SET note = 'late'")
                else:
                    run(furnished, "PRAGMA busy_timeout = 50", "UPDATE account SET note = 'late'")
            except (sqlite3.OperationalError, psycopg.errors.LockNotAvailable) as error:
                refused.append(type(error).__name__)

    move(furnished, there, FOLDER, write)
    assert len(refused) == 1


def test_where_a_server_runs_nothing_moves(furnished: str, there: str) -> None:
    with hold(furnished), pytest.raises(InUse, match="server runs"):
        move(furnished, there, FOLDER)
    with hold(there), pytest.raises(InUse, match="server runs"):
        move(furnished, there, FOLDER)
    assert is_empty(there)


def test_a_place_where_something_is_stays(furnished: str, there: str, clock: SteppableClock) -> None:
    migrate(there, FOLDER)
    before = contents(there)
    with pytest.raises(NotEmpty, match="not touched"):
        move(furnished, there, FOLDER)
    assert contents(there) == before


def test_somebody_elses_place_stays(furnished: str, there: str) -> None:
    run(there, "CREATE TABLE recipe (id integer)")
    with pytest.raises(NotOurs, match="recipe"):
        move(furnished, there, FOLDER)
    assert [line for line in anatomy(there) if "recipe" in line]


def test_what_cannot_be_moved(furnished: str, there: str, here: str, tmp_path: Path) -> None:
    from tests.migrations.conftest import next_release

    with pytest.raises(NeedsMigration, match="Run the command migrate first"):
        move(furnished, there, next_release(tmp_path / "later"))
    with pytest.raises(Refused, match="same kind"):
        move(furnished, furnished, FOLDER)
    with pytest.raises(Refused, match="nothing to move"):
        move(there, furnished, FOLDER)
    assert is_empty(there)


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE account SET note = CAST(x'61' AS BLOB)", "note holds another kind of value"),
        ("UPDATE account SET note = 'a' || char(0) || 'b'", "account holds what PostgreSQL cannot"),
        ("UPDATE account SET note = CAST(x'ff' AS TEXT)", "account cannot be read"),
        ("PRAGMA foreign_keys=OFF; DELETE FROM account WHERE username = 'ben'", "holds what PostgreSQL cannot"),
    ],
)
def test_what_no_other_database_would_take_is_told(furnished: str, there: str, change: str, why: str) -> None:
    run(furnished, *change.split("; "))
    with pytest.raises(Refused, match=why):
        move(furnished, there, FOLDER)
    assert is_empty(there)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_log_without_its_database_is_not_played_into_the_new_one(furnished: str, there: str) -> None:
    path = sqlite_path(there)
    path.with_name(f"{path.name}-wal").write_bytes(b"of another")
    with pytest.raises(InUse, match="log of another"):
        move(furnished, there, FOLDER)
    assert path.with_name(f"{path.name}-wal").read_bytes() == b"of another"
    assert not path.exists()
