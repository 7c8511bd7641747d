"""Being told in a chat, and by letters."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    account = sa.ForeignKey("account.id", ondelete="CASCADE")
    op.create_table(
        "chat_robot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("account_id", sa.BigInteger, account, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "url", "secret")),
        sa.Column("texts", sa.Boolean, nullable=False),
        sa.Column("told_to", sa.BigInteger, nullable=False),
        sa.Column("pending", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_error", sa.Text, nullable=False),
        sa.Column("last_at", sa.BigInteger),
        sa.Column("is_off", sa.Boolean, nullable=False),
        sa.UniqueConstraint("account_id", "kind", name=op.f("uq_chat_robot_account_id_kind")),
    )
    op.create_table(
        "letters",
        sa.Column(
            "account_id",
            sa.BigInteger,
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("days", sa.SmallInteger, nullable=False),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("texts", "confirmed")),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("asked_at", "told_to", "due")),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_error", sa.Text, nullable=False),
        sa.Column("last_at", sa.BigInteger),
    )
