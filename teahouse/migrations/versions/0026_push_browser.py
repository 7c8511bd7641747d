"""Browsers that want to be told by their makers' push services: one row for each that is signed in, gone with that."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "push_browser",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("account_id", sa.BigInteger, sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column(
            "session_hash", sa.LargeBinary, sa.ForeignKey("session.token_hash", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("p256dh", sa.LargeBinary, nullable=False),
        sa.Column("auth", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("session_hash", name=op.f("uq_push_browser_session_hash")),
    )
    op.create_index("ix_push_browser_account_id", "push_browser", ["account_id"])
