"""The tables of moments: posts, comments and shares, whom they are for, and what people do with them."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, among, bits, new_metadata, slim

metadata = new_metadata()


def _ref(name: str, target: str, *, key: bool = False, null: bool = False) -> sa.Column[int]:
    return sa.Column(
        name,
        sa.BigInteger,
        sa.ForeignKey(target, ondelete="CASCADE"),
        primary_key=key,
        nullable=null,
        autoincrement=False,
    )


# The accounts stand in people's tables; the names are enough for the constraints (migrations create them).
sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("circle", metadata, sa.Column("id", ROW_ID, primary_key=True))

moment = sa.Table(
    "moment",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("author_id", "account.id"),
    sa.Column("root_id", sa.BigInteger, nullable=False),  # itself, unless it is a comment
    sa.Column("parent_id", sa.BigInteger),  # a comment's
    sa.Column("parent_author_id", sa.BigInteger),
    sa.Column("share_of_id", sa.BigInteger),
    sa.Column("audience", sa.SmallInteger, nullable=False),  # model.Kind; for a comment: the cut its writer chose
    sa.Column("state", sa.SmallInteger, nullable=False, server_default="0"),  # model.State
    sa.Column("marks", sa.SmallInteger, nullable=False, server_default="0"),  # model.Mark
    sa.Column("comment_policy", sa.SmallInteger, nullable=False, server_default="0"),  # model.CommentPolicy
    sa.Column("sensitive", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("spoiler", sa.Text, nullable=False, server_default=""),
    sa.Column("text", sa.Text, nullable=False, server_default=""),
    sa.Column("html", sa.Text, nullable=False, server_default=""),
    sa.Column("language", sa.Text),
    sa.Column("mentions", sa.Text, nullable=False, server_default="[]"),  # JSON [[id, username, acct], …]
    sa.Column("tags", sa.Text, nullable=False, server_default="[]"),  # JSON, as written
    sa.Column("app_name", sa.Text),
    sa.Column("app_website", sa.Text),
    sa.Column("edited_at", sa.BigInteger),
    # Counted for all; what one viewer may not see is taken off on reading.
    sa.Column("likes_count", sa.Integer, nullable=False, server_default="0"),
    sa.Column(
        "comments_count", sa.Integer, nullable=False, server_default="0"
    ),  # live ones without a cut; of a root all in its thread
    sa.Column("shares_count", sa.Integer, nullable=False, server_default="0"),
    sa.Column("media", sa.Text, nullable=False, server_default="[]"),  # JSON [model.Attachment, …]
)
sa.Index("ix_moment_author_id", moment.c.author_id, moment.c.id)
# What home asks of each candidate stands in the index: friends' comments are not even met.
_root = sa.and_(moment.c.parent_id.is_(None), moment.c.state == 0)
sa.Index(
    "ix_moment_home",
    moment.c.author_id,
    moment.c.id,
    moment.c.audience,
    moment.c.marks,
    moment.c.share_of_id,
    sqlite_where=_root,
    postgresql_where=_root,
)
sa.Index(
    "ix_moment_public",
    moment.c.id,
    sqlite_where=sa.and_(
        moment.c.audience == 1, moment.c.state == 0, moment.c.parent_id.is_(None), moment.c.share_of_id.is_(None)
    ),
    postgresql_where=sa.and_(
        moment.c.audience == 1, moment.c.state == 0, moment.c.parent_id.is_(None), moment.c.share_of_id.is_(None)
    ),
)
# What is for sale: by each author, and of them all where it is for everybody or the house. The market reads these.
_sold = sa.and_(
    moment.c.state == 0, moment.c.parent_id.is_(None), moment.c.share_of_id.is_(None), bits(moment.c.marks, 1)
)
sa.Index("ix_moment_sold", moment.c.author_id, moment.c.id, sqlite_where=_sold, postgresql_where=_sold)
_to_all = sa.and_(_sold, among(moment.c.audience, (1, 3)))
sa.Index("ix_moment_sold_to_all", moment.c.id, sqlite_where=_to_all, postgresql_where=_to_all)
_pictured = sa.and_(moment.c.media != "[]", moment.c.state == 0)
sa.Index("ix_moment_pictured", moment.c.author_id, moment.c.id, sqlite_where=_pictured, postgresql_where=_pictured)
_comment = moment.c.parent_id.is_not(None)
sa.Index("ix_moment_root", moment.c.root_id, moment.c.id, sqlite_where=_comment, postgresql_where=_comment)
sa.Index("ix_moment_parent", moment.c.parent_id, moment.c.id, sqlite_where=_comment, postgresql_where=_comment)
sa.Index(
    "ix_moment_parent_author", moment.c.parent_author_id, moment.c.id, sqlite_where=_comment, postgresql_where=_comment
)
_cut = sa.and_(_comment, moment.c.audience > 2)
sa.Index("ix_moment_cut", moment.c.parent_id, moment.c.id, sqlite_where=_cut, postgresql_where=_cut)
_letter = moment.c.audience == 9
sa.Index("ix_moment_letter", moment.c.author_id, moment.c.id, sqlite_where=_letter, postgresql_where=_letter)
_share = sa.and_(moment.c.share_of_id.is_not(None), moment.c.state == 0)
sa.Index(
    "ix_moment_share",
    moment.c.share_of_id,
    moment.c.author_id,
    unique=True,
    sqlite_where=_share,
    postgresql_where=_share,
)

audience_circle = sa.Table(
    "audience_circle",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    _ref("circle_id", "circle.id", key=True),
    sqlite_with_rowid=False,
)
sa.Index("ix_audience_circle_circle_id", audience_circle.c.circle_id)

audience_person = sa.Table(
    "audience_person",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    _ref("account_id", "account.id", key=True),
    sqlite_with_rowid=False,
)

audience_group = sa.Table(
    "audience_group",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    _ref("group_id", "account.id"),
    sqlite_with_rowid=False,
)
sa.Index("ix_audience_group_group_id", audience_group.c.group_id, audience_group.c.moment_id)

mention = sa.Table(
    "mention",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    _ref("account_id", "account.id", key=True),
    sa.Column("leading", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)
sa.Index("ix_mention_account_id", mention.c.account_id, mention.c.moment_id)

tag = sa.Table(
    "moment_tag",
    metadata,
    sa.Column("tag", sa.Text, primary_key=True),
    _ref("moment_id", "moment.id", key=True),
    sqlite_with_rowid=False,
)
sa.Index("ix_moment_tag_moment_id", tag.c.moment_id)


# Tags that stand, or stood, in a listed public moment, as they were first written there: what a search for tags reads.
known_tag = sa.Table(
    "known_tag",
    metadata,
    sa.Column("tag", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)


def _chosen_tags(name: str) -> sa.Table:
    table = sa.Table(
        name,
        metadata,
        _ref("account_id", "account.id", key=True),
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),  # as it was written
        sa.Column("id", sa.BigInteger, nullable=False),  # when it was chosen, and where it stands in lists
        sqlite_with_rowid=False,
    )
    sa.Index(f"ix_{name}_id", table.c.account_id, table.c.id)
    return table


tag_follow = _chosen_tags("tag_follow")
tag_feature = _chosen_tags("tag_feature")

# The words of moments by shelf (rules_search.py). No index by moment: its words are made again from what it says.
said = sa.Table(
    "said",
    metadata,
    sa.Column("shelf", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
    sa.Column("moment_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


def _reaction(name: str) -> sa.Table:
    table = sa.Table(
        name,
        metadata,
        _ref("moment_id", "moment.id", key=True),
        _ref("account_id", "account.id", key=True),
        sa.Column("id", sa.BigInteger, nullable=False),  # its own id: when it was done, and where it stands in lists
        sqlite_with_rowid=False,
    )
    sa.Index(f"ix_{name}_account_id", table.c.account_id, table.c.id)
    return table


liking = _reaction("liking")
bookmark = _reaction("bookmark")
pin = _reaction("pin")
thread_mute = _reaction("thread_mute")

edit = sa.Table(
    "edit",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    sa.Column("at", sa.BigInteger, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("html", sa.Text, nullable=False),
    sa.Column("spoiler", sa.Text, nullable=False),
    sa.Column("sensitive", sa.Boolean, nullable=False),
    sa.Column("media", sa.Text, nullable=False, server_default="[]"),
)

media = sa.Table(
    "media",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    _ref("owner_id", "account.id"),
    _ref("moment_id", "moment.id", null=True),  # none: uploaded, and not posted (any more)
    sa.Column("picture_id", sa.BigInteger, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("focus_x", sa.Float),
    sa.Column("focus_y", sa.Float),
    sa.Column("shown", sa.Boolean, nullable=False),  # false: in an earlier version only
    sa.Column("since", sa.BigInteger, nullable=False),  # when it was uploaded, or taken off a moment
)
sa.Index("ix_media_moment_id", media.c.moment_id)
_loose = media.c.moment_id.is_(None)
sa.Index("ix_media_loose", media.c.since, sqlite_where=_loose, postgresql_where=_loose)

once = sa.Table(  # idempotency keys
    "once",
    metadata,
    _ref("account_id", "account.id", key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("moment_id", sa.BigInteger, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)
sa.Index("ix_once_at", once.c.at)

chain = sa.Table(  # an order chain, which hangs on a root
    "chain",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False, server_default=""),
    sa.Column("most_each", sa.Integer),
    sa.Column("most_total", sa.Integer),
    sa.Column("closes_at", sa.BigInteger),
    sa.Column("closed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("author_only", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("left_told", sa.Boolean, nullable=False, server_default=sa.false()),
    # Sum and number of the live entries, written with each of them.
    sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
    sa.Column("places", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("most_total IS NULL OR taken <= most_total", name="never_oversold"),
)

chain_entry = sa.Table(
    "chain_entry",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),  # when it was put down, and where it stands
    _ref("moment_id", "moment.id"),
    _ref("account_id", "account.id", null=True),  # None: by the author, for somebody by name
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("changed_at", sa.BigInteger),
    sa.Column("state", sa.SmallInteger, nullable=False, server_default="0"),  # model_chain.EntryState
)
sa.Index("ix_chain_entry_moment_id", chain_entry.c.moment_id, chain_entry.c.id)
sa.Index("ix_chain_entry_account_id", chain_entry.c.account_id, chain_entry.c.moment_id, unique=True)

campaign = sa.Table(  # what a moment declares as a campaign
    "campaign",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    sa.Column("said", sa.Text, nullable=False),  # JSON: guard.Campaign
)

# What the gate and the feeds ask of rows; see `slim`.
rows = slim(
    moment,
    "id",
    "author_id",
    "root_id",
    "parent_id",
    "parent_author_id",
    "share_of_id",
    "audience",
    "state",
    "marks",
    "mentions",
    "media",
)
