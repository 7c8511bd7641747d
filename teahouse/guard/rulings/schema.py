"""The tables of rulings. Accounts are plain numbers here, but the one whose ruling it is must be there."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

# These stand in other domains' tables; the names are enough for the constraints (migrations create them).
sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("moment", metadata, sa.Column("id", ROW_ID, primary_key=True))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


ruling = sa.Table(
    "ruling",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),  # says when
    sa.Column("account_id", sa.BigInteger, sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    sa.Column("member_id", sa.BigInteger),  # who acted for it
    sa.Column("moment_id", sa.BigInteger, sa.ForeignKey("moment.id", ondelete="CASCADE")),  # none: refused
    _text("digest"),
    _text("said"),  # JSON: model.Submission
    _text("verdict"),  # model.Verdict
    _text("findings"),  # JSON: model.Finding
    _text("family"),
    sa.Column("evades", sa.Boolean, nullable=False),
    sa.Column("uses", sa.SmallInteger, nullable=False),  # Capability
    sa.Column("rung", sa.SmallInteger, nullable=False),
    sa.Column("first_id", sa.BigInteger),
    _text("state"),  # State
    sa.Column("holds", sa.Boolean, nullable=False),
    sa.Column("until", sa.BigInteger),
    sa.Column("decided_by", sa.BigInteger),  # none: the guard
    sa.Column("decided_at", sa.BigInteger),
    _text("why"),
    sa.Column("appealed_at", sa.BigInteger),
    sa.Column("answered_by", sa.BigInteger),
    sa.Column("answered_at", sa.BigInteger),
    _text("answer"),
)
sa.Index(None, ruling.c.account_id, ruling.c.id)
sa.Index(None, ruling.c.account_id, ruling.c.digest)
sa.Index(None, ruling.c.moment_id)
_waiting = ruling.c.state == sa.literal_column("'waiting'")
sa.Index("ix_ruling_waiting", ruling.c.id, sqlite_where=_waiting, postgresql_where=_waiting)
_appealed = sa.and_(ruling.c.appealed_at.is_not(None), ruling.c.answered_at.is_(None))
sa.Index("ix_ruling_appealed", ruling.c.id, sqlite_where=_appealed, postgresql_where=_appealed)
_restricts = ruling.c.until.is_not(None)
sa.Index(
    "ix_ruling_restricts", ruling.c.account_id, ruling.c.until, sqlite_where=_restricts, postgresql_where=_restricts
)

ruling_word = sa.Table(  # what was said in an appeal
    "ruling_word",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),  # says when
    sa.Column("ruling_id", sa.BigInteger, sa.ForeignKey("ruling.id", ondelete="CASCADE"), nullable=False),
    sa.Column("who_id", sa.BigInteger),
    sa.Column("by_house", sa.Boolean, nullable=False),
    _text("text"),
)
sa.Index(None, ruling_word.c.ruling_id, ruling_word.c.id)
