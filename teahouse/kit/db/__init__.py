"""The database, twice: SQLite in this process or a PostgreSQL server, behind one face.

What a caller holds says what it may do: a `ReadTx` reads one consistent snapshot, a `WriteTx` also writes, tells facts
and makes ids. A write that returned is durable; a write that raised changed nothing.
"""

from teahouse.kit.db.database import Database, open_database
from teahouse.kit.db.facts import Again, Errand, Fact, Listener, Listeners, Outcome
from teahouse.kit.db.statement import (
    ROW_ID,
    Statement,
    among,
    bits,
    count_of,
    each_of,
    exists,
    insert_each,
    insert_or_ignore,
    new_metadata,
    now_param,
    number,
    one_of,
    slim,
    upsert,
    value_of,
)
from teahouse.kit.db.tx import ReadTx, WriteTx

__all__ = [
    "ROW_ID",
    "Again",
    "Database",
    "Errand",
    "Fact",
    "Listener",
    "Listeners",
    "Outcome",
    "ReadTx",
    "Statement",
    "WriteTx",
    "among",
    "bits",
    "count_of",
    "each_of",
    "exists",
    "insert_each",
    "insert_or_ignore",
    "new_metadata",
    "now_param",
    "number",
    "one_of",
    "open_database",
    "slim",
    "upsert",
    "value_of",
]
