"""What follows from what was found: for commercial speech, for private speech, and for what was declared."""

from __future__ import annotations

import msgspec
import pytest

from teahouse.guard import (
    MOST_READ,
    Act,
    Campaign,
    Draw,
    GroupBuy,
    Ruling,
    Submission,
    Verdict,
    judge,
    make_grammar,
    packaged_book,
    packaged_grammar,
)

REWARD = "转发到朋友圈立减20元"
DRAW = Draw(
    how="sign up in the shop",
    free_entry=True,
    start="1 Dec",
    end="7 Dec",
    prizes="five cups",
    number=5,
    organiser="Riverside Tea",
)
GROUP = GroupBuy(goods="rice", price="48", seller="Zhang", number=10, deadline="Friday", refund="in full")


def ruled(text: str, declared: Campaign | None = None, commercial: bool | None = True) -> Ruling:
    return judge(Submission(text, commercial=commercial, declared=declared))


def test_a_ruling_says_all_that_is_needed_to_mend_the_text() -> None:
    ruling = ruled(f"开业啦！{REWARD}")
    (finding, *_) = ruling.findings
    assert (ruling.verdict, finding.rule) == (Verdict.REFUSED, "share.reward")
    (span,) = finding.spans
    assert f"开业啦！{REWARD}"[span.start : span.end] == "转发到朋友圈立减20元"[: span.end - span.start]
    for said in (finding.reason, finding.statement, finding.rewrite):
        assert said.zh
        assert said.en
    assert "EL19" in finding.sources


@pytest.mark.parametrize("commercial", [None, False])
def test_private_speech_is_advised_at_most(commercial: bool | None) -> None:
    form = Campaign(acts=(Act.SHARE,), reward=True)
    assert ruled(REWARD, form, commercial).verdict is Verdict.ADVISED
    assert ruled("晚安", None, commercial).verdict is Verdict.ALLOWED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (REWARD, Verdict.REFUSED),
        ("Invite three friends and earn 30 dollars", Verdict.HELD),
        ("Copy this code and open the app to get the coupon", Verdict.ADVISED),
        ("Write a nice post and don't mention that it was free", Verdict.LABELLED),
        ("Three-level plan: earn while your downline sells", Verdict.HELD),
        ("Whoever reposts the most wins", Verdict.HELD),
        ("The new tea is in, open until eight today", Verdict.ALLOWED),
    ],
)
def test_what_follows_is_what_the_rule_says(text: str, verdict: Verdict) -> None:
    assert ruled(text).verdict is verdict


@pytest.mark.parametrize(
    ("form", "rule", "verdict"),
    [
        (Campaign(acts=(Act.SHARE,), reward=True), "share.reward", Verdict.REFUSED),
        (Campaign(acts=(Act.POST,), gate=True), "share.forced", Verdict.REFUSED),
        (Campaign(acts=(Act.SHARE,), draw=DRAW), "share.chance", Verdict.REFUSED),
        (Campaign(acts=(Act.LIKE,), reward=True), "like.collect", Verdict.REFUSED),
        (Campaign(acts=(Act.FOLLOW,), gate=True), "follow.induced", Verdict.REFUSED),
        (Campaign(acts=(Act.TAG,), draw=DRAW), "tag.friends", Verdict.REFUSED),
        (Campaign(acts=(Act.HELP,), reward=True), "assist.bargain", Verdict.REFUSED),
        (Campaign(acts=(Act.CHECK_IN,), reward=True), "task.collect", Verdict.REFUSED),
        (Campaign(acts=(Act.REVIEW,), reward=True), "review.bought", Verdict.REFUSED),
        (Campaign(acts=(Act.INVITE,), reward=True), "invite.reward", Verdict.HELD),
        (Campaign(acts=(Act.INVITE,), draw=DRAW), "share.chance", Verdict.REFUSED),
        (Campaign(acts=(Act.INVITE,), reward=True, entry_fee=99), "pyramid.entry", Verdict.REFUSED),
        (Campaign(heads_paid=True), "pyramid.heads", Verdict.REFUSED),
        (Campaign(reach=2), "pyramid.levels", Verdict.REFUSED),
        (Campaign(levels=3), "pyramid.levels", Verdict.REFUSED),
        (Campaign(draw=Draw(prizes="a cup")), "prize.terms", Verdict.HELD),
        (Campaign(draw=msgspec.structs.replace(DRAW, free_entry=False)), "prize.terms", Verdict.HELD),
        (Campaign(draw=msgspec.structs.replace(DRAW, top_value=60_000)), "prize.terms", Verdict.HELD),
        (Campaign(group_buy=GroupBuy(goods="rice")), "groupbuy.unclear", Verdict.HELD),
        (Campaign(group_buy=msgspec.structs.replace(GROUP, draw=True)), "groupbuy.unclear", Verdict.HELD),
        (Campaign(payer="a brand", disclosed=False), "endorse.undisclosed", Verdict.LABELLED),
    ],
)
def test_declared_facts_decide_whatever_the_words_are(form: Campaign, rule: str, verdict: Verdict) -> None:
    ruling = ruled("我们家的茶到了，欢迎来坐坐", form)
    assert ruling.verdict is verdict
    (finding,) = [each for each in ruling.findings if each.rule == rule]
    assert finding.declared


@pytest.mark.parametrize(
    "form",
    [
        Campaign(draw=DRAW),
        Campaign(group_buy=GROUP),
        Campaign(acts=(Act.COMMENT,), draw=DRAW),
        Campaign(acts=(Act.SHARE, Act.INVITE)),
        Campaign(reach=1, levels=2),
        Campaign(entry_fee=20),
        Campaign(payer="a brand", disclosed=True),
        Campaign(acts=(Act.INVITE,), gate=True),
    ],
)
def test_what_is_declared_in_full_and_asks_for_nothing_passes(form: Campaign) -> None:
    assert ruled("我们家的茶到了，欢迎来坐坐", form).verdict is Verdict.ALLOWED


def test_the_law_is_named_where_its_number_of_levels_is_reached() -> None:
    said = ruled("新茶到了", Campaign(levels=3)).findings[0].reason
    assert "3 levels" in said.en
    assert "3级" in said.zh
    strict = packaged_book().with_changes({"numbers": {"levels_most": 0}})
    two = judge(Submission("新茶到了", commercial=True, declared=Campaign(levels=2)), make_grammar(strict))
    assert "law" not in two.findings[0].reason.en


@pytest.mark.parametrize(
    "form", [Campaign(), Campaign(acts=(Act.SHARE,)), Campaign(acts=(Act.COMMENT,), draw=DRAW), Campaign(draw=DRAW)]
)
def test_where_form_and_text_disagree_a_person_looks(form: Campaign) -> None:
    ruling = ruled(REWARD, form)
    assert ruling.verdict is Verdict.HELD
    (finding,) = [each for each in ruling.findings if each.rule == "share.reward"]
    assert finding.declared
    assert finding.spans


def test_a_rule_that_is_switched_off_is_not_spoken_of() -> None:
    off = packaged_book().with_changes({"rules": {"share.reward": {"on": False}}})
    ruling = judge(Submission("Repost this and get 20% off", commercial=True), make_grammar(off))
    assert "share.reward" not in ruling.rules
    declared = Submission("茶", commercial=True, declared=Campaign(acts=(Act.SHARE,), reward=True))
    assert judge(declared, make_grammar(off)).verdict is Verdict.ALLOWED


def test_texts_of_pictures_are_read_too() -> None:
    ruling = judge(Submission("新店开业", commercial=True, alts=("一张海报", REWARD)))
    assert ruling.verdict is Verdict.REFUSED
    assert {span.part for span in ruling.findings[0].spans} == {2}


def test_beyond_a_cap_nothing_is_read_and_the_ruling_says_so() -> None:
    ruling = judge(Submission("茶" * MOST_READ + REWARD))
    assert (ruling.rules, ruling.unread) == ((), len(REWARD))


def test_the_same_words_give_the_same_ruling() -> None:
    assert judge(Submission(REWARD), packaged_grammar()) == judge(Submission(REWARD))


@pytest.mark.parametrize(
    ("text", "selling", "asking", "passed_on"),
    [
        ("新到阳澄湖大闸蟹，公4母3一对88元，可送货，微信预订", True, False, False),
        ("Free delivery on orders over 50, order now at our shop", True, False, False),
        ("求大家帮忙点赞", False, True, False),
        ("Please vote for my daughter's drawing", False, True, False),
        ("【转】朋友发来的，大家看看", False, False, True),
        ("今天好累，早点睡", False, False, False),
    ],
)
def test_guesses_for_those_who_turned_something_down(text: str, selling: bool, asking: bool, passed_on: bool) -> None:
    ruling = judge(Submission(text))
    assert (ruling.selling, ruling.asking, ruling.passed_on) == (selling, asking, passed_on)


@pytest.mark.parametrize(
    "text",
    [
        "清仓急需回款，转发朋友圈立减20元",
        "滞销水果求帮忙，转发到朋友圈立减20元",
        "Lost cat mug sale: repost this and get 20% off",
    ],
)
def test_words_of_an_appeal_excuse_no_discount(text: str) -> None:
    ruling = judge(Submission(text, commercial=True))
    assert ruling.verdict is Verdict.REFUSED
    assert ruling.rules[0] == "share.reward"


def test_who_finds_what_was_lost_may_be_thanked() -> None:
    text = "寻猫启事：昨晚走失，看到请联系，转发的朋友谢谢，找到酬谢500元"
    assert judge(Submission(text, commercial=True)).verdict is Verdict.ALLOWED
