"""Filters: words and moments that a reader chose not to read."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def _ref(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(target, ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "filter",
        sa.Column("id", row_id, primary_key=True, autoincrement=False),
        _ref("account_id", "account.id"),
        sa.Column("sort", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("contexts", sa.SmallInteger(), nullable=False),
        sa.Column("action", sa.SmallInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
    )
    op.create_index("ix_filter_account_id", "filter", ["account_id"])
    op.create_table(
        "filter_keyword",
        sa.Column("id", row_id, primary_key=True, autoincrement=False),
        _ref("filter_id", "filter.id"),
        sa.Column("keyword", sa.Text(), nullable=False),
        sa.Column("whole_word", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_filter_keyword_filter_id", "filter_keyword", ["filter_id"])
    op.create_table(
        "filter_status",
        sa.Column("id", row_id, primary_key=True, autoincrement=False),
        _ref("filter_id", "filter.id"),
        _ref("moment_id", "moment.id"),
        sa.UniqueConstraint("filter_id", "moment_id"),
    )
    op.create_index("ix_filter_status_moment_id", "filter_status", ["moment_id"])
