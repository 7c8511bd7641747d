"""What the house rules did to a post, as apps read it: all of it ours. Texts are in the reader's language."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

Verdict = Literal["advised", "labelled", "held", "refused"]
State = Literal["waiting", "standing", "mended", "overturned"]


class Withheld(Struct, frozen=True):
    """That the house withholds a status from all but its author, and why."""

    state: Literal["held", "removed"]
    reason: str
    ruling_id: str | UnsetType = UNSET


class Quoted(Struct, frozen=True):
    """Words that a rule was found in; `part` is 0 for the text and n for what is said of the nth picture."""

    start: int
    end: int
    part: int
    words: str


class RuleFound(Struct, frozen=True):
    """One rule of the house's rule book, where it was found and why, and how it is mended."""

    rule: str
    name: str
    statement: str
    reason: str
    rewrite: str
    sources: list[str]
    url: str
    spans: list[Quoted]
    declared: list[str]


class RulingWord(Struct, frozen=True):
    """What was said about a ruling."""

    id: str
    by_house: bool
    text: str
    created_at: str


class Ruling(Struct, frozen=True):
    """A ruling: what it says of which words, how it stands, what the next step would be, and how it is appealed."""

    id: str
    created_at: str
    verdict: Verdict
    state: State
    status_id: str | None
    text: str
    rules: list[str]
    findings: list[RuleFound]
    rung: int
    next_rung: str
    restricted_until: str | None
    decided_by_person: bool
    why: str
    may_appeal: bool
    appeal: str
    appeal_url: str
    appealed_at: str | None
    answered_at: str | None
    answer: str
    words: list[RulingWord]
    url: str
