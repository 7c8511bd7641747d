"""The rules of the ladder, and of who may appeal and decide. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import msgspec

from teahouse.guard.book import RuleBook
from teahouse.guard.model import Action, Finding, Ruling, Step, Submission, Verdict
from teahouse.guard.rulings.model import MAX_WORDS, Breach, Capability, KeptRuling, State
from teahouse.kit import text as texts
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound

HOUR = 3_600_000
DAY = 24 * HOUR
EVADE = "evade"
PYRAMID = "pyramid"
EVERYTHING = Capability.CAMPAIGNS | Capability.BROADCASTS | Capability.SELLING


def digest_of(submission: Submission) -> str:
    """By which the same words, pictures' texts and form are known again."""
    said = (submission.text, submission.alts, submission.links, submission.declared)
    return sha256(msgspec.json.encode(said)).hexdigest()


def decisive(ruling: Ruling, book: RuleBook) -> Finding:
    """The finding that the ladder goes by: the first of those that do most, and evasion only where it is alone."""
    hard = {Action.BLOCK: 2, Action.HOLD: 1}
    return max(ruling.findings, key=lambda one: (one.rule != EVADE, hard.get(book.rule(one.rule).action, 0)))


def goes_to_a_person(ruling: Ruling, book: RuleBook) -> bool:
    """A declared chain of resale is decided by nobody but a person."""
    return any(one.declared and book.rule(one.rule).family == PYRAMID for one in ruling.findings)


def verdict_of(ruling: Ruling, book: RuleBook) -> Verdict:
    """What follows for commercial speech: what goes to a person waits for them."""
    if ruling.verdict == Verdict.REFUSED and goes_to_a_person(ruling, book):
        return Verdict.HELD
    return ruling.verdict


def rung_of(earlier: Iterable[Breach], *, evades: bool, at: int, memory: int, top: int) -> int:
    """The step that one more breach reaches: each within `memory` counts one, and one more where it evaded a rule."""
    counted = sum(1 + one.evades for one in earlier if at - memory < one.at <= at)
    return min(top, counted + 1 + evades)


def until_of(rung: int, at: int, steps: Sequence[Step]) -> int | None:
    """Until when this step keeps an account from publishing; None where it does not."""
    hours = steps[min(rung, len(steps) - 1)].hours
    return at + hours * HOUR if hours else None


def retold(breaches: Sequence[Breach], book: RuleBook) -> list[Breach]:
    """The same breaches, the first first, with the rungs and restrictions that they have among themselves."""
    told: list[Breach] = []
    for one in breaches:
        rung = rung_of(
            told, evades=one.evades, at=one.at, memory=book.numbers["memory_days"] * DAY, top=len(book.steps) - 1
        )
        told.append(msgspec.structs.replace(one, rung=rung, until=until_of(rung, one.at, book.steps)))
    return told


def another_try_at(first: int, at: int) -> bool:
    """Words that were refused were seen by nobody: whoever tries others within a day mends, and breaks nothing anew."""
    return at - first < DAY


def check_may_speak(ruling: KeptRuling, account_id: int) -> None:
    """Raises `NotFound` for another's ruling, `Conflict` where nobody is asked any more."""
    if ruling.account_id != account_id:
        raise NotFound
    if not ruling.is_open:
        raise Conflict("This has been decided")


def may_appeal(ruling: KeptRuling) -> bool:
    """It stands, and nobody was asked to look again: once. What waits goes to a person without an appeal."""
    return ruling.state == State.STANDING and ruling.appealed_at is None


def may_decide(ruling: KeptRuling, who: int, own: Iterable[int]) -> bool:
    """It is open, is about none of `own` (themselves, pages that they work for), and they did not decide it before."""
    return ruling.is_open and who != ruling.decided_by and not {ruling.account_id, ruling.member_id} & {who, *own}


def check_may_decide(ruling: KeptRuling, who: int, own: Iterable[int]) -> None:
    """Raises `Conflict` for what was decided, `Forbidden` for who has a part in it."""
    if not ruling.is_open:
        raise Conflict("This has been decided")
    if not may_decide(ruling, who, own):
        raise Forbidden("Somebody else decides this: it is about you, or you decided it the first time")


def check_words(text: str, field: str) -> str:
    """Words as they are kept. Raises `Invalid` for a text that is blank or too long."""
    text = texts.clean_text(text)
    if texts.is_blank(text):
        raise Invalid(field, "ERR_BLANK", "can't be blank")
    if len(text) > MAX_WORDS:
        raise Invalid(field, "ERR_TOO_LONG", f"is too long (maximum is {MAX_WORDS} characters)")
    return text


def median(values: Sequence[int]) -> int | None:
    """The middle one; None of none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None
