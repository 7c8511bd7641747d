"""The nouns of groups, as frozen rows."""

from __future__ import annotations

from enum import IntEnum

import msgspec


class Role(IntEnum):
    """What a member may do in a group. There is one owner."""

    MEMBER = 1
    HELPER = 2  # lets people in and out
    OWNER = 3


class Joining(IntEnum):
    """How one comes in."""

    LINK = 1  # who has a link is in at once
    REQUEST = 2  # a link, or knowing the name, lets one ask; a helper decides
    BOTH = 3  # a link lets in at once; who knows the name may ask


class Posting(IntEnum):
    """Who may begin something; all members may comment."""

    MEMBERS = 1
    HELPERS = 2


class Group(msgspec.Struct, frozen=True):
    """A group as one of its members knows it; `role` is that member's."""

    id: int
    handle: str
    username: str
    display_name: str
    note: str
    joining: int
    posting: int
    created_at: int
    role: int
    since: int


class Member(msgspec.Struct, frozen=True):
    """Who is in a group, as what, and since when."""

    account_id: int
    role: int
    since: int


class Link(msgspec.Struct, frozen=True):
    """A link into a group; its code is known to who made it alone. `max_uses` 0 is any number."""

    id: int
    group_id: int
    maker_id: int
    max_uses: int
    uses: int
    expires_at: int | None
    revoked: bool
    created_at: int


class Summary(msgspec.Struct, frozen=True):
    """A group as the host counts it: nothing of what is said there."""

    id: int
    username: str
    display_name: str
    owner: str | None
    members: int
    state: int


class Changes(msgspec.Struct, frozen=True):
    """What is to change of a group; None leaves each as it is."""

    name: str | None = None
    note: str | None = None
    joining: Joining | None = None
    posting: Posting | None = None
