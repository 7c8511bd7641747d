"""All rows of a PostgreSQL database, out of one snapshot and back in, by COPY.

Promises one consistent state, whoever writes meanwhile, and an order of tables in which no row comes before what it
points to. Needs no program of PostgreSQL's, and its text is the same for every version of the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from teahouse.kit.db.archive import Rows
from teahouse.kit.db.refused import BadBackup, Refused

Connection = psycopg.Connection[Any]
VERSION_TABLE = "alembic_version"

_COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' GROUP BY c.relname
"""
_POINTERS = """
    SELECT c.relname, t.relname FROM pg_constraint p
    JOIN pg_class c ON c.oid = p.conrelid JOIN pg_class t ON t.oid = p.confrelid
    WHERE p.contype = 'f' AND c.relnamespace = current_schema()::regnamespace
"""


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """A connection whose every statement sees the database as it is now."""
    try:
        connection = psycopg.connect(url, client_encoding="utf8")
    except psycopg.OperationalError as error:
        raise Refused(f"PostgreSQL cannot be reached: {str(error).strip()}") from error
    with connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection


def tables_of(connection: Connection) -> dict[str, list[str]]:
    """Columns by table, in an order in which the tables can be filled."""
    columns = {str(name): list(found) for name, found in connection.execute(_COLUMNS.encode())}
    needs: dict[str, set[str]] = {name: set() for name in columns}
    for table, target in connection.execute(_POINTERS.encode()):
        if table != target:
            needs[table].add(target)
    ordered: dict[str, list[str]] = {}
    while len(ordered) < len(columns):
        free = sorted(name for name in columns.keys() - ordered.keys() if needs[name] <= ordered.keys())
        if not free:
            raise Refused("These tables point to each other in a ring and cannot be copied in any order.")
        ordered.update({name: columns[name] for name in free})
    return ordered


def copy_out(connection: Connection, name: str, columns: list[str], target: Path) -> Rows:
    """All rows of one table into a file."""
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(name), _names(columns))
    with connection.cursor() as cursor, target.open("wb") as file:
        with cursor.copy(statement) as copy:
            for piece in copy:
                file.write(piece)
        return Rows(name, columns, cursor.rowcount)


def copy_in(connection: Connection, rows: Rows, pieces: Iterable[bytes]) -> None:
    """The rows of a file into an empty table of the same columns."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(rows.name), _names(rows.columns))
    with connection.cursor() as cursor:
        try:
            with cursor.copy(statement) as copy:
                for piece in pieces:
                    copy.write(piece)
        except psycopg.DataError as error:
            raise BadBackup(f"{rows.name} holds what the table cannot: {str(error).splitlines()[0]}.") from error
        except psycopg.IntegrityError as error:
            raise BadBackup(f"{rows.name} holds a row that cannot stand: {str(error).splitlines()[0]}.") from error
        if cursor.rowcount != rows.count:
            raise BadBackup(f"{rows.name} holds {cursor.rowcount} rows and should hold {rows.count}.")


def drop_all(connection: Connection) -> None:
    """Every table, in the caller's transaction."""
    for name in tables_of(connection):
        connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))


def _names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))
