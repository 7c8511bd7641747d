"""The database, twice: SQLite in this process or a PostgreSQL server, behind one face.

What a caller holds says what it may do: a `ReadTx` reads one consistent snapshot, a `WriteTx` also writes, tells facts
and makes ids. A write that returned is durable; a write that raised changed nothing.
"""

from teahouse.kit.db.database import Database, open_database
from teahouse.kit.db.facts import Fact, Listener, Listeners
from teahouse.kit.db.statement import (
    Statement,
    bits,
    insert_or_ignore,
    new_metadata,
    now_param,
    one_of,
    upsert,
)
from teahouse.kit.db.tx import ReadTx, WriteTx

__all__ = [
    "Database",
    "Fact",
    "Listener",
    "Listeners",
    "ReadTx",
    "Statement",
    "WriteTx",
    "bits",
    "insert_or_ignore",
    "new_metadata",
    "now_param",
    "one_of",
    "open_database",
    "upsert",
]
