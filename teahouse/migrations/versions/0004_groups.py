"""Groups: their rooms, members, requests and links, and the moments that are for them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _rooms()
    _ways_in()
    op.create_table(
        "audience_group",
        _ref("moment_id", "moment.id", key=True),
        _ref("group_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audience_group_group_id", "audience_group", ["group_id", "moment_id"])


def _ref(name: str, target: str = "account.id", *, key: bool = False) -> sa.Column[Any]:
    to = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger(), to, autoincrement=False, primary_key=key, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _rooms() -> None:
    op.create_table(
        "group_room",
        _ref("account_id", key=True),
        sa.Column("joining", sa.SmallInteger(), nullable=False, server_default="1"),
        sa.Column("posting", sa.SmallInteger(), nullable=False, server_default="1"),
    )
    op.create_table(
        "group_member",
        _ref("group_id", key=True),
        _ref("account_id", key=True),
        sa.Column("role", sa.SmallInteger(), nullable=False, server_default="1"),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_member_account_id", "group_member", ["account_id", "group_id"])


def _ways_in() -> None:
    op.create_table(
        "group_request",
        _ref("group_id", key=True),
        _ref("account_id", key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _flag("barred"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_request_account_id", "group_request", ["account_id"])
    op.create_table(
        "group_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True),
        _ref("group_id"),
        _ref("maker_id"),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("max_uses", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("uses", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        _flag("revoked"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_group_link_group_id", "group_link", ["group_id"])
    op.create_index("ix_group_link_maker_id", "group_link", ["maker_id"])
