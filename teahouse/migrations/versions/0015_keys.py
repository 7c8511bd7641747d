"""Second steps, passkeys, tickets that are good once, in which week a browser was seen, and who is leaving."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("session", sa.Column("seen_week", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "second_step",
        _account(key=True),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("last_step", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "recovery_code",
        _account(key=True),
        sa.Column("code_hash", sa.LargeBinary(), primary_key=True),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _account(),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("used_week", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_account_id"), "passkey", ["account_id"])
    op.create_table(
        "ticket",
        sa.Column("token_hash", sa.LargeBinary(), primary_key=True),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        _account(null=True),
        sa.Column("data", sa.Text(), nullable=False, server_default=""),
        sa.Column("tries", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    op.create_index(op.f("ix_ticket_account_id"), "ticket", ["account_id"])
    op.create_table(
        "departure",
        _account(key=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("by_host", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _account(*, key: bool = False, null: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("account.id", ondelete="CASCADE")
    return sa.Column("account_id", sa.BigInteger(), target, primary_key=key, nullable=null, autoincrement=False)
