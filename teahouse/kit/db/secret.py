"""Secrets that the house makes for itself, kept in the database: made once, the same for every process of it."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from teahouse.kit.db.statement import Statement, insert_or_ignore, new_metadata
from teahouse.kit.db.tx import ReadTx, WriteTx

metadata = new_metadata()

secret = sa.Table(
    "secret",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

_VALUE: Statement[None] = Statement(sa.select(secret.c.value).where(secret.c.name == sa.bindparam("name_")))
_KEEP: Statement[None] = Statement(insert_or_ignore(secret))


def fetch_secret(tx: ReadTx, name: str) -> bytes | None:
    """The secret of this name, if it was made."""
    value = tx.value(_VALUE, name_=name)
    return None if value is None else bytes(value)


def keep_secret(tx: WriteTx, name: str, value: bytes | None = None) -> None:
    """Make it (or take the one that is given), unless one is there."""
    if fetch_secret(tx, name) is None:
        tx.run(_KEEP, name=name, value=value or secrets.token_bytes(32))
