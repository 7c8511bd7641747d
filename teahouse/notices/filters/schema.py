"""The tables of filters."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID
from teahouse.notices.schema import metadata


def _ref(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target, ondelete="CASCADE"), nullable=False)


filters = sa.Table(
    "filter",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("account_id", "account.id"),
    sa.Column("sort", sa.SmallInteger, nullable=False),  # model.Sort
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("contexts", sa.SmallInteger, nullable=False),  # model.Context
    sa.Column("action", sa.SmallInteger, nullable=False),  # model.Action
    sa.Column("expires_at", sa.BigInteger),
)
sa.Index(None, filters.c.account_id)

keywords = sa.Table(
    "filter_keyword",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("filter_id", "filter.id"),
    sa.Column("keyword", sa.Text, nullable=False),
    sa.Column("whole_word", sa.Boolean, nullable=False),
)
sa.Index(None, keywords.c.filter_id)

statuses = sa.Table(
    "filter_status",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("filter_id", "filter.id"),
    _ref("moment_id", "moment.id"),
    sa.UniqueConstraint("filter_id", "moment_id"),
)
sa.Index(None, statuses.c.moment_id)
