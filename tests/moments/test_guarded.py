"""The guard stops what is commercial and breaks a rule; it never stops friends."""

from __future__ import annotations

import pytest

from teahouse import housekeeping, moments, notices, people
from teahouse.guard import rulings
from teahouse.guard.rulings import KeptRuling, Restricted, Stopped
from teahouse.housekeeping import Actor
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound
from teahouse.moments import Changes, Mark, Mentioned, Public, State
from tests.cast import Cast

OPEN = Public(listed=True)
FORCED = "转发到朋友圈立减20元"
PLAIN = "今天全场立减20元，到店就有"
HELD = "邀请好友注册，每邀请一人奖励10元"
DAY = 86_400_000


def own(cast: Cast, account: people.Account) -> list[KeptRuling]:
    return cast.ask(rulings.page_own_rulings, account.id)


def refuse(cast: Cast, text: str = FORCED) -> KeptRuling:
    with pytest.raises(Stopped) as stopped:
        cast.post(cast.bakery, text, OPEN)
    return stopped.value.ruling


def host(account: people.Account) -> Actor:
    return Actor(account.id, account.username)


def test_what_is_refused_leaves_only_its_ruling(cast: Cast) -> None:
    before = cast.ask(moments.count_moments)
    made = refuse(cast)
    (kept,) = own(cast, cast.bakery)
    assert kept == made
    assert (kept.verdict, kept.state, kept.rung, kept.moment_id) == ("refused", "standing", 1, None)
    assert kept.submission.text == FORCED
    assert kept.found[0].rule == "share.reward"
    assert cast.ask(moments.count_moments) == before


def test_the_same_words_again_are_the_same_ruling(cast: Cast) -> None:
    first = refuse(cast)
    assert refuse(cast) == first
    assert len(own(cast, cast.bakery)) == 1


def test_another_try_within_a_day_climbs_no_step(cast: Cast) -> None:
    first = refuse(cast)
    second = refuse(cast, "转发这条朋友圈就送蛋糕一块")
    assert (second.first_id, second.rung, second.until) == (first.id, 1, None)
    cast.clock.step(2 * DAY)
    third = refuse(cast, "转发朋友圈截图给店员送小菜一份")
    assert (third.first_id, third.rung) == (None, 2)


def test_the_second_breach_costs_twelve_hours(cast: Cast) -> None:
    refuse(cast)
    cast.clock.step(2 * DAY)
    refuse(cast, "转发朋友圈截图给店员送小菜一份")
    with pytest.raises(Restricted) as restricted:
        cast.post(cast.bakery, PLAIN, OPEN)
    assert restricted.value.ruling.rung == 2
    cast.clock.step(DAY // 2)
    assert cast.post(cast.bakery, PLAIN, OPEN).state == State.LIVE


def test_a_member_who_does_not_sell_is_never_stopped(cast: Cast) -> None:
    said = cast.post(cast.anna, FORCED)
    assert said.state == State.LIVE
    assert own(cast, cast.anna) == []


def test_what_is_marked_as_selling_is_judged(cast: Cast) -> None:
    with pytest.raises(Stopped):
        cast.post(cast.mei, FORCED, marks=Mark.SELLING)
    assert cast.post(cast.mei, PLAIN, marks=Mark.SELLING).state == State.LIVE
    (kept,) = own(cast, cast.mei)
    assert kept.uses == rulings.Capability.SELLING


def test_a_letter_is_talk_whoever_writes_it(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.bakery)
    assert cast.post(cast.bakery, f"@anna {FORCED}", Mentioned()).state == State.LIVE


def test_what_waits_is_seen_by_its_author_alone(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    assert held.state == State.HELD
    assert not cast.sees(cast.anna, held)
    assert not cast.sees(None, held)
    assert cast.sees(cast.bakery, held)
    (kept,) = own(cast, cast.bakery)
    assert (kept.state, kept.rung, kept.moment_id) == ("waiting", 0, held.id)


def test_a_mended_text_is_back_at_once(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    cast.do(moments.edit_moment, cast.bakery, held.id, Changes(text=PLAIN))
    assert cast.sees(cast.anna, held)
    assert own(cast, cast.bakery)[0].state == "mended"


def test_an_edit_that_is_refused_changes_nothing(cast: Cast) -> None:
    good = cast.post(cast.bakery, PLAIN, OPEN)
    with pytest.raises(Stopped):
        cast.do(moments.edit_moment, cast.bakery, good.id, Changes(text=FORCED))
    assert cast.ask(moments.fetch_live, good.id).text == PLAIN
    (kept,) = own(cast, cast.bakery)
    assert (kept.moment_id, kept.holds) == (good.id, False)


def test_an_edit_that_waits_takes_the_post_away_meanwhile(cast: Cast) -> None:
    good = cast.post(cast.bakery, PLAIN, OPEN)
    cast.do(moments.edit_moment, cast.bakery, good.id, Changes(text=HELD))
    assert not cast.sees(cast.anna, good)
    cast.do(moments.edit_moment, cast.bakery, good.id, Changes(text=PLAIN))
    assert cast.sees(cast.anna, good)


def test_a_person_lets_what_waits_pass(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    now = cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=True, why="Open to all")
    assert now.state == "overturned"
    assert cast.sees(cast.anna, held)
    assert cast.post(cast.bakery, HELD, OPEN).state == State.LIVE, "the same words pass from then on"
    assert cast.ask(housekeeping.page_rulings, host(cast.zoe)) == []


def test_a_person_decides_against_and_another_hears_the_appeal(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    now = cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=False, why="A reward for heads")
    assert (now.state, now.rung, now.decided_by) == ("standing", 1, cast.zoe.id)
    assert not cast.sees(cast.anna, held)
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, waits.id, "Everybody gets it")
    with pytest.raises(Forbidden):
        cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=True, why="Changed my mind")
    won = cast.do(housekeeping.decide_ruling, host(cast.ben), waits.id, overturn=True, why="It is for everybody")
    assert (won.state, won.answered_by, won.answer) == ("overturned", cast.ben.id, "It is for everybody")
    assert cast.sees(cast.anna, held)


def test_nobody_decides_about_themselves(cast: Cast) -> None:
    cast.post(cast.bakery, HELD, OPEN)
    assert cast.ask(housekeeping.page_rulings, host(cast.lin)) == []
    (waits,) = own(cast, cast.bakery)
    with pytest.raises(NotFound):
        cast.do(housekeeping.decide_ruling, host(cast.lin), waits.id, overturn=True, why="Mine")
    with pytest.raises(Invalid):
        cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=True, why=" ")
    with pytest.raises(Forbidden):
        cast.do(housekeeping.decide_ruling, housekeeping.COMMAND_LINE, waits.id, overturn=True, why="So")


def test_an_appeal_won_strikes_the_breach_out(cast: Cast) -> None:
    first = refuse(cast)
    cast.clock.step(2 * DAY)
    second = refuse(cast, "转发朋友圈截图给店员送小菜一份")
    assert second.until is not None
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, first.id, "It was a quotation")
    cast.do(housekeeping.decide_ruling, host(cast.zoe), first.id, overturn=True, why="So it was")
    after = cast.ask(rulings.fetch_own_ruling, cast.bakery.id, second.id)
    assert (after.rung, after.until) == (1, None), "the second is the first now, and costs nothing"
    assert cast.post(cast.bakery, FORCED, OPEN).state == State.LIVE


def test_one_appeals_once_and_only_ones_own(cast: Cast) -> None:
    made = refuse(cast)
    with pytest.raises(NotFound):
        cast.do(rulings.appeal, cast.anna.id, cast.anna.id, made.id, "")
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "")
    with pytest.raises(Conflict):
        cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "")
    cast.do(housekeeping.ask_back, host(cast.zoe), made.id, "What is meant?")
    cast.do(rulings.speak, cast.bakery.id, cast.lin.id, made.id, "A quotation")
    said = cast.ask(rulings.fetch_words, made)
    assert [(bool(word.by_house), word.text) for word in said] == [(True, "What is meant?"), (False, "A quotation")]
    cast.do(housekeeping.decide_ruling, host(cast.zoe), made.id, overturn=False, why="It is none")
    with pytest.raises(Conflict):
        cast.do(rulings.speak, cast.bakery.id, cast.lin.id, made.id, "But")
    with pytest.raises(Conflict):
        cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "Again")


def test_a_deleted_post_waits_for_nobody(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    cast.do(moments.delete_moment, cast.bakery.id, held.id)
    assert cast.ask(housekeeping.page_rulings, host(cast.zoe)) == []


def test_what_the_house_keeps_back_no_mended_text_brings_back(cast: Cast) -> None:
    post = cast.post(cast.bakery, PLAIN, OPEN)
    report = cast.do(
        housekeeping.make_report, cast.anna, cast.bakery.id, housekeeping.Complaint("Look", moment_ids=(post.id,))
    )
    cast.do(housekeeping.withhold, host(cast.zoe), report.id, post.id, "Wait", removed=False)
    cast.do(moments.edit_moment, cast.bakery, post.id, Changes(text=HELD))
    cast.do(moments.edit_moment, cast.bakery, post.id, Changes(text=PLAIN))
    assert not cast.sees(cast.anna, post)
    cast.do(housekeeping.give_back, host(cast.zoe), report.id, post.id)
    assert cast.sees(cast.anna, post)


def test_an_idempotency_key_does_not_count_twice(cast: Cast) -> None:
    for _ in range(2):
        with pytest.raises(Stopped):
            cast.post(cast.bakery, FORCED, OPEN, once="k")
    assert len(own(cast, cast.bakery)) == 1
    held = [cast.post(cast.bakery, HELD, OPEN, once="h") for _ in range(2)]
    assert held[0].id == held[1].id
    assert len(own(cast, cast.bakery)) == 2


def test_what_mends_is_known_as_such(cast: Cast) -> None:
    made = refuse(cast)
    cast.post(cast.bakery, PLAIN, OPEN, mends=made.id)
    assert own(cast, cast.bakery)[0].state == "mended"


def test_deleting_an_account_forgets_its_rulings(cast: Cast) -> None:
    refuse(cast)
    cast.do(rulings.forget_rulings, cast.lin.id)
    assert len(own(cast, cast.bakery)) == 1
    cast.do(rulings.forget_rulings, cast.bakery.id)
    assert own(cast, cast.bakery) == []


def test_figures_say_how_often_the_guard_was_wrong(cast: Cast) -> None:
    since = cast.clock.now() - 1
    first = refuse(cast)
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, first.id, "")
    cast.clock.step(3_600_000)
    cast.do(housekeeping.decide_ruling, host(cast.zoe), first.id, overturn=True, why="Fine")
    cast.post(cast.bakery, HELD, OPEN)
    figures = cast.ask(rulings.fetch_figures, since)
    rows = {one.rule: (one.rulings, one.appeals, one.overturned) for one in figures.by_rule}
    assert rows["share.reward"] == (1, 1, 1)
    assert rows["invite.reward"] == (1, 0, 0)
    assert figures.took is not None
    assert 3_600_000 <= figures.took < 3_700_000


def test_its_author_and_who_acted_hear_what_a_person_decided(cast: Cast) -> None:
    made = refuse(cast)
    assert told(cast, cast.bakery) == []
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "")
    cast.do(housekeeping.ask_back, host(cast.zoe), made.id, "Why?")
    assert told(cast, cast.bakery) == [made.id]
    cast.do(housekeeping.decide_ruling, host(cast.zoe), made.id, overturn=True, why="Fine")
    assert told(cast, cast.bakery) == [made.id], "one notice, of the newest"
    assert told(cast, cast.zoe) == []
    held = cast.post(cast.bakery, HELD, OPEN, by=cast.lin.id)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=False, why="For heads")
    assert told(cast, cast.lin) == [waits.id]
    assert waits.moment_id == held.id


def told(cast: Cast, who: people.Account) -> list[int | None]:
    rows = cast.ask(notices.page_notices, who.id, moments.Stretch())
    return [row.since for row in rows if row.kind == notices.NoticeKind.RULING]


LABEL = "我收了钱但别说出去，大家快去买"


def test_marking_as_selling_later_is_no_way_around_a_restriction(cast: Cast) -> None:
    post = cast.post(cast.mei, PLAIN)
    for text in (FORCED, "转发朋友圈截图给店员送小菜一份"):
        with pytest.raises(Stopped):
            cast.post(cast.mei, text, marks=Mark.SELLING)
        cast.clock.step(2 * DAY if text == FORCED else 1)
    with pytest.raises(Restricted):
        cast.do(moments.edit_moment, cast.mei, post.id, Changes(selling=True))


def test_a_mark_goes_with_an_appeal_won_and_from_shares_as_well(cast: Cast) -> None:
    post = cast.post(cast.bakery, LABEL, OPEN)
    share = cast.do(moments.share, cast.anna, post.id)
    assert post.marks & Mark.LABELLED
    assert share.marks & Mark.LABELLED
    (kept,) = own(cast, cast.bakery)
    assert told(cast, cast.bakery) == [kept.id]
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, kept.id, "")
    assert cast.ask(housekeeping.count_open_rulings, host(cast.zoe)) == 1
    cast.do(housekeeping.decide_ruling, host(cast.zoe), kept.id, overturn=True, why="A joke")
    assert not cast.ask(moments.fetch_live, post.id).marks & Mark.LABELLED
    assert not cast.ask(moments.fetch_live, share.id).marks & Mark.LABELLED
    again = cast.post(cast.bakery, f"{LABEL}！", OPEN)
    cast.do(moments.edit_moment, cast.bakery, again.id, Changes(text=PLAIN))
    newest = own(cast, cast.bakery)[0]
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, newest.id, "")
    cast.do(housekeeping.decide_ruling, host(cast.zoe), newest.id, overturn=True, why="There is none any more")


def test_mended_badly_it_waits_anew(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=False, why="For heads")
    cast.do(moments.edit_moment, cast.bakery, held.id, Changes(text="邀请好友注册，每邀请一人奖励20元"))
    assert [one.state for one in own(cast, cast.bakery)] == ["waiting", "mended"]
    (again,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    cast.do(housekeeping.decide_ruling, host(cast.zoe), again.id, overturn=True, why="Fine")
    assert cast.sees(cast.anna, held)


def test_a_removed_post_can_be_deleted_and_its_ruling_still_be_appealed(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=False, why="For heads")
    cast.do(moments.delete_moment, cast.bakery.id, held.id)
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, waits.id, "")
    won = cast.do(housekeeping.decide_ruling, host(cast.ben), waits.id, overturn=True, why="Fine")
    assert won.state == "overturned"
    assert not cast.sees(cast.bakery, held)


def test_an_appeal_lost_changes_nothing(cast: Cast) -> None:
    made = refuse(cast)
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "")
    lost = cast.do(housekeeping.decide_ruling, host(cast.zoe), made.id, overturn=False, why="It is so")
    assert (lost.state, lost.rung, lost.answer) == ("standing", 1, "It is so")


def test_an_appeal_lost_leaves_removed_what_is_removed(cast: Cast) -> None:
    held = cast.post(cast.bakery, HELD, OPEN)
    (waits,) = cast.ask(housekeeping.page_rulings, host(cast.zoe))
    cast.do(housekeeping.decide_ruling, host(cast.zoe), waits.id, overturn=False, why="For heads")
    assert set(cast.ask(rulings.fetch_holding, [held.id])) == {held.id}
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, waits.id, "")
    cast.do(housekeeping.decide_ruling, host(cast.ben), waits.id, overturn=False, why="For heads it is")
    assert not cast.sees(cast.anna, held)
    assert cast.sees(cast.bakery, held)


def test_only_ones_own_refused_words_are_mended(cast: Cast) -> None:
    made = refuse(cast)
    cast.post(cast.mei, PLAIN, marks=Mark.SELLING, mends=made.id)
    cast.post(cast.mei, PLAIN, marks=Mark.SELLING, mends=1)
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "")
    cast.post(cast.bakery, PLAIN, OPEN, mends=made.id)
    assert own(cast, cast.bakery)[0].state == "standing", "what is appealed is decided"


def test_there_is_an_end_to_what_is_said(cast: Cast) -> None:
    made = refuse(cast)
    cast.do(rulings.appeal, cast.bakery.id, cast.lin.id, made.id, "")
    for n in range(50):
        cast.do(rulings.speak, cast.bakery.id, cast.lin.id, made.id, f"And {n}")
    with pytest.raises(Conflict):
        cast.do(rulings.speak, cast.bakery.id, cast.lin.id, made.id, "And more")
    assert all(word.at for word in cast.ask(rulings.fetch_words, made))


def test_what_is_not_there_is_not_found(cast: Cast) -> None:
    made = refuse(cast)
    for account, ruling in ((cast.anna.id, made.id), (cast.bakery.id, 1)):
        with pytest.raises(NotFound):
            cast.ask(rulings.fetch_own_ruling, account, ruling)
    with pytest.raises(NotFound):
        cast.ask(housekeeping.fetch_ruling, host(cast.zoe), made.id)
