"""What became of a suite's tests, held against what we expect of each.

An expectation file says how many tests there are (`total`) and, by capability, which of them wait for it; all others
pass. A TOML file, whose tables hold `why` (one sentence), `tests`, and `comes`: the issue that will bring the
capability. Only what is for nothing that will ever be here has none. Promises that it stays true: a test that fails
unlisted, one that passes though it is listed, and one that is listed and not there are faults alike.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tests.mastodon import openapi

NEVER = "nothing"
"""How a capability begins that will not be here."""


@dataclass
class Outcome:
    """Tests by name; a test that its own suite skips is neither."""

    passed: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many were run."""
        return len(self.passed) + len(self.failed)


def read_report(report: Path) -> Outcome:
    """From pytest's own report (`--junit-xml`)."""
    found = Outcome()
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname', '').rpartition('.')[2]}.py::{case.get('name')}"
        wrong = [part for kind in ("failure", "error") if (part := case.find(kind)) is not None]
        if wrong:
            found.failed[name] = (wrong[0].get("message") or wrong[0].text or "").strip()
        elif case.find("skipped") is not None:
            found.skipped.add(name)
        elif name not in found.failed:
            found.passed.add(name)
    found.passed -= set(found.failed)
    return found


@dataclass
class Expected:
    """How many tests a suite has; which of them wait, and for what; why, and which issue brings each of these."""

    total: int
    waiting: dict[str, str]
    why: dict[str, str]
    comes: dict[str, str] = field(default_factory=dict)


def read_expected(file: Path) -> Expected:
    """An expectation file, which gives a reason for every test that it names, once."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    found = Expected(tables.pop("total"), {}, {})
    for capability, table in tables.items():
        assert table["why"], f"{file.name}: {capability} says nothing"
        found.why[capability] = table["why"]
        never = capability.startswith(NEVER)
        assert never != ("comes" in table), f"{file.name}: {capability} {'is for nothing' if never else 'comes when?'}"
        found.comes[capability] = table.get("comes", "")
        for name in table["tests"]:
            assert name not in found.waiting, f"{file.name}: {name} is listed twice"
            found.waiting[name] = capability
    return found


def surprises(outcome: Outcome, expected: Expected) -> list[str]:
    """Where the two differ, a line each."""
    waiting = expected.waiting
    found = [] if outcome.count == expected.total else [f"{outcome.count} tests ran, of {expected.total}"]
    found += [f"failed: {name}: {why[:300]}" for name, why in sorted(outcome.failed.items()) if name not in waiting]
    found += [f"passes, but waits for {waiting[name]}: {name}" for name in sorted(outcome.passed & set(waiting))]
    gone = set(waiting) - outcome.passed - set(outcome.failed)
    found += [f"is not in the suite, but waits for {waiting[name]}: {name}" for name in sorted(gone)]
    return found


@dataclass
class Answers:
    """What a suite was answered: how much of it Mastodon's document knows, and what of that is not as it says."""

    held: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    @property
    def valid(self) -> float:
        """The share of answers that are as the document says, in percent."""
        wrong = self.faults.total()
        return 100.0 * (self.held - wrong) / self.held if self.held else 0.0


def hold_answers(lines: Iterable[str]) -> Answers:
    """Every answer against the document. Where the house has no such route (404), there is nothing to hold."""
    found = Answers()
    known = openapi.document()
    for line in lines:
        method, url, status, text, _ = json.loads(line)
        path = urlsplit(url).path
        if status >= 500:
            found.broken.append(f"{method} {path} -> {status} {text[:200]}")
        template = known.template(path) if known is not None and text[:1] in ("{", "[") else None
        if known is None or template is None or known.validator(method, template, status) is None:
            continue
        found.held += 1
        wrong = openapi.faults(method, url, status, json.loads(text))
        if wrong:
            found.faults[f"{method} {template} -> {status}: {wrong[0].partition(': ')[2]}"] += 1
    return found
