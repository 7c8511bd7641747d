"""Ties: asking, accepting, leaving, blocking, the quiet controls, and who may count whom."""

from __future__ import annotations

import msgspec
import pytest

from teahouse import people
from teahouse.kit.db import Database
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.people import Account, Cursor, Quiet
from teahouse.people import rules as tie_rules
from tests.cast import Cast

DAY = 86_400


def follows(cast: Cast, a: Account, b: Account) -> bool:
    return cast.ask(people.fetch_tie, a.id, b.id).following


def asks(cast: Cast, a: Account, b: Account) -> bool:
    return cast.ask(people.fetch_tie, a.id, b.id).requested


def friends(cast: Cast, a: Account, b: Account) -> bool:
    both = {cast.ask(people.are_friends, a.id, b.id), cast.ask(people.are_friends, b.id, a.id)}
    assert len(both) == 1
    return both.pop()


def ids(listed: list[people.Listed]) -> list[int]:
    return [one.account_id for one in listed]


def numbers(cast: Cast, viewer: Account | None, *others: Account) -> list[tuple[int, int]]:
    viewer_id = 0 if viewer is None else viewer.id
    fresh = list(cast.ask(people.fetch_accounts, [other.id for other in others]).values())
    found = cast.ask(people.fetch_numbers, viewer_id, fresh)
    return [(found[other.id].followers, found[other.id].following) for other in others]


def test_two_are_friends_once_the_asked_one_accepts(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.ben)
    cast.do(people.follow, cast.anna, cast.ben)
    assert (asks(cast, cast.anna, cast.ben), friends(cast, cast.anna, cast.ben)) == (True, False)
    assert ids(cast.ask(people.page_requests, cast.ben.id, Cursor())) == [cast.anna.id]
    assert cast.ask(people.count_requests, cast.ben.id) == 1
    cast.do(people.accept, cast.ben, cast.anna)
    assert friends(cast, cast.anna, cast.ben)
    assert cast.ask(people.count_requests, cast.ben.id) == 0
    with pytest.raises(NotFound):
        cast.do(people.accept, cast.ben, cast.anna)


def test_asking_back_is_accepting(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.ben)
    cast.do(people.follow, cast.ben, cast.anna, notify=True)
    assert friends(cast, cast.anna, cast.ben)
    assert cast.ask(people.fetch_tie, cast.ben.id, cast.anna.id).notifying


def test_a_request_can_be_turned_down_taken_back_and_made_again(cast: Cast) -> None:
    with pytest.raises(NotFound):
        cast.do(people.reject, cast.ben, cast.anna)
    cast.do(people.follow, cast.anna, cast.ben)
    cast.do(people.reject, cast.ben, cast.anna)
    assert not asks(cast, cast.anna, cast.ben)
    cast.do(people.follow, cast.anna, cast.ben)
    cast.do(people.unfollow, cast.anna, cast.ben)
    with pytest.raises(NotFound):
        cast.do(people.accept, cast.ben, cast.anna)
    cast.do(people.follow, cast.anna, cast.ben)
    cast.do(people.drop_follower, cast.ben, cast.anna)
    assert cast.ask(people.count_requests, cast.ben.id) == 0


def test_one_dropped_tie_ends_a_friendship_and_both_can_drop_it(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.do(people.unfollow, cast.anna, cast.ben)
    assert (follows(cast, cast.anna, cast.ben), follows(cast, cast.ben, cast.anna)) == (False, True)
    assert not friends(cast, cast.anna, cast.ben)
    cast.do(people.drop_follower, cast.anna, cast.mei)
    assert (follows(cast, cast.anna, cast.mei), follows(cast, cast.mei, cast.anna)) == (True, False)
    cast.do(people.unfollow, cast.anna, cast.zoe)
    cast.do(people.drop_follower, cast.anna, cast.zoe)
    assert not follows(cast, cast.anna, cast.zoe)


def test_a_page_is_followed_and_nobodys_friend(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.bakery)
    cast.do(people.follow, cast.bakery, cast.anna)
    assert follows(cast, cast.anna, cast.bakery)
    assert asks(cast, cast.bakery, cast.anna)
    cast.do(people.accept, cast.anna, cast.bakery)
    assert not friends(cast, cast.anna, cast.bakery)
    assert numbers(cast, None, cast.bakery) == [(1, 0)]
    cast.do(people.unfollow, cast.anna, cast.bakery)
    assert numbers(cast, cast.zoe, cast.bakery) == [(0, 0)]


def test_a_page_that_asks_back_follows_but_befriends_nobody(cast: Cast) -> None:
    cast.do(people.follow, cast.bakery, cast.anna)
    cast.do(people.follow, cast.anna, cast.bakery)
    assert asks(cast, cast.bakery, cast.anna)
    assert follows(cast, cast.anna, cast.bakery)


def test_who_is_not_locked_is_followed_without_asking(cast: Cast) -> None:
    anna = cast.do(people.update_profile, cast.anna, people.ProfileChanges(locked=False))
    cast.do(people.follow, cast.zoe, anna)
    assert (follows(cast, cast.zoe, anna), friends(cast, cast.zoe, anna)) == (True, False)
    assert ids(cast.ask(people.page_followers, anna.id, anna, Cursor())) == [cast.zoe.id]


def test_ties_are_between_two_who_are_there(cast: Cast) -> None:
    gone = msgspec.structs.replace(cast.zoe, state=int(people.State.SUSPENDED))
    for verb in (people.follow, people.block, people.mute):
        with pytest.raises(Forbidden):
            cast.do(verb, cast.anna, cast.anna)
    for verb in (people.follow, people.unfollow, people.accept, people.reject, people.drop_follower):
        with pytest.raises(NotFound):
            cast.do(verb, cast.anna, None)
    for verb in (people.block, people.unblock, people.mute, people.unmute):
        with pytest.raises(NotFound):
            cast.do(verb, cast.anna, None)
    with pytest.raises(NotFound):
        cast.do(people.follow, cast.anna, gone)


def test_a_house_allows_so_many_friends(cast: Cast, database: Database) -> None:
    database.context.handed = {**database.context.handed, people.Limits: people.Limits(max_friends=1)}
    cast.befriend((cast.anna, cast.ben))
    with pytest.raises(Forbidden, match="1 friends"):
        cast.do(people.follow, cast.anna, cast.mei)
    cast.do(people.follow, cast.mei, cast.anna)
    with pytest.raises(Forbidden):
        cast.do(people.accept, cast.anna, cast.mei)
    assert asks(cast, cast.mei, cast.anna)


def test_a_block_keeps_ties_and_ends_requests(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(people.follow, cast.zoe, cast.anna)
    cast.do(people.block, cast.anna, cast.ben)
    cast.do(people.block, cast.anna, cast.zoe)
    assert friends(cast, cast.anna, cast.ben)
    assert not asks(cast, cast.zoe, cast.anna)
    with pytest.raises(Forbidden, match="Unblock"):
        cast.do(people.follow, cast.anna, cast.ben)
    with pytest.raises(NotFound):
        cast.do(people.follow, cast.zoe, cast.anna)
    assert ids(cast.ask(people.page_blocks, cast.anna.id, Cursor())) == [cast.zoe.id, cast.ben.id]
    assert cast.ask(people.page_blocks, cast.ben.id, Cursor()) == []
    cast.do(people.unblock, cast.anna, cast.ben)
    cast.do(people.unblock, cast.anna, cast.ben)
    assert ids(cast.ask(people.page_blocks, cast.anna.id, Cursor())) == [cast.zoe.id]


def test_a_block_takes_back_the_blockers_own_request_too(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.zoe)
    cast.do(people.block, cast.anna, cast.zoe)
    assert cast.ask(people.count_requests, cast.zoe.id) == 0


def test_a_mute_lasts_as_long_as_was_said(cast: Cast) -> None:
    cast.do(people.mute, cast.anna, cast.mei, seconds=DAY)
    cast.do(people.mute, cast.anna, cast.ben, notices=False)
    ends = {row.account_id: row.at for row in cast.ask(people.page_mutes, cast.anna.id, Cursor())}
    assert ends == {cast.mei.id: cast.clock.now() - 1000 + DAY * 1000, cast.ben.id: people.FOREVER}
    cast.clock.step(DAY * 1000)
    assert ids(cast.ask(people.page_mutes, cast.anna.id, Cursor())) == [cast.ben.id]
    cast.do(people.unmute, cast.anna, cast.ben)
    assert cast.ask(people.page_mutes, cast.anna.id, Cursor()) == []
    with pytest.raises(Invalid):
        cast.do(people.mute, cast.anna, cast.mei, seconds=-1)
    cast.do(people.mute, cast.anna, cast.mei, seconds=2**60)
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.mei.id).muted_until == people.FOREVER


def test_what_is_turned_down_stays_and_is_nobody_elses_business(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    everything = Quiet(hiding=True, selling_off=True, asking_off=True, shares_off=True, fold=3, remark="小梅")
    cast.do(people.turn_down, cast.anna, cast.mei, everything)
    cast.do(people.turn_down, cast.anna, cast.mei, Quiet(asking_off=False))
    cast.do(people.unfollow, cast.anna, cast.mei)
    mine = cast.ask(people.fetch_tie, cast.anna.id, cast.mei.id)
    assert (mine.hiding, mine.selling_off, mine.asking_off, mine.shares_off) == (True, True, False, True)
    assert (mine.fold, mine.remark) == (3, "小梅")
    theirs = cast.ask(people.fetch_tie, cast.mei.id, cast.anna.id)
    assert theirs == people.Tie(cast.mei.id, cast.anna.id, following=True, since=theirs.since)
    assert ids(cast.ask(people.page_hides, cast.anna.id, Cursor())) == [cast.mei.id]
    nothing = Quiet(hiding=False, selling_off=False, asking_off=False, shares_off=False, fold=0, remark="")
    cast.do(people.turn_down, cast.anna, cast.mei, nothing)
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.mei.id) == people.Tie(cast.anna.id, cast.mei.id)


@pytest.mark.parametrize("changes", [Quiet(fold=51), Quiet(fold=-1), Quiet(remark="x" * 2001)])
def test_a_quiet_control_has_bounds(cast: Cast, changes: Quiet) -> None:
    with pytest.raises(Invalid):
        cast.do(people.turn_down, cast.anna, cast.mei, changes)
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.mei.id) == people.Tie(cast.anna.id, cast.mei.id)


def test_following_says_whether_shares_and_notices_are_wanted(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.bakery, shares=False, notify=True)
    assert cast.ask(people.fetch_notified, cast.bakery.id) == [cast.anna.id]
    cast.do(people.follow, cast.anna, cast.bakery, shares=True)
    tie = cast.ask(people.fetch_tie, cast.anna.id, cast.bakery.id)
    assert (tie.shares_off, tie.notifying) == (False, True)
    cast.do(people.unfollow, cast.anna, cast.bakery)
    assert cast.ask(people.fetch_notified, cast.bakery.id) == []


def test_others_see_the_friends_that_they_share(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei), (cast.ben, cast.zoe))
    cast.do(people.follow, cast.anna, cast.bakery)
    assert numbers(cast, cast.anna, cast.anna, cast.ben, cast.zoe, cast.xiaoming) == [(2, 3), (1, 1), (1, 1), (0, 0)]
    assert numbers(cast, None, cast.anna, cast.bakery) == [(0, 0), (1, 0)]
    assert ids(cast.ask(people.page_followers, cast.anna.id, cast.ben, Cursor())) == [cast.mei.id]
    assert ids(cast.ask(people.page_following, cast.zoe.id, cast.anna, Cursor())) == [cast.ben.id]
    assert cast.ask(people.page_following, 0, cast.anna, Cursor()) == []
    assert cast.ask(people.page_followers, cast.anna.id, cast.bakery, Cursor()) == []
    mine = ids(cast.ask(people.page_following, cast.anna.id, cast.anna, Cursor()))
    assert mine == sorted([cast.ben.id, cast.mei.id, cast.bakery.id], reverse=True)
    assert ids(cast.ask(people.page_following, cast.anna.id, cast.anna, Cursor(limit=1))) == mine[:1]
    assert ids(cast.ask(people.page_following, cast.anna.id, cast.anna, Cursor(max_id=mine[0]))) == mine[1:]


def test_the_number_of_common_friends_follows_every_change(cast: Cast) -> None:
    circle = [cast.anna, cast.ben, cast.mei, cast.xiaoming]
    cast.befriend(*((a, b) for n, a in enumerate(circle) for b in circle[n + 1 :]))
    assert numbers(cast, cast.anna, cast.ben, cast.mei) == [(2, 2), (2, 2)]
    cast.do(people.unfollow, cast.mei, cast.xiaoming)
    assert numbers(cast, cast.anna, cast.ben, cast.mei, cast.xiaoming) == [(2, 2), (1, 1), (1, 1)]
    cast.do(people.follow, cast.mei, cast.xiaoming)
    cast.do(people.accept, cast.xiaoming, cast.mei)
    assert numbers(cast, cast.mei, cast.anna, cast.xiaoming) == [(2, 2), (2, 2)]


def test_how_two_stand_to_each_other(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(people.block, cast.mei, cast.anna)
    found = cast.ask(people.fetch_relations, cast.anna.id, [cast.ben.id, cast.mei.id, cast.zoe.id])
    assert (found[cast.ben.id].mine.following, found[cast.ben.id].theirs.following) == (True, True)
    assert (found[cast.mei.id].mine.blocking, found[cast.mei.id].theirs.blocking) == (False, True)
    assert found[cast.zoe.id] == people.Relation(
        people.Tie(cast.anna.id, cast.zoe.id), people.Tie(cast.zoe.id, cast.anna.id)
    )
    assert cast.ask(people.fetch_friend_ids, cast.anna.id) == [cast.ben.id]


def test_the_newest_friendships_come_first(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.zoe), (cast.mei, cast.anna), (cast.anna, cast.ben))
    newest = cast.ask(people.page_friends_by_time, cast.anna.id, 2)
    assert ids(newest) == [cast.ben.id, cast.mei.id]
    assert newest[0].at > newest[1].at


def test_a_window_that_was_changed_counts_for_ties_made_by_an_old_hand(cast: Cast) -> None:
    cast.do(people.update_profile, cast.anna, people.ProfileChanges(window_days=3))
    assert cast.anna.window_days == 0, "this hand still holds the account as it was"
    cast.befriend((cast.anna, cast.ben))
    (sight,) = cast.ask(people.fetch_sights, cast.ben.id, [cast.anna.id]).values()
    assert sight.window_days == 3


def test_a_tie_that_says_nothing_is_no_row(cast: Cast) -> None:
    tie = people.Tie(cast.anna.id, cast.ben.id)
    back = people.Tie(cast.ben.id, cast.anna.id)
    assert tie_rules.sight_of(cast.anna, cast.ben, tie, back) is None
    gone = msgspec.structs.replace(cast.ben, state=int(people.State.GONE))
    muted = msgspec.structs.replace(tie, muted_until=people.FOREVER)
    row = tie_rules.sight_of(cast.anna, gone, muted, back)
    assert row is not None
    assert row.flags == people.Sight.GONE


def test_nobody_is_a_friend_in_common_across_a_block(cast: Cast) -> None:
    circle = [cast.anna, cast.ben, cast.mei, cast.xiaoming]
    cast.befriend(*((a, b) for n, a in enumerate(circle) for b in circle[n + 1 :]))
    cast.do(people.block, cast.mei, cast.anna)
    assert numbers(cast, cast.anna, cast.ben, cast.mei) == [(1, 1), (0, 0)]
    assert numbers(cast, cast.mei, cast.ben) == [(1, 1)]
    assert numbers(cast, cast.ben, cast.anna, cast.mei, cast.xiaoming) == [(1, 1), (1, 1), (2, 2)]
    assert ids(cast.ask(people.page_followers, cast.anna.id, cast.ben, Cursor())) == [cast.xiaoming.id]
    cast.do(people.unfollow, cast.mei, cast.ben)
    assert numbers(cast, cast.anna, cast.ben) == [(1, 1)], "who stands across the block cannot be followed"
    cast.do(people.follow, cast.mei, cast.ben)
    cast.do(people.accept, cast.ben, cast.mei)
    cast.do(people.unblock, cast.mei, cast.anna)
    assert numbers(cast, cast.anna, cast.ben, cast.mei) == [(2, 2), (2, 2)]


def test_a_hide_does_not_show_in_numbers(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    before = numbers(cast, cast.anna, cast.mei)
    cast.do(people.turn_down, cast.mei, cast.anna, people.Quiet(hiding=True))
    assert numbers(cast, cast.anna, cast.mei) == before == [(1, 1)]
    assert ids(cast.ask(people.page_followers, cast.anna.id, cast.mei, Cursor())) == [cast.ben.id]
