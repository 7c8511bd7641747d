"""Moments are found by their words, by whoever may see them and by nobody else, from the act that says them on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from teahouse import moments, people
from teahouse.kit.errors import NotFound
from teahouse.moments import Except, Friends, Group, House, Mentioned, Moment, OnlyMe, Public, Stretch
from teahouse.moments.schema import said
from tests.cast import Cast
from tests.rows import all_of


def found(cast: Cast, who: people.Account, text: str, at: Stretch | None = None) -> list[int]:
    return cast.ask(moments.page_found, who, text, at or Stretch()).ids


HOSTILE = (
    "",
    "   ",
    "!!!",
    "🎉🎉",
    '"',
    "*",
    "a" * 10_000,
    "'" * 10_000,
    "kett",
    "天好",
    "kettles tea",
    "said:",
    "\x00",
)
SIGNS = ("AND OR NOT", "kettle*", '"kettle', "kettle\x00", "kettle' OR 1=1 --", "NEAR(kettle)", "kettle" + "(" * 5_000)


def test_it_is_found_by_what_it_says_and_by_nothing_else(cast: Cast) -> None:
    moment = cast.post(cast.anna, "The kettle and or not OR 1=1 near is on 🎉 今天天气很好，喝茶 *")
    for sought in ("KETTLES", "茶", "天气", "天气很好 kettle 喝茶", *SIGNS):
        assert found(cast, cast.anna, sought) == [moment.id], sought
    for sought in HOSTILE:
        assert found(cast, cast.anna, sought) == [], sought


def test_each_finds_what_they_may_see(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.ben, cast.mei))
    room = cast.do(people.groups.create_group, cast.mei, people.groups.Changes("Choir"))
    _, code = cast.do(people.groups.make_link, cast.mei.id, room.id)
    cast.do(people.groups.join_by_link, cast.ben, code)
    all_said = {
        "public": cast.post(cast.zoe, "lantern", Public(listed=True)),
        "quiet": cast.post(cast.zoe, "lantern", Public(listed=False)),
        "house": cast.post(cast.zoe, "lantern", House()),
        "friends": cast.post(cast.anna, "lantern", Friends()),
        "except": cast.post(cast.anna, "lantern", Except((), (cast.ben.id,))),
        "only me": cast.post(cast.anna, "lantern", OnlyMe()),
        "letter": cast.post(cast.zoe, "@ben lantern", Mentioned()),
        "strangers": cast.post(cast.grandma, "lantern", Friends()),
        "group": cast.post(cast.mei, "lantern", Group(room.id)),
    }
    friends = all_said["friends"]
    comment = cast.comment(cast.mei, friends, "a lantern too")
    kept = cast.comment(cast.mei, all_said["public"], "@ben lantern between us", Mentioned())
    everything: list[Moment] = [*all_said.values(), comment, kept]
    for who in (cast.anna, cast.ben, cast.mei, cast.grandma, cast.zoe, cast.bakery):
        seen = [each.id for each in everything if cast.sees(who, each)]
        assert found(cast, who, "lantern") == sorted(seen, reverse=True)
    assert kept.id in found(cast, cast.ben, "lantern")
    assert kept.id not in found(cast, cast.anna, "lantern")


def test_it_is_found_as_it_is_today(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    moment = cast.post(cast.anna, "a red lantern")
    changed = cast.do(moments.edit_moment, cast.anna, moment.id, moments.Changes(text="a blue lantern"))
    assert found(cast, cast.ben, "red") == []
    assert found(cast, cast.ben, "blue lantern") == [changed.id]
    cast.do(people.unfollow, cast.ben, cast.anna)
    assert found(cast, cast.ben, "lantern") == []
    assert found(cast, cast.anna, "lantern") == [moment.id]
    cast.do(moments.withhold, moment.id, removed=False)
    assert found(cast, cast.anna, "lantern") == [moment.id]
    cast.do(moments.delete_moment, cast.anna.id, moment.id)
    assert found(cast, cast.anna, "lantern") == []
    assert all_of(cast.database, said) == []


def test_operators_narrow_it(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    by_anna, by_ben = cast.post(cast.anna, "lantern", language="en"), cast.post(cast.ben, "lantern", language="zh")
    comment = cast.comment(cast.ben, by_anna, "lantern")
    warned = cast.post(cast.anna, "sweet", spoiler="a lantern")
    everything = sorted((by_anna.id, by_ben.id, comment.id, warned.id), reverse=True)
    assert found(cast, cast.ben, "lantern") == everything
    assert found(cast, cast.ben, "lantern from:anna") == [warned.id, by_anna.id]
    assert found(cast, cast.ben, "lantern from:@anna") == [warned.id, by_anna.id]
    assert found(cast, cast.ben, "from:me lantern") == [comment.id, by_ben.id]
    assert found(cast, cast.ben, "from:anna") == [warned.id, by_anna.id]
    assert found(cast, cast.ben, "lantern from:nobody") == found(cast, cast.ben, "from:anna from:ben lantern") == []
    assert found(cast, cast.ben, "lantern is:reply") == [comment.id]
    assert found(cast, cast.ben, "lantern is:sensitive") == [warned.id]
    assert found(cast, cast.ben, "lantern language:zh") == [by_ben.id]
    assert found(cast, cast.ben, "lantern has:media") == []
    assert found(cast, cast.ben, "has:media") == found(cast, cast.ben, "during:2020-01-01") == []
    assert found(cast, cast.zoe, "from:anna") == []


def test_days_are_the_seekers(cast: Cast) -> None:
    day = 86_400_000
    noon = cast.clock.now() // day * day - 30 * day + day // 2
    at = [cast.post(cast.anna, "lantern", at=noon + step * day) for step in (0, 1, 2)]
    iso = datetime.fromtimestamp((noon + day) / 1000, UTC).date().isoformat()
    assert found(cast, cast.anna, f"lantern during:{iso}") == [at[1].id]
    assert found(cast, cast.anna, f"lantern before:{iso}") == [at[0].id]
    assert found(cast, cast.anna, f"lantern after:{iso}") == [at[2].id]
    assert found(cast, cast.anna, f"lantern after:{iso} before:{iso}") == []
    assert found(cast, cast.anna, "lantern during:yesterday") == []


def test_pages_follow_each_other(cast: Cast) -> None:
    ids = [cast.post(cast.anna, f"lantern {n}").id for n in range(7)][::-1]
    assert found(cast, cast.anna, "lantern", Stretch(limit=3)) == ids[:3]
    assert found(cast, cast.anna, "lantern", Stretch(limit=3, max_id=ids[2])) == ids[3:6]
    assert found(cast, cast.anna, "lantern", Stretch(limit=3, min_id=ids[-1])) == ids[3:6]
    assert found(cast, cast.anna, "lantern", Stretch(since_id=ids[3])) == ids[:3]


def test_a_refused_post_leaves_no_words(cast: Cast) -> None:
    with pytest.raises(NotFound):
        cast.do(moments.post_moment, cast.anna, moments.Draft("lantern", moments.Only((404,), ())))
    assert all_of(cast.database, said) == []
