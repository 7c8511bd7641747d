"""No text, however hostile, costs more than time in proportion to its length."""

from __future__ import annotations

import time

import pytest

from teahouse.guard import Submission, judge, packaged_grammar
from tests.guard.phrases import phrases

ROUNDS = 3
WORST = [
    "转",
    "转发",
    "转发，",
    "转发。送",
    "分享才能看",
    "转 发 ",
    "集赞不",
    "不转",
    "like share win free if you tag 3 friends before ",
    "share ",
    "r e p ",
    "1",
    "1.",
    "$1,",
    "a'",
    "&#39;a",
    "\n \n",
    "\u200b转",
    "👍30=🎁",
    "不得转发，",
    "zhuan",
    "骗局。转发送",
    "a" * 63 + " ",
    "((((",
    "\u0301",
]


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        judge(Submission(text))
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("piece", WORST)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    packaged_grammar()
    once, twice = piece * (12_000 // len(piece)), piece * (24_000 // len(piece))
    assert seconds(twice) <= 2.5 * seconds(once) + 0.01


@pytest.mark.parametrize("piece", ["转发。送", "like share win free ", "不转", "1,a "])
def test_a_megabyte_is_judged_in_bounded_time(piece: str) -> None:
    begun = time.process_time()
    judge(Submission(piece * (1_000_000 // len(piece))))
    assert time.process_time() - begun < 10


def test_an_ordinary_text_takes_a_fraction_of_a_millisecond() -> None:
    texts = [phrase.text for name in ("ordinary_tuned", "near_misses_tuned") for phrase in phrases(name)]
    judge(Submission(texts[0]))
    begun = time.process_time()
    for text in texts:
        judge(Submission(text))
    assert (time.process_time() - begun) / len(texts) < 0.001
