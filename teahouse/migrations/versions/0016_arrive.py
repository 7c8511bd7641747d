"""Invites that make friends, and the list of who agreed to be found."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("invite", sa.Column("befriend", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_account_listed",
        "account",
        ["id"],
        sqlite_where=sa.text("discoverable = 1"),
        postgresql_where=sa.column("discoverable", sa.Boolean()),
    )
