"""Pictures: kept once, hung on moments, worn as avatars and headers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )
    op.create_table(
        "picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("small", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("small_width", sa.Integer(), nullable=False),
        sa.Column("small_height", sa.Integer(), nullable=False),
        sa.Column("blurhash", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.UniqueConstraint("digest", name=op.f("uq_picture_digest")),
    )
    op.create_table(
        "unused_file",
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_unused_file")),
    )
    op.add_column("account", sa.Column("pictures", sa.Text(), nullable=False, server_default=""))
    op.add_column("account", sa.Column("avatar_id", sa.BigInteger()))
    op.add_column("account", sa.Column("header_id", sa.BigInteger()))
    op.add_column("moment", sa.Column("media", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("edit", sa.Column("media", sa.Text(), nullable=False, server_default="[]"))
    _media()


def _media() -> None:
    op.create_table(
        "media",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True),
        sa.Column("owner_id", sa.BigInteger(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("moment_id", sa.BigInteger(), sa.ForeignKey("moment.id", ondelete="CASCADE")),
        sa.Column("picture_id", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("focus_x", sa.Float()),
        sa.Column("focus_y", sa.Float()),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_media_moment_id", "media", ["moment_id"])
    loose = sa.text("moment_id IS NULL")
    op.create_index("ix_media_loose", "media", ["since"], sqlite_where=loose, postgresql_where=loose)
    pictured = sa.text("media != '[]' AND state = 0")
    op.create_index(
        "ix_moment_pictured", "moment", ["author_id", "id"], sqlite_where=pictured, postgresql_where=pictured
    )
