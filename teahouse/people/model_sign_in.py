"""The nouns of signing in: logins, sessions, apps, tokens, invites, and the house's rules for who may join."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

import msgspec

from teahouse.kit.errors import Refusal

MINUTE = 60_000
HOUR = 60 * MINUTE
SESSION_LASTS = 30 * 24 * HOUR
CODE_LASTS = 10 * MINUTE
RESET_LASTS = 24 * HOUR
WEEK = 7 * 24 * HOUR
FIRST_LINK = 6
"""The kind of ticket that its maker made for somebody else (`keys.TicketKind.FIRST`)."""

RESERVED = frozenset(
    {
        "about",
        "accounts",
        "admin",
        "administrator",
        "api",
        "app",
        "apps",
        "assets",
        "auth",
        "everyone",
        "favicon",
        "help",
        "home",
        "host",
        "house",
        "inbox",
        "info",
        "instance",
        "invite",
        "invites",
        "login",
        "logout",
        "mail",
        "me",
        "media",
        "moderator",
        "nodeinfo",
        "oauth",
        "outbox",
        "owner",
        "postmaster",
        "press",
        "root",
        "security",
        "settings",
        "staff",
        "static",
        "status",
        "support",
        "system",
        "tags",
        "teahouse",
        "webmaster",
        "www",
    }
)
"""Names that nobody may choose: they would sound like the house itself."""


class HouseRole(IntEnum):
    """What a member may do for the house itself. The numbers are kept in rows; their order says nothing."""

    MEMBER = 0
    HOST = 1  # keeps the house: roles, the log, and all that helpers do
    HELPER = 2  # looks after reports


class SignUpRules(msgspec.Struct, frozen=True):
    """Who may join and with what an account begins; the host's choice, handed to every transaction."""

    mode: str = "invite"
    """`open`, `invite` (by code only) or `closed`."""
    mastodon_defaults: bool = False
    """New members are unlocked, post to all and have no display name; sign-in by password grant is allowed."""
    reserved: frozenset[str] = RESERVED
    min_password: int = 8


class SignUp(msgspec.Struct, frozen=True):
    """What a person typed to join. Without `username` a handle is made from `display_name`."""

    password: str
    username: str | None = None
    display_name: str | None = None
    email: str | None = None
    agreement: bool = False
    locale: str | None = None
    time_zone: str | None = None
    invite_code: str | None = None
    befriend: bool = False
    """The newcomer wants to be friends with whoever invited them."""


class Login(msgspec.Struct, frozen=True):
    """How a member signs in; an empty `password_hash` fits no password."""

    account_id: int
    password_hash: str
    email: str | None
    role: int
    locale: str | None
    created_at: int


class Session(msgspec.Struct, frozen=True):
    """A browser that is signed in as an active member."""

    account_id: int
    username: str
    role: int
    locale: str | None
    language: str | None
    time_zone: str
    audience: str
    sensitive: bool
    seen_week: int
    created_at: int
    expires_at: int

    @property
    def is_admin(self) -> bool:
        """The member is a host of the house."""
        return self.role == HouseRole.HOST

    @property
    def helps(self) -> bool:
        """The member is a host or a helper: reports are theirs to look after."""
        return self.role in (HouseRole.HOST, HouseRole.HELPER)


class App(msgspec.Struct, frozen=True):
    """A program that members may let act for them."""

    id: int
    client_id: str
    secret_hash: bytes
    name: str
    website: str | None
    redirect_uris: str
    scopes: str
    created_at: int

    @property
    def redirects(self) -> tuple[str, ...]:
        """Where a member may be sent back to, each exactly as registered."""
        return tuple(self.redirect_uris.splitlines())


class CodeRow(msgspec.Struct, frozen=True):
    """An authorization code as it is stored."""

    code_hash: bytes
    app_id: int
    actor_id: int
    member_id: int
    redirect_uri: str
    scopes: str
    challenge: str | None
    expires_at: int
    used: bool


class Issued(msgspec.Struct, frozen=True):
    """A new access token; the only time that it is seen in clear."""

    token: str
    scopes: str
    created_at: int


class Caller(msgspec.Struct, frozen=True):
    """Who calls: the actor, the member who acts as it, and the app. An app of its own has neither of the two.

    It carries the actor's defaults too, so that a hot path asks nothing more.
    """

    token_id: int
    app_id: int
    scopes: frozenset[str]
    actor_id: int | None
    member_id: int | None
    kind: int | None
    time_zone: str
    audience: str
    role: int
    seen_week: int

    @property
    def is_admin(self) -> bool:
        """The member is a host of the house."""
        return self.role == HouseRole.HOST


class Invite(msgspec.Struct, frozen=True):
    """A code that lets people in; `max_uses` 0 is any number, no inviter is the host."""

    id: int
    code: str
    inviter_id: int | None
    note: str
    max_uses: int
    uses: int
    expires_at: int | None
    revoked: bool
    created_at: int
    befriend: bool = False
    """The inviter wants to be friends with whoever comes by it."""


class Brought(msgspec.Struct, frozen=True):
    """Who came by whose invite, and when."""

    account_id: int
    invite_id: int
    inviter_id: int | None
    at: int


class Marker(msgspec.Struct, frozen=True):
    """How far a member has read in one timeline."""

    timeline: str
    last_read_id: int
    version: int
    updated_at: int


class Departure(msgspec.Struct, frozen=True):
    """An account on its way out: when it goes for good, and whether the host sent it."""

    account_id: int
    due: int
    by_host: bool


class Figures(msgspec.Struct, frozen=True):
    """The house in numbers."""

    members: int
    active_month: int
    active_half_year: int
    public_moments: int = 0


class OAuthError(Refusal):
    """A refusal in OAuth's own words: `{"error": code, "error_description": text}`."""

    code = "invalid_request"
    status = 400
    text = "The request is missing a required parameter or is otherwise malformed."

    STATUS: ClassVar[dict[str, int]] = {"invalid_client": 401, "unauthorized_client": 403}

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description, code=error, status=self.STATUS.get(error, 400))
