"""Open the house: people, moments, notices, and the jobs between them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _accounts()
    _sign_in()
    _oauth()
    _invites()
    _ties()
    _circles()
    _moments()
    _audiences()
    _reactions()
    _around_moments()
    _notices()
    _announcements()
    _upkeep()


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, primary_key=True)


def _ref(name: str, target: str = "account.id", *, key: bool = False, null: bool = False) -> sa.Column[Any]:
    to = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger(), to, autoincrement=False, primary_key=key, nullable=null)


def _big(name: str, start: str | None = None, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=null, server_default=start)


def _whole(name: str, start: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=start)


def _small(name: str, start: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.SmallInteger(), nullable=False, server_default=start)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _text(name: str, start: str | None = None, *, null: bool = False, unique: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=null, server_default=start, unique=unique or None)


def _bytes(name: str, *, key: bool = False, null: bool = False, unique: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), primary_key=key, nullable=null, unique=unique or None)


def _where(name: str, table: str, columns: list[Any], where: Any, *, unique: bool = False) -> None:
    """An index of the rows for which `where` holds."""
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _accounts() -> None:
    op.create_table(
        "account",
        _id(),
        _small("kind", "1"),
        _small("state", "0"),
        _text("handle", unique=True),
        _text("username"),
        _text("domain", null=True),
        _text("uri", null=True, unique=True),
        _text("display_name", ""),
        _text("note", ""),
        _text("note_html", ""),
        _text("fields", "[]"),
        _flag("bot"),
        _flag("locked"),
        _flag("discoverable"),
        _flag("indexable"),
        _small("window_days", "0"),
        _text("audience", "private"),
        _flag("sensitive"),
        _text("language", null=True),
        _text("time_zone", "UTC"),
        _whole("public_count", "0"),
        _big("public_at", null=True),
        _whole("followers_count", "0"),
        _big("created_at"),
    )
    op.create_table("staff", _ref("page_id", key=True), _ref("member_id", key=True), _small("role", "1"))
    op.create_index("ix_staff_member_id", "staff", ["member_id"])
    op.create_table(
        "marker",
        _ref("account_id", key=True),
        sa.Column("timeline", sa.Text(), primary_key=True),
        _big("last_read_id"),
        _whole("version"),
        _big("updated_at"),
    )


def _sign_in() -> None:
    op.create_table(
        "login",
        _ref("account_id", key=True),
        _text("password_hash", ""),
        _text("email", null=True, unique=True),
        _small("role", "0"),
        _text("locale", null=True),
        _whole("seen_week", "0"),
        _big("created_at"),
    )
    op.create_index("ix_login_seen_week", "login", ["seen_week"])
    op.create_table(
        "session",
        _bytes("token_hash", key=True),
        _ref("account_id"),
        _big("created_at"),
        _big("expires_at"),
        _text("user_agent", ""),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_table("reset_link", _bytes("token_hash", key=True), _ref("account_id"), _big("expires_at"))


def _oauth() -> None:
    op.create_table(
        "app",
        _id(),
        _text("client_id", unique=True),
        _bytes("secret_hash"),
        _text("name"),
        _text("website", null=True),
        _text("redirect_uris"),
        _text("scopes"),
        _big("created_at"),
    )
    op.create_table(
        "oauth_code",
        _bytes("code_hash", key=True),
        _ref("app_id", "app.id"),
        _ref("actor_id"),
        _ref("member_id"),
        _text("redirect_uri"),
        _text("scopes"),
        _text("challenge", null=True),
        _big("expires_at"),
        _flag("used"),
    )
    op.create_table(
        "access_token",
        _id(),
        _bytes("token_hash", unique=True),
        _ref("app_id", "app.id"),
        _ref("actor_id", null=True),
        _ref("member_id", null=True),
        _text("scopes"),
        _bytes("code_hash", null=True),
        _big("created_at"),
        _big("expires_at", null=True),
    )
    op.create_index("ix_access_token_member_id", "access_token", ["member_id"])
    op.create_index("ix_access_token_code_hash", "access_token", ["code_hash"])


def _invites() -> None:
    op.create_table(
        "invite",
        _id(),
        _text("code", unique=True),
        _ref("inviter_id", null=True),
        _text("note", ""),
        _whole("max_uses", "1"),
        _whole("uses", "0"),
        _big("expires_at", null=True),
        _flag("revoked"),
        _big("created_at"),
    )
    op.create_index("ix_invite_inviter_id", "invite", ["inviter_id"])
    op.create_table(
        "brought",
        _ref("account_id", key=True),
        _ref("invite_id", "invite.id"),
        _ref("inviter_id", null=True),
        _big("at"),
    )
    op.create_index("ix_brought_inviter_id", "brought", ["inviter_id"])


def _ties() -> None:
    op.create_table(
        "tie",
        _ref("source", key=True),
        _ref("target", key=True),
        _flag("following"),
        _flag("requested"),
        _big("since", null=True),
        _flag("blocking"),
        _flag("hiding"),
        _big("muted_until", "0"),
        _flag("mute_notices"),
        _flag("selling_off"),
        _flag("asking_off"),
        _flag("shares_off"),
        _small("fold", "0"),
        _flag("notifying"),
        _text("remark", ""),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tie_target_source", "tie", ["target", "source"])
    _where("ix_tie_requests", "tie", ["target", "since"], sa.column("requested", sa.Boolean()))
    op.create_table(
        "sight",
        _ref("viewer", key=True),
        _ref("author", key=True),
        _whole("flags"),
        _big("muted_until"),
        _small("fold"),
        _small("window_days"),
        _big("since"),
        _whole("common"),
        sqlite_with_rowid=False,
    )
    _where("ix_sight_blocked", "sight", ["viewer", "author"], sa.text("flags & 4 != 0"))
    op.create_index("ix_sight_author_viewer", "sight", ["author", "viewer", "flags"])


def _circles() -> None:
    op.create_table(
        "circle",
        _id(),
        _ref("owner_id"),
        _small("kind", "1"),
        _text("title"),
        _text("replies_policy", "list"),
        _flag("exclusive"),
        _big("created_at"),
    )
    op.create_index("ix_circle_owner_id", "circle", ["owner_id"])
    op.create_table(
        "circle_member", _ref("circle_id", "circle.id", key=True), _ref("account_id", key=True), sqlite_with_rowid=False
    )
    op.create_index("ix_circle_member_account_id", "circle_member", ["account_id", "circle_id"])


def _moments() -> None:
    op.create_table(
        "moment",
        _id(),
        _ref("author_id"),
        _big("root_id"),
        _big("parent_id", null=True),
        _big("parent_author_id", null=True),
        _big("share_of_id", null=True),
        _small("audience"),
        _small("state", "0"),
        _small("marks", "0"),
        _small("comment_policy", "0"),
        _flag("sensitive"),
        _text("spoiler", ""),
        _text("text", ""),
        _text("html", ""),
        _text("language", null=True),
        _text("mentions", "[]"),
        _text("tags", "[]"),
        _text("app_name", null=True),
        _text("app_website", null=True),
        _big("edited_at", null=True),
        _whole("likes_count", "0"),
        _whole("comments_count", "0"),
        _whole("shares_count", "0"),
    )
    op.create_index("ix_moment_author_id", "moment", ["author_id", "id"])
    root = sa.text("parent_id IS NULL AND state = 0")
    _where("ix_moment_home", "moment", ["author_id", "id", "audience", "marks", "share_of_id"], root)
    public = sa.text("audience = 1 AND state = 0 AND parent_id IS NULL AND share_of_id IS NULL")
    _where("ix_moment_public", "moment", ["id"], public)
    comment = sa.text("parent_id IS NOT NULL")
    _where("ix_moment_root", "moment", ["root_id", "id"], comment)
    _where("ix_moment_parent", "moment", ["parent_id", "id"], comment)
    _where("ix_moment_parent_author", "moment", ["parent_author_id", "id"], comment)
    _where("ix_moment_cut", "moment", ["parent_id", "id"], sa.text("parent_id IS NOT NULL AND audience > 2"))
    share = sa.text("share_of_id IS NOT NULL AND state = 0")
    _where("ix_moment_share", "moment", ["share_of_id", "author_id"], share, unique=True)


def _audiences() -> None:
    for name, column, target in (
        ("audience_circle", "circle_id", "circle.id"),
        ("audience_person", "account_id", "account.id"),
    ):
        op.create_table(
            name, _ref("moment_id", "moment.id", key=True), _ref(column, target, key=True), sqlite_with_rowid=False
        )
    op.create_index("ix_audience_circle_circle_id", "audience_circle", ["circle_id"])


def _reactions() -> None:
    for name in ("liking", "bookmark", "pin", "thread_mute"):
        op.create_table(
            name,
            _ref("moment_id", "moment.id", key=True),
            _ref("account_id", key=True),
            _big("id"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{name}_account_id", name, ["account_id", "id"])


def _around_moments() -> None:
    op.create_table(
        "mention",
        _ref("moment_id", "moment.id", key=True),
        _ref("account_id", key=True),
        sa.Column("leading", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mention_account_id", "mention", ["account_id", "moment_id"])
    op.create_table(
        "moment_tag",
        sa.Column("tag", sa.Text(), primary_key=True),
        _ref("moment_id", "moment.id", key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_moment_tag_moment_id", "moment_tag", ["moment_id"])
    op.create_table(
        "edit",
        _ref("moment_id", "moment.id", key=True),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        _text("text"),
        _text("html"),
        _text("spoiler"),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "once",
        _ref("account_id", key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        _big("moment_id"),
        _big("at"),
    )
    op.create_index("ix_once_at", "once", ["at"])


def _notices() -> None:
    op.create_table(
        "notice",
        _id(),
        _ref("account_id"),
        _small("kind"),
        _ref("actor_id"),
        _ref("moment_id", "moment.id", null=True),
    )
    op.create_index("ix_notice_account_id", "notice", ["account_id", "id"])
    op.create_index("ix_notice_moment_id", "notice", ["moment_id"])
    op.create_index(
        "uq_notice", "notice", ["account_id", "kind", "actor_id", sa.text("coalesce(moment_id, 0)")], unique=True
    )


def _announcements() -> None:
    op.create_table(
        "announcement",
        _id(),
        _text("text"),
        _text("html"),
        _big("starts_at", null=True),
        _big("ends_at", null=True),
        _flag("all_day"),
        _big("published_at"),
    )
    op.create_table(
        "announcement_read", _ref("account_id", key=True), _ref("announcement_id", "announcement.id", key=True)
    )
    op.create_index("ix_announcement_read_announcement_id", "announcement_read", ["announcement_id"])


def _upkeep() -> None:
    op.create_table(
        "job",
        _id(),
        _text("kind"),
        _text("payload"),
        _big("run_at"),
        _whole("attempts", "0"),
        _flag("dead"),
        _text("error", ""),
    )
    _where("ix_job_run_at", "job", ["run_at", "id"], ~sa.column("dead", sa.Boolean()))
    op.create_table("upkeep", sa.Column("what", sa.Text(), primary_key=True), _big("at"))
