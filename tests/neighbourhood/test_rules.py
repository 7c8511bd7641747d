"""The plan keeps the house's promises: nobody does anything there that the house would refuse."""

from __future__ import annotations

import re

from teahouse.doors.cli.neighbourhood import FIRST_COMMENT_KEY, Neighbourhood, plan

from .conftest import NOW
from .plain import Plain


def test_same_seed_and_time_give_the_same_plan(place: Neighbourhood) -> None:
    assert plan(7, NOW) == place


def test_another_seed_gives_another_plan(place: Neighbourhood) -> None:
    other = plan(8, NOW)
    assert other.moments != place.moments
    assert {one.username for one in other.people} >= {"anna", "xiaoming", "lin", "mei", "linbakery", "lanternphones"}


def test_comments_are_written_by_those_who_see_the_moment(place: Neighbourhood) -> None:
    plain = Plain(place)
    refused = [one for one in place.comments if not plain.sees(one.author, plain.moments[one.on])]
    assert refused == []


def test_answers_go_to_those_whom_the_writer_hears(place: Neighbourhood) -> None:
    plain = Plain(place)
    answers = 0
    for one in place.comments:
        if one.parent is None:
            continue
        answers += 1
        parent, moment = plain.comments[one.parent], plain.moments[one.on]
        assert parent.on == one.on
        assert parent.author != one.author
        assert one.text.startswith(f"@{plain.people[parent.author].username} ")
        assert plain.hears(one.author, parent.author, moment)
        assert plain.hears(parent.author, one.author, moment)
    assert answers > 3000


def test_likes_and_shares_are_of_what_can_be_seen(place: Neighbourhood) -> None:
    plain = Plain(place)
    for like in place.likes:
        comment = plain.comments.get(like.on)
        moment = plain.moments[comment.on if comment else like.on]
        assert plain.sees(like.who, moment)
        assert comment is None or plain.hears(like.who, comment.author, moment)
        assert like.who != (comment.author if comment else moment.author)
    for share in place.shares:
        assert plain.moments[share.on].audience == "public"
        assert plain.sees(share.who, plain.moments[share.on])


def test_everything_has_its_time(place: Neighbourhood) -> None:
    plain = Plain(place)
    joined = {one.key: one.joined_ms for one in place.people}
    assert all(one.joined_ms < NOW for one in place.people)
    assert all(one.invited_by is None or joined[one.invited_by] < one.joined_ms for one in place.people)
    assert all(max(joined[tie.a], joined[tie.b]) < tie.since_ms < NOW for tie in place.friendships)
    assert all(max(joined[tie.who], joined[tie.page]) < tie.since_ms < NOW for tie in place.follows)
    assert all(joined[one.author] <= one.at_ms < NOW for one in place.moments)
    for one in place.comments:
        before = plain.comments[one.parent].at_ms if one.parent else plain.moments[one.on].at_ms
        assert max(joined[one.author], before) < one.at_ms < NOW
    for like in (*place.likes, *place.shares):
        target = plain.comments.get(like.on) or plain.moments[like.on]
        assert max(joined[like.who], target.at_ms) < like.at_ms < NOW


def test_friends_were_friends_before_they_talked(place: Neighbourhood) -> None:
    plain = Plain(place)
    acts = [(one.author, one.on, one.at_ms) for one in place.comments]
    acts += [(like.who, like.on, like.at_ms) for like in place.likes if like.on < FIRST_COMMENT_KEY]
    for who, on, at_ms in acts:
        moment = plain.moments[on]
        if who != moment.author and plain.people[moment.author].kind == "member":
            assert plain.since[frozenset((who, moment.author))] < at_ms


def test_interactions_fall_within_the_shortest_window(place: Neighbourhood) -> None:
    plain = Plain(place)
    three_days = 3 * 86_400_000
    assert all(one.at_ms - plain.moments[one.on].at_ms < three_days for one in place.comments)


def test_circles_hold_friends_of_their_owner(place: Neighbourhood) -> None:
    plain = Plain(place)
    for circle in place.circles:
        assert circle.members
        assert all(plain.friends(circle.owner, member) for member in circle.members)
    for moment in place.moments:
        assert all(plain.circles[key].owner == moment.author for key in moment.circles)
        assert bool(moment.circles or moment.people) == (moment.audience in ("only", "except"))


def test_quiet_controls_and_remarks_are_for_friends(place: Neighbourhood) -> None:
    plain = Plain(place)
    assert {q.kind for q in place.quiets} == {
        "mute", "hide", "block", "selling_off", "asking_off", "shares_off", "fold",
    }  # fmt: skip
    assert all(plain.friends(q.who, q.whom) for q in place.quiets)
    assert all((q.n > 0) == (q.kind == "fold") for q in place.quiets)
    assert all(plain.friends(r.who, r.whom) and r.name for r in place.remarks)


def test_names_and_texts_are_what_the_house_takes(place: Neighbourhood) -> None:
    names = [one.username for one in place.people]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_]{2,30}", name) for name in names)
    texts = [one.text for one in (*place.moments, *place.comments)]
    assert all(0 < len(text) <= 480 for text in texts)
    assert not [text for text in texts if re.search(r"[{}|]|<[a-z_]+>| // |  ", text)]


def test_keys_are_unique_and_in_the_order_of_time(place: Neighbourhood) -> None:
    assert [one.key for one in place.moments] == list(range(1, len(place.moments) + 1))
    first = FIRST_COMMENT_KEY
    assert [one.key for one in place.comments] == list(range(first, first + len(place.comments)))
    for events in (place.moments, place.comments, place.likes, place.shares):
        times = [one.at_ms for one in events]
        assert times == sorted(times)
    assert len({(like.who, like.on) for like in place.likes}) == len(place.likes)
