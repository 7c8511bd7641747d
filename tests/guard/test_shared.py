"""The check on texts of people, which are shared beside the project and are no part of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from teahouse.doors.cli.bench import guard_texts as texts
from teahouse.guard import Submission, judge
from tests.house.source import ROOT

SHARED = Path(os.environ.get("TEAHOUSE_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "data" / "texts"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared texts are not here (TEAHOUSE_SHARED)")


def flagged(text: str) -> bool:
    return bool(judge(Submission(text)).findings)


@pytest.mark.parametrize(("language", "least"), [("zh", 0.90), ("en", 0.88)])
def test_induced_sharing_is_told_from_talk(language: str, least: float) -> None:
    gold = [text for text in texts.gold(FOLDER) if text.language == language]
    right = sum(flagged(text.text) == (text.label == "induced") for text in gold)
    assert right / len(gold) >= least


def test_appeals_for_help_are_left_alone() -> None:
    appeals = [text for text in texts.gold(FOLDER) if text.kind.startswith("appeal")]
    assert sum(flagged(text.text) for text in appeals) <= 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ordinary_talk_raises_next_to_nothing(language: str) -> None:
    found = texts.ordinary(FOLDER, language)[::5]
    assert sum(flagged(text.text) for text in found) / len(found) <= 0.003


def test_adverts_are_seen_to_sell() -> None:
    found = texts.adverts(FOLDER)[::5]
    assert sum(judge(Submission(text.text)).selling for text in found) / len(found) >= 0.85


def test_the_rule_books_phrases_come_under_their_rules() -> None:
    found = texts.rule_book_phrases(SHARED / "guard" / "rulebook.json")
    breaches = [phrase for phrase in found if phrase.breaks]
    assert sum(each.rule in judge(Submission(each.text)).rules[:2] for each in breaches) / len(breaches) >= 0.95
    assert sum(flagged(phrase.text) for phrase in found if not phrase.breaks) <= 2
