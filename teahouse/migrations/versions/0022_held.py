"""What people chose not to hear, and what is held back for them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

STRANGERS = ("not_following", "not_followers", "new_accounts", "private_mentions", "limited_accounts")


def upgrade() -> None:
    for name in STRANGERS:
        op.add_column("notice_choice", sa.Column(name, sa.SmallInteger, nullable=False, server_default="0"))
    op.add_column("notice", sa.Column("held", sa.SmallInteger, nullable=False, server_default="0"))
    held = sa.column("held", sa.SmallInteger) == sa.literal_column("1")
    op.create_index("ix_notice_held", "notice", ["account_id", "actor_id"], sqlite_where=held, postgresql_where=held)
    op.create_table(
        "notice_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
        _ref("account_id"),
        _ref("actor_id"),
        sa.UniqueConstraint("account_id", "actor_id", name=op.f("uq_notice_request_account_id_actor_id")),
    )
    op.create_table(
        "notice_permission", _ref("account_id", key=True), _ref("actor_id", key=True), sqlite_with_rowid=False
    )


def _ref(name: str, *, key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("account.id", ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger, target, primary_key=key, nullable=False, autoincrement=False)
