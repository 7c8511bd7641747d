"""The rule book is whole as it comes, and a host's changes are taken or refused by rule and field."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from teahouse.guard import (
    Action,
    BookError,
    Said,
    Submission,
    Verdict,
    check_book,
    judge,
    make_grammar,
    packaged_book,
    packaged_grammar,
)

NEW = {
    "action": "hold",
    "name": {"zh": "无烟", "en": "No smoke"},
    "statement": {"zh": "不推销烟。", "en": "Tobacco is not promoted here."},
    "rewrite": {"zh": "不提烟。", "en": "Leave it out."},
    "signals": ["smoke .. free"],
}


def test_there_are_29_rules_each_whole_in_both_languages() -> None:
    book = packaged_book()
    check_book(book)
    assert len({rule.id for rule in book.rules}) == 29
    for rule in book.rules:
        assert rule.signals, rule.id
        assert rule.sources, rule.id
        assert rule.clauses, rule.id
        for texts in (rule.near_misses.zh, rule.near_misses.en):
            assert len(texts) >= 2, rule.id
    assert {rule.id for rule in book.rules if not rule.words_may_act} == {
        "pyramid.levels",
        "pyramid.entry",
        "pyramid.heads",
        "spam.volume",
        "repeat.entries",
    }


def test_every_source_is_used() -> None:
    book = packaged_book()
    assert set(book.sources) - {source for rule in book.rules for source in rule.sources} == set()


def test_the_ladder_has_its_rungs() -> None:
    book = packaged_book()
    assert [step.hours for step in book.steps] == [0, 0, 12, 24, 168]
    assert book.numbers["memory_days"] == 180
    assert book.never.en
    assert book.appeal.zh


def test_a_rule_is_found_by_its_id() -> None:
    assert packaged_book().rule("evade").action is Action.BLOCK
    with pytest.raises(KeyError):
        packaged_book().rule("nothing")


def test_a_host_may_change_actions_numbers_words_and_add_rules() -> None:
    book = packaged_book().with_changes(
        {
            "rules": {"share.reward": {"action": "warn"}, "house.smoke": {**NEW, "signals": ["share .. free"]}},
            "numbers": {"memory_days": 90},
            "words": {"sharing": ["扩圈圈"]},
            "sources": {"HOUSE": {"citation": "our rules", "checked": "ours"}},
        }
    )
    assert book.numbers["memory_days"] == 90
    assert book.rule("house.smoke").family == "house"
    grammar = make_grammar(book)
    ruling = judge(Submission("扩圈圈立减20元", commercial=True), grammar)
    assert (ruling.rules, ruling.verdict) == (("share.reward",), Verdict.ADVISED)
    assert "house.smoke" in judge(Submission("Repost this for a free cup"), grammar).rules
    assert packaged_book().numbers["memory_days"] == 180


def test_a_second_change_stands_on_the_first() -> None:
    once = packaged_book().with_changes({"words": {"sharing": ["扩圈圈"]}})
    twice = once.with_changes({"words": {"sharing": ["散播播"]}})
    assert twice.words["sharing"] == ("扩圈圈", "散播播")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rulez": {}}, "rulez: there is no such part"),
        ({"rules": []}, "rules: is no table"),
        ({"rules": {"share.reward": 3}}, "rule share.reward: say which fields"),
        ({"rules": {"share.reward": {"action": "burn"}}}, "rule share.reward: action: Invalid enum value 'burn'"),
        ({"rules": {"share.reward": {"acton": "warn"}}}, "rule share.reward: Object contains unknown field `acton`"),
        ({"rules": {"share.reward": {"id": "x"}}}, "rule share.reward: id cannot be changed"),
        ({"rules": {"share.reward": {"name": {"zh": "", "en": "x"}}}}, "rule share.reward: name.zh is empty"),
        ({"rules": {"share.reward": {"scope": "all"}}}, "rule share.reward: scope is 'all'"),
        ({"rules": {"share.reward": {"sources": ["X"]}}}, "rule share.reward: sources name 'X'"),
        ({"rules": {"smoke": {"action": "hold"}}}, "rule smoke: Object missing required field"),
        ({"numbers": {"memory": 3}}, "numbers.memory: there is no such number"),
        ({"numbers": {"memory_days": "3"}}, "numbers.memory_days: say a whole number"),
        ({"numbers": {"memory_days": -1}}, "numbers.memory_days: say a whole number"),
        ({"numbers": {"memory_days": True}}, "numbers.memory_days: say a whole number"),
        ({"words": {"sharing": "扩"}}, "words.sharing: Expected `array`"),
        ({"sources": {"X": {"citation": "x"}}}, "source X: Object missing required field `checked`"),
    ],
)
def test_what_cannot_be_is_told_by_rule_and_field(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(BookError) as told:
        packaged_book().with_changes(changes)
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rules": {"smoke": NEW}}, "rule smoke: signals: 'smoke .. free' names the kind of words 'smoke'"),
        ({"rules": {"smoke": {**NEW, "signals": [".."]}}}, "rule smoke: signals: '..' names nothing to look for"),
        ({"rules": {"smoke": {**NEW, "signals": ["share .."]}}}, "'share ..' ends with a gap"),
        ({"rules": {"smoke": {**NEW, "signals": ["share free?"]}}}, None),
        ({"rules": {"smoke": {**NEW, "signals": ["Share"]}}}, "names the kind of words 'Share'"),
        ({"words": {"smoke": ["烟"]}}, "words.smoke is no kind of words"),
    ],
)
def test_signals_and_words_are_checked_when_the_grammar_is_made(changes: dict[str, Any], says: str | None) -> None:
    book = packaged_book().with_changes(changes)
    if says is None:
        make_grammar(book)
        return
    with pytest.raises(BookError) as told:
        make_grammar(book)
    assert says in str(told.value)


def test_a_book_with_a_rule_twice_is_refused() -> None:
    book = packaged_book()
    with pytest.raises(BookError, match="stands in the book twice"):
        check_book(msgspec.structs.replace(book, rules=(*book.rules, book.rules[0])))


def test_a_construction_may_begin_a_sentence_and_take_both_orders() -> None:
    book = packaged_book().with_changes({"rules": {"house.x": {**NEW, "signals": ["^ share & secret"]}}})
    grammar = make_grammar(book)
    assert "house.x" in judge(Submission("转发这条，神秘的东西等你"), grammar).rules
    assert isinstance(packaged_grammar().book.rule("evade").name, Said)
