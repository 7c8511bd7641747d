"""Judges a submission: what its words show, what its declared facts show, and what follows.

Promises plain data out of plain data, the same for the same, and that private speech is never stopped: where nobody
said that it is commercial, the most that follows is advice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from teahouse.guard.book import RuleBook
from teahouse.guard.declared import Fact, facts_of
from teahouse.guard.grammar import MOST_READ, Grammar, Seen, packaged_grammar, read
from teahouse.guard.guesses import guess_asking, guess_passed_on, guess_selling
from teahouse.guard.model import Action, Finding, Rule, Ruling, Said, Span, Submission, Verdict

_FOLLOWS = {
    Action.BLOCK: Verdict.REFUSED,
    Action.HOLD: Verdict.HELD,
    Action.WARN: Verdict.ADVISED,
    Action.LABEL: Verdict.LABELLED,
}
_HARDNESS = {verdict: rank for rank, verdict in enumerate(Verdict)}
_EVADE = "evade"
_BEYOND = 100
"""A fact that was declared stands before any guess from words."""
Found = dict[str, list[tuple[Seen, int]]]


def judge(submission: Submission, grammar: Grammar | None = None) -> Ruling:
    """The ruling on a submission by this grammar, or by the rule book that comes with the program."""
    grammar = grammar or packaged_grammar()
    readings = [read(text, grammar) for text in (submission.text, *submission.alts)]
    found: Found = {}
    for part, reading in enumerate(readings):
        for seen in reading.seen:
            found.setdefault(seen.rule, []).append((seen, part))
            if seen.disguised and seen.rule != _EVADE:
                found.setdefault(_EVADE, []).append((seen, part))
    facts = list(facts_of(submission, frozenset(found), grammar.book))
    findings = _findings(found, facts, grammar.book)
    text = readings[0]
    return Ruling(
        verdict=_verdict(submission, findings, facts, grammar.book),
        findings=findings,
        selling=guess_selling(text),
        asking=guess_asking(text, found),
        passed_on=guess_passed_on(text, found),
        unread=sum(max(0, len(each) - MOST_READ) for each in (submission.text, *submission.alts)),
    )


def _findings(found: Found, facts: Iterable[Fact], book: RuleBook) -> tuple[Finding, ...]:
    by_rule: dict[str, list[Fact]] = {}
    for fact in facts:
        by_rule.setdefault(fact.rule, []).append(fact)
    made = [
        _finding(rule, found.get(rule.id, ()), by_rule.get(rule.id, ()))
        for rule in book.rules
        if rule.on and (rule.id in found or rule.id in by_rule)
    ]
    made.sort(key=lambda finding: (-finding.strength, finding.spans[0].start if finding.spans else -1))
    return tuple(made)


def _finding(rule: Rule, seen: Iterable[tuple[Seen, int]], facts: Iterable[Fact]) -> Finding:
    facts = list(facts)
    strength = max((each.strength for each, _ in seen), default=0)
    reason = Said(zh=f"这些字句像是“{rule.name.zh}”。", en=f"These words read as: {rule.name.en.lower()}.")
    if facts:
        reason = Said(zh="".join(fact.reason.zh for fact in facts), en=" ".join(fact.reason.en for fact in facts))
    return Finding(
        rule=rule.id,
        spans=_joined(sorted((part, each.start, each.end) for each, part in seen)),
        strength=strength if all(fact.disagrees for fact in facts) else strength + _BEYOND,
        reason=reason,
        statement=rule.statement,
        rewrite=rule.rewrite,
        sources=rule.sources,
        declared=tuple(dict.fromkeys(field for fact in facts for field in fact.fields)),
    )


def _joined(places: Iterable[tuple[int, int, int]]) -> tuple[Span, ...]:
    """Spans in order; those that touch are one."""
    spans: list[Span] = []
    for part, start, end in places:
        if spans and spans[-1].part == part and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end), part)
        else:
            spans.append(Span(start, end, part))
    return tuple(spans)


def _verdict(submission: Submission, findings: Iterable[Finding], facts: Iterable[Fact], book: RuleBook) -> Verdict:
    settled = {fact.rule for fact in facts if not fact.disagrees}
    disagreed = {fact.rule for fact in facts if fact.disagrees} - settled
    follows = [_follows(book.rule(finding.rule), settled, disagreed) for finding in findings]
    if not follows:
        return Verdict.ALLOWED
    return max(follows, key=_HARDNESS.__getitem__) if submission.commercial else Verdict.ADVISED


def _follows(rule: Rule, settled: Collection[str], disagreed: Collection[str]) -> Verdict:
    """What one finding leads to. Where form and text disagree a person looks, and so they do where words alone show
    what words may not decide."""
    verdict = _FOLLOWS[rule.action]
    if rule.id in disagreed:
        return Verdict.HELD
    if rule.id not in settled and not rule.words_may_act and verdict is Verdict.REFUSED:
        return Verdict.HELD
    return verdict
