"""The check on phrases of our own: breaches are found under the right rule, what is close to them is left alone."""

from __future__ import annotations

import pytest

from teahouse.guard import Submission, Verdict, judge, packaged_book
from tests.guard.phrases import Phrase, phrases, rules_of

CLEAN = ("near_misses", "ordinary")


@pytest.mark.parametrize(("part", "least"), [("tuned", 0.90), ("held_out", 0.90)])
def test_breaches_are_found_under_the_right_rule(part: str, least: float) -> None:
    found = phrases(f"violating_{part}")
    missed = [phrase for phrase in found if phrase.what not in rules_of(phrase.text)[:2]]
    assert 1 - len(missed) / len(found) >= least, missed


@pytest.mark.parametrize(("part", "most"), [("tuned", 0.02), ("held_out", 0.04)])
def test_what_is_close_to_a_breach_is_left_alone(part: str, most: float) -> None:
    found = [phrase for name in CLEAN for phrase in phrases(f"{name}_{part}")]
    flagged = [(phrase, rules_of(phrase.text)) for phrase in found if rules_of(phrase.text)]
    assert len(flagged) / len(found) <= most, flagged


def test_every_rule_has_phrases_of_each_kind_in_both_languages() -> None:
    rules = {rule.id for rule in packaged_book().rules}
    for name in ("violating", "near_misses"):
        for part in ("tuned", "held_out"):
            written = {(phrase.what, phrase.language) for phrase in phrases(f"{name}_{part}")}
            assert written == {(rule, language) for rule in rules for language in ("zh", "en")}


def test_no_phrase_is_written_twice() -> None:
    texts = [phrase.text for part in ("tuned", "held_out") for phrase in phrases(f"violating_{part}")]
    assert [text for text in set(texts) if texts.count(text) > 1] == []


def test_the_rule_books_own_near_misses_are_none() -> None:
    said = [
        Phrase(text, language, rule.id)
        for rule in packaged_book().rules
        for language, texts in (("zh", rule.near_misses.zh), ("en", rule.near_misses.en))
        for text in texts
    ]
    assert [(phrase, rules_of(phrase.text)) for phrase in said if rules_of(phrase.text)] == []


def test_the_lawful_rewrites_pass_their_own_check() -> None:
    for rule in packaged_book().rules:
        for text in (rule.rewrite.zh, rule.rewrite.en):
            ruling = judge(Submission(text, commercial=True))
            assert ruling.verdict in {Verdict.ALLOWED, Verdict.ADVISED}, (rule.id, text, ruling.rules)


@pytest.mark.parametrize(
    "text",
    [
        "妈，晚上想吃什么？我去买菜",
        "爷爷今天血压正常，医生说继续吃药",
        "谁把我的充电器拿走了，快还给我",
        "周六带孩子去动物园，一起吗",
        "刚下地铁，十分钟到家，汤先热上",
        "Mum, what do you want for dinner?",
        "Running late, start without me",
        "Did you feed the cat? She looks hungry",
        "Happy birthday! Cake at eight, bring your sister",
        "Can someone pick up the kids from school today",
    ],
)
def test_family_chat_raises_nothing(text: str) -> None:
    assert judge(Submission(text)).verdict is Verdict.ALLOWED
