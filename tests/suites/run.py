"""Runs a suite from its own folder, in its own environment, with a time limit; what it wrote is left beside it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.suites.outcome import Answers, Outcome, hold_answers, read_report

INSIDE = Path(__file__).with_name("inside")


def rewrite(source: Path, words: dict[str, str]) -> None:
    """Say in the suite's tests what its accounts and its server are called here; longer words go first."""
    for file in sorted(source.glob("tests/**/*.py")):
        text = file.read_text(encoding="utf-8")
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word, words[word])
        file.write_text(text, encoding="utf-8")


def run(
    python: Path, source: Path, place: Path, *options: str, limit: int, **variables: str
) -> tuple[Outcome, Answers]:
    """One run of pytest in `source`; `limit` is in seconds. `place` keeps what it wrote."""
    report, answers, log = place / "report.xml", place / "answers.jsonl", place / "suite.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEAHOUSE_", "PYTEST_", "COV"))}
    kept |= {"PYTHONPATH": str(INSIDE), "TOLD": str(answers), "NO_PROXY": "*", "HOME": str(place), **variables}
    command = [str(python), "-m", "pytest", "-p", "told", "-p", "no:cacheprovider", "-q", "--tb=short"]
    command += [f"--junit-xml={report}", "--timeout=120", *options]
    with log.open("w") as said:
        subprocess.run(
            command, cwd=source, env=kept, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            timeout=limit, check=False,
        )  # fmt: skip
    assert report.exists(), log.read_text(encoding="utf-8")[-3000:]
    lines = answers.read_text(encoding="utf-8").splitlines() if answers.exists() else []
    return read_report(report), hold_answers(lines)
