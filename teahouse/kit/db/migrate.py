"""Brings a database to the revision that the program knows, by the steps in a folder.

Promises all steps or none, a copy of a SQLite file before it is changed, and that a database which is up to date costs
one small query: the library for migrations is loaded only when there is work for it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from teahouse.kit.db.copying import appearing, copy_sqlite
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.refused import FromTheFuture, NeedsMigration, NotOurs, Refused
from teahouse.kit.db.running import MIGRATING_KEY, hold_alone

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

_STEP = re.compile(r"(\d{4})_\w+\.py")


class Migrated(msgspec.Struct, frozen=True):
    """From where to where a database was brought, and where a copy from before stands."""

    was: str | None
    now: str
    copy: Path | None = None


def revisions(folder: Path) -> list[str]:
    """Every revision that the steps in the folder lead to, oldest first: the numbers that their files begin with."""
    return sorted(match[1] for file in (folder / "versions").iterdir() if (match := _STEP.fullmatch(file.name)))


def head(folder: Path) -> str:
    """The revision that the program knows as the newest."""
    return revisions(folder)[-1]


def current(url: str) -> str | None:
    """Where the database stands; None where there is nothing yet. Raises `NotOurs` for somebody else's tables."""
    return _current_postgresql(url) if is_postgresql(url) else _current_sqlite(sqlite_path(url))


def check_known(revision: str | None, folder: Path) -> None:
    """Raises `FromTheFuture` for a revision that none of the steps leads to."""
    known = revisions(folder)
    if revision is not None and revision not in known:
        raise FromTheFuture(
            f"The database is at revision {revision}; this release knows {known[0]} to {known[-1]}. "
            f"Run the newer release that made it so, or restore a backup from before."
        )


def migrate_at_start(url: str, folder: Path) -> Migrated | None:
    """For a server that has begun to hold the database (`running.hold`): None where there was nothing to do.

    SQLite is migrated, with a copy before; PostgreSQL only where it is empty. Raises `NeedsMigration` otherwise: other
    servers may run on it, and the host chooses the hour.
    """
    was, newest = current(url), head(folder)
    if was == newest:
        return None
    check_known(was, folder)
    if is_postgresql(url) and was is not None:
        raise NeedsMigration(
            f"The database is at revision {was}; this release needs {newest}. Stop every server on it, make a backup, "
            f"and run the command `migrate`."
        )
    return _take_steps(url, folder, was)


def migrate(url: str, folder: Path) -> Migrated:
    """At the host's word: takes all steps that are missing. Raises `InUse` while a server runs on the database."""
    with hold_alone(url):
        was, newest = current(url), head(folder)
        check_known(was, folder)
        return Migrated(was, newest) if was == newest else _take_steps(url, folder, was)


def upgrade(connection: sa.Connection, folder: Path, revision: str = "head") -> None:
    """Takes the steps up to a revision in the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - takes half a second to load
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, revision)


def engine_for(url: str) -> sa.Engine:
    """An engine whose every transaction is one of the database's own, with changes of tables in it."""
    import sqlalchemy as sa  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    if is_postgresql(url):
        return sa.create_engine("postgresql+psycopg://", creator=lambda: _connect_postgresql(url), poolclass=NullPool)
    engine = sa.create_engine("sqlite://", creator=lambda: _connect_sqlite(sqlite_path(url)), poolclass=NullPool)
    # The driver itself would begin a transaction only before a row is changed, not before a table is.
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _take_steps(url: str, folder: Path, was: str | None) -> Migrated:
    newest = head(folder)
    if is_postgresql(url):
        _run(url, folder, _wait_for_turn)
        return Migrated(was, newest)
    path = sqlite_path(url)
    copy = None
    if was is not None:
        copy = path.with_name(f"{path.name.removesuffix('.sqlite')}.before-{newest}.sqlite")
        with appearing(copy) as temporary:
            copy_sqlite(path, temporary)
    _run(url, folder, None)
    return Migrated(was, newest, copy)


def _run(url: str, folder: Path, first: Callable[[sa.Connection], None] | None) -> None:
    engine = engine_for(url)
    with engine.begin() as connection:
        if first is not None:
            first(connection)
        upgrade(connection, folder)
        if not is_postgresql(url) and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()):
            raise Refused(f"After the migration a row of {broken[0]} would point to nothing. Nothing was changed.")
    engine.dispose()


def _wait_for_turn(connection: sa.Connection) -> None:
    """Of servers that start together on an empty database one migrates; the others find it done."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING_KEY})")


def _connect_sqlite(path: Path) -> Any:
    from teahouse.kit.db.sqlite import connect  # noqa: PLC0415

    connection = connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")  # a table that is made anew must not take others' rows with it
    return connection


def _connect_postgresql(url: str) -> Any:
    import psycopg  # noqa: PLC0415

    return psycopg.connect(url)


def _current_sqlite(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=10.0)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return _revision(tables, str(path), connection.execute)
    except sqlite3.DatabaseError as error:
        raise NotOurs(f"{path} cannot be read as a SQLite database: {error}.") from error


def _current_postgresql(url: str) -> str | None:
    import psycopg  # noqa: PLC0415

    try:
        with psycopg.connect(url) as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
            return _revision({name for (name,) in rows}, f"The database {connection.info.dbname}", connection.execute)
    except psycopg.OperationalError as error:
        raise Refused(f"PostgreSQL cannot be reached: {str(error).strip()}") from error


def _revision(tables: set[str], place: str, execute: Callable[..., Any]) -> str | None:
    if "alembic_version" in tables:
        row = execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])
    if tables:
        raise NotOurs(f"{place} holds tables ({', '.join(sorted(tables)[:3])}, …) that this program did not make.")
    return None
