"""The nouns of housekeeping: who acts for the house, and what was done."""

from __future__ import annotations

from enum import StrEnum

import msgspec

MAX_REASON = 1_000


class Act(StrEnum):
    """What is written into the log."""

    ACCOUNT_MADE = "account made"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    ROLE = "role changed"
    RESET_LINK = "reset link made"
    INVITE_REVOKED = "invite revoked"
    DATABASE_RESTORED = "database restored"
    DATABASE_MIGRATED = "database migrated"


class Actor(msgspec.Struct, frozen=True):
    """Who acts for the house: a host or helper, or (without an id) whoever types commands on the server."""

    id: int | None
    name: str


COMMAND_LINE = Actor(None, "command line")


class Entry(msgspec.Struct, frozen=True):
    """One line of the log; its id says when."""

    id: int
    who_id: int | None
    who: str
    act: str
    subject_id: int | None
    subject: str
    reason: str

    @property
    def at(self) -> int:
        """When it was done."""
        return self.id >> 16
