"""What a person chose not to hear: told, held back or let go; and looking through what is held back."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import notices, people
from teahouse.moments import Friends, Mentioned, Public
from teahouse.notices.held import Case, Choice, Treatment, treat
from tests.cast import Cast
from tests.mastodon.client import Client, handles, links
from tests.told.conftest import Messenger
from tests.told.service import Service
from tests.told.test_push import subscribe

PATH = "/api/v1/notifications"
POLICY = "/api/v2/notifications/policy"
DAY = 86_400_000


def choose(api: Client, who: people.Account, **words: str) -> dict[str, Any]:
    said: dict[str, Any] = api.json("PATCH", POLICY, who, json={f"for_{name}": word for name, word in words.items()})
    return said


def requests(api: Client, who: people.Account) -> list[tuple[str, str]]:
    return [(one["account"]["acct"], one["notifications_count"]) for one in api.get(f"{PATH}/requests", who)]


def told(api: Client, who: people.Account, **query: str) -> list[tuple[str, str]]:
    return [(one["type"], one["account"]["acct"]) for one in api.get(PATH, who, **query)]


STRANGER = Case(following=False, followed_since=None, since=0, letter=False)
NOW = 100 * DAY


@pytest.mark.parametrize(
    ("choice", "case", "becomes"),
    [
        (Choice(), STRANGER, 0),
        (Choice(not_following=1), STRANGER, 1),
        (Choice(not_following=2, not_followers=1), STRANGER, 2),
        (Choice(not_following=1), Case(True, None, 0, False), 0),
        (Choice(not_followers=1), Case(True, None, 0, False), 1),
        (Choice(not_followers=1), Case(False, NOW - 3 * DAY, 0, False), 0),
        (Choice(not_followers=1), Case(False, NOW - 3 * DAY + 1, 0, False), 1),
        (Choice(new_accounts=2), Case(False, None, NOW - 30 * DAY, False), 0),
        (Choice(new_accounts=2), Case(True, None, NOW - 30 * DAY + 1, False), 2),
        (Choice(private_mentions=1), Case(False, None, 0, True), 1),
        (Choice(private_mentions=1), Case(True, None, 0, True), 0),
        (Choice(limited_accounts=2), Case(False, None, NOW, True), 0),
    ],
)
def test_the_strictest_that_applies_counts(choice: Choice, case: Case, becomes: int) -> None:
    assert treat(choice, case, NOW) == Treatment(becomes)


def test_what_strangers_do_is_held_back_and_told_after_all(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    post = cast.post(cast.anna, "Tea", Public(listed=True))
    api.post(f"/api/v1/statuses/{post.id}/favourite", cast.zoe)
    policy = choose(api, cast.anna, not_following="filter")
    assert (policy["for_not_following"], policy["for_new_accounts"]) == ("filter", "accept")
    assert policy["summary"] == {"pending_requests_count": 0, "pending_notifications_count": 0}
    api.post(f"/api/v1/statuses/{post.id}/favourite", cast.mei)
    api.post(f"/api/v1/statuses/{post.id}/reblog", cast.mei)
    said = api.post("/api/v1/statuses", cast.lin, status="@anna hello", visibility="public")
    api.post(f"/api/v1/statuses/{post.id}/favourite", cast.ben)
    # What was told before stays told; what is held back is there for who asks for it.
    assert told(api, cast.anna)[:2] == [("favourite", "ben"), ("favourite", "zoe")]
    assert len(told(api, cast.anna, include_filtered="true")) == len(told(api, cast.anna)) + 3
    assert told(api, cast.anna, account_id=str(cast.mei.id)) == [("reblog", "mei"), ("favourite", "mei")]
    grouped = api.get("/api/v2/notifications", cast.anna)["notification_groups"]
    assert [one["notifications_count"] for one in grouped if one["group_key"] == f"favourite-{post.id}"] == [2]
    grouped = api.get("/api/v2/notifications", cast.anna, include_filtered="true")["notification_groups"]
    assert [one["notifications_count"] for one in grouped if one["group_key"] == f"favourite-{post.id}"] == [3]
    counted = api.get(f"{PATH}/unread_count", cast.anna)["count"]
    assert api.get(f"{PATH}/unread_count", cast.anna, include_filtered="true")["count"] == counted + 3
    assert api.get(f"{PATH}/unread_count", cast.anna, account_id=str(cast.mei.id)) == {"count": 2}
    assert requests(api, cast.anna) == [("lin", "1"), ("mei", "2")]
    assert api.get(POLICY, cast.anna)["summary"] == {"pending_requests_count": 2, "pending_notifications_count": 3}
    first, second = api.get(f"{PATH}/requests", cast.anna)
    assert (first["last_status"]["id"], second["last_status"]["id"]) == (said["id"], str(post.id))
    assert api.get(f"{PATH}/requests/{first['id']}", cast.anna) == first
    for method, path in (("GET", ""), ("POST", "/accept"), ("POST", "/dismiss")):
        assert api.refused(method, f"{PATH}/requests/{first['id']}{path}", cast.ben) == (404, "Record not found")
    assert api.post(f"{PATH}/requests/{second['id']}/accept", cast.anna) == {}
    assert api.get(f"{PATH}/requests/merged", cast.anna) == {"merged": True}
    assert told(api, cast.anna)[1:3] == [("reblog", "mei"), ("favourite", "mei")]
    api.post("/api/v1/statuses", cast.mei, status="@anna again", visibility="public")
    assert told(api, cast.anna)[0] == ("mention", "mei")
    assert api.post(f"{PATH}/requests/{first['id']}/dismiss", cast.anna) == {}
    assert (requests(api, cast.anna), told(api, cast.anna, account_id=str(cast.lin.id))) == ([], [])
    api.post("/api/v1/statuses", cast.lin, status="@anna are you there?", visibility="public")
    assert requests(api, cast.anna) == [("lin", "1")]


def test_several_at_once_and_page_by_page(api: Client, cast: Cast) -> None:
    choose(api, cast.anna, not_following="filter")
    post = cast.post(cast.anna, "Tea", Public(listed=True))
    for who in (cast.ben, cast.mei, cast.zoe, cast.lin):
        api.post(f"/api/v1/statuses/{post.id}/favourite", who)
    page = api.ask("GET", f"{PATH}/requests?limit=3", cast.anna)
    assert handles([one["account"] for one in page.json()]) == ["lin", "zoe", "mei"]
    rest = api.ask("GET", links(page)["next"], cast.anna)
    assert (handles([one["account"] for one in rest.json()]), set(links(rest))) == (["ben"], {"prev"})
    assert api.ask("GET", links(rest)["prev"], cast.anna).json() == page.json()
    ids = [one["id"] for one in page.json()]
    foreign = api.json("POST", f"{PATH}/requests/accept", cast.ben, data={"id[]": ids})
    assert (foreign, len(requests(api, cast.anna))) == ({}, 4)
    api.json("POST", f"{PATH}/requests/accept", cast.anna, data={"id[]": ids[:2]})
    assert [who for _, who in told(api, cast.anna)] == ["lin", "zoe"]
    api.post(f"{PATH}/requests/dismiss", cast.anna, id=[ids[2]])
    assert requests(api, cast.anna) == [("ben", "1")]


def test_what_is_held_back_tells_no_more_than_the_gate(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    choose(api, cast.anna, not_followers="filter")  # both came a moment ago
    cast.post(cast.ben, "@anna one", Friends())
    cast.post(cast.ben, "@anna two", Public(listed=True))
    cast.post(cast.mei, "@anna three", Friends())
    assert requests(api, cast.anna) == [("mei", "1"), ("ben", "2")]
    cast.do(people.unfollow, cast.ben, cast.anna)
    cast.do(people.unfollow, cast.mei, cast.anna)
    assert requests(api, cast.anna) == [("ben", "1")]
    assert api.get(POLICY, cast.anna)["summary"] == {"pending_requests_count": 1, "pending_notifications_count": 1}
    cast.do(people.follow, cast.mei, cast.anna)
    api.post(f"/api/v1/accounts/{cast.ben.id}/block", cast.anna)
    assert requests(api, cast.anna) == [("mei", "1")] or requests(api, cast.anna)[0][0] == "mei"


def test_letters_of_strangers_and_what_answers_them(api: Client, cast: Cast) -> None:
    choose(api, cast.anna, private_mentions="filter")
    letter = cast.post(cast.ben, "@anna secret", Mentioned())
    assert (told(api, cast.anna), requests(api, cast.anna)) == ([], [("ben", "1")])
    mine = cast.post(cast.anna, "@mei a letter", Mentioned())
    cast.comment(cast.mei, mine, "@anna an answer", Mentioned())
    assert told(api, cast.anna) == [("mention", "mei")]
    assert cast.sees(cast.anna, letter)


def test_dropped_is_gone_and_what_one_asked_for_is_told(
    api: Client, cast: Cast, service: Service, messenger: Messenger
) -> None:
    subscribe(api, service, cast.anna)
    choose(api, cast.anna, not_following="drop", new_accounts="filter")
    post = cast.post(cast.anna, "Tea", Public(listed=True))
    api.post(f"/api/v1/statuses/{post.id}/favourite", cast.ben)
    assert (told(api, cast.anna, include_filtered="true"), requests(api, cast.anna)) == ([], [])
    cast.do(people.follow, cast.anna, cast.mei)
    cast.do(people.accept, cast.mei, cast.anna)
    cast.settle()
    messenger.run()
    service.got.clear()
    api.post(f"/api/v1/statuses/{post.id}/favourite", cast.mei)  # an account of today
    assert requests(api, cast.anna)[0][0] == "mei"
    assert (messenger.run(), service.got) == ([], [])
    api.post(f"/api/v1/accounts/{cast.mei.id}/follow", cast.anna, notify=True)
    cast.post(cast.mei, "News", Public(listed=True))
    assert told(api, cast.anna)[0] == ("status", "mei")


def test_older_apps_say_it_by_yes_and_no(api: Client, cast: Cast) -> None:
    path = "/api/v1/notifications/policy"
    choose(api, cast.anna, not_following="drop")
    said = api.json("PATCH", path, cast.anna, json={"filter_not_following": True, "filter_new_accounts": True})
    assert said["filter_not_following"]
    assert not said["filter_not_followers"]
    assert api.get(path, cast.anna) == said
    now = api.get(POLICY, cast.anna)
    assert (now["for_not_following"], now["for_new_accounts"]) == ("drop", "filter")
    api.json("PATCH", path, cast.anna, json={"filter_not_following": False})
    assert api.get(POLICY, cast.anna)["for_not_following"] == "accept"
    assert api.refused("PATCH", POLICY, cast.anna, json={"for_not_following": "perhaps"})[0] == 422


def test_words_in_a_push_and_strangers_are_chosen_apart(cast: Cast) -> None:
    cast.do(notices.push.choose_texts, cast.anna.id, wanted=True)
    cast.do(notices.held.choose, cast.anna.id, Choice(not_following=1))
    assert cast.ask(notices.push.chose_texts, cast.anna.id)
    cast.do(notices.push.choose_texts, cast.anna.id, wanted=False)
    assert cast.ask(notices.held.fetch_choice, cast.anna.id) == Choice(not_following=1)
