"""Who was suggested and is not to be again; and those who agreed to be found, by when they last spoke in public."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table("suggestion_refused", _ref("account_id"), _ref("target_id"), sqlite_with_rowid=False)
    op.create_index(
        "ix_account_directory",
        "account",
        ["public_at", "id"],
        sqlite_where=sa.text("discoverable = 1"),
        postgresql_where=sa.column("discoverable", sa.Boolean()),
    )


def _ref(name: str) -> sa.Column[int]:
    return sa.Column(
        name, sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
