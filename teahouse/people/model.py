"""The nouns of people: accounts, ties, sights and circles, as frozen rows."""

from enum import IntEnum, IntFlag

import msgspec

FOREVER = 2**62
"""The end of a mute that has none."""

DAY = 86_400_000
WINDOWS = (0, 3, 30, 182)
"""Visibility windows that a member may choose, in days; 0 is all."""


class Kind(IntEnum):
    """What an account is."""

    MEMBER = 1
    PAGE = 2
    REMOTE = 3
    GROUP = 4  # a shared room; it never signs in


class State(IntEnum):
    """Whether an account is seen at all."""

    ACTIVE = 0
    SUSPENDED = 1
    GONE = 2
    INSIDE = 3  # a group: there for its members only, so that no look-up of an active account ever finds it
    LEAVING = 4  # its owner deleted it, and may still come back


class StaffRole(IntEnum):
    """What a member may do for a page."""

    HELPER = 1
    OWNER = 2


class CircleKind(IntEnum):
    """Only circles are audiences; a reading list is a way to read."""

    CIRCLE = 1
    READING = 2


class Sight(IntFlag):
    """What a viewer's row about an author says."""

    FRIEND = 1  # both ties stand
    FOLLOWS = 2  # the viewer's tie stands
    BLOCKED = 4  # either blocks the other
    HIDDEN = 8  # the author does not let the viewer see theirs
    GONE = 16  # the author's account is not active
    SELLING_OFF = 32  # the viewer turned these down
    ASKING_OFF = 64
    SHARES_OFF = 128
    MUTE_NOTICES = 256  # a mute covers notices too
    NOTIFYING = 512  # the viewer wants a notice of each moment
    AWAY = 1024  # the viewer's own account is not active


class Author(msgspec.Struct, frozen=True):
    """What is shown of an account wherever it stands, and what its numbers are gated by."""

    id: int
    kind: int
    username: str
    domain: str | None
    uri: str | None
    display_name: str
    note_html: str
    fields: str
    bot: bool
    locked: bool
    discoverable: bool
    indexable: bool
    window_days: int
    public_count: int
    public_at: int | None
    followers_count: int
    created_at: int
    pictures: str


class Account(Author, frozen=True):
    """A member, a page or a remote actor: all that its row says."""

    state: int
    handle: str
    note: str
    audience: str
    sensitive: bool
    language: str | None
    time_zone: str


class Tie(msgspec.Struct, frozen=True):
    """What `source` holds towards `target`; an absent row is `Tie(source, target)`."""

    source: int
    target: int
    following: bool = False
    requested: bool = False
    since: int | None = None
    blocking: bool = False
    hiding: bool = False
    muted_until: int = 0
    mute_notices: bool = False
    selling_off: bool = False
    asking_off: bool = False
    shares_off: bool = False
    fold: int = 0
    notifying: bool = False
    remark: str = ""


class SightRow(msgspec.Struct, frozen=True):
    """The derived row of one viewer about one author; `common` is kept by `keep_sight`."""

    viewer: int
    author: int
    flags: int
    muted_until: int
    fold: int
    window_days: int
    since: int


class Circle(msgspec.Struct, frozen=True):
    """A private, named list of the owner's: a circle of friends, or a reading list."""

    id: int
    owner_id: int
    kind: int
    title: str
    replies_policy: str
    exclusive: bool


class Limits(msgspec.Struct, frozen=True):
    """How much one member may have; the host's choice."""

    max_friends: int = 5_000
    max_invites: int = 20
    """So many that still work; hosts may have any number."""
    max_circles: int = 100
    max_fold: int = 50
    max_groups: int = 100
    max_group_members: int = 500
