"""How a text is read: folded, scanned into signs, softened."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from teahouse.guard.folding import fold
from teahouse.guard.grammar import packaged_grammar, read
from teahouse.guard.scanning import scan
from tests.guard.phrases import rules_of


def kinds_of(text: str) -> list[str]:
    lexicon = packaged_grammar().lexicon
    return [lexicon.names.get(sign[0], sign[0]) for sign in scan(fold(text).text, lexicon.words)]


def words(language: str) -> list[str]:
    lists = tomllib.loads((files("teahouse.guard") / "signals" / f"{language}.toml").read_text(encoding="utf-8"))
    apart = (lambda text: text.split()) if language == "zh" else (lambda text: text.split(","))
    return [" ".join(word.split()) for text in lists.values() for word in apart(text) if word.strip()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_stands_in_one_list(language: str) -> None:
    assert [word for word, count in Counter(words(language)).items() if count > 1] == []


def test_every_word_is_as_a_folded_text_has_it() -> None:
    assert [word for language in ("zh", "en") for word in words(language) if fold(word).text != word] == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("转发", ["sharing"]),
        ("转账", ["none"]),
        ("ＲＥＰＯＳＴ", ["rtword"]),
        ("转\u200b发", ["sharing"]),
        ("轉發", ["sharing"]),
        ("转-发", ["sharing"]),
        ("5 stars", ["review"]),
        ("5 starfish", ["number", "~"]),
        ("1000 likes", ["number", "liking"]),
        ("20% off", ["money", "off"]),
        ("$5", ["money"]),
        ("三个朋友", ["number", "~", "people"]),
        ("don&#39;t", ["neg"]),
        ("5 star hotel", ["none"]),
        ("5 star place", ["review", "~"]),
        ("#giveaway", ["prizeword"]),
        ("@somebody hi", ["mention", "~"]),
        ("freeee", ["free"]),
        ("coool", ["~"]),
        ("茶。", ["~", "."]),
        ("茶。\n茶", ["~", ",", ",", "~"]),
        ("茶。\n\n茶", ["~", ".", ".", "~"]),
        ("“茶”", ["quote", "~", "quote"]),
        ("茶 茶茶", ["~"]),
        ("茶茶 茶茶", ["~", ",", "~"]),
        ("ﷺ", []),
    ],
)
def test_signs(text: str, kinds: list[str]) -> None:
    assert kinds_of(text) == kinds


def test_a_mark_of_what_was_passed_on_asks_for_nothing() -> None:
    assert rules_of("RT @shop: repost for a free cup") == rules_of("repost for a free cup")
    assert "passedmark" in read("#Repost from a friend", packaged_grammar()).said


def test_in_a_long_text_a_warning_clears_the_sentences_around_it_only() -> None:
    filler = "今天的天气很好，我们去了公园，看了花，也喝了茶，晚上回家做饭。" * 30
    warning = "警方提醒：转发就送红包都是骗局。"
    assert rules_of(filler + warning) == ()
    assert rules_of(filler + warning + filler + "转发本条到朋友圈，立减20元。") == ("share.reward",)
    assert rules_of("转发本条到朋友圈，立减20元。" + filler + warning) == ("share.reward",)
