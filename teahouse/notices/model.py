"""The nouns of notices."""

from enum import IntEnum

import msgspec


class NoticeKind(IntEnum):
    """What a notice tells of."""

    FRIEND_REQUEST = 1
    FOLLOW = 2  # a new friend or follower
    MENTION = 3  # named in a moment
    COMMENT = 4
    LIKE = 5
    SHARE = 6
    POST = 7  # of somebody whose every moment one asked to hear of
    EDIT = 8  # of something that one shared
    ASKED_IN = 9  # to be let into a group where one lets people in
    LET_IN = 10  # into a group
    CHAIN = 11  # people put themselves down on one's chain: one notice for all since one last read of it
    RULING = 12  # how a ruling on one's own, or on one's page's, stands now: one notice, of the newest


class Notice(msgspec.Struct, frozen=True):
    """Something that a person was told, or that is held back for them (`held`).

    What people put down on a chain is told from the entry `since` on; of a ruling `since` is which.
    """

    id: int
    kind: int
    actor_id: int
    moment_id: int | None
    group_id: int | None = None
    since: int | None = None
    held: int = 0


class Request(msgspec.Struct, frozen=True):
    """Somebody whose notices are held back: how many there are, the newest, and the newest moment of those."""

    id: int
    actor_id: int
    count: int
    newest_id: int
    moment_id: int | None


class Announcement(msgspec.Struct, frozen=True):
    """Something that the host says to everybody, until it ends or is withdrawn.

    `starts_at` and `ends_at` are of what it tells about, `all_day` says that only their dates matter.
    """

    id: int
    text: str
    html: str
    starts_at: int | None
    ends_at: int | None
    all_day: bool
    published_at: int


class ShownAnnouncement(Announcement, frozen=True):
    """An announcement as one reader has it."""

    read: bool
