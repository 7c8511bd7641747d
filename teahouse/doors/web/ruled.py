"""What was judged, as pages show it: words underlined that a rule is about, the rule, a lawful wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from teahouse.doors.web.languages import said_at
from teahouse.doors.web.visit import Visit
from teahouse.doors.web.wording import example_in, is_chinese
from teahouse.guard import Finding, RuleBook, Said, Span, Submission
from teahouse.guard.rulings import UNDECIDED, KeptRuling, State, may_appeal


class Part(Struct, frozen=True):
    """The text, or (from 1 on) what is said of a picture: stretches, and whether each is underlined."""

    number: int
    stretches: tuple[tuple[str, bool], ...]


class FoundView(Struct, frozen=True):
    """One rule that was found."""

    rule: str
    name: str
    statement: str
    reason: str
    rewrite: str
    sources: tuple[str, ...]
    by_form: bool
    may_take: bool
    """Its wording can be put in place of the words."""


class Advice(Struct, frozen=True):
    """What stands against some words; where they were stopped, by which ruling, what follows, and what would next."""

    parts: tuple[Part, ...]
    found: tuple[FoundView, ...]
    ruling_id: int | None = None
    follows: str = ""
    next_step: str = ""


class RulingView(Struct, frozen=True):
    """A ruling, for whose it is or for who decides."""

    id: int
    when: str
    verdict: str
    state: str
    advice: Advice
    rung: int
    next_step: str
    until: str
    is_undecided: bool
    by_person: bool
    why: str
    answer: str
    may_appeal: bool
    is_open: bool
    is_appeal: bool
    moment_id: int | None
    text: str


def in_language(visit: Visit, said: Said) -> str:
    """A sentence in the reader's language."""
    return said.zh if visit.lang == "zh" else said.en


def advice_on(
    visit: Visit, book: RuleBook, submission: Submission, found: Sequence[Finding], ruling_id: int | None = None
) -> Advice:
    """What was found, ready to be shown."""
    spans = [span for one in found for span in one.spans]
    texts = (submission.text, *submission.alts)
    parts = tuple(
        Part(n, tuple(_stretches(text, [span for span in spans if span.part == n])))
        for n, text in enumerate(texts)
        if n == 0 or any(span.part == n for span in spans)
    )
    chinese = is_chinese(submission.text)
    return Advice(parts, tuple(_found(visit, book, one, chinese=chinese) for one in found), ruling_id)


def _found(visit: Visit, book: RuleBook, one: Finding, *, chinese: bool) -> FoundView:
    names = {rule.id: in_language(visit, rule.name) for rule in book.rules}
    wording = example_in(one.rewrite.zh if chinese else one.rewrite.en)
    return FoundView(
        one.rule,
        names.get(one.rule, one.rule),
        in_language(visit, one.statement),
        in_language(visit, one.reason),
        in_language(visit, one.rewrite),
        tuple(book.sources[key].citation for key in one.sources if key in book.sources),
        bool(one.declared),
        wording is not None and any(span.part == 0 for span in one.spans),
    )


def _stretches(text: str, spans: Iterable[Span]) -> Iterable[tuple[str, bool]]:
    """The text in stretches, those in a span underlined; spans may overlap."""
    at = 0
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.end <= at:
            continue
        start = max(at, span.start)
        if start > at:
            yield text[at:start], False
        yield text[start : span.end], True
        at = span.end
    if at < len(text):
        yield text[at:], False


def ruling_view(visit: Visit, book: RuleBook, ruling: KeptRuling) -> RulingView:
    """A ruling, ready to be shown."""
    until = ruling.until
    runs = until is not None and until > visit.now and ruling.state != State.OVERTURNED
    return RulingView(
        ruling.id,
        said_at(visit.words, ruling.at, visit.zone),
        ruling.verdict,
        ruling.state,
        advice_on(visit, book, ruling.submission, ruling.found, ruling.id),
        0 if ruling.state == State.OVERTURNED else ruling.rung,
        in_language(visit, book.steps[min(ruling.rung + 1, len(book.steps) - 1)].says),
        said_at(visit.words, until, visit.zone) if runs and until is not None and until != UNDECIDED else "",
        runs and until == UNDECIDED,
        ruling.by_person,
        ruling.why,
        ruling.answer,
        may_appeal(ruling),
        ruling.is_open,
        ruling.appealed_at is not None,
        ruling.moment_id,
        ruling.submission.text,
    )
