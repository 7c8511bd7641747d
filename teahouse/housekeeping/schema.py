"""The tables of housekeeping: why somebody was suspended, and the log of all that was done to others."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

# The accounts stand in people's tables; the names are enough for the constraints (migrations create them).
sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))


def _key(name: str, target: str) -> sa.Column[int]:
    ref = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger, ref, primary_key=True, autoincrement=False)


suspension = sa.Table(
    "suspension",
    metadata,
    _key("account_id", "account.id"),
    sa.Column("reason", sa.Text, nullable=False),  # for its owner to read
    sa.Column("at", sa.BigInteger, nullable=False),
)

# Names stand beside ids, and nothing refers anywhere: a line outlives whom it tells of.
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),  # says when
    sa.Column("who_id", sa.BigInteger),  # none: whoever types commands on the server
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),  # model.Act
    sa.Column("subject_id", sa.BigInteger),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)
