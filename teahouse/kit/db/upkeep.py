"""When the host's chores were last done, kept in the database itself so that every process of it knows."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db.statement import Statement, new_metadata, upsert
from teahouse.kit.db.tx import ReadTx, WriteTx

metadata = new_metadata()

upkeep = sa.Table(
    "upkeep",
    metadata,
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("said", sa.Text, nullable=False, server_default=""),  # JSON: what else is known of it
)

_BACKUP = "backup"
_DAY = 86_400_000
_AT = sa.select(upkeep.c.at, upkeep.c.said).where(upkeep.c.what == sa.bindparam("what_"))
_NOTE: Statement[None] = Statement(upsert(upkeep, ["what"], ["what", "at", "said"]))


class _Row(msgspec.Struct, frozen=True):
    at: int
    said: str


_LAST = Statement(_AT, _Row)


class LastBackup(msgspec.Struct, frozen=True):
    """The last backup that was completed: what it is of (`at`, in milliseconds), its file, bytes and milliseconds."""

    at: int
    path: str = ""
    size: int = 0
    took: int = 0


def note_backup(tx: WriteTx, made: LastBackup) -> None:
    """This backup is complete."""
    tx.run(_NOTE, what=_BACKUP, at=made.at, said=msgspec.json.encode(made).decode())


def fetch_last_backup(tx: ReadTx) -> LastBackup | None:
    """The last complete backup; None where there was none."""
    row = tx.one(_LAST, what_=_BACKUP)
    if row is None:
        return None
    return msgspec.json.decode(row.said, type=LastBackup) if row.said else LastBackup(row.at)


def is_overdue(last: LastBackup | None, now: int, days: int) -> bool:
    """Whether the host should be warned: no backup, or none for so many days; never for 0 days."""
    return bool(days) and (last is None or now - last.at > days * _DAY)
