"""What a database is made of, as text: every column, constraint and index, to compare two databases.

Promises to read the database's own catalogue, not what a library believes of it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import psycopg

from teahouse.kit.db.database import is_postgresql, sqlite_path

_COLUMNS = """
    SELECT format('%s.%s %s %s %s %s', c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod),
                  a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
_CONSTRAINTS = """
    SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
_INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"


def anatomy(address: str) -> list[str]:
    """One line for each part, in order; the table in which migrations keep their place is left out."""
    lines = _postgresql(address) if is_postgresql(address) else _sqlite(address)
    return sorted(line for line in lines if "alembic_version" not in line)


def _sqlite(address: str) -> list[str]:
    """The statements that made each table (its parts in any order, columns numbered) and each index."""
    with closing(sqlite3.connect(sqlite_path(address))) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    lines = []
    for kind, name, sql in rows:
        said = re.sub(r"\s+", " ", sql).strip()
        if kind != "table":
            lines.append(said)
            continue
        body, _, end = said.partition("(")[2].rpartition(")")
        parts = re.split(r", (?=[^()]*(?:\([^()]*\)[^()]*)*$)", body)
        lines.append(f"{name} ends {end.strip()}")
        columns = [part.strip() for part in parts if not part.strip().startswith("CONSTRAINT")]
        lines += [f"{name} {number} {column}" for number, column in enumerate(columns)]
        lines += [f"{name} {part.strip()}" for part in parts if part.strip().startswith("CONSTRAINT")]
    return lines


def _postgresql(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        return [row[0] for query in (_COLUMNS, _CONSTRAINTS, _INDEXES) for row in connection.execute(query.encode())]
