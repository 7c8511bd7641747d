"""The tables of notices: what a person was told, by which ways, and what the host says to everybody."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("access_token", metadata, sa.Column("id", ROW_ID, primary_key=True))
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
    sa.Column("group_id", sa.BigInteger, nullable=True),  # a group's account stays when it is closed
    sa.Column("since", sa.BigInteger, nullable=True),  # the first entry on a chain that is told of
)
sa.Index("ix_notice_account_id", notice.c.account_id, notice.c.id)
# What is deleted takes its notices along: without an index each deletion would read everybody's.
sa.Index("ix_notice_moment_id", notice.c.moment_id)
# One notice for one act, however often its fact is heard or the act is undone and done again.
sa.Index(
    "uq_notice",
    notice.c.account_id,
    notice.c.kind,
    notice.c.actor_id,
    sa.func.coalesce(notice.c.moment_id, notice.c.group_id, sa.literal_column("0")),
    unique=True,
)

announcement = sa.Table(
    "announcement",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("html", sa.Text, nullable=False),
    sa.Column("starts_at", sa.BigInteger, nullable=True),
    sa.Column("ends_at", sa.BigInteger, nullable=True),
    sa.Column("all_day", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("published_at", sa.BigInteger, nullable=False),
)
announcement_read = sa.Table(
    "announcement_read",
    metadata,
    sa.Column(
        "account_id",
        sa.BigInteger,
        sa.ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column(
        "announcement_id",
        sa.BigInteger,
        sa.ForeignKey("announcement.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
)
sa.Index("ix_announcement_read_announcement_id", announcement_read.c.announcement_id)

notice_choice = sa.Table(  # what a person chose about being told
    "notice_choice",
    metadata,
    sa.Column(
        "account_id",
        sa.BigInteger,
        sa.ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("push_texts", sa.Boolean, nullable=False, server_default=sa.false()),  # of what is not for everybody
)
push_subscription = sa.Table(  # where an app wants to be told; one for each token, and gone with it
    "push_subscription",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("account_id", "account.id"),
    sa.Column(
        "token_id",
        sa.BigInteger,
        sa.ForeignKey("access_token.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    sa.Column("endpoint", sa.Text, nullable=False),
    sa.Column("p256dh", sa.LargeBinary, nullable=False),
    sa.Column("auth", sa.LargeBinary, nullable=False),
    sa.Column("standard", sa.Boolean, nullable=False),
    sa.Column("policy", sa.Text, nullable=False),  # push.Policy
    sa.Column("alerts", sa.Text, nullable=False),  # JSON: the types that are told
    sa.Column("stands_for", sa.Text, nullable=False),  # what is sent in place of the token
)
sa.Index(None, push_subscription.c.account_id)
