"""A lawful wording takes the place of whole sentences; a campaign is what its form says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.doors.web.campaigning import Campaigned, campaign_in, fill_campaign
from teahouse.doors.web.wording import example_in, is_chinese, taken_over
from teahouse.guard import Act, Campaign, Draw, Span, packaged_book

CASES = [
    ("转发立减20元", "转发", "X"),
    ("你好。转发立减20元！再见。", "转发立减20元", "你好。X再见。"),
    ("Hello. Repost and get 5.50 off. Bye.", "Repost", "Hello. X Bye."),
    ("One\nRepost this\nTwo", "Repost this", "One\nX\nTwo"),
    ("Repost this\n", "Repost", "X\n"),
]


@pytest.mark.parametrize(("text", "words", "wanted"), CASES)
def test_the_sentence_is_replaced(text: str, words: str, wanted: str) -> None:
    start = text.index(words)
    assert taken_over(text, [Span(start, start + len(words))], "X") == wanted


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_span_leaves_what_it_does_not_touch(text: str, start: int, end: int) -> None:
    made = taken_over(text, [Span(start, end)], "\x00")
    if start < end <= len(text):
        before, _, after = made.partition("\x00")
        assert text.startswith(before)
        assert text.endswith(after)
        assert len(before) + len(after) <= len(text) - (end - start)
    else:
        assert made == text


def test_a_text_is_answered_in_its_language() -> None:
    assert is_chinese("Sale 特价")
    assert not is_chinese("Sale")


def test_what_is_quoted_is_the_wording() -> None:
    assert example_in("说清楚：“到店都减10元。”") == "到店都减10元。"
    assert example_in('Say: "10% off for all."') == "10% off for all."
    assert example_in("Take it out.") is None
    assert any(example_in(rule.rewrite.en) for rule in packaged_book().rules)


@pytest.mark.parametrize(("typed", "meant"), [("", None), ("12", 12.0), ("9.5", 9.5), ("-1", None), ("x", None)])
def test_amounts_are_read_as_they_are_typed(typed: str, meant: float | None) -> None:
    declared = campaign_in(Campaigned(campaign=True, entry_fee=typed))
    assert declared is not None
    assert declared.entry_fee == meant


def test_the_form_says_again_what_was_declared() -> None:
    draw = Draw(how="a", free_entry=False, start="b", end="c", prizes="d", number=3, odds="e", top_value=9.5)
    said = Campaign(acts=(Act.COMMENT,), reward=True, draw=draw, levels=1, entry_fee=2.0, payer="f", disclosed=True)
    form = Campaigned()
    fill_campaign(form, said)
    assert campaign_in(form) == said
    form.campaign = False
    assert campaign_in(form) is None
