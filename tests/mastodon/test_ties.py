"""Ties through the API: requests, friends, followers, blocks."""

from __future__ import annotations

import pytest

from teahouse import people
from tests.cast import Cast
from tests.mastodon.client import Client, handles, links

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@BOTH
def test_a_friendship_from_the_request_to_its_end(api: Client, cast: Cast) -> None:
    anna, ben = cast.anna, cast.ben
    asked = api.post(f"/api/v1/accounts/{ben.id}/follow", anna)
    assert (asked["requested"], asked["following"], asked["friend"]) == (True, False, False)
    assert api.get("/api/v1/accounts/relationships", ben, id=anna.id)[0]["requested_by"]
    assert handles(api.get("/api/v1/follow_requests", ben)) == ["anna"]
    assert api.get("/api/v1/accounts/verify_credentials", ben)["source"]["follow_requests_count"] == 1
    answer = api.post(f"/api/v1/follow_requests/{anna.id}/authorize", ben)
    assert (answer["followed_by"], answer["following"], answer["friend"]) == (True, True, True)
    assert api.get("/api/v1/follow_requests", ben) == []
    ended = api.post(f"/api/v1/accounts/{ben.id}/unfollow", anna)
    assert (ended["following"], ended["followed_by"], ended["friend"]) == (False, True, False)


def test_following_back_accepts(api: Client, cast: Cast) -> None:
    api.post(f"/api/v1/accounts/{cast.ben.id}/follow", cast.anna)
    assert api.post(f"/api/v1/accounts/{cast.anna.id}/follow", cast.ben)["friend"]


def test_a_request_is_turned_down_or_taken_back(api: Client, cast: Cast) -> None:
    api.post(f"/api/v1/accounts/{cast.ben.id}/follow", cast.anna)
    assert not api.post(f"/api/v1/follow_requests/{cast.anna.id}/reject", cast.ben)["requested_by"]
    for verb in ("authorize", "reject"):
        assert api.refused("POST", f"/api/v1/follow_requests/{cast.anna.id}/{verb}", cast.ben)[0] == 404
    api.post(f"/api/v1/accounts/{cast.ben.id}/follow", cast.anna)
    assert not api.post(f"/api/v1/accounts/{cast.ben.id}/unfollow", cast.anna)["requested"]
    assert api.get("/api/v1/follow_requests", cast.ben) == []


def test_what_one_wants_of_those_one_follows(api: Client, cast: Cast) -> None:
    path = f"/api/v1/accounts/{cast.bakery.id}/follow"
    first = api.post(path, cast.anna)
    assert (first["following"], first["showing_reblogs"], first["notifying"]) == (True, True, False)
    less = api.json("POST", path, cast.anna, data={"reblogs": "false", "notify": "1"})
    assert (less["showing_reblogs"], less["notifying"], less["shares_off"]) == (False, True, True)
    same = api.post(path, cast.anna)
    assert (same["showing_reblogs"], same["notifying"]) == (False, True)
    assert api.post(path, cast.anna, reblogs=True)["showing_reblogs"]


def test_a_follower_is_removed(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    answer = api.post(f"/api/v1/accounts/{cast.anna.id}/remove_from_followers", cast.ben)
    assert (answer["followed_by"], answer["following"], answer["friend"]) == (False, True, False)


@BOTH
def test_blocking_goes_both_ways_and_ties_stay(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    assert api.post(f"/api/v1/accounts/{cast.ben.id}/block", cast.anna)["blocking"]
    assert api.get("/api/v1/accounts/relationships", cast.ben, id=cast.anna.id)[0]["blocked_by"]
    assert handles(api.get("/api/v1/blocks", cast.anna)) == ["ben"]
    assert api.get(f"/api/v1/accounts/{cast.anna.id}", cast.ben)["acct"] == "anna"
    assert api.get("/api/v1/accounts/lookup", cast.ben, acct="anna")["id"] == str(cast.anna.id)
    assert api.refused("POST", f"/api/v1/accounts/{cast.anna.id}/follow", cast.ben) == (404, "Record not found")
    assert api.refused("POST", f"/api/v1/accounts/{cast.ben.id}/follow", cast.anna)[0] == 403
    back = api.post(f"/api/v1/accounts/{cast.ben.id}/unblock", cast.anna)
    assert (back["blocking"], back["friend"]) == (False, True)
    assert api.get("/api/v1/blocks", cast.anna) == []


def test_nobody_has_a_tie_with_oneself_or_with_nobody(api: Client, cast: Cast) -> None:
    for verb in ("follow", "block", "mute", "hide", "quiet"):
        assert api.refused("POST", f"/api/v1/accounts/{cast.anna.id}/{verb}", cast.anna)[0] == 403, verb
    verbs = ("follow", "unfollow", "remove_from_followers", "block", "unblock", "mute", "unmute", "note", "hide")
    for verb in (*verbs, "unhide", "quiet"):
        assert api.refused("POST", f"/api/v1/accounts/7/{verb}", cast.anna) == (404, "Record not found"), verb


def test_relationships_keep_the_order_and_leave_out_who_is_not_there(api: Client, cast: Cast) -> None:
    asked = [cast.mei.id, 7, cast.ben.id, cast.mei.id, cast.anna.id]
    told = api.get("/api/v1/accounts/relationships", cast.anna, **{"id[]": asked, "with_suspended": "true"})
    assert [one["id"] for one in told] == [str(cast.mei.id), str(cast.ben.id), str(cast.anna.id)]
    assert not any(one["following"] or one["friend"] or one["muting"] for one in told)
    assert api.get("/api/v1/accounts/relationships", cast.anna) == []
    many = api.ask("GET", "/api/v1/accounts/relationships", cast.anna, params={"id[]": list(range(101))})
    assert many.status_code == 422


@BOTH
def test_friend_lists_are_for_oneself_and_common_friends(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei), (cast.anna, cast.mei), (cast.ben, cast.zoe))
    cast.do(people.follow, cast.ben, cast.bakery)
    for verb in ("followers", "following"):
        path = f"/api/v1/accounts/{cast.ben.id}/{verb}"
        own = set(handles(api.get(path, cast.ben)))
        assert own == {"anna", "mei", "zoe", *(["bakery"] if verb == "following" else [])}
        assert handles(api.get(path, cast.anna)) == ["mei"]
        assert api.get(path, cast.xiaoming) == []
        assert api.get(path) == []
        assert api.get(f"/api/v1/accounts/{cast.bakery.id}/{verb}", cast.ben) == []
        assert api.refused("GET", f"/api/v1/accounts/7/{verb}", cast.ben)[0] == 404
    familiar = api.get("/api/v1/accounts/familiar_followers", cast.anna, **{"id[]": [cast.mei.id, 7, cast.anna.id]})
    assert [one["id"] for one in familiar] == [str(cast.mei.id), str(cast.anna.id)]
    assert handles(familiar[0]["accounts"]) == ["ben"]
    assert set(handles(familiar[1]["accounts"])) == {"ben", "mei"}
    named = {"id": [str(cast.mei.id), "7", str(cast.anna.id)]}
    assert api.json("GET", "/api/v1/accounts/familiar_followers", cast.anna, json=named) == familiar
    assert api.get(f"/api/v1/accounts/{cast.bakery.id}")["followers_count"] == 1
    assert api.get(f"/api/v1/accounts/{cast.ben.id}")["followers_count"] == 0


def test_lists_of_accounts_are_paged(api: Client, cast: Cast) -> None:
    others = [cast.ben, cast.mei, cast.xiaoming, cast.grandma, cast.lin]
    cast.befriend(*((cast.anna, other) for other in others))
    seen, path = [], f"/api/v1/accounts/{cast.anna.id}/followers?limit=2"
    for size in (2, 2, 1):
        answer = api.ask("GET", path, cast.anna)
        assert len(answer.json()) == size
        seen += handles(answer.json())
        assert answer.headers["link"].startswith("<https://tea.example/api/v1/accounts/")
        if size == 2:
            path = links(answer)["next"]
    assert seen == ["lin", "grandma", "xiaoming", "mei", "ben"]
    assert set(links(answer)) == {"prev"}
    before = api.ask("GET", links(answer)["prev"], cast.anna)
    assert "ben" not in handles(before.json())
    assert "link" not in api.ask("GET", "/api/v1/blocks", cast.anna).headers
