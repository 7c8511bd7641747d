"""The nouns of moments: audiences, drafts, the moment itself, and what one viewer sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, IntFlag

import msgspec

from teahouse.guard import Campaign
from teahouse.moments.model_chain import ChainDraft

OPEN = (1, 2, 3, 8)
"""Kinds of audience in which all who see a moment see its comments and likes: public, quiet public, house, group."""


class Kind(IntEnum):
    """An audience as it is stored. A comment's is the cut that its writer chose; `PUBLIC` and `QUIET` cut nothing."""

    PUBLIC = 1
    QUIET = 2  # public, but in no list
    HOUSE = 3
    FRIENDS = 4
    ONLY = 5
    EXCEPT = 6
    FOLLOWERS = 7
    GROUP = 8
    MENTIONED = 9
    ONLY_ME = 10


class State(IntEnum):
    """Whether a moment is seen; held and removed ones only by their author, a deleted one by nobody."""

    LIVE = 0
    HELD = 1
    REMOVED = 2
    DELETED = 3


class Mark(IntFlag):
    """What a moment is declared to be, for readers who turned that down; and what else its row says without a look."""

    SELLING = 1
    ASKING = 2
    PASSED_ON = 4
    CHAIN = 8  # an order chain hangs on it: set by posting one, never declared
    LABELLED = 16  # the guard has it carry a mark that it is an advertisement
    LOOKS_SELLING = 32  # guesses, which their author alone is shown, and may contest once and for all
    LOOKS_ASKING = 64
    LOOKS_PASSED_ON = 128
    NOT_SELLING = 256
    NOT_ASKING = 512
    NOT_PASSED_ON = 1024
    CAMPAIGN = 2048  # it declares a campaign, whose terms are shown with it


DECLARED = Mark.SELLING | Mark.ASKING | Mark.PASSED_ON
GUESSED = Mark.LOOKS_SELLING | Mark.LOOKS_ASKING | Mark.LOOKS_PASSED_ON
LIKE_SELLING = Mark.SELLING | Mark.LOOKS_SELLING
LIKE_ASKING = Mark.ASKING | Mark.LOOKS_ASKING
LIKE_PASSED_ON = Mark.PASSED_ON | Mark.LOOKS_PASSED_ON
"""What whoever turned a sort down is spared: what is declared to be of it, and what reads so."""


class CommentPolicy(IntEnum):
    """Who may comment on a moment."""

    ALL = 0  # all who see it
    FRIENDS = 1
    NOBODY = 2


class Public(msgspec.Struct, frozen=True, tag=True):
    """Everybody, signed in or not; `listed` moments stand in public and tag timelines too."""

    listed: bool


class House(msgspec.Struct, frozen=True, tag=True):
    """Every member of this server and nobody else."""


class Friends(msgspec.Struct, frozen=True, tag=True):
    """The author's friends."""


class Only(msgspec.Struct, frozen=True, tag=True):
    """Friends who stand in one of these circles or are one of these people."""

    circles: tuple[int, ...]
    people: tuple[int, ...]


class Except(msgspec.Struct, frozen=True, tag=True):
    """Friends who stand in none of these circles and are none of these people."""

    circles: tuple[int, ...]
    people: tuple[int, ...]


class Followers(msgspec.Struct, frozen=True, tag=True):
    """A page's followers, or those in one of these circles of its followers."""

    tags: tuple[int, ...]


class Group(msgspec.Struct, frozen=True, tag=True):
    """The members of a group that the author is in."""

    id: int


class Mentioned(msgspec.Struct, frozen=True, tag=True):
    """Those whom the text names: a letter."""


class OnlyMe(msgspec.Struct, frozen=True, tag=True):
    """Nobody but the author."""


Audience = Public | House | Friends | Only | Except | Followers | Group | Mentioned | OnlyMe


class Draft(msgspec.Struct, frozen=True):
    """What an author wants to post. The audience is always stated; a comment's is cut to its root's."""

    text: str
    audience: Audience
    parent_id: int | None = None
    spoiler: str = ""
    sensitive: bool = False
    language: str | None = None
    marks: Mark = Mark(0)
    comment_policy: CommentPolicy = CommentPolicy.ALL
    media: tuple[int, ...] = ()
    depictions: Mapping[int, Depiction] = {}
    """What is said of some of its pictures."""
    app_name: str | None = None
    app_website: str | None = None
    once: str | None = None
    at: int | None = None
    """When it was posted, for what is brought in from elsewhere; None is now."""
    chain: ChainDraft | None = None
    """A list for others to put themselves down on; comments and shares carry none."""
    by: int | None = None
    """The member who acts, where that is not the author."""
    mends: int | None = None
    """The ruling that stopped these words in an earlier form."""
    campaign: Campaign | None = None
    """What it declares as a campaign; comments and letters declare none."""


class Limits(msgspec.Struct, frozen=True):
    """How long and how many; the host's choice."""

    max_characters: int = 500
    max_people: int = 500
    max_circles: int = 50
    max_pins: int = 5
    max_media: int = 9
    max_description: int = 1_500


class Shown(msgspec.Struct, frozen=True):
    """What a reader is shown of a moment: its row without its counts."""

    id: int
    author_id: int
    root_id: int
    parent_id: int | None
    parent_author_id: int | None
    share_of_id: int | None
    audience: int
    state: int
    marks: int
    comment_policy: int
    sensitive: bool
    spoiler: str
    text: str
    html: str
    language: str | None
    mentions: str
    tags: str
    app_name: str | None
    app_website: str | None
    edited_at: int | None
    media: str


class Moment(Shown, frozen=True):
    """A moment: all that its row says, with the counts that are kept for everybody."""

    likes_count: int
    comments_count: int
    shares_count: int


class Card(msgspec.Struct, frozen=True):
    """A moment as one viewer sees it: counts after the gate, and what the viewer did with it."""

    moment: Shown
    likes: int
    comments: int
    shares: int
    liked: bool
    shared: bool
    bookmarked: bool
    pinned: bool
    muted: bool
    shown_parent_id: int | None
    """What a comment is shown to answer: its parent, or its root where the viewer may not see the parent."""
    shown_parent_author_id: int | None
    shown_kind: int
    """The audience that is told: a comment's as its writer cut it, and never wider than the moment it stands under."""
    original: Card | None = None


class Edit(msgspec.Struct, frozen=True):
    """One version of a moment's text."""

    at: int
    text: str
    html: str
    spoiler: str
    sensitive: bool
    media: str


class Attachment(msgspec.Struct, frozen=True, array_like=True):
    """A picture of a moment, or one that was uploaded for one; moments keep theirs in this form, as JSON."""

    id: int
    name: str
    small: str
    width: int
    height: int
    small_width: int
    small_height: int
    blurhash: str
    description: str
    focus: tuple[float, float] | None


class Depiction(msgspec.Struct, frozen=True):
    """What is said of a picture by who uploads it; None leaves each as it is."""

    description: str | None = None
    focus: tuple[float, float] | None = None


class Stretch(msgspec.Struct, frozen=True):
    """Which stretch of a list: below `max_id`, above `since_id`; with `min_id`, the ones right above that."""

    max_id: int | None = None
    since_id: int | None = None
    min_id: int | None = None
    limit: int = 20
