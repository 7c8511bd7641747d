"""The tables of private talk: rooms, who is in each and how far they have read, and which letters stand there."""

import sqlalchemy as sa

from teahouse.kit.db import ROW_ID, new_metadata

metadata = new_metadata()

sa.Table("account", metadata, sa.Column("id", ROW_ID, primary_key=True))
sa.Table("moment", metadata, sa.Column("id", ROW_ID, primary_key=True))


def _ref(name: str, target: str, *, key: bool = False) -> sa.Column[int]:
    link = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.BigInteger, link, primary_key=key, nullable=False, autoincrement=False)


room = sa.Table(
    "room",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),  # its first letter's
    sa.Column("people", sa.Text, nullable=False, unique=True),  # rules.key_of
)

room_member = sa.Table(
    "room_member",
    metadata,
    _ref("room_id", "room.id", key=True),
    _ref("account_id", "account.id", key=True),
    sa.Column("last_id", sa.BigInteger, nullable=False),  # the room's newest letter, seen by this one or not
    sa.Column("read_to", sa.BigInteger, nullable=False),  # letters up to this one are read
    sa.Column("hidden_to", sa.BigInteger, nullable=False),  # and up to this one put away
    sqlite_with_rowid=False,
)
sa.Index("ix_room_member_account_id", room_member.c.account_id, room_member.c.last_id)

room_message = sa.Table(
    "room_message",
    metadata,
    _ref("moment_id", "moment.id", key=True),
    _ref("room_id", "room.id"),
    sqlite_with_rowid=False,
)
sa.Index("ix_room_message_room_id", room_message.c.room_id, room_message.c.moment_id)
