"""When the host's chores were last done, kept in the database itself so that every process of it knows."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db.statement import Statement, new_metadata, upsert
from teahouse.kit.db.tx import ReadTx, WriteTx

metadata = new_metadata()

upkeep = sa.Table(
    "upkeep",
    metadata,
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
)

_BACKUP = "backup"
_AT: Statement[None] = Statement(sa.select(upkeep.c.at).where(upkeep.c.what == sa.bindparam("what_")))
_NOTE: Statement[None] = Statement(upsert(upkeep, ["what"], ["what", "at"]))


def note_backup(tx: WriteTx, at: int) -> None:
    """A backup of what was there at this time (milliseconds) is complete."""
    tx.run(_NOTE, what=_BACKUP, at=at)


def fetch_last_backup(tx: ReadTx) -> int | None:
    """When the last complete backup was begun, in milliseconds; None where there was none."""
    at: int | None = tx.value(_AT, what_=_BACKUP)
    return at
