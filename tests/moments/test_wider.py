"""Reading wider than home: who is near, what they say, who answers and who likes; the gate decides on each row."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse import moments, people
from teahouse.kit.db import Statement
from teahouse.moments import Friends, OnlyMe, Public, Stretch
from teahouse.people.schema import account
from tests.cast import Cast

OPEN = Public(listed=True)
SUSPEND: Statement[None] = Statement(
    account.update().where(account.c.id == sa.bindparam("account_id")).values(state=sa.bindparam("to"))
)


def wider(cast: Cast, reader: people.Account, links: people.Links = 1, at: Stretch | None = None) -> list[str]:
    page = cast.ask(moments.page_wider, reader.id, at or Stretch(), links=links)
    return [card.moment.text for card in cast.ask(moments.fetch_cards, reader.id, page.ids)]


def answers(cast: Cast, reader: people.Account, at: Stretch | None = None) -> list[str]:
    page = cast.ask(moments.page_answers, reader.id, at or Stretch())
    return [card.moment.text for card in cast.ask(moments.fetch_cards, reader.id, page.ids)]


def likers(cast: Cast, reader: people.Account, at: Stretch | None = None) -> list[tuple[int, int]]:
    found = cast.ask(moments.page_recent_likers, reader.id, at or Stretch())
    return [(liker.account_id, liker.moment_id) for liker in found]


def agree(cast: Cast, *accounts: people.Account, yes: bool = True) -> None:
    for one in accounts:
        today = cast.ask(people.fetch_account, one.id)
        cast.do(people.update_profile, today, people.ProfileChanges(discoverable=yes))


def near(cast: Cast, reader: people.Account) -> tuple[set[int], set[int]]:
    """Within one link, within two."""
    one, two = (cast.ask(people.fetch_within, reader.id, links) for links in (1, 2))
    return set(one), set(two)


def suspend(cast: Cast, who: people.Account) -> None:
    cast.do(lambda tx: tx.run(SUSPEND, account_id=who.id, to=int(people.State.SUSPENDED)))


def test_friends_moments_and_comments_stand_in_one_list(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    far = cast.post(cast.zoe, "A stranger's news", OPEN)
    cast.comment(cast.ben, far, "Well done")
    cast.post(cast.ben, "For my friends")
    cast.post(cast.ben, "For nobody", OnlyMe())
    cast.post(cast.anna, "My own")
    assert wider(cast, cast.anna) == ["For my friends", "Well done"]
    assert wider(cast, cast.zoe) == []


def test_a_friends_comment_among_their_friends_stays_there(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei))
    theirs = cast.post(cast.mei, "Only for friends", Friends())
    cast.comment(cast.ben, theirs, "Between us")
    assert wider(cast, cast.anna, 2) == []


def test_a_friends_friend_is_found_only_where_both_agreed(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei))
    cast.post(cast.mei, "Soap for sale", OPEN)
    assert wider(cast, cast.anna, 2) == []
    agree(cast, cast.mei)
    assert wider(cast, cast.anna, 2) == []
    agree(cast, cast.ben)
    assert wider(cast, cast.anna, 2) == ["Soap for sale"]
    assert wider(cast, cast.anna, 1) == []
    agree(cast, cast.mei, yes=False)
    assert wider(cast, cast.anna, 2) == []


def test_friends_need_not_agree_and_nobody_is_near_oneself(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    assert near(cast, cast.anna) == ({cast.ben.id}, {cast.ben.id})
    agree(cast, cast.anna, cast.ben)
    assert near(cast, cast.anna) == ({cast.ben.id}, {cast.ben.id})


def test_a_link_is_a_friendship_of_two_who_are_here(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei))
    agree(cast, cast.ben, cast.mei)
    assert near(cast, cast.anna) == ({cast.ben.id}, {cast.ben.id, cast.mei.id})
    cast.do(people.unfollow, cast.mei, cast.ben)
    assert near(cast, cast.anna) == ({cast.ben.id}, {cast.ben.id})
    cast.befriend((cast.mei, cast.ben))
    cast.do(people.unfollow, cast.ben, cast.anna)
    assert near(cast, cast.anna) == (set(), set())
    cast.befriend((cast.ben, cast.anna))
    suspend(cast, cast.ben)
    assert cast.mei.id not in near(cast, cast.anna)[1]


def test_what_is_turned_down_is_turned_down_here_too(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.post(cast.mei, "Buy my soap", marks=moments.Mark.SELLING)
    cast.post(cast.mei, "My garden")
    cast.post(cast.ben, "Rain again")
    assert wider(cast, cast.anna) == ["Rain again", "My garden", "Buy my soap"]
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=True))
    assert wider(cast, cast.anna) == ["Rain again", "My garden"]
    cast.do(people.mute, cast.anna, cast.ben)
    assert wider(cast, cast.anna) == ["My garden"]
    cast.do(people.block, cast.mei, cast.anna)
    assert wider(cast, cast.anna) == []


def test_shares_stand_at_home_only(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    original = cast.post(cast.zoe, "Pass this on", OPEN)
    cast.do(moments.share, cast.ben, original.id)
    assert wider(cast, cast.anna) == []


def test_pages_are_full_whatever_the_gate_leaves_out_and_however_old(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    day = people.DAY
    for n in range(40):
        cast.post(cast.ben, f"{n}", Friends() if n % 8 == 0 else OnlyMe(), at=cast.clock.now() - (40 - n) * 30 * day)
    cast.post(cast.mei, "today")
    seen = ["today", "32", "24", "16", "8", "0"]
    assert wider(cast, cast.anna) == seen
    found: list[str] = []
    at = Stretch(limit=2)
    for size in (2, 2, 2, 0):
        page = cast.ask(moments.page_wider, cast.anna.id, at)
        assert len(page.ids) == size
        assert page.full == (size == 2)
        found += [card.moment.text for card in cast.ask(moments.fetch_cards, cast.anna.id, page.ids)]
        at = Stretch(max_id=page.last, limit=2)
    assert found == seen


def test_the_page_right_above_a_known_moment(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    posted = [cast.post(cast.ben, f"{n}", Friends() if n % 2 else OnlyMe()) for n in range(12)]
    assert wider(cast, cast.anna, 1, Stretch(min_id=posted[1].id, limit=2)) == ["5", "3"]
    assert wider(cast, cast.anna, 1, Stretch(since_id=posted[7].id)) == ["11", "9"]
    assert wider(cast, cast.anna, 1, Stretch(min_id=posted[1].id, max_id=posted[5].id)) == ["3"]


def test_answers_come_from_all_that_i_wrote(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    mine = cast.post(cast.anna, "New bicycle!")
    lovely = cast.comment(cast.ben, mine, "Lovely")
    cast.comment(cast.mei, lovely, "It is")  # answers Ben, not Anna
    thanks = cast.comment(cast.anna, lovely, "Thank you")
    cast.comment(cast.mei, thanks, "May I try it?")
    assert answers(cast, cast.anna) == ["May I try it?", "Lovely"]
    assert answers(cast, cast.ben) == ["Thank you", "It is"]
    assert answers(cast, cast.anna, Stretch(limit=1)) == ["May I try it?"]
    assert answers(cast, cast.anna, Stretch(max_id=thanks.id)) == ["Lovely"]
    assert answers(cast, cast.anna, Stretch(min_id=mine.id, limit=1)) == ["Lovely"]


def test_answers_go_with_the_friendship_the_block_and_the_mute(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.xiaoming))
    mine = cast.post(cast.anna, "New bicycle!")
    for friend in (cast.ben, cast.mei, cast.xiaoming):
        cast.comment(friend, mine, friend.username)
    cast.do(people.unfollow, cast.ben, cast.anna)
    assert answers(cast, cast.anna) == ["xiaoming", "mei"]
    cast.do(people.mute, cast.anna, cast.mei, notices=False)
    assert answers(cast, cast.anna) == ["xiaoming", "mei"]
    cast.do(people.mute, cast.anna, cast.mei, seconds=60)
    assert answers(cast, cast.anna) == ["xiaoming"]
    cast.clock.step(60_000)
    assert answers(cast, cast.anna) == ["xiaoming", "mei"]
    cast.do(people.mute, cast.anna, cast.mei)
    cast.do(people.block, cast.xiaoming, cast.anna)
    assert answers(cast, cast.anna) == []


def test_each_liker_stands_once_with_the_last_like(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    first, second = cast.post(cast.anna, "One", OPEN), cast.post(cast.anna, "Two")
    other = cast.post(cast.zoe, "Zoe's", OPEN)
    for who, what in ((cast.ben, second), (cast.mei, second), (cast.ben, first), (cast.zoe, first), (cast.ben, other)):
        cast.do(moments.like, who, what.id)
    assert likers(cast, cast.anna) == [(cast.zoe.id, first.id), (cast.ben.id, first.id), (cast.mei.id, second.id)]
    ids = [liker.id for liker in cast.ask(moments.page_recent_likers, cast.anna.id, Stretch())]
    assert likers(cast, cast.anna, Stretch(max_id=ids[0], limit=1)) == [(cast.ben.id, first.id)]
    assert likers(cast, cast.anna, Stretch(min_id=ids[2])) == [(cast.zoe.id, first.id), (cast.ben.id, first.id)]
    cast.do(moments.unlike, cast.ben, first.id)
    assert likers(cast, cast.anna) == [(cast.zoe.id, first.id), (cast.mei.id, second.id), (cast.ben.id, second.id)]


def test_a_like_among_friends_goes_with_the_friendship(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    open_one, private = cast.post(cast.anna, "For all", OPEN), cast.post(cast.anna, "For friends")
    cast.do(moments.like, cast.ben, open_one.id)
    cast.do(moments.like, cast.ben, private.id)
    assert likers(cast, cast.anna) == [(cast.ben.id, private.id)]
    cast.do(people.unfollow, cast.ben, cast.anna)
    assert likers(cast, cast.anna) == [(cast.ben.id, open_one.id)]  # what was liked in the open still stands
    cast.do(people.mute, cast.anna, cast.ben)
    assert likers(cast, cast.anna) == []
    cast.do(moments.like, cast.zoe, open_one.id)
    assert likers(cast, cast.anna) == [(cast.zoe.id, open_one.id)]
    suspend(cast, cast.zoe)
    assert likers(cast, cast.anna) == []


def test_likes_of_my_comment_go_with_the_moment_it_stands_under(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    theirs = cast.post(cast.mei, "For friends")
    mine = cast.comment(cast.anna, theirs, "Nice")
    cast.do(moments.like, cast.ben, mine.id)
    assert likers(cast, cast.anna) == [(cast.ben.id, mine.id)]
    cast.do(people.unfollow, cast.mei, cast.anna)
    assert likers(cast, cast.anna) == []


def test_ties_and_likes_say_when_they_were_made(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.ben, at=1_000)
    cast.do(people.accept, cast.ben, cast.anna, at=2_000)
    assert [one.at for one in cast.ask(people.page_friends_by_time, cast.anna.id, 10)] == [2_000]
    cast.do(people.follow, cast.mei, cast.anna, at=3_000)
    cast.do(people.follow, cast.anna, cast.mei, at=4_000)  # asked already: this accepts
    assert [one.at for one in cast.ask(people.page_friends_by_time, cast.anna.id, 10)] == [4_000, 2_000]
    moment = cast.post(cast.anna, "Old news", at=5_000)
    cast.do(moments.like, cast.ben, moment.id, at=6_000)
    assert [liker.id >> 16 for liker in cast.ask(moments.page_recent_likers, cast.anna.id, Stretch())] == [6_000]
