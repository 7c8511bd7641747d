"""The tables of housekeeping: reports, why something is not seen, what hosts chose, the log of what was done."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

# These stand in other domains' tables; the names are enough for the constraints (migrations create them).
sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("moment", metadata, sa.Column("id", ROW_ID, primary_key=True))


def _ref(name: str, target: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target, ondelete="CASCADE"), nullable=null)


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

withheld = sa.Table(
    "withheld",
    metadata,
    _key("moment_id", "moment.id"),
    sa.Column("reason", sa.Text, nullable=False),  # for its author to read
    sa.Column("at", sa.BigInteger, nullable=False),
)

report = sa.Table(
    "report",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),  # says when
    _ref("reporter_id", "account.id"),
    _ref("target_id", "account.id"),
    sa.Column("category", sa.Text, nullable=False),  # model.Category
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("rules", sa.Text, nullable=False),  # JSON: model.Rule
    sa.Column("snapshot", sa.Text, nullable=False),  # JSON: model.Snapshot
    _ref("assigned_id", "account.id", null=True),
    sa.Column("resolved_at", sa.BigInteger),
)
_open = report.c.resolved_at.is_(None)
sa.Index("ix_report_open", report.c.id, sqlite_where=_open, postgresql_where=_open)
sa.Index(None, report.c.reporter_id, report.c.id)
# Whoever is deleted takes these along: without an index each deletion would read all reports.
sa.Index(None, report.c.target_id)
sa.Index(None, report.c.assigned_id)

report_note = sa.Table(
    "report_note",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("report_id", "report.id"),
    sa.Column("who_id", sa.BigInteger),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
sa.Index(None, report_note.c.report_id, report_note.c.id)

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

house_setting = sa.Table(  # what hosts chose on the pages; the configuration goes before it
    "house_setting",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),  # JSON
    sa.Column("at", sa.BigInteger, nullable=False),
)
