"""Filters of both versions, what they say of statuses, and those of the house."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import moments, people
from teahouse.moments import Draft, Friends, Mark, Public
from tests.cast import Cast
from tests.mastodon.client import Client

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
V1, V2, HOME = "/api/v1/filters", "/api/v2/filters", "/api/v1/timelines/home"


def own(api: Client, who: people.Account) -> list[Any]:
    return [one for one in api.get(V2, who) if int(one["id"]) > 3]


def make(api: Client, who: people.Account, *words: str, action: str = "warn", whole: bool = False, **more: Any) -> Any:
    keywords = [{"keyword": word, "whole_word": whole} for word in words]
    body = {"title": "A filter", "context": ["home"], "filter_action": action, "keywords_attributes": keywords}
    return api.post(V2, who, **body, **more)


def matches(api: Client, who: people.Account, moment: moments.Moment) -> list[Any]:
    found: list[Any] = api.get(f"/api/v1/statuses/{moment.id}", who)["filtered"]
    return found


@BOTH
def test_a_filter_is_made_changed_and_deleted(api: Client, cast: Cast) -> None:
    made = make(api, cast.anna, "spam", "eggs")
    assert (made["title"], made["filter_action"], made["context"], made["expires_at"]) == (
        "A filter",
        "warn",
        ["home"],
        None,
    )
    at = f"{V2}/{made['id']}"
    assert api.get(at, cast.anna) == made
    spam, eggs = made["keywords"]
    changed = api.json(
        "PUT",
        at,
        cast.anna,
        json={
            "title": "Other",
            "context": ["home", "public"],
            "expires_in": "3600",
            "keywords_attributes": [
                {"id": spam["id"], "_destroy": True},
                {"id": eggs["id"], "keyword": "ham", "whole_word": True},
                {"keyword": "beans"},
            ],
        },
    )
    assert changed["context"] == ["home", "public"]
    assert changed["expires_at"] is not None
    assert [(key["keyword"], key["whole_word"]) for key in changed["keywords"]] == [("ham", True), ("beans", True)]
    forever = api.json("PUT", at, cast.anna, json={"expires_in": ""})
    assert (forever["expires_at"], forever["title"]) == (None, "Other")
    for method, path in (
        ("GET", at),
        ("PUT", at),
        ("DELETE", at),
        ("GET", f"{at}/keywords"),
        ("POST", f"{at}/keywords"),
    ):
        assert api.ask(method, path, cast.ben, json={"keyword": "x"} if method != "GET" else None).status_code == 404
    assert api.json("DELETE", at, cast.anna) == {}
    assert own(api, cast.anna) == []


@BOTH
def test_words_and_statuses_by_themselves(api: Client, cast: Cast) -> None:
    post = cast.post(cast.ben, "Hello", Public(listed=True))
    hidden = cast.post(cast.ben, "To friends", Friends())
    made = make(api, cast.anna)
    at = f"{V2}/{made['id']}"
    key = api.post(f"{at}/keywords", cast.anna, keyword="foo", whole_word=False)
    assert api.get(f"{at}/keywords", cast.anna) == [key]
    where = f"{V2}/keywords/{key['id']}"
    assert api.json("PUT", where, cast.anna, json={"keyword": "bar"}) == {**key, "keyword": "bar"}
    assert api.get(where, cast.anna)["keyword"] == "bar"
    held = api.post(f"{at}/statuses", cast.anna, status_id=str(post.id))
    assert held["status_id"] == str(post.id)
    assert api.post(f"{at}/statuses", cast.anna, status_id=str(post.id)) == held
    assert api.ask("POST", f"{at}/statuses", cast.anna, json={"status_id": str(hidden.id)}).status_code == 404
    assert api.get(f"{at}/statuses", cast.anna) == [held]
    assert matches(api, cast.anna, post)[0]["status_matches"] == [str(post.id)]
    assert matches(api, cast.mei, post) == []
    for way, said in ((f"keywords/{key['id']}", {}), (f"statuses/{held['id']}", held)):
        for method in ("GET", "DELETE"):
            assert api.ask(method, f"{V2}/{way}", cast.ben).status_code == 404
        assert api.json("DELETE", f"{V2}/{way}", cast.anna) == said
        assert api.ask("GET", f"{V2}/{way}", cast.anna).status_code == 404


def test_what_matches_is_told(api: Client, cast: Cast) -> None:
    made = make(api, cast.anna, "Café", "girugamesh", whole=True)
    for text, words in (
        ("The CAFÉ is open", ["Café"]),
        ("Girugamesh!", ["girugamesh"]),
        ("girugameshnetworking", []),
        ("我爱girugamesh呀", ["girugamesh"]),
        ("ＧＩＲＵＧＡＭＥＳＨ at the café", ["Café", "girugamesh"]),
        ("nothing", []),
    ):
        post = cast.post(cast.ben, text, Public(listed=True))
        found = matches(api, cast.anna, post)
        assert [word for one in found for word in one["keyword_matches"]] == words, text
    (told,) = matches(api, cast.anna, cast.post(cast.ben, "café", Public(listed=True)))
    assert told["filter"] == {name: made[name] for name in ("id", "title", "context", "expires_at", "filter_action")}
    spoiled = cast.post(cast.ben, "…", Public(listed=True), spoiler="at the café")
    assert matches(api, cast.anna, spoiled)
    assert "filtered" not in api.get(f"/api/v1/statuses/{spoiled.id}")


def test_chinese_needs_no_spaces(api: Client, cast: Cast) -> None:
    make(api, cast.anna, "奶茶", whole=True)
    assert matches(api, cast.anna, cast.post(cast.ben, "下午喝奶茶吧", Public(listed=True)))
    assert not matches(api, cast.anna, cast.post(cast.ben, "下午喝茶吧", Public(listed=True)))


@BOTH
def test_home_leaves_out_what_is_hidden(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    posts = [cast.post(cast.ben, f"{'spam' if n % 3 else 'tea'} {n}") for n in range(12)]
    mine = cast.post(cast.anna, "my own spam")
    wanted = [str(mine.id), *[str(post.id) for n, post in enumerate(posts) if not n % 3][::-1]]
    made = make(api, cast.anna, "spam", action="hide")
    assert [one["id"] for one in api.get(HOME, cast.anna)] == wanted
    found: list[str] = []
    answer = api.ask("GET", f"{HOME}?limit=2", cast.anna)
    while answer.json():
        assert len(answer.json()) == min(2, len(wanted) - len(found)), "no page is short"
        found += [one["id"] for one in answer.json()]
        answer = api.ask("GET", f"{HOME}?limit=2&max_id={found[-1]}", cast.anna)
    assert found == wanted
    up = api.get(HOME, cast.anna, min_id=str(posts[0].id), limit=2)
    assert [one["id"] for one in up] == wanted[-3:-1]
    api.json("PUT", f"{V2}/{made['id']}", cast.anna, json={"context": ["public"]})
    assert len(api.get(HOME, cast.anna)) == 13
    api.json("PUT", f"{V2}/{made['id']}", cast.anna, json={"context": ["home"], "filter_action": "warn"})
    assert len(api.get(HOME, cast.anna)) == 13
    assert len(api.get(HOME, cast.ben)) == 13


def test_a_filter_ends_by_itself(api: Client, cast: Cast) -> None:
    post = cast.post(cast.ben, "spam", Public(listed=True))
    make(api, cast.anna, "spam", expires_in="60")
    assert matches(api, cast.anna, post)
    cast.clock.step(61_000)
    assert not matches(api, cast.anna, post)
    assert len(own(api, cast.anna)) == 1


@BOTH
def test_the_first_version_shows_the_same(api: Client, cast: Cast) -> None:
    made = api.post(V1, cast.anna, phrase="anime", context=["home"], irreversible=True, whole_word=False)
    assert (made["phrase"], made["irreversible"], made["whole_word"]) == ("anime", True, False)
    assert made in api.get(V1, cast.anna)
    assert api.get(f"{V1}/{made['id']}", cast.anna) == made
    (same,) = own(api, cast.anna)
    assert (same["title"], same["filter_action"]) == ("anime", "hide")
    changed = api.json("PUT", f"{V1}/{made['id']}", cast.anna, json={"phrase": "manga", "irreversible": False})
    assert (changed["phrase"], changed["irreversible"], changed["id"]) == ("manga", False, made["id"])
    assert own(api, cast.anna)[0]["title"] == "manga"
    assert api.ask("GET", f"{V1}/{made['id']}", cast.ben).status_code == 404
    assert api.json("DELETE", f"{V1}/{made['id']}", cast.anna) == {}
    assert own(api, cast.anna) == []


@BOTH
def test_the_quiet_controls_are_filters_of_the_house(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    selling = cast.do(moments.post_moment, cast.ben, Draft("Honey!", Friends(), marks=Mark.SELLING))
    asking = cast.do(moments.post_moment, cast.ben, Draft("Vote!", Friends(), marks=Mark.ASKING))
    passed = cast.do(moments.post_moment, cast.ben, Draft("Read this", Friends(), marks=Mark.PASSED_ON))
    every = [passed, asking, selling]
    offered = api.get(V2, cast.anna)
    assert [one["id"] for one in offered] == ["1", "2", "3"]
    assert all(one["expires_at"] < "2000" for one in offered), "each is switched off"
    assert len(api.get(HOME, cast.anna)) == 3
    for number, kept in (("1", [passed, asking]), ("2", [passed, selling]), ("3", [asking, selling])):
        on = api.json("PUT", f"{V2}/{number}", cast.anna, json={"title": "Mine", "expires_in": ""})
        assert on["expires_at"] is None
        assert on["title"] != "Mine"
        assert [int(one["id"]) for one in api.get(HOME, cast.anna)] == [post.id for post in kept]
        assert len(api.get(HOME, cast.ben)) == 3
        assert api.json("DELETE", f"{V2}/{number}", cast.anna) == {}
        assert [int(one["id"]) for one in api.get(HOME, cast.anna)] == [post.id for post in every]
        assert [one["id"] for one in api.get(V2, cast.anna)] == ["1", "2", "3"], "and is offered again"
    assert api.json("PUT", f"{V1}/1", cast.anna, json={"phrase": "x"})["phrase"] == "teahouse:selling"
    assert len(api.get(HOME, cast.anna)) == 2
    assert api.json("DELETE", f"{V1}/1", cast.anna) == {}
    assert len(api.get(HOME, cast.anna)) == 3
    assert api.ask("POST", f"{V2}/1/keywords", cast.anna, json={"keyword": "x"}).status_code == 403
    shared = cast.post(cast.mei, "To all", Public(listed=True))
    cast.do(moments.share, cast.ben, shared.id, kind=moments.Kind.FRIENDS)
    assert len(api.get(HOME, cast.anna)) == 4
    api.json("PUT", f"{V2}/3", cast.anna, json={})
    assert len(api.get(HOME, cast.anna)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "x" * 300},
        {"context": []},
        {"context": ["nowhere"]},
        {"filter_action": "burn"},
        {"expires_in": "-5"},
        {"expires_in": "soon"},
        {"expires_in": "999999999999"},
        {"keywords_attributes": [{"keyword": " "}]},
        {"keywords_attributes": [{"keyword": "x" * 600}]},
        {"keywords_attributes": [{"keyword": str(n)} for n in range(101)]},
    ],
    ids=str,
)
def test_what_no_filter_can_be(api: Client, cast: Cast, wrong: dict[str, Any]) -> None:
    body = {"title": "A filter", "context": ["home"], **wrong}
    assert api.ask("POST", V2, cast.anna, json=body).status_code == 422
    assert own(api, cast.anna) == []


def test_notifications_say_what_matches(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    make(api, cast.anna, "spam")
    cast.post(cast.ben, "@anna spam")
    told = next(one for one in api.get("/api/v1/notifications", cast.anna) if one["type"] == "mention")
    assert told["status"]["filtered"][0]["keyword_matches"] == ["spam"]
