"""Moves a whole database from one kind to the other.

Promises all or nothing: the rows are those of one moment in which nobody may write, each is compared with what
arrived before the new place is anybody's, and whatever goes wrong leaves the new place as empty as it was. The old
place is only read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from teahouse.kit.db.copying import appearing
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.migrate import check_known, current, engine_for, head, upgrade
from teahouse.kit.db.refused import InUse, NeedsMigration, NotEmpty, Refused
from teahouse.kit.db.running import hold_alone

if TYPE_CHECKING:
    from teahouse.kit.db.moving_sides import PostgresqlSide, Row, Shape, Side, SqliteSide

STRIDE = 2_000
"""Rows between two words of progress."""

Told = Callable[[str, int, int], None]
"""Is told what is being done ("copying" or "comparing"), how many rows are done, and of how many."""


class Compared(msgspec.Struct, frozen=True):
    """One table after the move: its rows, and a digest of all that stands in them, which is the same on both sides."""

    table: str
    rows: int
    digest: str


class Differs(Refused):
    """What arrived is not what was sent."""


def move(source: str, target: str, folder: Path, told: Told = lambda what, done, total: None) -> list[Compared]:
    """Copy everything from one address to an empty place of the other kind; `folder` holds the migrations' steps.

    Raises `InUse` while a server runs on either, `NotEmpty` where the target holds something, `Refused` otherwise.
    """
    _check(source, target, folder)
    with hold_alone(source), hold_alone(target):
        if is_postgresql(target):
            with _old_sqlite(sqlite_path(source)) as old, _new_postgresql(target, folder) as new:
                moved = _Move(old, new, new.shapes(), told).run()
            _analyze(target)
        else:
            with _old_postgresql(source) as old, _new_sqlite(sqlite_path(target), folder) as new:
                moved = _Move(old, new, old.shapes(), told).run()
    return moved


def _check(source: str, target: str, folder: Path) -> None:
    if is_postgresql(source) == is_postgresql(target):
        raise Refused("Both are of the same kind: make a backup of the one and restore it into the other.")
    was, newest = current(source), head(folder)
    if was is None:
        raise Refused("There is nothing to move yet.")
    check_known(was, folder)
    if was != newest:
        raise NeedsMigration(f"The database is at revision {was}, not {newest}. Run the command migrate first.")
    if current(target) is not None:
        raise NotEmpty("There is a database already at the new place. Give an empty one; this one was not touched.")
    if not is_postgresql(target):
        path = sqlite_path(target)
        if any(path.with_name(path.name + suffix).exists() for suffix in ("-wal", "-shm", "-journal")):
            # A log beside the new file would be played into it.
            raise InUse(f"Beside {path} stands a log of another database. Move it away.")


class _Move:
    """One move between two open sides."""

    def __init__(self, old: Side, new: Side, shapes: list[Shape], told: Told) -> None:
        if old.columns() != (found := new.columns()) or set(found) != {shape.name for shape in shapes}:
            raise Refused("The two databases have not the same tables, though they are of one revision.")
        self._old = old
        self._new = new
        self._shapes = shapes
        self._told = told
        self._total = sum(old.count(shape) for shape in shapes)
        self._done = 0

    def run(self) -> list[Compared]:
        """Copy every table, then compare every table."""
        for shape in self._shapes:
            self._new.fill(shape, self._counted("copying", self._old.rows(shape)))
        self._told("copying", self._done, self._total)
        self._done = 0
        found = [self._compare(shape) for shape in self._shapes]
        self._told("comparing", self._done, self._total)
        faults = [fault for _, fault in found if fault]
        if faults:
            raise Differs(f"What arrived is not what was sent, so nothing was moved. {' '.join(faults)}")
        return [each for each, _ in found]

    def _counted(self, what: str, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            if self._done % STRIDE == 0:
                self._told(what, self._done, self._total)
            self._done += 1
            yield row

    def _compare(self, shape: Shape) -> tuple[Compared, str]:
        """The table as it arrived, and the first row in which it is another than it was, if there is one."""
        digest, encode = hashlib.sha256(), msgspec.msgpack.Encoder().encode
        count, fault = 0, ""
        here = self._counted("comparing", self._old.rows(shape))
        for sent, arrived in zip_longest(here, self._new.rows(shape)):
            text = encode(sent)
            digest.update(text)
            count += 1
            if not fault and text != encode(arrived):
                fault = _fault(shape, sent, arrived)
        return Compared(shape.name, count, digest.hexdigest()), fault


def _fault(shape: Shape, sent: Row | None, arrived: Row | None) -> str:
    """Which row it is and where it differs; never what stands there."""
    if sent is None or arrived is None:
        where = f"the row with {shape.key_of(sent or arrived or ())}"
        return f"{shape.name}: {where} {'is missing.' if arrived is None else 'was never sent.'}"
    columns = [name for name, a, b in zip(shape.columns, sent, arrived, strict=True) if a != b]
    if set(columns) & set(shape.key):
        return f"{shape.name}: the row with {shape.key_of(sent)} is missing or stands elsewhere."
    return f"{shape.name}: the row with {shape.key_of(sent)} differs in {', '.join(columns)}."


@contextmanager
def _old_sqlite(path: Path) -> Iterator[SqliteSide]:
    from teahouse.kit.db.moving_sides import SqliteSide  # noqa: PLC0415 - loads PostgreSQL's driver

    with closing(sqlite3.connect(path, isolation_level=None, timeout=10.0)) as connection:
        # Not only a snapshot: a command that writes now would write what nobody finds again at the new place.
        connection.execute("BEGIN IMMEDIATE")
        yield SqliteSide(connection)
        connection.execute("ROLLBACK")


@contextmanager
def _old_postgresql(url: str) -> Iterator[PostgresqlSide]:
    from psycopg import sql  # noqa: PLC0415 - the driver is loaded when it is needed

    from teahouse.kit.db.copying_postgresql import snapshot, tables_of  # noqa: PLC0415
    from teahouse.kit.db.moving_sides import PostgresqlSide  # noqa: PLC0415

    with snapshot(url) as connection:
        names = list(tables_of(connection))
        connection.rollback()
        # Before the snapshot is taken: nobody writes from here on, and all that was written is in it.
        connection.execute("SET LOCAL lock_timeout = '10s'")
        connection.execute(
            sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.SQL(", ").join(map(sql.Identifier, names)))
        )
        yield PostgresqlSide(connection)


@contextmanager
def _new_postgresql(url: str, folder: Path) -> Iterator[PostgresqlSide]:
    """Tables and rows in one transaction, which whoever leaves by an error takes back."""
    from teahouse.kit.db.moving_sides import PostgresqlSide  # noqa: PLC0415 - the driver is loaded when it is needed

    engine = engine_for(url)
    try:
        with engine.begin() as outer:
            connection: Any = outer.connection.driver_connection
            (encoding,) = connection.execute("SHOW server_encoding").fetchone()
            if encoding != "UTF8":
                raise Refused(f"The new database keeps texts as {encoding}. Make it with --encoding UTF8.")
            upgrade(outer, folder)
            yield PostgresqlSide(connection)
    finally:
        engine.dispose()


@contextmanager
def _new_sqlite(path: Path, folder: Path) -> Iterator[SqliteSide]:
    """A file that has its name only when all is in it."""
    from teahouse.kit.db.moving_sides import SqliteSide  # noqa: PLC0415 - loads PostgreSQL's driver

    with appearing(path) as temporary:
        engine = engine_for(f"sqlite:{temporary}")
        with engine.begin() as outer:
            upgrade(outer, folder)
        engine.dispose()
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            # It is nobody's until it is whole, so nothing need survive a cut.
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
                connection.execute(f"PRAGMA {pragma}")
            yield SqliteSide(connection)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise Refused(f"A row of {broken[0]} points to nothing, so nothing was moved.")
            connection.execute("ANALYZE")


def _analyze(url: str) -> None:
    """What PostgreSQL needs to know before it plans well."""
    import psycopg  # noqa: PLC0415 - the driver is loaded when it is needed

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
