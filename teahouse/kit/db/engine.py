"""Which database engine an address leads to, by name and version: for reports."""

from __future__ import annotations

import sqlite3

from teahouse.kit.db.database import is_postgresql


def engine_name(url: str) -> str:
    """`SQLite 3.40.1` or `PostgreSQL 15.2`."""
    if not is_postgresql(url):
        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg  # noqa: PLC0415 - the driver is loaded when it is needed

    with psycopg.connect(url) as connection:
        return f"PostgreSQL {connection.info.parameter_status('server_version')}"
