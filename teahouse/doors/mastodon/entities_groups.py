"""Our own entities about groups, as their members read them."""

from __future__ import annotations

from msgspec import Struct

from teahouse.doors.mastodon.entities import Account


class Group(Struct, frozen=True):
    """A shared room, as one of its members sees it; `role` is the reader's."""

    id: str
    username: str
    name: str
    description: str
    url: str
    joining: str
    posting: str
    role: str
    members_count: int
    created_at: str


class GroupMember(Struct, frozen=True):
    """Who is in a group since when, as what; the role is null of who asks to be let in."""

    account: Account
    role: str | None
    since: str


class GroupLink(Struct, frozen=True):
    """A link into a group; `code` and `url` stand only in the answer that made it."""

    id: str
    maker_id: str
    max_uses: int
    uses: int
    expires_at: str | None
    revoked: bool
    created_at: str
    code: str | None
    url: str | None


class GroupPreview(Struct, frozen=True):
    """Where a link leads, for who holds it: `comes_in` is `at once` or `after a request`."""

    name: str
    friends_count: int
    comes_in: str


class Joined(Struct, frozen=True):
    """The group that one is in now; null where a helper is asked first."""

    group: Group | None
