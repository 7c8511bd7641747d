"""Guesses about private texts: the quick look finds what the whole reading finds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from teahouse.guard import Guess, Submission, guess, judge, packaged_grammar

PHRASES = sorted((Path(__file__).parent / "phrases").glob("*.toml"))


def texts() -> list[str]:
    return [text for file in PHRASES for text in _strings(tomllib.loads(file.read_text()))]


def _strings(said: object) -> list[str]:
    if isinstance(said, str):
        return [said]
    several = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    return [text for each in several for text in _strings(each)]


def test_the_quick_look_finds_what_the_whole_reading_finds() -> None:
    grammar = packaged_grammar()
    all_of_them = texts()
    assert len(all_of_them) > 100
    missed = []
    for text in all_of_them:
        whole, quick = judge(Submission(text), grammar), guess(text, grammar)
        if (whole.selling, whole.asking, whole.passed_on) != (quick.selling, quick.asking, quick.passed_on):
            missed.append(text)
    assert len(missed) <= len(all_of_them) // 500, missed


@pytest.mark.parametrize("text", ["今天天气很好，带孩子去公园玩了一下午", "Had a lovely walk by the lake", ""])
def test_ordinary_talk_reads_like_nothing(text: str) -> None:
    made = guess(text, packaged_grammar())
    assert (made.selling, made.asking, made.passed_on) == (False, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "words @p120584562278420784 @p120584562278420905",
        "爸 13800001111，妈 13900002222，存一下",
        "Granny: 0551-2345678, me: 0551 8765432",
    ],
)
def test_numbers_and_names_alone_sell_nothing(text: str) -> None:
    assert guess(text, packaged_grammar()) == Guess()
