"""The table of notices: what a person was told."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("moment", metadata, sa.Column("id", ROW_ID, primary_key=True))


def _ref(name: str, target: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target, ondelete="CASCADE"), nullable=null)


notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("account_id", "account.id"),
    sa.Column("kind", sa.SmallInteger, nullable=False),  # model.NoticeKind
    _ref("actor_id", "account.id"),
    _ref("moment_id", "moment.id", null=True),
)
sa.Index("ix_notice_account_id", notice.c.account_id, notice.c.id)
# One notice for one act, however often its fact is heard or the act is undone and done again.
sa.Index(
    "uq_notice",
    notice.c.account_id,
    notice.c.kind,
    notice.c.actor_id,
    sa.func.coalesce(notice.c.moment_id, sa.literal_column("0")),
    unique=True,
)
