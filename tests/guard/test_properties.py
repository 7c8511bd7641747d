"""What holds for every text: denials clear it, disguises and line breaks change nothing, spans lie inside it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teahouse.guard import Submission, judge
from teahouse.guard.folding import fold
from tests.guard.phrases import phrases, rules_of

FOUND = [phrase for phrase in phrases("violating_tuned") if phrase.what in rules_of(phrase.text)[:2]]
CHINESE = [phrase for phrase in FOUND if phrase.language == "zh"]
# Sentences whose act can be denied by a word before it.
DENIED_ZH = [
    "转发到朋友圈立减20元",
    "分享给好友领红包",
    "关注公众号领取资料",
    "集赞换礼品",
    "转发就能抽奖",
    "邀请好友得现金",
]
DENIED_EN = [
    "share this post to get 20% off",
    "like our page for a free coffee",
    "repost for a chance to win",
    "tag three friends to enter",
    "follow us to unlock the file",
    "refer a friend to earn cash",
]
SEPARATORS = "\u200b\u200c\u2060\ufeff"


@pytest.mark.parametrize("text", DENIED_ZH)
def test_denying_or_forbidding_a_chinese_sentence_clears_it(text: str) -> None:
    assert rules_of(text)
    for denied in (f"不得要求顾客{text}", f"禁止{text}", f"本店从不要求大家{text}", f"群规：不要{text}"):
        assert rules_of(denied) == (), denied


@pytest.mark.parametrize("text", DENIED_EN)
def test_denying_or_forbidding_an_english_sentence_clears_it(text: str) -> None:
    assert rules_of(text)
    for denied in (f"You must not ask people to {text}", f"We never ask you to {text}", f"Do not {text}"):
        assert rules_of(denied) == (), denied


@pytest.mark.parametrize("text", [*DENIED_ZH, *DENIED_EN])
def test_telling_of_a_practice_is_not_the_practice(text: str) -> None:
    before, after = ("警方提醒：", "，都是骗局") if text[0] > "z" else ("Beware of scams that say: ", "")
    assert rules_of(before + text + after) == ()


@given(st.sampled_from(FOUND), st.integers(0, 2**32))
def test_what_cannot_be_seen_changes_nothing(phrase: object, seed: int) -> None:
    assert isinstance(phrase, tuple)
    dice = random.Random(seed)
    text = phrase[0]
    dressed = "".join(char + dice.choice(SEPARATORS) * dice.randint(0, 2) for char in text)
    assert set(rules_of(text)) <= set(rules_of(dressed))


@given(st.sampled_from(FOUND))
def test_wide_letters_change_nothing(phrase: object) -> None:
    assert isinstance(phrase, tuple)
    text = phrase[0]
    wide = "".join(chr(ord(char) + 0xFEE0) if "a" <= char.lower() <= "z" else char for char in text)
    assert rules_of(wide) == rules_of(text)


@given(st.sampled_from(CHINESE))
def test_traditional_characters_change_nothing(phrase: object) -> None:
    assert isinstance(phrase, tuple)
    pairs = {"转": "轉", "发": "發", "赞": "贊", "关": "關", "领": "領", "红": "紅", "奖": "獎", "礼": "禮", "费": "費"}
    text = phrase[0]
    assert rules_of("".join(pairs.get(char, char) for char in text)) == rules_of(text)


@pytest.mark.parametrize(
    ("plain", "dressed"),
    [
        ("转发朋友圈送红包", "转 发 朋 友 圈 送 红 包"),
        ("转发朋友圈送红包", "轉.發.朋.友.圈.送.紅.包"),
        ("转发朋友圈送红包", "zhuan发朋友quan送hong包"),
        ("转发截图送红包", "砖fa截tu送hongbao"),
        ("集赞送红包", "集攒送洪包"),
        ("repost for a free gift", "R3p0st for a fr33 g1ft"),
        ("repost for a free gift", "ｒｅｐｏｓｔ for a ｆｒｅｅ gift"),
        ("repost for a free gift", "𝐫𝐞𝐩𝐨𝐬𝐭 for a 𝒇𝒓𝒆𝒆 gift"),
        ("repost for a free gift", "r.e.p.o.s.t for a f.r.e.e gift"),
        ("repost for a free gift", "rероѕt for a freeeee gift"),
    ],
)
def test_disguises_in_common_use_are_seen_through(plain: str, dressed: str) -> None:
    assert set(rules_of(plain)) <= set(rules_of(dressed))


def test_who_dresses_words_up_is_told_so_and_odd_spelling_alone_is_nothing() -> None:
    assert "evade" in rules_of("zhuan发朋友圈送hong包")
    assert "evade" in rules_of("sh4re to w1n")
    assert rules_of("zhuan眼就到年底了，hongbao准备好了") == ()


@pytest.mark.parametrize(
    "text",
    [
        "转发到朋友圈\n立减20元",
        "转发到朋友圈。\n立减20元！",
        "转发到\n朋友圈\n立减\n20元",
        "Repost this\nand get\n20% off",
        "Like our page.\nTag a friend.\nWin a bike.",
        "关注我们\n转发本条\n抽三位送书",
    ],
)
def test_splitting_a_sentence_into_short_lines_changes_nothing(text: str) -> None:
    assert rules_of(text)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([phrase.text for phrase in phrases("ordinary_tuned") if phrase.what == "private"])))
def test_any_five_minutes_of_family_chat_raise_next_to_nothing(chat: list[str]) -> None:
    flagged = [text for text in chat if rules_of(text)]
    assert set(flagged) <= {"听说点赞能领鸡蛋，我妈又去了"}


@given(st.text(max_size=200) | st.sampled_from([phrase.text for phrase in FOUND]).map(lambda text: f"😀 {text} ﷺ"))
def test_spans_lie_inside_the_text_and_are_not_empty(text: str) -> None:
    for finding in judge(Submission(text)).findings:
        assert finding.spans
        for span in finding.spans:
            assert 0 <= span.start < span.end <= len(text)


@given(st.text(max_size=300))
def test_every_place_of_a_folded_text_leads_back(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(text)
    assert fold(folded.text).text == folded.text or not text.isascii()
