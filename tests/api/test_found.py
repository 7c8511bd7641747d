"""What the random houses found once, each on its own, so that it is found at once should it come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from teahouse import moments, people
from teahouse.app import make_api
from teahouse.kit.db import Database, Statement, WriteTx
from teahouse.people.schema import account
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.steppable import SteppableClock


@pytest.fixture
def kind() -> str:
    """The random houses live on both databases."""
    return "sqlite"


@pytest.fixture
def api(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Client]:
    client = Client(make_api(settings, database, clock=clock), cast)
    yield client
    client.close()


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in found]


def test_a_profile_is_not_dated_by_a_comment_among_friends(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    public = cast.post(cast.anna, "Hello", moments.Public(listed=True))
    cast.comment(cast.anna, cast.post(cast.ben, "For friends"), "Between us")
    api.json("DELETE", f"/api/v1/statuses/{public.id}", cast.anna)
    assert api.get(f"/api/v1/accounts/{cast.anna.id}")["last_status_at"] is None


def test_a_friend_list_does_not_tell_of_a_hide_and_ends_at_a_block(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.ben, cast.mei), (cast.anna, cast.mei))
    path = f"/api/v1/accounts/{cast.ben.id}/followers"
    assert ids(api.get(path, cast.anna)) == [str(cast.mei.id)]
    cast.do(people.turn_down, cast.ben, cast.anna, people.Quiet(hiding=True))
    assert ids(api.get(path, cast.anna)) == [str(cast.mei.id)]
    cast.do(people.block, cast.mei, cast.anna)
    assert api.get(path, cast.anna) == [], "nobody is named across a block"
    cast.do(people.unblock, cast.mei, cast.anna)
    cast.do(people.block, cast.ben, cast.anna)
    assert api.get(path, cast.anna) == []


def test_a_share_of_somebody_who_is_gone_can_be_deleted(api: Client, cast: Cast) -> None:
    public = cast.post(cast.mei, "Peonies", moments.Public(listed=True))
    share = api.post(f"/api/v1/statuses/{public.id}/reblog", cast.anna)
    suspend = Statement(account.update().where(account.c.id == sa.bindparam("who")).values(state=1))
    cast.do(WriteTx.run, suspend, who=cast.mei.id)
    answer = api.json("DELETE", f"/api/v1/statuses/{share['id']}", cast.anna)
    assert (answer["id"], answer["reblog"]) == (share["id"], None)


def test_what_one_may_see_no_more_can_be_taken_back(api: Client, cast: Cast) -> None:
    public = cast.post(cast.mei, "Peonies", moments.Public(listed=True))
    for verb in ("favourite", "reblog"):
        api.post(f"/api/v1/statuses/{public.id}/{verb}", cast.anna)
    cast.do(people.turn_down, cast.mei, cast.anna, people.Quiet(hiding=True))
    for verb in ("unfavourite", "unreblog"):
        refused = api.refused("POST", f"/api/v1/statuses/{public.id}/{verb}", cast.anna)
        assert refused == (404, "Record not found")
    left = api.get(f"/api/v1/statuses/{public.id}", cast.mei)
    assert (left["favourites_count"], left["reblogs_count"]) == (0, 0)


def test_a_deleted_share_says_nothing_of_what_one_may_see_no_more(api: Client, cast: Cast) -> None:
    public = cast.post(cast.mei, "Peonies", moments.Public(listed=True))
    share = api.post(f"/api/v1/statuses/{public.id}/reblog", cast.anna)["id"]
    cast.do(people.turn_down, cast.mei, cast.anna, people.Quiet(hiding=True))
    answer = api.ask("DELETE", f"/api/v1/statuses/{share}", cast.anna)
    assert (answer.status_code, answer.json()["reblog"]) == (200, None)
    assert "Peonies" not in answer.text


def test_a_private_answer_to_a_friends_share_is_not_public(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    public = cast.post(cast.mei, "Peonies", moments.Public(listed=True))
    share = api.post(f"/api/v1/statuses/{public.id}/reblog", cast.ben, visibility="private")["id"]
    sent = {"status": "Our secret", "visibility": "private", "in_reply_to_id": share}
    said = api.json("POST", "/api/v1/statuses", cast.anna, json=sent)["id"]
    assert api.get(f"/api/v1/statuses/{said}", cast.ben)["in_reply_to_id"] == str(public.id)
    for stranger in (None, cast.zoe):
        assert api.refused("GET", f"/api/v1/statuses/{said}", stranger)[0] == 404


def test_a_comment_for_the_house_stays_in_the_house(api: Client, cast: Cast) -> None:
    public = cast.post(cast.mei, "Peonies", moments.Public(listed=True))
    sent = {"status": "Among us", "visibility": "house", "in_reply_to_id": str(public.id)}
    said = api.json("POST", "/api/v1/statuses", cast.anna, json=sent)["id"]
    assert api.get(f"/api/v1/statuses/{said}", cast.zoe)["visibility_ex"] == "house"
    assert api.refused("GET", f"/api/v1/statuses/{said}")[0] == 404
    assert api.get(f"/api/v1/statuses/{public.id}")["replies_count"] == 0


@pytest.mark.parametrize("word", ["circle", "followers", "private"])
def test_a_page_that_names_people_does_not_post_to_all(api: Client, cast: Cast, word: str) -> None:
    cast.do(people.follow, cast.anna, cast.bakery)
    token = cast.do(people.issue_token, None, cast.bakery.id, cast.lin.id).token
    sent = {"status": "For one", "visibility": word, "account_ids": [str(cast.ben.id)]}
    assert api.refused("POST", "/api/v1/statuses", token, json=sent)[0] == 422
    assert api.get("/api/v1/timelines/home", cast.anna) == []
