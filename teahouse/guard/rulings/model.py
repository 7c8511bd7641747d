"""The nouns of rulings that are kept: what was ruled, how it stands, and what is said of it in an appeal."""

from __future__ import annotations

from enum import IntFlag, StrEnum

import msgspec

from teahouse.guard.model import Finding, Submission
from teahouse.kit.errors import Refusal
from teahouse.kit.ids import time_of

MAX_WORDS = 1_000
UNDECIDED = 2**62
"""A restriction that lasts until somebody decides."""
_FINDINGS = msgspec.json.Decoder(tuple[Finding, ...])
_SAID = msgspec.json.Decoder(Submission)


class State(StrEnum):
    """How a ruling stands."""

    WAITING = "waiting"  # a person decides
    STANDING = "standing"
    MENDED = "mended"  # by its author; it is counted still
    OVERTURNED = "overturned"  # by a person: it counts for nothing, and the same words pass


class Capability(IntFlag):
    """What a breach can cost for a while."""

    CAMPAIGNS = 1
    BROADCASTS = 2  # what a page posts
    SELLING = 4  # what a member marks as selling


class Asked(msgspec.Struct, frozen=True):
    """What is to be ruled on: whose it is, which member acts, what they want to say, as what, and what it mends."""

    account_id: int
    member_id: int
    submission: Submission
    uses: Capability
    moment_id: int | None = None
    mends: int | None = None


class KeptRuling(msgspec.Struct, frozen=True):
    """A ruling as it is kept. Without a moment it is about words that were refused, which stand in `said`.

    `rung` is the step of the ladder that it reached, 0 for what is not counted. `first_id` is the breach that this was
    another try of. `holds`: by this ruling nobody but the author sees the moment.
    """

    id: int
    account_id: int
    member_id: int | None
    moment_id: int | None
    digest: str
    said: str
    verdict: str
    findings: str
    family: str
    evades: bool
    uses: int
    rung: int
    first_id: int | None
    state: str
    holds: bool
    until: int | None
    decided_by: int | None
    decided_at: int | None
    why: str
    appealed_at: int | None
    answered_by: int | None
    answered_at: int | None
    answer: str

    @property
    def at(self) -> int:
        """When it was made."""
        return time_of(self.id)

    @property
    def found(self) -> tuple[Finding, ...]:
        """What it stands on, the most likely rule first."""
        return _FINDINGS.decode(self.findings)

    @property
    def submission(self) -> Submission:
        """The words and the form that were judged."""
        return _SAID.decode(self.said)

    @property
    def is_open(self) -> bool:
        """Somebody who keeps the house is asked."""
        return self.state == State.WAITING or (self.appealed_at is not None and self.answered_at is None)

    @property
    def by_person(self) -> bool:
        """The first decision was not the guard's."""
        return self.decided_by is not None


class Word(msgspec.Struct, frozen=True):
    """What was said about a ruling, by its author or (`by_house`) by somebody who keeps the house."""

    id: int
    ruling_id: int
    who_id: int | None
    by_house: bool
    text: str

    @property
    def at(self) -> int:
        """When it was said."""
        return time_of(self.id)


class Breach(msgspec.Struct, frozen=True):
    """A ruling as the ladder counts it."""

    id: int
    evades: bool
    uses: int
    rung: int
    until: int | None

    @property
    def at(self) -> int:
        """When it was."""
        return time_of(self.id)


class Figure(msgspec.Struct, frozen=True):
    """What came of one rule: how many rulings, appeals, and decisions that went against the guard."""

    rule: str
    rulings: int
    appeals: int
    overturned: int


class Figures(msgspec.Struct, frozen=True):
    """What the guard's work came to; `took` is the median time to a person's decision, in milliseconds."""

    by_rule: tuple[Figure, ...]
    took: int | None


class Stopped(Refusal):
    """The guard refuses what was to be published: nothing of it is written but the ruling, which can be appealed."""

    code = "house_rules"
    status = 422

    def __init__(self, ruling: KeptRuling, why: str) -> None:
        super().__init__(why)
        self.ruling = ruling


class Restricted(Refusal):
    """For a while the account publishes nothing of this kind, after breaches of the house rules."""

    code = "restricted"
    status = 403

    def __init__(self, ruling: KeptRuling) -> None:
        super().__init__("This account may not publish offers for a while, after breaches of the house rules")
        self.ruling = ruling
