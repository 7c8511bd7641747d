"""Liking, sharing, keeping, pinning, muting a conversation; and what each of them tells."""

from __future__ import annotations

import pytest

from teahouse import moments, people
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.moments import Friends, House, Kind, Mentioned, OnlyMe, Public, Stretch
from teahouse.notices import NoticeKind, page_notices
from tests.cast import Cast

OPEN = Public(listed=True)


def told(cast: Cast, reader: people.Account) -> list[str]:
    kinds = (NoticeKind.FRIEND_REQUEST, NoticeKind.FOLLOW)
    notices = cast.ask(page_notices, reader.id, Stretch())
    return [NoticeKind(notice.kind).name for notice in notices if notice.kind not in kinds]


def test_liking_twice_is_liking_once(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Hello", OPEN)
    for _ in range(2):
        cast.do(moments.like, cast.ben, moment.id)
    card = cast.ask(moments.fetch_card, cast.ben.id, moment.id)
    assert (card.likes, card.liked) == (1, True)
    assert told(cast, cast.anna) == ["LIKE"]
    for _ in range(2):
        cast.do(moments.unlike, cast.ben, moment.id)
    card = cast.ask(moments.fetch_card, cast.ben.id, moment.id)
    assert (card.likes, card.liked) == (0, False)
    assert told(cast, cast.anna) == []


def test_what_is_not_seen_cannot_be_touched(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Between us")
    for act in (moments.like, moments.share):
        with pytest.raises(NotFound):
            cast.do(act, cast.zoe, moment.id)
        with pytest.raises(NotFound):
            cast.do(act, cast.zoe, 1)
    for act in (moments.keep, moments.mute_thread, moments.pin):
        with pytest.raises(NotFound):
            cast.do(act, cast.zoe, moment.id, on=True)
    for moment_id in (moment.id, 1):
        assert cast.do(moments.unshare, cast.zoe, moment_id) is None
        assert cast.do(moments.unlike, cast.zoe, moment_id) is None


def test_a_like_can_be_taken_back_of_what_is_seen_no_more(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "Between us")
    cast.do(moments.like, cast.ben, moment.id)
    cast.do(people.unfollow, cast.anna, cast.ben)
    assert cast.do(moments.unlike, cast.ben, moment.id) is None
    assert cast.ask(moments.fetch_own, cast.anna.id, moment.id).likes_count == 0


def test_what_is_done_with_a_share_is_done_with_what_it_shows(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Street party", OPEN)
    share = cast.do(moments.share, cast.ben, moment.id)
    cast.do(moments.like, cast.zoe, share.id)
    cast.do(moments.keep, cast.zoe, share.id, on=True)
    cast.do(moments.mute_thread, cast.zoe, share.id, on=True)
    again = cast.do(moments.share, cast.zoe, share.id)
    assert again.share_of_id == moment.id
    card = cast.ask(moments.fetch_card, cast.zoe.id, moment.id)
    assert (card.liked, card.bookmarked, card.muted, card.shared, card.shares) == (True, True, True, True, 2)
    cast.do(moments.unlike, cast.zoe, share.id)
    cast.do(moments.keep, cast.zoe, share.id, on=False)
    cast.do(moments.mute_thread, cast.zoe, share.id, on=False)
    cast.do(moments.unshare, cast.zoe, again.id)
    card = cast.ask(moments.fetch_card, cast.zoe.id, moment.id)
    assert (card.liked, card.bookmarked, card.muted, card.shared, card.shares) == (False, False, False, False, 1)


def test_only_what_is_for_everybody_is_shared(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    for audience in (Friends(), House()):
        moment = cast.post(cast.anna, "Ours", audience)
        with pytest.raises(Forbidden):
            cast.do(moments.share, cast.ben, moment.id)
    root = cast.post(cast.anna, "For all", OPEN)
    narrow = cast.comment(cast.anna, root, "For friends", Friends())
    with pytest.raises(Forbidden):
        cast.do(moments.share, cast.ben, narrow.id)
    wide = cast.comment(cast.anna, root, "For all")
    share = cast.do(moments.share, cast.ben, wide.id)
    assert cast.do(moments.share, cast.ben, wide.id) == share
    assert cast.sees(None, share)
    cast.do(moments.remove_comment, cast.anna, cast.comment(cast.ben, root, "Mine").id)


def test_a_removed_comment_is_not_shared_by_its_writer(cast: Cast) -> None:
    root = cast.post(cast.anna, "For all", OPEN)
    comment = cast.comment(cast.ben, root, "Mine")
    cast.do(moments.remove_comment, cast.anna, comment.id)
    with pytest.raises(Forbidden):
        cast.do(moments.share, cast.ben, comment.id)


def test_a_share_with_friends_is_told_to_friends_alone(cast: Cast) -> None:
    cast.befriend((cast.ben, cast.mei))
    moment = cast.post(cast.anna, "For all", OPEN)
    share = cast.do(moments.share, cast.ben, moment.id, Kind.FRIENDS)
    assert (cast.sees(cast.mei, share), cast.sees(cast.anna, share)) == (True, False)
    assert told(cast, cast.anna) == []
    assert cast.ask(moments.fetch_card, cast.anna.id, moment.id).shares == 0
    assert cast.ask(moments.page_sharers, cast.mei.id, moment.id, Stretch()) == []
    cast.befriend((cast.anna, cast.ben))
    assert told(cast, cast.anna) == ["SHARE"]


def test_a_page_shares_with_its_followers(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Best rolls in town", OPEN)
    share = cast.do(moments.share, cast.bakery, moment.id, Kind.FRIENDS)
    assert share.audience == Kind.FOLLOWERS
    cast.do(people.follow, cast.zoe, cast.bakery)
    assert (cast.sees(cast.zoe, share), cast.sees(cast.ben, share)) == (True, False)


def test_likers_and_sharers_are_whom_the_reader_may_see(cast: Cast) -> None:
    moment = cast.post(cast.anna, "For all", OPEN)
    for who in (cast.ben, cast.mei, cast.zoe):
        cast.do(moments.like, who, moment.id)
        cast.do(moments.share, who, moment.id)
    cast.do(people.block, cast.mei, cast.zoe)
    for page in (moments.page_likers, moments.page_sharers):
        assert [row[0] for row in cast.ask(page, 0, moment.id, Stretch())] == [cast.zoe.id, cast.mei.id, cast.ben.id]
        rows = cast.ask(page, cast.zoe.id, moment.id, Stretch())
        assert [row[0] for row in rows] == [cast.zoe.id, cast.ben.id]
        assert cast.ask(page, cast.zoe.id, moment.id, Stretch(max_id=rows[0][1])) == rows[1:]
        assert cast.ask(page, cast.zoe.id, moment.id, Stretch(min_id=rows[1][1])) == rows[:1]


def test_ones_own_comment_under_what_one_sees_no_more_tells_nothing_of_others(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    comment = cast.comment(cast.ben, cast.post(cast.anna, "Between us"), "Quite")
    cast.do(moments.like, cast.anna, comment.id)
    assert told(cast, cast.ben) == ["LIKE"]
    cast.do(people.unfollow, cast.ben, cast.anna)
    card = cast.ask(moments.fetch_card, cast.ben.id, comment.id)
    assert (card.likes, card.shown_parent_id, card.shown_parent_author_id) == (0, None, None)
    assert cast.ask(moments.page_likers, cast.ben.id, comment.id, Stretch()) == []
    assert told(cast, cast.ben) == []


def test_pins_are_few_and_ones_own(cast: Cast) -> None:
    moment = cast.post(cast.anna, "Look", OPEN)
    with pytest.raises(Invalid):
        cast.do(moments.pin, cast.ben, moment.id, on=True)
    for other in (
        cast.do(moments.share, cast.anna, moment.id),
        cast.post(cast.anna, "@ben hello", Mentioned()),
        cast.post(cast.anna, "Diary", OnlyMe()),
    ):
        with pytest.raises(Invalid):
            cast.do(moments.pin, cast.anna, other.id, on=True)
    pinned = [moment, *(cast.post(cast.anna, f"Look {n}") for n in range(4))]
    for each in (*pinned, moment):
        cast.do(moments.pin, cast.anna, each.id, on=True)
    with pytest.raises(Invalid):
        cast.do(moments.pin, cast.anna, cast.post(cast.anna, "One too many").id, on=True)
    found = cast.ask(moments.page_account, cast.anna.id, cast.anna.id, Stretch(), pinned=True)
    assert found.ids == [each.id for each in reversed(pinned)]
    assert cast.ask(moments.page_account, 0, cast.anna.id, Stretch(), pinned=True).ids == [moment.id]
    cast.do(moments.pin, cast.anna, moment.id, on=False)
    assert cast.ask(moments.page_account, 0, cast.anna.id, Stretch(), pinned=True).ids == []


def test_a_muted_conversation_is_heard_no_more(cast: Cast) -> None:
    moment = cast.post(cast.anna, "For all", OPEN)
    cast.do(moments.mute_thread, cast.anna, moment.id, on=True)
    cast.comment(cast.ben, moment, "Hello?")
    cast.do(moments.like, cast.ben, moment.id)
    assert told(cast, cast.anna) == []
    cast.do(moments.mute_thread, cast.anna, moment.id, on=False)
    cast.comment(cast.ben, moment, "Hello!")
    assert told(cast, cast.anna) == ["COMMENT"]
