"""The plan is like a place: its shape, its rhythm, its people, and words that do not repeat."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import combinations

import pytest

from teahouse.doors.cli.neighbourhood import Neighbourhood, plan
from teahouse.doors.cli.neighbourhood.library import collect
from teahouse.doors.cli.neighbourhood.stock import slots

from .conftest import NOW
from .plain import Plain

DAY = 86_400_000


def _near(place: Neighbourhood) -> dict[int, set[int]]:
    near: dict[int, set[int]] = {one.key: set() for one in place.people if one.kind == "member"}
    for tie in place.friendships:
        near[tie.a].add(tie.b)
        near[tie.b].add(tie.a)
    return near


def _distances(near: dict[int, set[int]], start: int) -> dict[int, int]:
    found, queue = {start: 0}, [start]
    for here in queue:
        for there in near[here] - found.keys():
            found[there] = found[here] + 1
            queue.append(there)
    return found


def test_sizes(place: Neighbourhood) -> None:
    assert 290 <= len(place.people) <= 320
    assert 4_000 <= len(place.moments) <= 6_000
    assert 8_000 <= len(place.comments) <= 12_500
    assert 15_000 <= len(place.likes) <= 25_000
    assert 100 <= len(place.shares) <= 600


def test_it_is_a_small_world(place: Neighbourhood) -> None:
    near = _near(place)
    degrees = [len(mine) for mine in near.values()]
    assert sum(10 <= degree <= 45 for degree in degrees) / len(degrees) > 0.9
    assert 8 <= sum(degree <= 3 for degree in degrees) <= 25
    local = []
    for mine in near.values():
        pairs = list(combinations(sorted(mine), 2))
        local.append(sum(b in near[a] for a, b in pairs) / len(pairs) if pairs else 0.0)
    by_chance = sum(degrees) / len(degrees) / (len(degrees) - 1)
    assert sum(local) / len(local) > 5 * by_chance
    lengths = [length for start in near for length in _distances(near, start).values() if length]
    assert 2.4 < sum(lengths) / len(lengths) < 4.0
    assert all(len(_distances(near, start)) == len(near) for start in near)


def test_no_author_repeats_a_text_within_a_week(place: Neighbourhood) -> None:
    last: dict[tuple[int, str], int] = {}
    for one in place.moments:
        assert one.at_ms - last.get((one.author, one.text), -8 * DAY) > 7 * DAY
        last[one.author, one.text] = one.at_ms


def test_no_text_is_heard_everywhere(place: Neighbourhood) -> None:
    for said in ([one.text for one in place.moments], [one.text for one in place.comments]):
        assert Counter(said).most_common(1)[0][1] < len(said) / 100


@pytest.mark.parametrize("username", ["anna", "xiaoming", "lin"])
def test_a_visitors_feed_does_not_repeat(place: Neighbourhood, username: str) -> None:
    plain = Plain(place)
    me = next(one.key for one in place.people if one.username == username)
    follows = {tie.page for tie in place.follows if tie.who == me}
    mine = [
        one for one in place.moments
        if plain.sees(me, one) and (plain.friends(me, one.author) or one.author in follows)
    ]  # fmt: skip
    newest = [one.text for one in mine[-60:]]
    assert len(newest) == len(set(newest)) == 60
    assert NOW - mine[-1].at_ms < 6 * 3_600_000


def test_the_stock_is_large_and_whole() -> None:
    stock = collect()
    entries = [entry for topic in stock.topics.values() for entry in topic.entries]
    threads = {thread for topic in stock.topics.values() for thread in topic.threads}
    threads |= {thread for entry in entries for thread in entry.threads}
    assert len({entry.text for entry in entries}) == len(entries) >= 350
    assert len({turn for thread in threads for turn in thread.split(" // ")}) >= 500
    assert {slot for entry in entries for slot in slots(entry.text)} <= {
        "author", "bird", "cake", "child", "clock", "colour", "day", "dish", "friend", "grandchild", "km", "n",
        "partner", "pet", "place", "veg",
    }  # fmt: skip


def test_people_keep_their_character(place: Neighbourhood) -> None:
    key = {one.username: one.key for one in place.people}
    posts = defaultdict(list)
    for one in place.moments:
        posts[one.author].append(one)
    selling = [one for one in posts[key["mei"]] if one.selling]
    assert len(selling) > 80
    assert any(one.asking for one in posts[key["mei"]])
    assert any(one.passed_on for one in posts[key["mei"]])
    assert {one.audience for one in posts[key["elliem"]]} == {"only_me"}
    said = [one for one in place.comments if one.parent is None]
    under = {
        page: [one for one in said if place.moments[one.on - 1].author == key[page]]
        for page in ("linbakery", "lanternphones")
    }
    heard = {(one.parent, one.author) for one in place.comments}
    share = {page: sum((one.key, key[page]) in heard for one in asked) / len(asked) for page, asked in under.items()}
    assert share["linbakery"] > 0.75 > 0.5 > share["lanternphones"] > 0.02


def test_anna_has_had_enough_of_selling(place: Neighbourhood) -> None:
    key = {one.username: one.key for one in place.people}
    turned_down = {(q.who, q.kind) for q in place.quiets if q.whom == key["mei"]}
    assert (key["anna"], "selling_off") in turned_down
    assert len({who for who, kind in turned_down if kind == "selling_off"}) >= 8
    selling = {one.key for one in place.moments if one.selling and one.author == key["mei"]}
    assert not [one for one in place.comments if one.author == key["anna"] and one.on in selling]
    assert place.people[key["linbakery"] - 1].owner == key["lin"]
    assert place.sign_in == ("anna", "xiaoming", "lin")


def test_the_town_sleeps_at_night(place: Neighbourhood) -> None:
    hours = Counter(datetime.fromtimestamp(one.at_ms / 1000, UTC).hour for one in place.moments)
    assert sum(hours[hour] for hour in (1, 2, 3)) < 0.03 * len(place.moments)
    assert sum(hours[hour] for hour in range(16, 22)) > 0.3 * len(place.moments)


@pytest.mark.parametrize(
    ("month", "word", "absent"), [(9, "月饼", "SNOW"), (12, "SNOW", "西瓜切好了"), (7, "粽子", "SNOW")]
)
def test_seasons_follow_the_calendar(month: int, word: str, absent: str) -> None:
    now_ms = round(datetime(2027, month, 28, 12, tzinfo=UTC).timestamp() * 1000)
    texts = " ".join(one.text for one in plan(3, now_ms).moments)
    assert word in texts
    assert absent not in texts
