"""Web Push, told by a push service that checks signatures and opens what it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import notices, people
from teahouse.kit.db import Database, jobs
from teahouse.moments import Friends, Public
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.told.conftest import Messenger
from tests.told.service import Phone, Service, check_signed

PATH = "/api/v1/push/subscription"
ALL = dict.fromkeys(("follow", "favourite", "reblog", "mention", "status", "update", "follow_request"), True)


def subscribe(
    api: Client, service: Service, who: people.Account, *, token: str = "", standard: bool = True, **data: Any
) -> tuple[Phone, dict[str, Any]]:
    phone = Phone()
    place = {"endpoint": f"{service.origin}/p/{who.username}", "keys": phone.keys(), "standard": standard}
    made = api.post(PATH, token or who, subscription=place, data={"alerts": ALL, **data})
    return phone, made


def told(service: Service, phone: Phone) -> list[tuple[str, str]]:
    """Titles and bodies of all that came, and forget it."""
    said = [(one["title"], one["body"]) for one in map(phone.open, service.got)]
    service.got.clear()
    return said


@pytest.mark.parametrize("standard", [True, False])
def test_what_is_pushed_is_signed_and_sealed(
    api: Client, cast: Cast, service: Service, messenger: Messenger, standard: bool
) -> None:
    cast.befriend((cast.anna, cast.ben))
    token = api.token(cast.anna)
    phone, made = subscribe(api, service, cast.anna, token=token, standard=standard)
    status = api.post("/api/v1/statuses", cast.ben, status="@anna 喝茶吗？", visibility="public")
    assert messenger.run() == [None]
    (got,) = service.got
    claims, key = check_signed(got, service.origin, cast.clock.now())
    assert (claims["sub"], key) == ("https://tea.example", made["server_key"])
    assert api.get("/api/v2/instance")["configuration"]["vapid"] == {"public_key": key}
    assert (got.path, got.headers["ttl"], got.headers["urgency"]) == ("/p/anna", "172800", "normal")
    assert 0 < len(got.headers["topic"]) <= 32
    assert b"anna" not in got.body
    (notice,) = api.get("/api/v1/notifications", cast.anna, **{"types[]": "mention"})
    said = phone.open(got)
    stand_in = said.pop("access_token")
    assert said == {
        "preferred_locale": "en",
        "notification_id": int(notice["id"]),
        "notification_type": "mention",
        "icon": "https://tea.example/static/avatar.png",
        "title": "Ben Marsh named you",
        "body": "@anna 喝茶吗？",
    }
    assert notice["status"]["id"] == status["id"]
    assert stand_in != token
    assert len(stand_in) > 30
    assert api.refused("GET", "/api/v1/accounts/verify_credentials", stand_in)[0] == 401
    assert made["standard"] is standard
    # Its length says little.
    api.post("/api/v1/statuses", cast.ben, status="@anna ja", visibility="public")
    messenger.run()
    assert len(service.got[1].body) == len(got.body)


def test_an_app_says_what_it_wants(api: Client, cast: Cast, service: Service, messenger: Messenger) -> None:
    assert api.refused("GET", PATH, cast.anna) == (404, "Record not found")
    phone, made = subscribe(api, service, cast.anna, policy="followed")
    assert (made["policy"], made["alerts"]["mention"], made["alerts"]["poll"]) == ("followed", True, False)
    assert api.get(PATH, cast.anna) == made
    first = cast.post(cast.anna, "Tea", Public(listed=True))
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.ben)
    assert (messenger.run(), service.got) == ([None], [])  # he is nobody whom she follows
    cast.befriend((cast.anna, cast.ben))
    messenger.run()
    service.got.clear()
    api.post(f"/api/v1/statuses/{first.id}/reblog", cast.ben)
    messenger.run()
    assert told(service, phone) == [("Ben Marsh shared your post", "Tea")]
    changed = api.json("PUT", PATH, cast.anna, json={"data": {"alerts": {"mention": True, "poll": True}}})
    assert [name for name, on in changed["alerts"].items() if on] == ["mention", "poll"]
    assert (changed["id"], changed["policy"]) == (made["id"], "followed")
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.mei)
    assert messenger.run() == []
    api.json("PUT", PATH, cast.anna, json={"data": {"alerts": ALL, "policy": "none"}})
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.zoe)
    assert messenger.run() == []
    api.json("PUT", PATH, cast.anna, data={"data[alerts][favourite]": "1", "data[policy]": "follower"})
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.xiaoming)
    assert messenger.run() == [None]
    cast.do(people.follow, cast.lin, cast.anna)
    cast.do(people.accept, cast.anna, cast.lin)
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.lin)
    messenger.run()
    assert told(service, phone) == [("Lin 林 likes your post", "Tea")]
    assert api.json("DELETE", PATH, cast.anna) == {}
    assert api.refused("GET", PATH, cast.anna)[0] == 404
    assert api.json("DELETE", PATH, cast.anna) == {}
    assert api.refused("PUT", PATH, cast.anna, json={"data": {"alerts": ALL}})[0] == 404


def test_words_of_friends_are_not_pushed_unless_asked_for(
    api: Client, cast: Cast, service: Service, messenger: Messenger
) -> None:
    cast.befriend((cast.anna, cast.ben))
    phone, _ = subscribe(api, service, cast.anna)
    cast.post(cast.ben, "@anna secret one", Friends())
    mine = cast.post(cast.anna, "secret two", Friends())
    cast.comment(cast.ben, mine, "secret three")
    api.post(f"/api/v1/statuses/{mine.id}/favourite", cast.ben)
    api.post("/api/v1/statuses", cast.ben, status="@anna secret four", visibility="direct")
    messenger.run()
    got = told(service, phone)
    assert len(got) == 4
    assert {body for _, body in got} == {""}
    cast.do(notices.push.choose_texts, cast.anna.id, wanted=True)
    cast.post(cast.ben, "@anna secret five", Friends())
    messenger.run()
    assert told(service, phone) == [("Ben Marsh named you", "@anna secret five")]


def test_the_gate_is_asked_when_it_is_sent(api: Client, cast: Cast, service: Service, messenger: Messenger) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    subscribe(api, service, cast.anna)
    cast.post(cast.ben, "@anna one", Friends())
    gone = cast.post(cast.mei, "@anna two", Friends())
    cast.do(people.unfollow, cast.ben, cast.anna)
    api.json("DELETE", f"/api/v1/statuses/{gone.id}", cast.mei)
    assert (messenger.run(), service.got) == ([None, None], [])
    cast.post(cast.mei, "@anna three", Friends())
    api.post(f"/api/v1/accounts/{cast.mei.id}/block", cast.anna)
    assert (messenger.run(), service.got) == ([None], [])


def test_a_token_takes_its_subscription_along(
    api: Client, cast: Cast, service: Service, messenger: Messenger, database: Database
) -> None:
    token = api.token(cast.anna)
    other = api.token(cast.anna)
    subscribe(api, service, cast.anna, token=token)
    subscribe(api, service, cast.anna, token=other)
    first = cast.post(cast.anna, "Tea", Public(listed=True))
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.ben)
    caller = cast.ask(people.fetch_caller, token)
    assert caller is not None
    app = cast.ask(people.fetch_app, caller.app_id)
    cast.do(people.revoke_token, app, token)
    assert (messenger.run(), len(service.got)) == ([None, None], 1)
    assert api.refused("GET", PATH, token)[0] == 401
    assert api.get(PATH, other)["endpoint"].endswith("/p/anna")
    subscribe(api, service, cast.anna, token=other)
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.mei)
    messenger.run()
    assert len(service.got) == 2


def test_what_the_service_answers_is_heeded(
    api: Client, cast: Cast, service: Service, messenger: Messenger, database: Database
) -> None:
    phone, _ = subscribe(api, service, cast.anna)
    first = cast.post(cast.anna, "Tea", Public(listed=True))
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.ben)
    service.statuses = [429, 503]
    service.answer_headers = {"Retry-After": "100"}
    assert messenger.run() == ["the push service answered 429"]
    cast.clock.step(99_000)
    assert messenger.run() == []
    cast.clock.step(2_000)
    assert messenger.run() == ["the push service answered 503"]
    cast.clock.step(101_000)
    assert messenger.run() == [None]
    assert len({one.headers["topic"] for one in service.got}) == 1
    assert told(service, phone) == [("Ben Marsh likes your post", "Tea")] * 3
    service.answer_headers = {}
    service.status = 500
    api.post(f"/api/v1/statuses/{first.id}/favourite", cast.mei)
    for _ in range(jobs.MAX_ATTEMPTS):
        assert messenger.run() == ["the push service answered 500"]
        cast.clock.step(4_000_000)
    assert messenger.run() == []
    assert database.read_now(lambda tx: tx.value(jobs.COUNT_DEAD)) == 1
    for status, dead in ((410, 1), (404, 1), (403, 2)):
        service.status = status
        subscribe(api, service, cast.anna)
        api.post(f"/api/v1/statuses/{first.id}/favourite", cast.xiaoming)
        messenger.run()
        assert api.refused("GET", PATH, cast.anna)[0] == 404
        assert database.read_now(lambda tx: tx.value(jobs.COUNT_DEAD)) == dead
        api.post(f"/api/v1/statuses/{first.id}/unfavourite", cast.xiaoming)
    found = database.read_now(lambda tx: tx.all(jobs.DEAD))
    assert [job for job in found if service.origin in job.payload + job.error] == []


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("endpoint", ""),
        ("endpoint", "ftp://push.example/x"),
        ("endpoint", "https://"),
        ("endpoint", "https://user:word@push.example/"),
        ("endpoint", "https://push.example:0/"),
        ("endpoint", "https://push.example:99999999/"),
        ("endpoint", "https://[::1/"),
        ("endpoint", "https://push.example/" + "x" * 2_000),
        ("endpoint", "https://push.example/a b"),
        ("p256dh", ""),
        ("p256dh", "AAAA"),
        ("p256dh", "BA" + "A" * 85),
        ("p256dh", "é"),
        ("auth", "AAAA"),
        ("auth", "!"),
    ],
)
def test_what_is_no_subscription_is_refused(api: Client, cast: Cast, field: str, value: str) -> None:
    keys = Phone().keys()
    place: dict[str, Any] = {"endpoint": "https://push.example/x", "keys": keys}
    (place if field == "endpoint" else keys)[field] = value
    assert api.refused("POST", PATH, cast.anna, json={"subscription": place})[0] == 422
    assert api.refused("GET", PATH, cast.anna)[0] == 404
    scarce = api.token(cast.anna, "read", "write")
    assert api.refused("POST", PATH, scarce, json={"subscription": place})[0] == 403
