"""Rulings of the guard, what is said about them, and campaigns."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True)


def _ref(name: str, target: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(target, ondelete="CASCADE"), nullable=null)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _bigs(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.BigInteger(), nullable=True) for name in names]


def upgrade() -> None:
    op.create_table(
        "ruling",
        _id(),
        _ref("account_id", "account.id"),
        *_bigs("member_id"),
        _ref("moment_id", "moment.id", null=True),
        *_texts("digest", "said", "verdict", "findings", "family"),
        sa.Column("evades", sa.Boolean(), nullable=False),
        sa.Column("uses", sa.SmallInteger(), nullable=False),
        sa.Column("rung", sa.SmallInteger(), nullable=False),
        *_bigs("first_id"),
        *_texts("state"),
        sa.Column("holds", sa.Boolean(), nullable=False),
        *_bigs("until", "decided_by", "decided_at"),
        *_texts("why"),
        *_bigs("appealed_at", "answered_by", "answered_at"),
        *_texts("answer"),
    )
    op.create_index("ix_ruling_account_id_id", "ruling", ["account_id", "id"])
    op.create_index("ix_ruling_account_id_digest", "ruling", ["account_id", "digest"])
    op.create_index("ix_ruling_moment_id", "ruling", ["moment_id"])
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_ruling_waiting", "ruling", ["id"], sqlite_where=waiting, postgresql_where=waiting)
    appealed = sa.text("appealed_at IS NOT NULL AND answered_at IS NULL")
    op.create_index("ix_ruling_appealed", "ruling", ["id"], sqlite_where=appealed, postgresql_where=appealed)
    restricts = sa.text("until IS NOT NULL")
    op.create_index(
        "ix_ruling_restricts", "ruling", ["account_id", "until"], sqlite_where=restricts, postgresql_where=restricts
    )
    op.create_table(
        "ruling_word",
        _id(),
        _ref("ruling_id", "ruling.id"),
        *_bigs("who_id"),
        sa.Column("by_house", sa.Boolean(), nullable=False),
        *_texts("text"),
    )
    op.create_table(
        "campaign",
        sa.Column(
            "moment_id",
            sa.BigInteger(),
            sa.ForeignKey("moment.id", ondelete="CASCADE"),
            autoincrement=False,
            primary_key=True,
        ),
        sa.Column("said", sa.Text(), nullable=False),
    )
    op.create_index("ix_ruling_word_ruling_id_id", "ruling_word", ["ruling_id", "id"])
