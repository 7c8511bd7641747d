"""Conversations, as apps ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import people
from teahouse.people.letters import Writers
from tests.cast import Cast
from tests.mastodon.client import Client

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
PATH = "/api/v1/conversations"


def write(api: Client, by: people.Account, text: str, **more: Any) -> str:
    return str(api.post("/api/v1/statuses", by, status=text, visibility="direct", **more)["id"])


@BOTH
def test_a_conversation_is_read_left_unread_and_put_away(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    first = write(api, cast.anna, "@ben tea at four?")
    (seen,) = api.get(PATH, cast.ben)
    assert (seen["unread"], seen["last_status"]["id"]) == (True, first)
    assert [account["username"] for account in seen["accounts"]] == ["anna"]
    at = f"{PATH}/{seen['id']}"
    assert api.post(f"{at}/read", cast.ben)["unread"] is False
    assert api.get(PATH, cast.ben)[0]["unread"] is False
    assert api.post(f"{at}/unread", cast.ben)["unread"] is True
    second = write(api, cast.ben, "@anna yes", in_reply_to_id=first)
    (mine,) = api.get(PATH, cast.anna)
    assert (mine["id"], mine["unread"], mine["last_status"]["id"]) == (seen["id"], True, second)
    assert api.json("DELETE", at, cast.ben) == {}
    assert api.get(PATH, cast.ben) == []
    for method, way in (("POST", "/read"), ("POST", "/unread"), ("DELETE", "")):
        assert api.ask(method, f"{at}{way}", cast.ben).status_code == 404
        assert api.ask(method, f"{at}{way}", cast.zoe).status_code == 404
    third = write(api, cast.anna, "@ben see you")
    assert [one["last_status"]["id"] for one in api.get(PATH, cast.ben)] == [third]


@BOTH
def test_pages_are_told_by_the_last_statuses(api: Client, cast: Cast) -> None:
    others = (cast.ben, cast.mei, cast.lin)
    cast.befriend(*((cast.anna, other) for other in others))
    ids = [write(api, other, "@anna hello") for other in others][::-1]
    answer = api.ask("GET", f"{PATH}?limit=2", cast.anna)
    assert [one["last_status"]["id"] for one in answer.json()] == ids[:2]
    assert f"max_id={ids[1]}" in answer.headers["link"]
    assert f"min_id={ids[0]}" in answer.headers["link"]
    rest = api.ask("GET", f"{PATH}?limit=2&max_id={ids[1]}", cast.anna)
    assert [one["last_status"]["id"] for one in rest.json()] == ids[2:]
    assert 'rel="next"' not in rest.headers["link"]
    assert [status["id"] for status in api.get("/api/v1/timelines/direct", cast.anna)] == ids
    assert api.get("/api/v1/timelines/direct", cast.grandma) == []


def test_the_context_of_a_letter_is_its_talk(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    ids = [write(api, cast.anna, "@ben 1"), write(api, cast.ben, "@anna 2")]
    ids.append(write(api, cast.anna, "@ben 3", in_reply_to_id=ids[1]))
    ids.append(write(api, cast.anna, "@ben 4"))
    around = api.get(f"/api/v1/statuses/{ids[1]}/context", cast.ben)
    assert [status["id"] for status in around["ancestors"]] == ids[:1]
    assert [status["id"] for status in around["descendants"]] == ids[2:]
    assert api.ask("GET", f"/api/v1/statuses/{ids[1]}/context", cast.mei).status_code == 404


def test_strangers_are_refused_in_the_same_words(api: Client, cast: Cast) -> None:
    def refused() -> Any:
        letter = {"status": "@anna hello", "visibility": "direct"}
        return api.json("POST", "/api/v1/statuses", cast.zoe, want=422, json=letter)

    stranger = refused()
    assert stranger["details"]["text"][0]["error"] == "ERR_NOT_WELCOME"
    cast.do(people.letters.choose_writers, cast.anna, Writers.EVERYONE)
    cast.do(people.block, cast.anna, cast.zoe)
    assert refused() == stranger
    assert api.get(PATH, cast.anna) == api.get(PATH, cast.zoe) == []


def test_letters_are_not_at_home(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    write(api, cast.anna, "@ben hello")
    for reader in (cast.anna, cast.ben):
        assert api.get("/api/v1/timelines/home", reader) == []
