"""The nouns of keys: tickets that are good once, passkeys, and what of a browser or an app its owner is shown."""

from __future__ import annotations

from enum import IntEnum

import msgspec

from teahouse.people.model_sign_in import FIRST_LINK, HOUR, MINUTE

MAX_PASSKEYS = 20
MAX_KEY_NAME = 60
CODES = 10
"""So many recovery codes are made at a time."""
MOST_TRIES = 5
"""After so many wrong codes one begins anew, with the password."""


class TicketKind(IntEnum):
    """What a ticket is good for. The numbers are kept in rows."""

    SECOND = 1  # the password fitted; the second step is wanted
    REGISTER = 2  # the challenge for a new passkey
    CHALLENGE = 3  # the challenge for signing in with a passkey
    DEVICE = 4  # what another device opens
    CLAIM = 5  # another device has opened it, and waits to be let in
    FIRST = FIRST_LINK  # a link by which somebody who was invited comes in for the first time

    @property
    def lasts(self) -> int:
        """How long it is good, in milliseconds."""
        return {
            TicketKind.SECOND: 10 * MINUTE,
            TicketKind.FIRST: 7 * 24 * HOUR,
        }.get(self, 5 * MINUTE)


class Ticket(msgspec.Struct, frozen=True):
    """A ticket that is still good."""

    kind: int
    account_id: int | None
    data: str
    tries: int
    expires_at: int


class Passkey(msgspec.Struct, frozen=True):
    """A passkey as it is kept; the private half never leaves its owner's device."""

    id: int
    account_id: int
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    used_week: int
    created_at: int


class NewPasskey(msgspec.Struct, frozen=True):
    """What a device answered when it made a passkey, checked."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


class Party(msgspec.Struct, frozen=True):
    """Whom a passkey is for: the house, by its one origin."""

    id: str
    origin: str
    name: str


class OwnSession(msgspec.Struct, frozen=True):
    """A browser that is signed in, as its owner is shown it."""

    token_hash: bytes
    created_at: int
    seen_week: int
    user_agent: str

    @property
    def id(self) -> str:
        """By which a form names it: it opens nothing."""
        return self.token_hash.hex()


class OwnApp(msgspec.Struct, frozen=True):
    """A token of an app that may act for the member, or for a page by their hand."""

    app_id: int
    name: str
    website: str | None
    actor_id: int
    scopes: str
    created_at: int


class Waiting(msgspec.Struct, frozen=True):
    """A device that has opened the link and waits: the number that it shows, and whether it was let in."""

    number: int
    agent: str
    let_in: bool = False


class FirstLink(msgspec.Struct, frozen=True):
    """For whom a link of the first time was made, and by which invite."""

    name: str
    invite_id: int
    code: str
