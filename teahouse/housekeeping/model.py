"""The nouns of housekeeping: who acts for the house, what was done, and what members report."""

from __future__ import annotations

from enum import StrEnum

import msgspec

MAX_REASON = 1_000
MAX_STATUSES = 100
"""A report takes at most so many moments along."""


class Category(StrEnum):
    """What a report is about, in the client API's words."""

    OTHER = "other"
    SPAM = "spam"
    LEGAL = "legal"
    VIOLATION = "violation"


class Act(StrEnum):
    """What is written into the log."""

    ACCOUNT_MADE = "account made"
    GROUP_MADE = "group made"
    SUSPENDED = "suspended"
    DELETED = "account deleted"
    RESTORED = "restored"
    ROLE = "role changed"
    RESET_LINK = "reset link made"
    INVITE_MADE = "invite made"
    SECOND_STEP = "second step ended"
    INVITE_REVOKED = "invite revoked"
    HELD = "post held"
    REMOVED = "post removed"
    GIVEN_BACK = "post given back"
    RULING_KEPT = "ruling kept"
    RULING_OVERTURNED = "ruling overturned"
    RESOLVED = "report resolved"
    REOPENED = "report opened again"
    SETTING = "setting changed"
    JOB_RETRIED = "job tried again"
    JOB_DROPPED = "job dropped"
    DATABASE_RESTORED = "database restored"
    DATABASE_MIGRATED = "database migrated"
    DATABASE_MOVED = "database moved"


class Actor(msgspec.Struct, frozen=True):
    """Who acts for the house: a host or helper, or (without an id) whoever types commands on the server."""

    id: int | None
    name: str
    is_host: bool = True


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


class Rule(msgspec.Struct, frozen=True):
    """A house rule, numbered and worded as on the day of the report."""

    id: str
    text: str


class SeenPicture(msgspec.Struct, frozen=True):
    """A picture of a moment: its files are kept for the report, whatever becomes of the moment."""

    name: str
    small: str
    description: str


class SeenMoment(msgspec.Struct, frozen=True):
    """A moment as its reporter saw it: the words, whose and for whom; of a share what it showed."""

    reported_id: int
    """The id that was reported: of a share its own."""
    id: int
    author: str
    author_name: str
    text: str
    spoiler: str
    audience: str
    """The kind as the reporter was told it; never whom it names."""
    at: int
    edited_at: int | None
    answers: str | None = None
    """To whom a comment was shown to answer."""
    pictures: tuple[SeenPicture, ...] = ()


class Snapshot(msgspec.Struct, frozen=True):
    """What the reporter could see at that moment; nothing changes it."""

    username: str
    display_name: str
    note: str
    moments: tuple[SeenMoment, ...] = ()
    is_group: bool = False


class Complaint(msgspec.Struct, frozen=True):
    """What a member says of an account or a group, and which of its moments they point at."""

    comment: str = ""
    category: Category = Category.OTHER
    moment_ids: tuple[int, ...] = ()
    rules: tuple[Rule, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """A report: for hosts and helpers; its reporter is told some of it, and whom it is about nothing."""

    id: int
    reporter_id: int
    target_id: int
    category: str
    comment: str
    rules: tuple[Rule, ...]
    snapshot: Snapshot
    assigned_id: int | None
    resolved_at: int | None

    @property
    def at(self) -> int:
        """When it was made."""
        return self.id >> 16


class Note(msgspec.Struct, frozen=True):
    """What a host or helper wrote on a report, for each other."""

    id: int
    who: str
    text: str

    @property
    def at(self) -> int:
        """When it was written."""
        return self.id >> 16
