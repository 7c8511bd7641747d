"""Others' suites against an open house: each of their tests ends as `expected/` says."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.mastodon import openapi
from tests.suites.house import open_house, settle_mastodon_py
from tests.suites.outcome import Answers, Outcome, read_expected, surprises
from tests.suites.run import rewrite, run
from tests.suites.sources import Unreachable, fetch_environment, fetch_source

pytestmark = pytest.mark.long
EXPECTED = Path(__file__).with_name("expected")
VALID = 99.5
"""The least share of answers, in percent, that are as Mastodon's document says."""


def fetched(suite: str, place: Path) -> tuple[Path, Path]:
    """The suite's Python and its folder; the test is skipped, with the reason, where they cannot be had."""
    try:
        python = fetch_environment(suite)
        return python, fetch_source(suite, python, place)
    except Unreachable as reason:
        pytest.skip(f"{suite}'s suite cannot be fetched: {reason}")


def judge(suite: str, outcome: Outcome, answers: Answers) -> None:
    """Print the figures, then compare."""
    expected = read_expected(EXPECTED / f"{suite}.toml")
    print(f"\n{suite}: {len(outcome.passed)} of {outcome.count} pass; {len(outcome.skipped)} skipped by the suite")
    for capability, number in Counter(expected.waiting.values()).most_common():
        print(f"  {number:3} wait for {capability}")
    print(f"{suite}: {answers.valid:.2f} % of {answers.held} answers are as Mastodon's document says")
    for fault, number in answers.faults.most_common():
        print(f"  {number:3} {fault}")
    assert answers.broken == []
    found = surprises(outcome, expected)
    assert not found, "\n".join(found)
    if openapi.present():
        assert answers.valid >= VALID


def test_toots_own_tests(tmp_path: Path) -> None:
    python, source = fetched("toot", tmp_path)
    with open_house(tmp_path) as house:
        rewrite(source, {"localhost:3000": house.origin.removeprefix("http://")})
        outcome, answers = run(
            python, source, tmp_path, "tests/integration", limit=600, TOOT_TEST_BASE_URL=house.origin
        )
    judge("toot", outcome, answers)


def test_mastodon_pys_own_tests(tmp_path: Path) -> None:
    python, source = fetched("mastodon-py", tmp_path)
    for recorded in source.glob("tests/cassettes*"):
        shutil.rmtree(recorded)
        recorded.mkdir()
    with open_house(tmp_path) as house:
        words = settle_mastodon_py(house)
        host = house.origin.removeprefix("http://")
        # Nothing is played from a recording, not even from those of older servers.
        rewrite(source, words | {"localhost:3000": host, "record_mode='none'": "record_mode='once'"})
        # What is left out plays recordings of other servers only.
        options = ("-m", "vcr", "--ignore=tests/test_entities.py", "--record-mode=once", "--no-cov", "tests")
        outcome, answers = run(python, source, tmp_path, *options, limit=1800)
    judge("mastodon-py", outcome, answers)
