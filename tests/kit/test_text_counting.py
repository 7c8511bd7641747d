"""How long a text is, as clients count it."""

from __future__ import annotations

import pytest
from hypothesis import given

from teahouse.kit.text import LINK_COUNTS, count, parse
from teahouse.kit.text.counting import _graphemes
from teahouse.kit.text.unicode import unicode_pattern
from tests.kit.texts import texts


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", 0),
        ("tea", 3),
        ("今天喝茶。", 5),
        ("👨‍👩‍👧‍👦", 1),
        ("🇨🇳🇩🇪 🇨", 4),
        ("👍🏽e\u0301\u0302é", 3),
        ("a\r\nb", 3),
        ("שלום", 4),
        ("क्षि", 1),
        ("@mei@example.com", 4),
        ("@mei@example.com: hi", 8),
        ("https://example.com/" + "a" * 200, 23),
        ("看https://a.cn，", 25),
        ("#tea https://a.cn #茶", 31),
    ],
)
def test_count(text: str, characters: int) -> None:
    assert count(text) == characters
    assert count(text, parse(text)) == characters


@given(texts)
def test_graphemes_are_those_of_the_engine(text: str) -> None:
    assert _graphemes(text) == len(unicode_pattern(r"\X").findall(text))


@given(texts, texts)
def test_count_is_bounded_and_adds_up(one: str, other: str) -> None:
    assert 0 <= count(one) <= len(one) + LINK_COUNTS * len(parse(one).links)
    assert count(f"{one}\n \n{other}") == count(one + "\n") + 1 + count("\n" + other)
