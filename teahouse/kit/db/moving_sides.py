"""The two kinds of database as one sees them who moves rows between them: the same values in the same order.

Promises one canonical form: whole numbers (truth is 0 or 1), fractions, texts, bytes and nothing, by the order of the
table's key. What has no such form is refused, never bent.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

import msgspec
import psycopg
from psycopg import sql

from teahouse.kit.db.copying_postgresql import VERSION_TABLE, Connection, tables_of
from teahouse.kit.db.refused import Refused

BATCH = 2_000
"""Rows that are in memory at once."""

Row = tuple[Any, ...]

_TYPES = {
    "bigint": int,
    "boolean": int,
    "bytea": bytes,
    "double precision": float,
    "integer": int,
    "smallint": int,
    "text": str,
}
_SHAPES = """
    SELECT c.relname, array_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum),
           (SELECT array_agg(k.attname::text ORDER BY array_position(i.indkey::smallint[], k.attnum))
            FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY(i.indkey)
            WHERE i.indrelid = c.oid AND i.indisprimary)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' GROUP BY c.oid, c.relname
"""


class Shape(msgspec.Struct, frozen=True):
    """One table: its columns, PostgreSQL's names of their types, and the columns that tell its rows apart."""

    name: str
    columns: list[str]
    kinds: list[str]
    key: list[str]

    def key_of(self, row: Row) -> str:
        """Which row that is, in words; nothing of what else stands in it."""
        said = dict(zip(self.columns, row, strict=True))
        return ", ".join(
            f"{name} {said[name].hex() if isinstance(said[name], bytes) else said[name]}" for name in self.key
        )


class Side(ABC):
    """An open database of one kind, in one transaction."""

    @abstractmethod
    def columns(self) -> dict[str, list[str]]:
        """Columns by table, without the table in which migrations keep their place."""

    @abstractmethod
    def count(self, shape: Shape) -> int:
        """How many rows the table has."""

    @abstractmethod
    def rows(self, shape: Shape) -> Iterator[Row]:
        """Its rows in the canonical form, by the order of its key; one after another, never all at once."""

    @abstractmethod
    def fill(self, shape: Shape, rows: Iterator[Row]) -> None:
        """Canonical rows, in place of what the steps put there. Raises `Refused` for what it cannot hold."""


class SqliteSide(Side):
    """A SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def columns(self) -> dict[str, list[str]]:
        tables = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        )
        columns = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
        names = [name for (name,) in tables.fetchall() if name != VERSION_TABLE]
        return {name: [each for (each,) in self._connection.execute(columns, [name])] for name in names}

    def count(self, shape: Shape) -> int:
        found: int = self._connection.execute(f'SELECT count(*) FROM "{shape.name}"').fetchone()[0]
        return found

    def rows(self, shape: Shape) -> Iterator[Row]:
        expected = [_TYPES[kind] for kind in shape.kinds]
        order = ", ".join(f'"{name}"' for name in shape.key)
        names = ", ".join(f'"{name}"' for name in shape.columns)
        try:
            for row in self._connection.execute(f'SELECT {names} FROM "{shape.name}" ORDER BY {order}'):
                for value, type_, name in zip(row, expected, shape.columns, strict=True):
                    if value is not None and type(value) is not type_:
                        raise Refused(
                            f"{shape.name}, {shape.key_of(row)}: {name} holds another kind of value than it should."
                        )
                yield row
        except sqlite3.OperationalError as error:
            raise Refused(f"{shape.name} cannot be read: {error}.") from error

    def fill(self, shape: Shape, rows: Iterator[Row]) -> None:
        marks = ", ".join("?" * len(shape.columns))
        names = ", ".join(f'"{name}"' for name in shape.columns)
        self._connection.execute("BEGIN")
        self._connection.execute(f'DELETE FROM "{shape.name}"')
        self._connection.executemany(f'INSERT INTO "{shape.name}" ({names}) VALUES ({marks})', rows)
        self._connection.execute("COMMIT")


class PostgresqlSide(Side):
    """A PostgreSQL database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def shapes(self) -> list[Shape]:
        """Every table, in an order in which they can be filled. Raises `Refused` for a type that SQLite has not."""
        said = {name: (kinds, key) for name, kinds, key in self._connection.execute(_SHAPES.encode())}
        shapes = []
        for name, columns in self.columns().items():
            kinds, key = said[name]
            for column, kind in zip(columns, kinds, strict=True):
                if kind not in _TYPES:
                    raise Refused(f"{name}.{column} is of the type {kind}, which cannot be moved.")
            shapes.append(Shape(name, columns, kinds, key or columns))
        return shapes

    def columns(self) -> dict[str, list[str]]:
        return {name: columns for name, columns in tables_of(self._connection).items() if name != VERSION_TABLE}

    def count(self, shape: Shape) -> int:
        row = self._connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(shape.name))).fetchone()
        return int(row[0]) if row else 0

    def rows(self, shape: Shape) -> Iterator[Row]:
        kinds = dict(zip(shape.columns, shape.kinds, strict=True))
        # The order of bytes, as SQLite has it; a language's own order is another on every machine.
        order = [
            sql.SQL('{} COLLATE "C"' if kinds[name] == "text" else "{}").format(sql.Identifier(name))
            for name in shape.key
        ]
        names = [
            sql.SQL("{}::int" if kind == "boolean" else "{}").format(sql.Identifier(name))
            for name, kind in kinds.items()
        ]
        statement = sql.SQL("SELECT {} FROM {} ORDER BY {}").format(
            sql.SQL(", ").join(names), sql.Identifier(shape.name), sql.SQL(", ").join(order)
        )
        with self._connection.cursor(name="moving") as cursor:
            cursor.itersize = BATCH
            yield from cursor.execute(statement)

    def fill(self, shape: Shape, rows: Iterator[Row]) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, shape.columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(shape.name), columns)
        self._connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(shape.name)))
        try:
            with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            raise Refused(f"{shape.name} holds what PostgreSQL cannot: {str(error).splitlines()[0]}.") from error
