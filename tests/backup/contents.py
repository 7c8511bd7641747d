"""All rows of a database, for comparing two of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import psycopg

from teahouse.kit.db.copying_postgresql import tables_of
from teahouse.kit.db.database import is_postgresql, sqlite_path

Contents = dict[str, list[tuple[Any, ...]]]


def contents(address: str) -> Contents:
    """Rows by table, in order; when the last backup was made is left out, and what SQLite reckons of its tables."""
    found = _postgresql(address) if is_postgresql(address) else _sqlite(address)
    for name in ("upkeep", "sqlite_stat1"):
        found.pop(name, None)
    return found


def _sqlite(address: str) -> Contents:
    with closing(sqlite3.connect(sqlite_path(address))) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def _postgresql(address: str) -> Contents:
    with psycopg.connect(address) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}".encode()), key=repr)
            for name in tables_of(connection)
        }
