"""Order chains on moments, and their entries."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "chain",
        sa.Column(
            "moment_id",
            sa.BigInteger(),
            sa.ForeignKey("moment.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False, server_default=""),
        sa.Column("most_each", sa.Integer()),
        sa.Column("most_total", sa.Integer()),
        sa.Column("closes_at", sa.BigInteger()),
        sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("author_only", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("left_told", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("taken", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("places", sa.Integer(), nullable=False, server_default="0"),
        sa.CheckConstraint("most_total IS NULL OR taken <= most_total", name="never_oversold"),
    )
    op.create_table(
        "chain_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("moment_id", sa.BigInteger(), sa.ForeignKey("moment.id", ondelete="CASCADE"), nullable=False),
        sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("changed_at", sa.BigInteger()),
        sa.Column("state", sa.SmallInteger(), nullable=False, server_default="0"),
    )
    op.create_index("ix_chain_entry_moment_id", "chain_entry", ["moment_id", "id"])
    op.create_index("ix_chain_entry_account_id", "chain_entry", ["account_id", "moment_id"], unique=True)
