"""Many rows at once into a database that holds none: for generated houses, never for one that somebody lives in.

Promises rows and indexes as the schema has them, at a fraction of the time; it promises no durability: what is broken
off half way is thrown away and begun again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.sqlite import connect

if TYPE_CHECKING:
    import sqlite3

BATCH = 50_000
"""Rows that wait in memory, of all tables together."""

Row = tuple[Any, ...]


class Loader(ABC):
    """Takes rows for several tables in any order; a table's rows go in before those of tables named after it."""

    def __init__(self, tables: Mapping[str, Sequence[str]]) -> None:
        self._columns = dict(tables)
        self._waiting: dict[str, list[Row]] = {name: [] for name in tables}
        self._count = 0

    def add(self, table: str, row: Row) -> None:
        """One row, its values in the order of the table's columns as they were named."""
        self._waiting[table].append(row)
        self._count += 1
        if self._count >= BATCH:
            self.flush()

    def extend(self, table: str, rows: Sequence[Row]) -> None:
        """Several rows of one table."""
        self._waiting[table] += rows
        self._count += len(rows)
        if self._count >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Send what waits."""
        self._count = 0
        for table, rows in self._waiting.items():
            if rows:
                self._send(table, self._columns[table], rows)
                self._waiting[table] = []

    @abstractmethod
    def _send(self, table: str, columns: Sequence[str], rows: list[Row]) -> None: ...


@contextmanager
def loading(url: str, tables: Mapping[str, Sequence[str]], *, late: Sequence[str] = ()) -> Iterator[Loader]:
    """A loader for these tables and columns of an empty database; when the block ends, indexes and statistics stand.

    The rows of tables in `late` are kept aside and go in at the end, in the order of their columns: far faster for a
    table that is its own key and much larger than the memory.
    """
    if is_postgresql(url):
        with _loading_postgresql(url, tables) as loader:
            yield loader
        return
    with closing(connect(sqlite_path(url))) as connection:
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=OFF", "cache_size=-262144"):
            connection.execute(f"PRAGMA {pragma}")
        made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
        indexes = connection.execute(made).fetchall()
        for name, _ in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        connection.execute("BEGIN")
        for table in late:
            connection.execute(f'CREATE TEMP TABLE "late_{table}" ({", ".join(tables[table])})')
        loader = _SqliteLoader(connection, tables, late)
        yield loader
        loader.flush()
        for table in late:
            names = ", ".join(f'"{column}"' for column in tables[table])
            connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "late_{table}" ORDER BY {names}')
            connection.execute(f'DROP TABLE "late_{table}"')
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode=WAL")


class _SqliteLoader(Loader):
    def __init__(
        self, connection: sqlite3.Connection, tables: Mapping[str, Sequence[str]], late: Sequence[str]
    ) -> None:
        super().__init__(tables)
        self._connection = connection
        self._place = {table: f"late_{table}" for table in late}

    def _send(self, table: str, columns: Sequence[str], rows: list[Row]) -> None:
        names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        self._connection.executemany(f'INSERT INTO "{self._place.get(table, table)}" ({names}) VALUES ({marks})', rows)


@contextmanager
def _loading_postgresql(url: str, tables: Mapping[str, Sequence[str]]) -> Iterator[Loader]:
    import psycopg  # noqa: PLC0415 - the driver is loaded when it is needed
    from psycopg import sql  # noqa: PLC0415

    class PostgresqlLoader(Loader):
        def _send(self, table: str, columns: Sequence[str], rows: list[Row]) -> None:
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)

    with psycopg.connect(url) as connection:
        loader = PostgresqlLoader(tables)
        yield loader
        loader.flush()
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
