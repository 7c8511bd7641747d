"""Every list of accounts is paged alike: down by `max_id`, up page by page by `min_id`, the newest by `since_id`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from teahouse import people
from tests.cast import Cast
from tests.mastodon.client import Client, handles, links

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
OTHERS = ("ben", "mei", "xiaoming", "grandma", "lin")


@pytest.fixture
def others(cast: Cast) -> list[people.Account]:
    """Five people, by when they joined."""
    return [getattr(cast, name) for name in OTHERS]


def lists(api: Client, cast: Cast, others: list[people.Account]) -> Iterator[tuple[str, people.Account]]:
    """The path of every list that holds the five in their order, and whose list it is."""
    anna, zoe, bakery = cast.anna, cast.zoe, cast.bakery
    kept, shown = (api.post("/api/v1/statuses", zoe, status=text, visibility="public")["id"] for text in "ab")
    family = api.post("/api/v1/circles", anna, title="Family")["id"]
    regulars = api.post("/api/v1/circles", bakery, title="Regulars")["id"]
    for other in others:
        cast.befriend((anna, other), (zoe, other))
        cast.do(people.follow, other, bakery)
        api.post(f"/api/v1/circles/{family}/accounts", anna, account_ids=[str(other.id)])
        api.post(f"/api/v1/statuses/{kept}/favourite", other)
        api.post(f"/api/v1/statuses/{shown}/reblog", other)
        for verb in ("mute", "hide"):
            api.post(f"/api/v1/accounts/{other.id}/{verb}", anna)
    yield f"/api/v1/accounts/{anna.id}/followers", anna
    yield f"/api/v1/accounts/{anna.id}/following", anna
    yield f"/api/v1/accounts/{zoe.id}/following", anna
    yield f"/api/v1/circles/{family}/accounts", anna
    yield f"/api/v1/lists/{family}/accounts", anna
    yield "/api/v1/mutes", anna
    yield "/api/v1/hides", anna
    yield f"/api/v1/statuses/{kept}/favourited_by", zoe
    yield f"/api/v1/statuses/{shown}/reblogged_by", zoe
    api.post(f"/api/v1/circles/{regulars}/accounts", bakery, account_ids=[str(other.id) for other in others])
    yield f"/api/v1/circles/{regulars}/accounts", bakery
    for other in others:
        api.post(f"/api/v1/accounts/{other.id}/block", anna)
        api.post(f"/api/v1/accounts/{other.id}/unfollow", zoe)
        api.post(f"/api/v1/accounts/{other.id}/remove_from_followers", zoe)
        api.post(f"/api/v1/accounts/{zoe.id}/follow", other)
    yield "/api/v1/blocks", anna
    yield "/api/v1/follow_requests", zoe


@BOTH
def test_a_list_of_accounts_is_walked_down_and_up(api: Client, cast: Cast, others: list[people.Account]) -> None:
    for path, whose in lists(api, cast, others):
        down = api.ask("GET", f"{path}?limit=2", whose)
        assert handles(down.json()) == ["lin", "grandma"], path
        middle = api.ask("GET", links(down)["next"], whose)
        last = api.ask("GET", links(middle)["next"], whose)
        assert (handles(middle.json()), handles(last.json())) == (["xiaoming", "mei"], ["ben"]), path
        assert "next" not in links(last), path
        # The page right above what is known, and not the newest ones: nobody is jumped over.
        up = api.ask("GET", links(last)["prev"], whose)
        assert handles(up.json()) == ["xiaoming", "mei"], path
        top = api.ask("GET", links(up)["prev"], whose)
        assert handles(top.json()) == ["lin", "grandma"], path
        above = api.ask("GET", links(top)["prev"], whose)
        assert (above.json(), links(above)) == ([], {}), path
        newest = links(last)["prev"].replace("min_id", "since_id")
        assert handles(api.get(newest, whose)) == ["lin", "grandma"], path
