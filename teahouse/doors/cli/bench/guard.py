"""`bench guard`: how often the guard is right, on texts of people, beside a list of words and a trained classifier.

Promises figures of the tuned part and of the part that nobody looked at, each with its interval.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from teahouse.doors.cli.bench import guard_rivals as rivals
from teahouse.doors.cli.bench import guard_texts as texts
from teahouse.doors.cli.bench.guard_reckon import score, share
from teahouse.guard import Submission, judge, packaged_grammar

_MIXED = 2_000
_SETS = ("texts/induced_sharing_gold.jsonl.gz", "texts/ordinary_zh_nus_sms.jsonl.gz")
Alarms = Callable[[Sequence[str]], list[bool]]


class Row(NamedTuple):
    """A line of the table: what was measured, on which part, and each judge's figure."""

    what: str
    part: str
    guard: str
    words: str = ""
    trained: str = ""


def show(shared: Path, say: Callable[[str], None], progress: Callable[[str], None]) -> None:
    """Measure on the texts below `shared`, or say that they are not there."""
    data = shared / "data"
    if not all((data / name).is_file() for name in _SETS):
        say(f"There are no texts to measure the guard on in {data / 'texts'}. Say --shared FOLDER.")
        return
    packaged_grammar()
    folder = data / "texts"
    trained = rivals.has_learner()
    if not trained:
        say("scikit-learn is not installed, so that nothing is trained; `./tea test` installs what checks.")
    rows: list[Row] = []
    for part, tuned in (("tuned", True), ("unseen", False)):
        for language in ("zh", "en"):
            progress(f"{part}, {language}")
            rows += _sharing(folder, part, language, tuned=tuned, trained=trained)
        rows += _selling(folder, part, tuned=tuned)
    rows += _phrases(shared / "guard" / "rulebook.json")
    rows.append(_speed(folder))
    for line in _table(rows):
        say(line)


def _alarms(found: Sequence[str]) -> list[bool]:
    return [bool(judge(Submission(text)).findings) for text in found]


def _sharing(folder: Path, part: str, language: str, *, tuned: bool, trained: bool) -> Iterator[Row]:
    gold = [text for text in texts.gold(folder) if text.language == language and text.tuned == tuned]
    plain = [text for text in texts.ordinary(folder, language) if text.tuned == tuned]
    step = max(1, len(plain) // _MIXED)
    mixed = plain[::step][:_MIXED]
    mixed_in = set(map(id, mixed))
    rest = [text.text for text in plain if id(text) not in mixed_in]
    said = [text.text for text in gold]
    truths = [text.label == "induced" for text in gold]
    all_said = [*said, *(text.text for text in mixed)]
    all_truths = [*truths, *[False] * len(mixed)]
    judges: list[Alarms] = [_alarms, rivals.by_words]
    found = [each(all_said) for each in judges]
    others = [each(rest) for each in judges]
    if trained:
        found.append(rivals.across(all_said, all_truths))
        others.append(rivals.learned(all_said, all_truths)(rest))
    appeals = [n for n, text in enumerate(gold) if text.kind.startswith("appeal")]
    yield _row(f"induced sharing, {language}, F1", part, [score(truths, each[: len(said)]) for each in found])
    yield _row(f"the same with {len(mixed):,} ordinary posts", part, [score(all_truths, each) for each in found])
    yield _row(
        f"alarms on ordinary posts, {language}",
        part,
        [share(sum(each[len(said) :]) + sum(more), len(plain)) for each, more in zip(found, others, strict=True)],
    )
    yield _row(
        f"alarms on appeals for help, {language}",
        part,
        [share(sum(each[n] for n in appeals), len(appeals)) for each in found],
    )


def _selling(folder: Path, part: str, *, tuned: bool) -> Iterator[Row]:
    offers = [text.text for text in texts.adverts(folder) if text.tuned == tuned]
    plain = [text.text for text in texts.ordinary(folder, "zh") if text.tuned == tuned]
    right = sum(judge(Submission(text)).selling for text in offers)
    wrong = sum(judge(Submission(text)).selling for text in plain)
    yield _row("selling: adverts found, zh", part, [share(right, len(offers))])
    yield _row("selling: of those found, adverts", part, [share(right, right + wrong)])


def _phrases(rule_book: Path) -> Iterator[Row]:
    sets = [("rule book", texts.rule_book_phrases(rule_book))] if rule_book.is_file() else []
    sets += [(f"our own, {part.replace('_', ' ')}", texts.our_phrases(part)) for part in ("tuned", "held_out")]
    for name, phrases in sets:
        breaches = [phrase for phrase in phrases if phrase.breaks]
        rest = [phrase.text for phrase in phrases if not phrase.breaks]
        right = sum(phrase.rule in judge(Submission(phrase.text)).rules[:2] for phrase in breaches)
        said = [phrase.text for phrase in breaches]
        yield Row(
            "phrases that break a rule: it is among the first two (others: any alarm)",
            name,
            str(share(right, len(breaches))),
            str(share(sum(rivals.by_words(said)), len(said))),
        )
        yield _row(
            "near misses and ordinary phrases flagged",
            name,
            [share(sum(each(rest)), len(rest)) for each in (_alarms, rivals.by_words)],
        )


def _speed(folder: Path) -> Row:
    found = [text.text for language in ("zh", "en") for text in texts.ordinary(folder, language)]
    found += [text.text for text in texts.adverts(folder)]
    begun = time.process_time()
    for text in found:
        judge(Submission(text))
    spent = time.process_time() - begun
    size = sum(map(len, found)) / len(found)
    part = f"{len(found):,} texts of {size:.0f} characters"
    return Row("processor time a text", part, f"{1e6 * spent / len(found):.0f} µs")


def _row(what: str, part: str, figures: Sequence[object]) -> Row:
    said = [str(figure) for figure in figures]
    return Row(what, part, *said)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| measure | part | guard | list of words | trained n-grams |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
