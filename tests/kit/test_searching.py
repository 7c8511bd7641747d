"""A text is found by any stretch of what it says, in either case and width, in English and in Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.kit.text import highlight, words_of, words_sought


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("The kettle is on: come over!", "KETTLE come"),
        ("Two boxes of Cafés", "box cafe"),
        ("Café Ｍüller", "cafe muller"),
        ("walking and planned classes, berries", "walk plan class berry"),
        ("writing", "write"),
        ("今天天气很好，我们去喝茶", "茶"),
        ("今天天气很好，我们去喝茶", "天气很好 喝茶"),
        ("在Anna家里喝tea吧", "anna 家里 TEA"),
        ("ＡＢＣ咖啡１２３号", "abc 咖啡 123"),
        ("お茶を飲みます", "お茶"),
        ("차를 마셔요", "마셔요"),
        ("don't forget Grandma's cake", "dont grandma cakes"),
        ("#茶道# tonight", "#茶道"),
        ("https://example.org/oolong", "oolong"),
    ],
)
def test_it_is_found(text: str, sought: str) -> None:
    assert words_sought(sought)
    assert words_of(text).issuperset(words_sought(sought))


@pytest.mark.parametrize(
    ("text", "sought"),
    [("今天天气很好", "天好"), ("喝茶", "茶水"), ("kettle", "kett"), ("a note", "not"), ("the bus", "bu")],
)
def test_it_is_not_found(text: str, sought: str) -> None:
    assert not words_of(text).issuperset(words_sought(sought))


@pytest.mark.parametrize("sought", ["", "  ", "!?", "🎉🎉", "\x00", '"', "。，"])
def test_what_has_no_word_asks_for_none(sought: str) -> None:
    assert words_sought(sought) == ()


@given(st.text(max_size=60))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert words_of(text).issuperset(words_sought(text))


@given(st.text(alphabet="今天喝茶tea oolong，", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_chinese_is_found_by_any_part_of_it(text: str, start: int, end: int) -> None:
    part = "".join(char for char in text[start:end] if char in "今天喝茶，")
    if part in text:
        assert words_of(text).issuperset(words_sought(part))


def test_a_long_text_takes_no_longer_than_it_is_long() -> None:
    assert len(words_of("".join(chr(0x4E00 + n) for n in range(20_000)))) == 3_000
    assert len(words_sought(" ".join(f"w{n}" for n in range(10_000)))) == 24


@pytest.mark.parametrize(
    ("html", "sought", "shown"),
    [
        ("<p>Two Kettles &amp; tea</p>", "kettle", "<p>Two <mark>Kettles</mark> &amp; tea</p>"),
        ("<p>今天天气好</p>", "天气", "<p>今天<mark>天气</mark>好</p>"),
        ('<a href="/tags/tea;tea">#tea</a>', "tea", '<a href="/tags/tea;tea">#<mark>tea</mark></a>'),
        ("&lt;amp&gt; lt", "amp lt p", "&lt;<mark>amp</mark>&gt; <mark>lt</mark>"),
        ("<p>nothing</p>", "", "<p>nothing</p>"),
        ("Caf\u00e9在家Tea", "cafe 家 tea", "<mark>Caf\u00e9</mark>在<mark>家</mark><mark>Tea</mark>"),
    ],
)
def test_what_was_sought_is_marked(html: str, sought: str, shown: str) -> None:
    assert highlight(html, words_sought(sought)) == shown
