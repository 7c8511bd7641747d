"""What people type, put into one form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from teahouse.kit.text import clean_line, clean_name, clean_text, is_blank
from tests.kit.texts import texts

FAMILY = "👨‍👩‍👧"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a \r\nb\rc\u2028d  \n\n e\n", "a\nb\nc\nd\n\n e"),
        ("a\x00\x07\x1b[0m\x85b\ud800", "a[0m\nb"),
        ("e\u0301 \ttab", "é \ttab"),
        (f"{FAMILY} क्\u200dष", f"{FAMILY} क्\u200dष"),
        ("", ""),
    ],
)
def test_clean_text(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a\n\n b\u3000\tc ", "a b c"),
        ("a\u202egpj\u2066x\u2069", "agpjx"),
        ("e\u202e\u0301", "é"),
    ],
)
def test_clean_line(text: str, expected: str) -> None:
    assert clean_line(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("  王  小明\n", "王 小明"),
        ("ad\u200bmin\u2060\ufeff\u00ad\u200d", "admin"),
        ("Mei\u202e\u200f", "Mei"),
        (f"{FAMILY} Li", f"{FAMILY} Li"),
        ("🏳️‍🌈 👩🏽‍🚀", "🏳️‍🌈 👩🏽‍🚀"),
        ("क्\u200dष می\u200cخواهم", "क्\u200dष می\u200cخواهم"),
        (SCOTLAND + " a\U000e0067", SCOTLAND + " a"),
        ("שלום", "שלום"),
    ],
)
def test_clean_name(name: str, expected: str) -> None:
    assert clean_name(name) == expected


@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for clean in (clean_text, clean_line, clean_name):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in once)
    assert "\n" not in clean_line(text)
    assert not set(clean_name(text)) & set("\u202e\u2066\u200b\u200f")


def test_is_blank() -> None:
    assert is_blank("")
    assert is_blank(" \n\u200b\u2800\u3164\ufeff\u00ad\u202e\x07")
    assert not is_blank(" .")
    assert not is_blank("茶")
    assert not is_blank("❤️")
