"""The figures of docs/clients.md as they must stand, made from the expectation files: `python -m tests.suites.page`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.house.source import ROOT
from tests.suites.outcome import NEVER, read_expected

EXPECTED = Path(__file__).with_name("expected")
SUITES = {"toot": "toot", "mastodon-py": "Mastodon.py"}
"""By the name of its package: what a suite is called."""


def rows() -> list[str]:
    """How many pass of each suite; what the others wait for."""
    known = {suite: read_expected(EXPECTED / f"{suite}.toml") for suite in SUITES}
    told = ["| suite | tests | pass |", "|---|---|---|"]
    for suite, each in known.items():
        told.append(f"| {SUITES[suite]} {version(suite)} | {each.total} | {each.total - len(each.waiting)} |")
    told += ["", f"| waits for | {' | '.join(SUITES.values())} | why | comes with |", "|---|---|---|---|---|"]
    counts = {suite: Counter(each.waiting.values()) for suite, each in known.items()}
    why = {capability: reason for each in reversed(known.values()) for capability, reason in each.why.items()}
    comes = {capability: issue for each in known.values() for capability, issue in each.comes.items()}
    for capability in sorted(why, key=lambda name: (name.startswith(NEVER), name)):
        numbers = " | ".join(str(counts[suite][capability] or "") for suite in SUITES)
        told.append(f"| {capability} | {numbers} | {why[capability]} | {comes[capability] or '–'} |")
    return told


def version(suite: str) -> str:
    """The version that the suite's lock file pins."""
    lock = (ROOT / f"tests/suites/locks/{suite}.lock").read_text(encoding="utf-8")
    return next(line for line in lock.splitlines() if line.startswith(suite)).partition("==")[2].partition(" ")[0]


if __name__ == "__main__":
    print("\n".join(rows()))
