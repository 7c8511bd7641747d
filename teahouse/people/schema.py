"""The tables of people: accounts and sign-in, ties and what follows from them, circles, groups, invites.

`sight` is derived: one row for each ordered pair of accounts with any tie, holding what the gate and the feeds ask
about a viewer and an author. It is written in the tie's own transaction (`keep_sight.py`) and can be made anew.
"""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, bits, new_metadata

metadata = new_metadata()


def _id(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, ROW_ID, primary_key=True, autoincrement=False)


def _ref(name: str, target: str = "account.id", *, key: bool = False, null: bool = False) -> sa.Column[int]:
    return sa.Column(
        name,
        sa.BigInteger,
        sa.ForeignKey(target, ondelete="CASCADE"),
        primary_key=key,
        nullable=null,
        autoincrement=False,
    )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _number(name: str, kind: type[sa.types.TypeEngine[int]] = sa.BigInteger, start: int = 0) -> sa.Column[int]:
    return sa.Column(name, kind, nullable=False, server_default=str(start))


def _text(name: str, start: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=start)


def _key() -> sa.Column[str]:
    """What is looked for by its beginning: compared byte by byte on both databases, so that an index serves."""
    return sa.Column("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True)


account = sa.Table(
    "account",
    metadata,
    _id(),
    _number("kind", sa.SmallInteger, 1),
    _number("state", sa.SmallInteger),
    sa.Column("handle", sa.Text, nullable=False, unique=True),  # folded for look-up: `mei`, `mei@elsewhere.example`
    sa.Column("username", sa.Text, nullable=False),
    sa.Column("domain", sa.Text),
    sa.Column("uri", sa.Text, unique=True),
    _text("display_name"),
    _text("note"),
    _text("note_html"),
    _text("fields", "[]"),  # JSON: [{"name", "value", "html"}]
    _flag("bot"),
    _flag("locked"),
    _flag("discoverable"),
    _flag("indexable"),
    _number("window_days", sa.SmallInteger),  # 0: all
    _text("audience", "private"),  # what a post without a stated audience means, in the client API's words
    _flag("sensitive"),
    sa.Column("language", sa.Text),
    _text("time_zone", "UTC"),
    _number("public_count", sa.Integer),  # live public moments
    sa.Column("public_at", sa.BigInteger),  # when the newest public moment was posted
    _number("followers_count", sa.Integer),  # kept for pages only
    sa.Column("created_at", sa.BigInteger, nullable=False),
    _text("pictures"),  # the files of avatar and header with a blank between them, `-` for none; empty: neither
    sa.Column("avatar_id", sa.BigInteger),  # the pictures that these files belong to
    sa.Column("header_id", sa.BigInteger),
)
_not_active = account.c.state != 0
sa.Index("ix_account_not_active", account.c.id, sqlite_where=_not_active, postgresql_where=_not_active)

name_key = sa.Table(  # derived: what an account is found by; see kit.text.keys_of
    "name_key",
    metadata,
    _ref("account_id", key=True),
    _key(),
    _flag("whole"),
    _flag("found"),  # by all members; else by those alone who have a tie to it
    sqlite_with_rowid=False,
)
sa.Index(
    "ix_name_key_found",
    name_key.c.key,
    name_key.c.account_id,
    sqlite_where=sa.text("found = 1"),  # as queries say it there: else SQLite does not see that it is the same
    postgresql_where=name_key.c.found,
)

sa.Index(
    "ix_account_listed",
    account.c.id,
    sqlite_where=sa.text("discoverable = 1"),
    postgresql_where=account.c.discoverable,
)

sa.Index(
    "ix_account_directory",
    account.c.public_at,
    account.c.id,
    sqlite_where=sa.text("discoverable = 1"),
    postgresql_where=account.c.discoverable,
)

suggestion_refused = sa.Table(  # whom the account does not want to be shown among those it may know
    "suggestion_refused",
    metadata,
    _ref("account_id", key=True),
    _ref("target_id", key=True),
    sqlite_with_rowid=False,
)

login = sa.Table(
    "login",
    metadata,
    _ref("account_id", key=True),
    _text("password_hash"),
    sa.Column("email", sa.Text, unique=True),
    _number("role", sa.SmallInteger),
    sa.Column("locale", sa.Text),
    _number("seen_week", sa.Integer),  # the week since 1970 in which the member last opened the house; no finer
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
sa.Index(None, login.c.seen_week)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    _ref("account_id"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    _text("user_agent"),
    _number("seen_week", sa.Integer),  # as a login's
)
sa.Index(None, session.c.account_id)

app = sa.Table(
    "app",
    metadata,
    _id(),
    sa.Column("client_id", sa.Text, nullable=False, unique=True),
    sa.Column("secret_hash", sa.LargeBinary, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("website", sa.Text),
    sa.Column("redirect_uris", sa.Text, nullable=False),  # one a line
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

oauth_code = sa.Table(
    "oauth_code",
    metadata,
    sa.Column("code_hash", sa.LargeBinary, primary_key=True),
    _ref("app_id", "app.id"),
    _ref("actor_id"),
    _ref("member_id"),
    sa.Column("redirect_uri", sa.Text, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("challenge", sa.Text),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    _flag("used"),
)

access_token = sa.Table(
    "access_token",
    metadata,
    _id(),
    sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
    _ref("app_id", "app.id"),
    _ref("actor_id", null=True),  # who acts: a member or a page; none for an app of its own
    _ref("member_id", null=True),  # the member who acts as it
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("code_hash", sa.LargeBinary),  # the code it was given for: a code used twice takes it back
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger),
)
sa.Index(None, access_token.c.member_id)
sa.Index(None, access_token.c.code_hash)

reset_link = sa.Table(
    "reset_link",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    _ref("account_id"),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
)

begin_link = sa.Table(  # with one of these the first host moves in; none of them works after that
    "begin_link",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
)

ticket = sa.Table(  # good once, for a short while, for one thing
    "ticket",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("kind", sa.SmallInteger, nullable=False),  # keys.TicketKind
    _ref("account_id", null=True),
    _text("data"),
    _number("tries", sa.SmallInteger),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
)
sa.Index(None, ticket.c.account_id)

departure = sa.Table(  # who is leaving, and may still come back until then
    "departure",
    metadata,
    _ref("account_id", key=True),
    sa.Column("due", sa.BigInteger, nullable=False),
    _flag("by_host"),  # then nobody comes back by signing in
)

invite = sa.Table(
    "invite",
    metadata,
    _id(),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    _ref("inviter_id", null=True),  # none: the host's own
    _text("note"),
    _number("max_uses", sa.Integer, 1),
    _number("uses", sa.Integer),
    sa.Column("expires_at", sa.BigInteger),
    _flag("revoked"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    _flag("befriend"),  # whoever comes by it and wants to is the inviter's friend at once
)
sa.Index(None, invite.c.inviter_id)

brought = sa.Table(  # who invited whom
    "brought",
    metadata,
    _ref("account_id", key=True),
    _ref("invite_id", "invite.id"),
    _ref("inviter_id", null=True),
    sa.Column("at", sa.BigInteger, nullable=False),
)
sa.Index(None, brought.c.inviter_id)

tie = sa.Table(
    "tie",
    metadata,
    _ref("source", key=True),
    _ref("target", key=True),
    _flag("following"),
    _flag("requested"),
    sa.Column("since", sa.BigInteger),  # when it was last followed or requested
    _flag("blocking"),
    _flag("hiding"),  # don't let them see mine
    _number("muted_until"),  # don't look at theirs: 0 no, FOREVER, or the time when it ends
    _flag("mute_notices"),
    _flag("selling_off"),
    _flag("asking_off"),
    _flag("shares_off"),
    _number("fold", sa.SmallInteger),  # at most n a day; 0: all
    _flag("notifying"),
    _text("remark"),
    sqlite_with_rowid=False,
)
sa.Index("ix_tie_target_source", tie.c.target, tie.c.source)
sa.Index("ix_tie_requests", tie.c.target, tie.c.since, sqlite_where=tie.c.requested, postgresql_where=tie.c.requested)

remark_key = sa.Table(  # derived: the same of the names that members gave others for themselves
    "remark_key",
    metadata,
    _ref("source", key=True),
    _ref("target", key=True),
    _key(),
    _flag("whole"),
    sqlite_with_rowid=False,
)

sight = sa.Table(
    "sight",
    metadata,
    _ref("viewer", key=True),
    _ref("author", key=True),
    sa.Column("flags", sa.Integer, nullable=False),  # model.Sight
    sa.Column("muted_until", sa.BigInteger, nullable=False),
    sa.Column("fold", sa.SmallInteger, nullable=False),
    sa.Column("window_days", sa.SmallInteger, nullable=False),  # the author's
    sa.Column("since", sa.BigInteger, nullable=False),  # when both ties stood, or the one did
    sa.Column("common", sa.Integer, nullable=False),  # friends in common; kept for friends only
    sqlite_with_rowid=False,
)
_blocked = bits(sight.c.flags, 4)
sa.Index("ix_sight_blocked", sight.c.viewer, sight.c.author, sqlite_where=_blocked, postgresql_where=_blocked)
sa.Index("ix_sight_author_viewer", sight.c.author, sight.c.viewer, sight.c.flags)

circle = sa.Table(
    "circle",
    metadata,
    _id(),
    _ref("owner_id"),
    _number("kind", sa.SmallInteger, 1),  # model.CircleKind
    sa.Column("title", sa.Text, nullable=False),
    _text("replies_policy", "list"),
    _flag("exclusive"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
sa.Index(None, circle.c.owner_id)

circle_member = sa.Table(
    "circle_member",
    metadata,
    _ref("circle_id", "circle.id", key=True),
    _ref("account_id", key=True),
    sqlite_with_rowid=False,
)
sa.Index("ix_circle_member_account_id", circle_member.c.account_id, circle_member.c.circle_id)

group_room = sa.Table(  # what of a group is no part of an account
    "group_room",
    metadata,
    _ref("account_id", key=True),
    _number("joining", sa.SmallInteger, 1),  # groups.Joining
    _number("posting", sa.SmallInteger, 1),  # groups.Posting
)

group_member = sa.Table(
    "group_member",
    metadata,
    _ref("group_id", key=True),
    _ref("account_id", key=True),
    _number("role", sa.SmallInteger, 1),  # groups.Role
    sa.Column("since", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
sa.Index("ix_group_member_account_id", group_member.c.account_id, group_member.c.group_id)

group_request = sa.Table(
    "group_request",
    metadata,
    _ref("group_id", key=True),
    _ref("account_id", key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    _flag("barred"),  # was removed: no link and no asking leads back
    sqlite_with_rowid=False,
)
sa.Index(None, group_request.c.account_id)

group_link = sa.Table(
    "group_link",
    metadata,
    _id(),
    _ref("group_id"),
    _ref("maker_id"),
    sa.Column("code_hash", sa.LargeBinary, nullable=False, unique=True),
    _number("max_uses", sa.Integer),  # 0: any number
    _number("uses", sa.Integer),
    sa.Column("expires_at", sa.BigInteger),
    _flag("revoked"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
sa.Index(None, group_link.c.group_id)
sa.Index(None, group_link.c.maker_id)

staff = sa.Table(
    "staff",
    metadata,
    _ref("page_id", key=True),
    _ref("member_id", key=True),
    _number("role", sa.SmallInteger, 1),  # model.StaffRole
)
sa.Index(None, staff.c.member_id)

marker = sa.Table(
    "marker",
    metadata,
    _ref("account_id", key=True),
    sa.Column("timeline", sa.Text, primary_key=True),
    sa.Column("last_read_id", sa.BigInteger, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
)

turning = sa.Table(  # what a member turned down (or took back) at once, the last time
    "turning",
    metadata,
    _ref("account_id", key=True),
    sa.Column("id", sa.BigInteger, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("changes", sa.Text, nullable=False),  # JSON: [model_turning.Change, …]
)
sa.Index(None, turning.c.at)
