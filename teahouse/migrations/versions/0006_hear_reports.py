"""Hear reports: what members report, notes on it, and why a post is withheld."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True)


def _ref(name: str, target: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(target, ondelete="CASCADE"), nullable=null)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "withheld",
        sa.Column(
            "moment_id",
            sa.BigInteger(),
            sa.ForeignKey("moment.id", ondelete="CASCADE"),
            autoincrement=False,
            primary_key=True,
        ),
        _text("reason"),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "report",
        _id(),
        _ref("reporter_id", "account.id"),
        _ref("target_id", "account.id"),
        _text("category"),
        _text("comment"),
        _text("rules"),
        _text("snapshot"),
        _ref("assigned_id", "account.id", null=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
    )
    is_open = sa.column("resolved_at", sa.BigInteger()).is_(None)
    op.create_index("ix_report_open", "report", ["id"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_report_reporter_id_id", "report", ["reporter_id", "id"])
    op.create_index("ix_report_target_id", "report", ["target_id"])
    op.create_index("ix_report_assigned_id", "report", ["assigned_id"])
    op.create_table(
        "report_note",
        _id(),
        _ref("report_id", "report.id"),
        sa.Column("who_id", sa.BigInteger(), nullable=True),
        _text("who"),
        _text("text"),
    )
    op.create_index("ix_report_note_report_id_id", "report_note", ["report_id", "id"])
