"""Say of the last backup where it is, how large, and how long it took."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("upkeep", sa.Column("said", sa.Text(), nullable=False, server_default=""))
