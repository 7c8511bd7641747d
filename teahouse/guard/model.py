"""The nouns of the guard: a submission, the rules, and the ruling on it; all frozen plain data."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """What follows from a ruling, from the mildest to the hardest."""

    ALLOWED = "allowed"
    ADVISED = "advised"
    LABELLED = "labelled"
    HELD = "held"
    REFUSED = "refused"


class Action(StrEnum):
    """What a rule does to commercial speech: not published until mended, waits for a person, advice, a mark."""

    BLOCK = "block"
    HOLD = "hold"
    WARN = "warn"
    LABEL = "label"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence in both languages of the house."""

    zh: str
    en: str


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Examples in both languages."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule. `signals` are constructions (constructions.py); `words_may_act` is False where a text alone may never
    do more than bring it before a person."""

    id: str
    family: str
    action: Action
    name: Said
    statement: Said
    rewrite: Said
    scope: str = "commercial"
    words_may_act: bool = True
    on: bool = True
    clauses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    near_misses: Phrases = Phrases()


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that a rule stands on, and how far it was checked."""

    citation: str
    checked: str


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rung of the ladder; `hours` without commercial posts."""

    name: str
    hours: int
    says: Said


class Act(StrEnum):
    """What a campaign may ask of people."""

    SHARE = "share"
    POST = "post"
    COPY = "copy"
    LIKE = "like"
    VOTE = "vote"
    COMMENT = "comment"
    FOLLOW = "follow"
    TAG = "tag"
    INVITE = "invite"
    HELP = "help"
    CHECK_IN = "check_in"
    REVIEW = "review"


class Draw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declared prize draw; what is None or empty was not declared."""

    how: str = ""
    free_entry: bool | None = None
    start: str = ""
    end: str = ""
    prizes: str = ""
    number: int | None = None
    odds: str = ""
    top_value: float | None = None
    restrictions: str = ""
    organiser: str = ""
    random: bool | None = None
    announced: str = ""


class GroupBuy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declared group buy."""

    goods: str = ""
    price: str = ""
    seller: str = ""
    number: int | None = None
    deadline: str = ""
    refund: str = ""
    draw: bool = False


class Campaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a campaign declares of itself: the acts that it asks of people, whether anything is given for them, and
    whether anything is withheld until they are done. `levels` counts the layers, the organiser's own as the first;
    `reach` is the longest way, in links, from a sale to somebody who is paid for it."""

    acts: tuple[Act, ...] = ()
    reward: bool = False
    gate: bool = False
    draw: Draw | None = None
    group_buy: GroupBuy | None = None
    levels: int | None = None
    reach: int | None = None
    heads_paid: bool = False
    entry_fee: float | None = None
    payer: str = ""
    disclosed: bool | None = None


class Submission(msgspec.Struct, frozen=True):
    """What is to be judged. `commercial` is None where nobody said so; `alts` are the texts of its pictures, `links`
    the addresses behind words."""

    text: str
    language: str | None = None
    commercial: bool | None = None
    declared: Campaign | None = None
    alts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Span(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the original text, in code points; `part` is 0 for the text, n for the nth alt text."""

    start: int
    end: int
    part: int = 0


class Finding(msgspec.Struct, frozen=True):
    """One rule that the submission meets, where, how strongly, and why; `declared` names the fields that show it."""

    rule: str
    spans: tuple[Span, ...]
    strength: int
    reason: Said
    statement: Said
    rewrite: Said
    sources: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()


class Ruling(msgspec.Struct, frozen=True):
    """The verdict and what it stands on, the most likely rule first. `selling`, `asking` and `passed_on` are guesses
    about the text that are shown to its author and bind nobody; `unread` counts characters beyond what is read."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    selling: bool = False
    asking: bool = False
    passed_on: bool = False
    unread: int = 0

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of what was found, the most likely first."""
        return tuple(finding.rule for finding in self.findings)
