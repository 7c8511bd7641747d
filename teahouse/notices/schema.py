"""The tables of notices: what a person was told, by which ways, and what the host says to everybody."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()
STRANGERS = ("not_following", "not_followers", "new_accounts", "private_mentions", "limited_accounts")
"""Whose notices may be treated apart."""

sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("access_token", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("moment", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("session", metadata, sa.Column("token_hash", sa.LargeBinary, primary_key=True))


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
    sa.Column("since", sa.BigInteger, nullable=True),  # the first entry on a chain that is told of; the ruling
    sa.Column("held", sa.SmallInteger, nullable=False, server_default="0"),  # 1: by what its reader chose
)
sa.Index("ix_notice_account_id", notice.c.account_id, notice.c.id)
_held = notice.c.held == sa.literal_column("1")
sa.Index(
    "ix_notice_held",
    notice.c.account_id,
    notice.c.actor_id,
    sqlite_where=_held,
    postgresql_where=_held,
)
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
    # Of whose doing one is told, held.Treatment each.
    *(sa.Column(name, sa.SmallInteger, nullable=False, server_default="0") for name in STRANGERS),
)
notice_request = sa.Table(  # whose notices are held back
    "notice_request",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("account_id", "account.id"),
    _ref("actor_id", "account.id"),
    sa.UniqueConstraint("account_id", "actor_id"),
)
notice_permission = sa.Table(  # whose notices are never held back
    "notice_permission",
    metadata,
    *(
        sa.Column(
            name,
            sa.BigInteger,
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
        for name in ("account_id", "actor_id")
    ),
    sqlite_with_rowid=False,
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

push_browser = sa.Table(  # the same for a browser's own pages; one for each that is signed in, and gone with that
    "push_browser",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("account_id", "account.id"),
    sa.Column(
        "session_hash",
        sa.LargeBinary,
        sa.ForeignKey("session.token_hash", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    sa.Column("endpoint", sa.Text, nullable=False),
    sa.Column("p256dh", sa.LargeBinary, nullable=False),
    sa.Column("auth", sa.LargeBinary, nullable=False),
)
sa.Index(None, push_browser.c.account_id)

chat_robot = sa.Table(  # where a person's own robots listen; one of each kind
    "chat_robot",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("account_id", "account.id"),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("texts", sa.Boolean, nullable=False),
    sa.Column("told_to", sa.BigInteger, nullable=False),
    sa.Column("pending", sa.Boolean, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_error", sa.Text, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=True),
    sa.Column("is_off", sa.Boolean, nullable=False),
    sa.UniqueConstraint("account_id", "kind"),
)

letters = sa.Table(  # who is told by letters, and how often
    "letters",
    metadata,
    sa.Column(
        "account_id",
        sa.BigInteger,
        sa.ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("days", sa.SmallInteger, nullable=False),
    sa.Column("texts", sa.Boolean, nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("asked_at", sa.BigInteger, nullable=False),
    sa.Column("told_to", sa.BigInteger, nullable=False),
    sa.Column("due", sa.BigInteger, nullable=False),  # 0: none is on its way
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_error", sa.Text, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=True),
)
