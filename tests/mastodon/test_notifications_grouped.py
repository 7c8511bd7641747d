"""Notices in groups: all likes of a post in one row, as newer apps ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse.moments import Moment, Public
from tests.cast import Cast
from tests.mastodon.client import Client, handles, links

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
PATH = "/api/v2/notifications"


def like(api: Client, moment: Moment, *who: Any) -> None:
    for one in who:
        api.post(f"/api/v1/statuses/{moment.id}/favourite", one)


def keys(told: dict[str, Any]) -> list[str]:
    return [group["group_key"] for group in told["notification_groups"]]


@pytest.fixture
def two(api: Client, cast: Cast) -> tuple[Moment, Moment]:
    """Anna's two posts. Of the first Ben, Mei and Zoe like one, Lin shares it; Ben names her after the second like."""
    first, second = (cast.post(cast.anna, text, Public(listed=True)) for text in ("Tea", "Cake"))
    like(api, first, cast.ben, cast.mei)
    api.post("/api/v1/statuses", cast.ben, status="@anna hello", visibility="public")
    api.post(f"/api/v1/statuses/{first.id}/reblog", cast.lin)
    like(api, second, cast.mei)
    like(api, first, cast.zoe)
    return first, second


@BOTH
def test_what_is_about_one_thing_stands_together(api: Client, cast: Cast, two: tuple[Moment, Moment]) -> None:
    first, second = two
    told = api.get(PATH, cast.anna)
    assert keys(told)[:3] == [f"favourite-{first.id}", f"favourite-{second.id}", f"reblog-{first.id}"]
    likes, other, _, mention = told["notification_groups"]
    assert (likes["type"], likes["notifications_count"], likes["status_id"]) == ("favourite", 3, str(first.id))
    assert likes["sample_account_ids"] == [str(who.id) for who in (cast.zoe, cast.mei, cast.ben)]
    assert (other["notifications_count"], mention["type"]) == (1, "mention")
    assert mention["group_key"] == f"ungrouped-{mention['most_recent_notification_id']}"
    assert set(handles(told["accounts"])) == {"zoe", "mei", "ben", "lin"}
    assert {status["id"] for status in told["statuses"]} >= {str(first.id), str(second.id), mention["status_id"]}
    assert len({status["id"] for status in told["statuses"]}) == len(told["statuses"]) == 3
    plain = api.get("/api/v1/notifications", cast.anna)
    assert [notice["group_key"] for notice in plain] == [
        *(f"favourite-{one.id}" for one in (first, second)),
        f"reblog-{first.id}",
        mention["group_key"],
        *[f"favourite-{first.id}"] * 2,
    ]
    apart = api.get(PATH, cast.anna, **{"grouped_types[]": "reblog", "types[]": "favourite"})
    assert [key.partition("-")[0] for key in keys(apart)] == ["ungrouped"] * 4
    assert api.get(PATH, cast.grandma) == {"accounts": [], "statuses": [], "notification_groups": []}


@BOTH
def test_pages_cover_every_notice_down_and_up(api: Client, cast: Cast, two: tuple[Moment, Moment]) -> None:
    first, second = two
    whole = {notice["id"] for notice in api.get("/api/v1/notifications", cast.anna)}
    path, seen = f"{PATH}?limit=2", []
    covered: list[tuple[int, int]] = []
    for _ in range(4):
        answer = api.ask("GET", path, cast.anna)
        told = answer.json()["notification_groups"]
        if not told:
            break
        seen.append(keys(answer.json()))
        covered.append((min(int(g["page_min_id"]) for g in told), max(int(g["page_max_id"]) for g in told)))
        last, path = answer, links(answer)["next"]
    # Of the first post's likes two are older than what stands on the first page: there the group stands again.
    assert [len(page) for page in seen] == [2, 2, 1]
    assert (seen[0], seen[2]) == ([f"favourite-{first.id}", f"favourite-{second.id}"], [f"favourite-{first.id}"])
    assert {one for one in whole if any(low <= int(one) <= high for low, high in covered)} == whole
    up = api.ask("GET", links(last)["prev"], cast.anna)
    assert keys(up.json()) == seen[1]
    assert keys(api.ask("GET", links(up)["prev"], cast.anna).json()) == seen[0]
    top = api.get(PATH, cast.anna, limit=1)
    assert top["notification_groups"][0]["notifications_count"] == 3


@BOTH
def test_one_group_its_people_and_its_end(api: Client, cast: Cast, two: tuple[Moment, Moment]) -> None:
    first, second = two
    one = f"{PATH}/favourite-{first.id}"
    told = api.get(one, cast.anna)
    assert (keys(told), told["notification_groups"][0]["notifications_count"]) == ([f"favourite-{first.id}"], 3)
    down = api.ask("GET", f"{one}/accounts?limit=2", cast.anna)
    assert handles(down.json()) == ["zoe", "mei"]
    rest = api.ask("GET", links(down)["next"], cast.anna)
    assert (handles(rest.json()), set(links(rest))) == (["ben"], {"prev"})
    assert handles(api.ask("GET", links(rest)["prev"], cast.anna).json()) == ["zoe", "mei"]
    assert api.get(f"{PATH}/unread_count", cast.anna) == {"count": 4}
    newest = api.get("/api/v1/notifications", cast.anna)[1]["id"]
    api.post("/api/v1/markers", cast.anna, notifications={"last_read_id": newest})
    assert api.get(f"{PATH}/unread_count", cast.anna) == {"count": 1}
    assert api.post(f"{one}/dismiss", cast.anna) == {}
    assert f"favourite-{first.id}" not in keys(api.get(PATH, cast.anna))
    assert api.refused("GET", one, cast.anna) == (404, "Record not found")
    mention = keys(api.get(PATH, cast.anna))[-1]
    assert handles(api.get(f"{PATH}/{mention}/accounts", cast.anna)) == ["ben"]
    assert keys(api.get(f"{PATH}/{mention}", cast.anna)) == [mention]
    assert api.post(f"{PATH}/{mention}/dismiss", cast.anna) == {}
    assert keys(api.get(PATH, cast.anna)) == [f"favourite-{second.id}", f"reblog-{first.id}"]


@BOTH
def test_a_group_is_what_its_reader_may_see(api: Client, cast: Cast, two: tuple[Moment, Moment]) -> None:
    first, _ = two
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    api.post(f"/api/v1/accounts/{cast.zoe.id}/block", cast.anna)
    told = api.get(f"{PATH}/favourite-{first.id}", cast.anna)["notification_groups"][0]
    assert (told["notifications_count"], told["sample_account_ids"]) == (2, [str(cast.mei.id), str(cast.ben.id)])
    for reader in (cast.ben, cast.zoe):
        assert api.refused("GET", f"{PATH}/favourite-{first.id}", reader) == (404, "Record not found")
        assert api.get(f"{PATH}/favourite-{first.id}/accounts", reader) == []
        api.post(f"{PATH}/favourite-{first.id}/dismiss", reader)
    assert api.get(f"{PATH}/favourite-{first.id}", cast.anna)["notification_groups"][0] == told
    theirs = next(key for key in keys(api.get(PATH, cast.anna)) if key.startswith("ungrouped-"))
    assert api.refused("GET", f"{PATH}/{theirs}", cast.ben) == (404, "Record not found")
    for key in ("favourite-", "favourite-x", "favourite--1", "mention-7", "7", "ungrouped-²", f"reblog-{9**30}", "of"):
        assert api.refused("GET", f"{PATH}/{key}", cast.anna) == (404, "Record not found"), key


def test_small_pictures_are_enough_for_all_but_the_first(api: Client, cast: Cast, two: tuple[Moment, Moment]) -> None:
    third = cast.post(cast.anna, "Scones", Public(listed=True))
    like(api, third, cast.ben, cast.mei, cast.zoe)
    told = api.get(PATH, cast.anna, expand_accounts="partial_avatars", limit=1)
    assert keys(told) == [f"favourite-{third.id}"]
    assert handles(told["accounts"]) == ["zoe"]
    assert handles(told["partial_accounts"]) == ["mei", "ben"]
    whole = api.get(f"/api/v1/accounts/{cast.mei.id}", cast.anna)
    small = told["partial_accounts"][0]
    assert small == {name: whole[name] for name in small}
    assert "partial_accounts" not in api.get(PATH, cast.anna, limit=1)


def test_a_crowd_is_walked_in_bounded_steps(api: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that met too many notices of few groups ends there, and the next goes on where it ended."""
    monkeypatch.setattr("teahouse.notices.groups.STEP", 2)
    monkeypatch.setattr("teahouse.notices.groups.MOST", 3)
    post = cast.post(cast.anna, "Tea", Public(listed=True))
    like(api, post, cast.ben, cast.mei, cast.zoe, cast.lin, cast.grandma, cast.xiaoming)
    page = api.ask("GET", PATH, cast.anna)
    (group,) = page.json()["notification_groups"]
    assert (group["notifications_count"], len(group["sample_account_ids"])) == (6, 4)
    (rest,) = api.ask("GET", links(page)["next"], cast.anna).json()["notification_groups"]
    assert (rest["notifications_count"], len(rest["sample_account_ids"])) == (6, 2)
