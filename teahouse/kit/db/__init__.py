"""The database, twice: SQLite in this process or a PostgreSQL server, behind one face.

What a caller holds says what it may do: a `ReadTx` reads one consistent snapshot, a `WriteTx` also writes, tells facts
and makes ids. A write that returned is durable; a write that raised changed nothing.
"""

from teahouse.kit.db.database import Database, open_database
from teahouse.kit.db.facts import Fact, Listener, Listeners
from teahouse.kit.db.statement import (
    ONE,
    Statement,
    among,
    bits,
    insert_or_ignore,
    new_metadata,
    now_param,
    number,
    one_of,
    upsert,
)
from teahouse.kit.db.tx import ReadTx, WriteTx

__all__ = [
    "ONE",
    "Database",
    "Fact",
    "Listener",
    "Listeners",
    "ReadTx",
    "Statement",
    "WriteTx",
    "among",
    "bits",
    "insert_or_ignore",
    "new_metadata",
    "now_param",
    "number",
    "one_of",
    "open_database",
    "upsert",
]
