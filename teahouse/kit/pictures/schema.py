"""The tables of pictures: what is kept and how many use it, and files that nobody uses any more."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

picture = sa.Table(
    "picture",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.Text, nullable=False, unique=True),  # of what was drawn, behind its shape
    sa.Column("name", sa.Text, nullable=False),  # the file's; its ending says its type
    sa.Column("small", sa.Text, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("small_width", sa.Integer, nullable=False),
    sa.Column("small_height", sa.Integer, nullable=False),
    sa.Column("blurhash", sa.Text, nullable=False),
    sa.Column("uses", sa.Integer, nullable=False),
)

unused_file = sa.Table("unused_file", metadata, sa.Column("name", sa.Text, primary_key=True))
