"""Notices of groups and of order chains: which group, and from which entry on."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("notice", sa.Column("group_id", sa.BigInteger()))
    op.add_column("notice", sa.Column("since", sa.BigInteger()))
    op.drop_index("uq_notice", "notice")
    about = sa.text("coalesce(moment_id, group_id, 0)")
    op.create_index("uq_notice", "notice", ["account_id", "kind", "actor_id", about], unique=True)
