"""The nouns of the demonstration neighbourhood.

They are plain frozen data: no database, no ids of the house. Keys are small integers that hold within one plan; the
keys of
moments lie below `FIRST_COMMENT_KEY` and those of comments at or above it, so that a like needs only one number.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FIRST_COMMENT_KEY = 1_000_000

Language = Literal["en", "zh"]
Kind = Literal["member", "page"]
AudienceKind = Literal["public", "unlisted", "house", "friends", "only", "except", "followers", "only_me"]
QuietKind = Literal["mute", "hide", "block", "selling_off", "asking_off", "shares_off", "fold"]


class Likeness(Struct, frozen=True):
    """What an account wears: a `face`, a shop's sign or a scene; `banner` is the scene across its profile, if any."""

    subject: str
    short: bool = False
    elder: bool = False
    banner: str = ""


class Person(Struct, frozen=True):
    """A member or a page; `window_days` 0 shows everything, `owner` is set for pages only."""

    key: int
    username: str
    display_name: str
    language: Language
    note: str
    fields: tuple[tuple[str, str], ...]
    time_zone: str
    joined_ms: int
    kind: Kind
    owner: int | None
    window_days: int
    invited_by: int | None
    likeness: Likeness | None = None


class Friendship(Struct, frozen=True):
    """Two friends, the smaller key first."""

    a: int
    b: int
    since_ms: int


class Follow(Struct, frozen=True):
    """A member who follows a page."""

    who: int
    page: int
    since_ms: int


class Circle(Struct, frozen=True):
    """A private list of the owner's friends."""

    key: int
    owner: int
    title: str
    members: tuple[int, ...]


class Quiet(Struct, frozen=True):
    """A quiet control that `who` uses towards `whom`; `n` counts only for a fold."""

    who: int
    whom: int
    kind: QuietKind
    n: int


Shape = Literal["landscape", "portrait", "square"]


class Painted(Struct, frozen=True):
    """A picture in a post: which scene, which one of its kind, and what its author says is on it."""

    scene: str
    variant: int
    shape: Shape
    alt: str


class Moment(Struct, frozen=True):
    """One post; `circles` and `people` are filled for the audiences "only" and "except"."""

    key: int
    author: int
    at_ms: int
    text: str
    language: Language
    audience: AudienceKind
    circles: tuple[int, ...]
    people: tuple[int, ...]
    selling: bool
    asking: bool
    passed_on: bool
    spoiler: str
    pictures: tuple[Painted, ...] = ()


class Comment(Struct, frozen=True):
    """A comment under the moment `on`; with a `parent` its text starts with a mention of the parent's writer."""

    key: int
    on: int
    parent: int | None
    author: int
    at_ms: int
    text: str


class Like(Struct, frozen=True):
    """A like of a moment or of a comment."""

    who: int
    on: int
    at_ms: int


class Share(Struct, frozen=True):
    """A share of a public moment."""

    who: int
    on: int
    at_ms: int


class Remark(Struct, frozen=True):
    """The private name that `who` keeps for a friend."""

    who: int
    whom: int
    name: str


class Remarked(Struct, frozen=True):
    """An answer to something that was said in a room."""

    who: int
    at_ms: int
    text: str


class Said(Struct, frozen=True):
    """Something said in a room; `likes` are who and when."""

    author: int
    at_ms: int
    text: str
    language: Language
    answers: tuple[Remarked, ...]
    likes: tuple[tuple[int, int], ...]


class Room(Struct, frozen=True):
    """A group; `members` are who came when, the owner aside."""

    owner: int
    username: str
    name: str
    note: str
    made_ms: int
    members: tuple[tuple[int, int], ...]
    said: tuple[Said, ...]


class Talked(Struct, frozen=True):
    """Private talk between these, in the order of time."""

    between: tuple[int, ...]
    letters: tuple[Remarked, ...]


class PutDown(Struct, frozen=True):
    """A line of an order chain."""

    who: int
    at_ms: int
    quantity: int
    note: str


class Order(Struct, frozen=True):
    """A moment with an order chain, for everybody or for friends."""

    author: int
    at_ms: int
    text: str
    audience: AudienceKind
    title: str
    unit: str
    most_each: int
    most_total: int | None
    closes_ms: int
    entries: tuple[PutDown, ...]


class Neighbourhood(Struct, frozen=True):
    """The whole plan; every tuple of things that happened is in the order of time."""

    time_zone: str
    sign_in: tuple[str, ...]
    people: tuple[Person, ...]
    friendships: tuple[Friendship, ...]
    follows: tuple[Follow, ...]
    circles: tuple[Circle, ...]
    quiets: tuple[Quiet, ...]
    remarks: tuple[Remark, ...]
    moments: tuple[Moment, ...]
    comments: tuple[Comment, ...]
    likes: tuple[Like, ...]
    shares: tuple[Share, ...]
    rooms: tuple[Room, ...]
    orders: tuple[Order, ...]
    talks: tuple[Talked, ...]
