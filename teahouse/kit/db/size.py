"""How much room the database takes."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db.statement import Statement
from teahouse.kit.db.tx import ReadTx


def _size(dialect: str) -> sa.ClauseElement:
    if dialect == "sqlite":
        return sa.text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    return sa.text("SELECT pg_database_size(current_database())")


_SIZE: Statement[None] = Statement(_size)


def fetch_size(tx: ReadTx) -> int:
    """Bytes of tables and indexes; SQLite's log of the last writes comes on top."""
    return int(tx.value(_SIZE))
