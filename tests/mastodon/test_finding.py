"""Search, tags, whom one may know and the directory, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import moments, people
from teahouse.moments import Public
from tests.cast import Cast
from tests.mastodon.client import Client, handles, links

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
PUBLIC = Public(listed=True)
HOSTILE = (
    "",
    " ",
    '"',
    "'",
    "AND",
    "* OR *",
    "NEAR(",
    "a\x00b",
    "\x00",
    "🎉🎉",
    "…！",
    "x" * 6_000,
    "from:",
    "during:9999-12-31",
    "#",
)


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in found]


@BOTH
def test_a_search_finds_all_kinds_or_one(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei))
    said = cast.post(cast.mei, "Lantern evening #Mei_lanterns", PUBLIC)
    friends = cast.post(cast.mei, "mei among friends")
    found = api.get("/api/v2/search", cast.anna, q="mei")
    assert handles(found["accounts"]) == ["mei"]
    assert ids(found["statuses"]) == [str(friends.id), str(said.id)]
    assert [tag["name"] for tag in found["hashtags"]] == ["Mei_lanterns"]
    found = api.get("/api/v2/search", cast.anna, q="lanterns", type="statuses")
    assert (found["accounts"], ids(found["statuses"]), found["hashtags"]) == ([], [str(said.id)], [])
    assert api.get("/api/v2/search", cast.anna, q="#mei", type="hashtags")["hashtags"][0]["url"].endswith(
        "/tags/mei_lanterns"
    )
    found = api.get("/api/v2/search", cast.anna, q="mei", type="statuses", account_id=cast.anna.id)
    assert found["statuses"] == []
    assert api.get("/api/v2/search", cast.zoe, q="friends")["statuses"] == []
    assert api.refused("GET", "/api/v2/search", cast.anna, params={"q": "mei", "type": "songs"})[0] == 422
    assert api.refused("GET", "/api/v2/search", params={"q": "mei"})[0] == 401


def test_pages_of_a_search(api: Client, cast: Cast) -> None:
    said = [str(cast.post(cast.anna, f"lantern {n}").id) for n in range(5)][::-1]
    whole = {"q": "lantern", "type": "statuses"}
    assert ids(api.get("/api/v2/search", cast.anna, **whole, limit=2)["statuses"]) == said[:2]
    assert ids(api.get("/api/v2/search", cast.anna, **whole, limit=2, offset=2)["statuses"]) == said[2:4]
    assert ids(api.get("/api/v2/search", cast.anna, **whole, limit=2, max_id=said[1])["statuses"]) == said[2:4]
    assert ids(api.get("/api/v2/search", cast.anna, **whole, limit=2, min_id=said[4])["statuses"]) == said[2:4]
    assert ids(api.get("/api/v2/search", cast.anna, q="lantern", offset=2)["statuses"]) == said


@BOTH
def test_nothing_typed_breaks_it(api: Client, cast: Cast) -> None:
    cast.post(cast.anna, "a lantern")
    for text in HOSTILE:
        for kind in ("", "accounts", "statuses", "hashtags"):
            answer = api.ask("GET", "/api/v2/search", cast.anna, params={"q": text, "type": kind})
            assert answer.status_code in (200, 422), (text, answer.text)


@BOTH
def test_a_tag_is_followed_and_home_shows_it(api: Client, cast: Cast) -> None:
    tag = api.post("/api/v1/tags/Lanterns/follow", cast.anna)
    assert (tag["name"], tag["following"], tag["featuring"]) == ("Lanterns", True, False)
    seen = cast.post(cast.zoe, "#lanterns tonight", PUBLIC)
    cast.post(cast.zoe, "#lanterns not listed", Public(listed=False))
    cast.post(cast.mei, "#lanterns among friends")
    assert ids(api.get("/api/v1/timelines/home", cast.anna)) == [str(seen.id)]
    api.post("/api/v1/tags/tea/follow", cast.anna)
    first = api.ask("GET", "/api/v1/followed_tags", cast.anna, params={"limit": 1})
    assert [one["name"] for one in first.json()] == ["tea"]
    assert [one["name"] for one in api.json("GET", links(first)["next"], cast.anna)] == ["lanterns"]
    cast.do(people.mute, cast.anna, cast.zoe)
    assert api.get("/api/v1/timelines/home", cast.anna) == []
    assert not api.post("/api/v1/tags/lanterns/unfollow", cast.anna)["following"]
    for name in ("%23tea", "no tag", "1"):
        assert api.refused("POST", f"/api/v1/tags/{name}/follow", cast.anna)[0] == 404
        assert api.refused("GET", f"/api/v1/tags/{name}")[0] == 404


@BOTH
def test_uses_of_a_tag_are_public_ones(api: Client, cast: Cast) -> None:
    for author in (cast.anna, cast.anna, cast.ben):
        cast.post(author, "#lanterns", PUBLIC)
    cast.post(cast.anna, "#lanterns #hush")
    today = api.get("/api/v1/tags/lanterns", cast.anna)["history"][0]
    assert (today["uses"], today["accounts"]) == ("3", "2")
    guest = api.get("/api/v1/tags/lanterns")
    assert len(guest["history"]) == 7
    assert "following" not in guest
    assert api.get("/api/v2/search", cast.anna, q="#hush", type="hashtags")["hashtags"] == []
    assert {day["uses"] for day in api.get("/api/v1/tags/hush", cast.anna)["history"]} == {"0"}


@BOTH
def test_a_deleted_tag_is_known_no_more(api: Client, cast: Cast) -> None:
    said = cast.post(cast.anna, "#lanterns", PUBLIC)
    cast.do(moments.edit_moment, cast.anna, said.id, moments.Changes(text="#candles"))
    assert [tag["name"] for tag in api.get("/api/v2/search", cast.anna, q="c", type="hashtags")["hashtags"]] == [
        "candles"
    ]
    assert api.get("/api/v2/search", cast.anna, q="lant", type="hashtags")["hashtags"] == []
    api.json("DELETE", f"/api/v1/statuses/{said.id}", cast.anna)
    assert api.get("/api/v2/search", cast.anna, q="c", type="hashtags")["hashtags"] == []


@BOTH
def test_tags_on_a_profile(api: Client, cast: Cast) -> None:
    cast.post(cast.anna, "#lanterns #tea", PUBLIC)
    cast.post(cast.anna, "#lanterns among friends")
    assert [tag["name"] for tag in api.get("/api/v1/featured_tags/suggestions", cast.anna)] == ["lanterns", "tea"]
    shown = api.post("/api/v1/featured_tags", cast.anna, name="#lanterns")
    assert (shown["name"], shown["statuses_count"]) == ("lanterns", "1")
    assert shown["last_status_at"] is not None
    assert api.get(f"/api/v1/accounts/{cast.anna.id}/featured_tags", cast.zoe) == [shown]
    assert api.post("/api/v1/tags/tea/feature", cast.anna)["featuring"]
    assert [tag["name"] for tag in api.get("/api/v1/featured_tags", cast.anna)] == ["lanterns", "tea"]
    assert not api.post("/api/v1/tags/tea/unfeature", cast.anna)["featuring"]
    assert api.json("DELETE", f"/api/v1/featured_tags/{shown['id']}", cast.anna) == {}
    assert api.refused("DELETE", f"/api/v1/featured_tags/{shown['id']}", cast.anna)[0] == 404
    for n in range(10):
        api.post(f"/api/v1/tags/tag{n}/feature", cast.anna)
    assert api.refused("POST", "/api/v1/tags/onemore/feature", cast.anna)[0] == 422
    assert api.refused("POST", "/api/v1/featured_tags", cast.anna, json={"name": "no tag"})[0] == 404


@BOTH
def test_friends_of_friends_are_suggested_where_all_agreed(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei), (cast.ben, cast.zoe), (cast.anna, cast.lin))
    cast.befriend((cast.lin, cast.mei))
    for who in (cast.ben, cast.mei, cast.lin):
        cast.do(people.update_profile, who, people.ProfileChanges(discoverable=True))
    (one,) = api.get("/api/v2/suggestions", cast.anna)
    assert (one["account"]["acct"], one["sources"]) == ("mei", ["friends_of_friends"])
    assert one["account"]["followers_count"] == 2
    assert handles(api.get("/api/v1/suggestions", cast.anna)) == ["mei"]
    assert api.json("DELETE", f"/api/v1/suggestions/{cast.mei.id}", cast.anna) == {}
    assert api.refused("DELETE", "/api/v1/suggestions/404", cast.anna)[0] == 404
    assert api.get("/api/v2/suggestions", cast.anna) == []
    assert handles(api.get("/api/v1/suggestions", cast.zoe, limit=1)) == ["mei"]


@BOTH
def test_the_directory_lists_who_chose_it(api: Client, cast: Cast) -> None:
    for who in (cast.ben, cast.mei, cast.zoe):
        cast.do(people.update_profile, who, people.ProfileChanges(discoverable=True))
    cast.post(cast.mei, "friends hear this")
    cast.post(cast.ben, "all hear this", PUBLIC)
    cast.do(people.block, cast.zoe, cast.anna)
    assert handles(api.get("/api/v1/directory", cast.anna)) == ["ben", "bakery", "mei"]
    assert handles(api.get("/api/v1/directory", cast.anna, order="new")) == ["bakery", "mei", "ben"]
    assert handles(api.get("/api/v1/directory", cast.anna, order="new", limit=1, offset=1)) == ["mei"]
    assert handles(api.get("/api/v1/directory", cast.ben)) == ["bakery", "zoe", "mei"]
    assert api.refused("GET", "/api/v1/directory")[0] == 401


def test_what_is_off_is_answered_as_off(api: Client, cast: Cast) -> None:
    for what in ("", "/tags", "/statuses", "/links"):
        assert api.get(f"/api/v1/trends{what}") == []
    assert api.get("/api/v1/instance/translation_languages") == {}
    instance = api.get("/api/v2/instance")
    assert instance["configuration"]["translation"] == {"enabled": False}
    assert instance["configuration"]["timelines_access"]["trending_link_feeds"] is None
    said = cast.post(cast.anna, "hello", PUBLIC)
    assert api.refused("POST", f"/api/v1/statuses/{said.id}/translate", cast.anna)[0] == 404
