"""Whole tables, for tests that look at what is kept."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Database, Statement


def all_of(database: Database, *tables: sa.Table) -> list[tuple[Any, ...]]:
    """Every row of these tables."""
    statements: list[Statement[Any]] = [Statement(sa.select(*table.c)) for table in tables]
    return database.read_now(lambda tx: [row for statement in statements for row in tx.all(statement)])
