"""A first evening in the house, through the faces of the domains."""

from __future__ import annotations

import pytest

from teahouse import moments, people
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Forbidden
from teahouse.moments import Except, Friends, Mentioned, Only, OnlyMe, Public, Stretch
from teahouse.notices import NoticeKind, page_notices
from tests.cast import Cast


def home(cast: Cast, reader: people.Account) -> list[str]:
    page = cast.ask(moments.page_home, reader, Stretch())
    return [card.moment.text for card in cast.ask(moments.fetch_cards, reader.id, page.ids)]


def test_friends_read_each_other_and_strangers_do_not(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    moment = cast.post(cast.anna, "The kettle is on.")
    assert home(cast, cast.ben) == ["The kettle is on."]
    assert home(cast, cast.anna) == ["The kettle is on."]
    assert home(cast, cast.zoe) == []
    assert not cast.sees(cast.zoe, moment)
    assert not cast.sees(None, moment)


def test_circles_choose(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.xiaoming))
    family = cast.do(people.create_circle, cast.anna, "Family")
    cast.do(people.add_members, cast.anna, family.id, [cast.ben.id])
    only = cast.post(cast.anna, "For the family", Only((family.id,), (cast.xiaoming.id,)))
    others = cast.post(cast.anna, "A surprise for Ben", Except((family.id,), ()))
    mine = cast.post(cast.anna, "Dear diary", OnlyMe())
    letter = cast.post(cast.anna, "@mei shall we meet?", Mentioned())
    assert [cast.sees(v, only) for v in (cast.ben, cast.mei, cast.xiaoming, cast.zoe)] == [True, False, True, False]
    assert [cast.sees(v, others) for v in (cast.ben, cast.mei, cast.xiaoming, cast.zoe)] == [False, True, True, False]
    assert [cast.sees(v, mine) for v in (cast.anna, cast.ben)] == [True, False]
    assert [cast.sees(v, letter) for v in (cast.mei, cast.ben)] == [True, False]


def test_comments_and_likes_among_mutual_friends(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.xiaoming), (cast.ben, cast.mei))
    moment = cast.post(cast.anna, "New bicycle!")
    from_ben = cast.comment(cast.ben, moment, "Lovely")
    from_xiaoming = cast.comment(cast.xiaoming, moment, "好看")
    answer = cast.comment(cast.anna, from_xiaoming, "@xiaoming 谢谢")
    cast.do(moments.like, cast.ben, moment.id)
    cast.do(moments.like, cast.xiaoming, moment.id)

    def seen(viewer: people.Account) -> tuple[int, int, list[int]]:
        card = cast.ask(moments.fetch_card, viewer.id, moment.id)
        return card.likes, card.comments, cast.ask(moments.fetch_thread, viewer.id, moment.id)[1]

    assert seen(cast.anna) == (2, 3, [from_ben.id, from_xiaoming.id, answer.id])
    assert seen(cast.mei) == (1, 1, [from_ben.id])
    assert seen(cast.xiaoming) == (1, 2, [from_xiaoming.id, answer.id])
    told = cast.ask(page_notices, cast.anna.id, Stretch())
    assert [NoticeKind(n.kind).name for n in told[:4]] == ["LIKE", "LIKE", "COMMENT", "COMMENT"]
    assert cast.ask(page_notices, cast.mei.id, Stretch()) == cast.ask(
        page_notices, cast.mei.id, Stretch(), kinds=[NoticeKind.FRIEND_REQUEST, NoticeKind.FOLLOW]
    )


def test_one_dropped_tie_is_enough_and_all_comes_back(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Sunday lunch")
    comment = cast.comment(cast.ben, moment, "I bring cake")
    cast.do(people.unfollow, cast.anna, cast.ben)
    assert home(cast, cast.ben) == []
    assert not cast.sees(cast.anna, comment)
    cast.do(people.follow, cast.anna, cast.ben)
    cast.do(people.accept, cast.ben, cast.anna)
    assert cast.sees(cast.anna, comment)
    assert home(cast, cast.ben) == ["Sunday lunch"]


def test_what_is_turned_down_is_not_in_the_feed(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    cast.post(cast.mei, "Face masks, 3 for 2", marks=moments.Mark.SELLING)
    cast.post(cast.mei, "Good morning")
    assert home(cast, cast.anna) == ["Good morning", "Face masks, 3 for 2"]
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=True))
    assert home(cast, cast.anna) == ["Good morning"]
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=False, fold=1))
    assert home(cast, cast.anna) == ["Face masks, 3 for 2"]
    cast.do(people.mute, cast.anna, cast.mei, seconds=3600)
    assert home(cast, cast.anna) == []
    cast.clock.step(3_600_000)
    assert home(cast, cast.anna) == ["Face masks, 3 for 2"]


def test_a_shared_moment_needs_both_gates(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei))
    public = cast.post(cast.anna, "Street party on Saturday", Public(listed=True))
    cast.do(moments.share, cast.ben, public.id)
    page = cast.ask(moments.page_home, cast.mei, Stretch())
    (card,) = cast.ask(moments.fetch_cards, cast.mei.id, page.ids)
    assert card.original is not None
    assert card.original.moment.text == "Street party on Saturday"
    assert card.original.shares == 1
    cast.do(people.block, cast.anna, cast.mei)
    assert cast.ask(moments.page_home, cast.mei, Stretch()).ids == []


def test_friends_only_words_are_not_shared(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Between us", Friends())
    with pytest.raises(Forbidden):
        cast.do(moments.share, cast.ben, moment.id)


def test_a_profile_counts_what_its_reader_may_see(cast: Cast) -> None:
    cast.post(cast.anna, "The market is open", Public(listed=True))
    cast.clock.step(4 * people.DAY)
    cast.post(cast.anna, "The market is closed", Public(listed=True))

    def figures(viewer: people.Account) -> tuple[int, int | None]:
        def read(tx: ReadTx) -> people.Account:
            found = people.fetch_accounts(tx, [cast.anna.id])
            numbers = people.fetch_numbers(tx, viewer.id, list(found.values()))
            return moments.gate_figures(tx, viewer.id, found, numbers)[cast.anna.id]

        anna = cast.ask(read)
        return anna.public_count, anna.public_at

    now = cast.clock.now()
    assert figures(cast.zoe) == (2, now)
    cast.do(people.update_profile, cast.anna, people.ProfileChanges(window_days=3))
    assert figures(cast.zoe) == (1, now)
    assert figures(cast.anna) == (2, now)
    cast.do(people.turn_down, cast.anna, cast.zoe, people.Quiet(hiding=True))
    assert figures(cast.zoe) == (0, None)
