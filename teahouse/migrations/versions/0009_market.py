"""A market page: what is for sale is found without what is not; and what was turned down at once can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "turning",
        sa.Column(
            "account_id",
            sa.BigInteger(),
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            autoincrement=False,
            primary_key=True,
        ),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
    )
    op.create_index("ix_turning_at", "turning", ["at"])
    sold = "state = 0 AND parent_id IS NULL AND share_of_id IS NULL AND marks & 1 != 0"
    for name, columns, where in (
        ("ix_moment_sold", ["author_id", "id"], sa.text(sold)),
        ("ix_moment_sold_to_all", ["id"], sa.text(f"{sold} AND (audience = 1 OR audience = 3)")),
    ):
        op.create_index(name, "moment", columns, sqlite_where=where, postgresql_where=where)
