"""Circles and lists through the API."""

from __future__ import annotations

import pytest

from teahouse import people
from tests.cast import Cast
from tests.mastodon.client import Client, handles, links

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


def circle(api: Client, owner: people.Account, title: str, *members: people.Account) -> str:
    made: str = api.post("/api/v1/circles", owner, title=title)["id"]
    api.post(f"/api/v1/circles/{made}/accounts", owner, account_ids=[str(member.id) for member in members])
    return made


@BOTH
def test_a_circle_from_its_making_to_its_end(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    made = api.json("POST", "/api/v1/circles", cast.anna, data={"title": "  家人 "})
    path = f"/api/v1/circles/{made['id']}"
    assert made == {"id": made["id"], "title": "家人"}
    assert api.get("/api/v1/circles", cast.anna) == [made]
    assert api.get(path, cast.anna) == made
    assert api.get(f"{path}/accounts", cast.anna) == []
    form = {"account_ids[]": [str(cast.ben.id), str(cast.mei.id)]}
    assert api.json("POST", f"{path}/accounts", cast.anna, data=form) == {}
    assert set(handles(api.get(f"{path}/accounts", cast.anna))) == {"ben", "mei"}
    assert api.get(f"/api/v1/accounts/{cast.ben.id}/circles", cast.anna) == [made]
    assert api.json("DELETE", f"{path}/accounts", cast.anna, json={"account_ids": [str(cast.ben.id)]}) == {}
    assert handles(api.get(f"{path}/accounts", cast.anna)) == ["mei"]
    assert api.json("PUT", path, cast.anna, json={"title": "Family"}) == {"id": made["id"], "title": "Family"}
    assert api.json("DELETE", path, cast.anna) == {}
    assert api.refused("GET", path, cast.anna) == (404, "Record not found")


def test_only_friends_stand_in_a_circle(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.do(people.follow, cast.anna, cast.bakery)
    made = circle(api, cast.anna, "Family", cast.mei)
    path = f"/api/v1/circles/{made}/accounts"
    for who, status in ((cast.zoe.id, 422), (cast.bakery.id, 422), (cast.anna.id, 422), (7, 404)):
        sent = {"account_ids": [str(cast.ben.id), str(who)]}
        assert api.refused("POST", path, cast.anna, json=sent)[0] == status
    assert handles(api.get(path, cast.anna)) == ["mei"]
    assert api.json("POST", path, cast.anna, json={"account_ids": [str(cast.mei.id)]}) == {}
    cast.do(people.unfollow, cast.mei, cast.anna)
    assert api.get(path, cast.anna) == []


def test_nobody_else_learns_of_a_circle(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    made = circle(api, cast.anna, "Family", cast.ben)
    reading = api.post("/api/v1/lists", cast.anna, title="News")["id"]
    assert api.get("/api/v1/circles", cast.ben) == []
    assert api.get("/api/v1/lists", cast.ben) == []
    for path in (f"/api/v1/circles/{made}", f"/api/v1/lists/{made}", f"/api/v1/lists/{reading}"):
        none = (404, "Record not found")
        assert api.refused("GET", path, cast.ben) == none
        assert api.refused("GET", f"{path}/accounts", cast.ben) == none
        assert api.refused("PUT", path, cast.ben, json={"title": "Mine"}) == none
        assert api.refused("DELETE", path, cast.ben) == none
        for method in ("POST", "DELETE"):
            assert api.refused(method, f"{path}/accounts", cast.ben, json={"account_ids": [cast.anna.id]}) == none
    assert api.refused("GET", f"/api/v1/circles/{made}/statuses", cast.ben) == (404, "Record not found")
    assert api.get(f"/api/v1/accounts/{cast.ben.id}/circles", cast.ben) == []


@pytest.mark.parametrize(
    ("title", "code"), [("", "BLANK"), ("   ", "BLANK"), ("\n\u200b\u3164", "BLANK"), ("x" * 256, "TOO_LONG")]
)
def test_a_title_that_is_none(api: Client, cast: Cast, title: str, code: str) -> None:
    for path in ("/api/v1/circles", "/api/v1/lists"):
        made = api.post(path, cast.anna, title="Family")
        for method, at in (("POST", path), ("PUT", f"{path}/{made['id']}")):
            answer = api.ask(method, at, cast.anna, json={"title": title})
            (fault,) = answer.json()["details"]["title"]
            assert (answer.status_code, fault["error"]) == (422, f"ERR_{code}")
        assert api.get(f"{path}/{made['id']}", cast.anna) == made


def test_a_title_is_one_line_of_what_can_be_seen(api: Client, cast: Cast) -> None:
    for path in ("/api/v1/circles", "/api/v1/lists"):
        assert api.post(path, cast.anna, title=" Tea\n and\x07  cake ")["title"] == "Tea and cake"
        assert api.post(path, cast.anna, title="家" * 255)["title"] == "家" * 255
        assert api.refused("POST", path, cast.anna, json={"title": ["a", "b"]})[0] == 422
        assert api.refused("POST", path, cast.anna)[0] == 422


def test_a_list_reads_in_ways_that_there_are(api: Client, cast: Cast) -> None:
    news = api.post("/api/v1/lists", cast.anna, title="News")
    for wrong in ({"replies_policy": "some"}, {"exclusive": "perhaps"}):
        assert api.refused("POST", "/api/v1/lists", cast.anna, json={"title": "More", **wrong})[0] == 422
        assert api.refused("PUT", f"/api/v1/lists/{news['id']}", cast.anna, json=wrong)[0] == 422
    assert api.get("/api/v1/lists", cast.anna) == [news]


@BOTH
def test_what_was_shown_to_a_circle(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    family = circle(api, cast.anna, "Family", cast.ben)
    posted = [
        api.post("/api/v1/statuses", cast.anna, status=f"Day {day}", visibility="circle", circle_id=family)["id"]
        for day in (1, 2, 3)
    ]
    api.post("/api/v1/statuses", cast.anna, status="For all friends", visibility="private")
    page = api.ask("GET", f"/api/v1/circles/{family}/statuses?limit=2", cast.anna)
    assert [status["id"] for status in page.json()] == posted[:0:-1]
    assert {status["circle_id"] for status in page.json()} == {family}
    rest = api.ask("GET", links(page)["next"], cast.anna)
    assert [status["id"] for status in rest.json()] == posted[:1]
    assert "next" not in links(rest)


@pytest.mark.parametrize("word", ["circle", "limited"])
def test_a_post_to_a_circle_says_to_which(api: Client, cast: Cast, word: str) -> None:
    status, error = api.refused("POST", "/api/v1/statuses", cast.anna, json={"status": "x", "visibility": word})
    assert status == 422
    assert error == f"Validation failed: Visibility {word} needs circle_id, circle_ids[] or account_ids[] beside it"
    assert (
        "circle, except"
        in api.refused("POST", "/api/v1/statuses", cast.anna, json={"status": "x", "visibility": "y"})[1]
    )


def test_members_are_paged_and_zero_is_all(api: Client, cast: Cast) -> None:
    others = [cast.ben, cast.mei, cast.xiaoming]
    cast.befriend(*((cast.anna, other) for other in others))
    family = circle(api, cast.anna, "Family", *others)
    for kind in ("circles", "lists"):
        path = f"/api/v1/{kind}/{family}/accounts"
        first = api.ask("GET", f"{path}?limit=2", cast.anna)
        assert handles(first.json()) == ["xiaoming", "mei"]
        assert handles(api.get(links(first)["next"], cast.anna)) == ["ben"]
        whole = api.ask("GET", f"{path}?limit=0", cast.anna)
        assert len(whole.json()) == 3
        assert "next" not in links(whole)


def test_deleting_a_circle_that_a_deny_list_uses_is_warned_of(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    work = circle(api, cast.anna, "Work", cast.ben)
    said = {"status": "Not for work", "visibility": "except", "circle_ids": [work]}
    kept = api.post("/api/v1/statuses", cast.anna, **said)["id"]
    status, text = api.refused("DELETE", f"/api/v1/circles/{work}", cast.anna)
    assert (status, "confirm=true" in text) == (422, True)
    assert api.get(f"/api/v1/statuses/{kept}", cast.mei)["id"] == kept
    assert api.json("DELETE", f"/api/v1/circles/{work}?confirm=true", cast.anna) == {}
    assert api.refused("GET", f"/api/v1/statuses/{kept}", cast.mei)[0] == 404
    assert api.get(f"/api/v1/statuses/{kept}", cast.anna)["id"] == kept


@BOTH
def test_every_circle_is_a_list_too(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    family = circle(api, cast.anna, "Family", cast.ben)
    news = api.post("/api/v1/lists", cast.anna, title="News", replies_policy="none", exclusive=True)
    assert news == {"id": news["id"], "title": "News", "replies_policy": "none", "exclusive": True}
    shown = api.get("/api/v1/lists", cast.anna)
    assert [one["id"] for one in shown] == [family, news["id"]]
    assert [one["id"] for one in api.get("/api/v1/circles", cast.anna)] == [family]
    assert api.refused("GET", f"/api/v1/circles/{news['id']}", cast.anna)[0] == 404
    path = f"/api/v1/lists/{family}"
    assert api.json("PUT", path, cast.anna, json={"title": "Kin"})["title"] == "Kin"
    assert api.get(f"/api/v1/circles/{family}", cast.anna)["title"] == "Kin"
    assert api.post(f"{path}/accounts", cast.anna, account_ids=[cast.mei.id]) == {}
    assert api.refused("POST", f"{path}/accounts", cast.anna, json={"account_ids": [cast.zoe.id]}) == (
        404,
        "Record not found",
    )
    assert set(handles(api.get(f"/api/v1/circles/{family}/accounts", cast.anna))) == {"ben", "mei"}
    status, text = api.refused("DELETE", path, cast.anna)
    assert (status, f"DELETE /api/v1/circles/{family}" in text) == (422, True)
    assert len(api.get("/api/v1/lists", cast.anna)) == 2


def test_a_reading_list(api: Client, cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    cast.do(people.follow, cast.anna, cast.bakery)
    path = f"/api/v1/lists/{api.post('/api/v1/lists', cast.anna, title='News')['id']}"
    assert api.get(path, cast.anna)["replies_policy"] == "list"
    assert api.json("PUT", path, cast.anna, data={"exclusive": "true"})["exclusive"]
    form = {"account_ids[]": [str(cast.bakery.id), str(cast.ben.id)]}
    assert api.json("POST", f"{path}/accounts", cast.anna, data=form) == {}
    stranger = api.refused("POST", f"{path}/accounts", cast.anna, json={"account_ids": [cast.zoe.id]})
    assert stranger == (404, "Record not found")
    assert api.json("POST", f"{path}/accounts", cast.anna, json={"account_ids": [cast.ben.id]}) == {}
    # Followed again, one is there again; whoever does not know that may put them in again.
    api.post(f"/api/v1/accounts/{cast.bakery.id}/unfollow", cast.anna)
    assert handles(api.get(f"{path}/accounts", cast.anna)) == ["ben"]
    api.post(f"/api/v1/accounts/{cast.bakery.id}/follow", cast.anna)
    assert set(handles(api.get(f"{path}/accounts", cast.anna))) == {"ben", "bakery"}
    assert api.json("POST", f"{path}/accounts", cast.anna, data=form) == {}
    assert set(handles(api.get(f"{path}/accounts", cast.anna))) == {"ben", "bakery"}
    assert [one["title"] for one in api.get(f"/api/v1/accounts/{cast.bakery.id}/lists", cast.anna)] == ["News"]
    assert api.json("DELETE", f"{path}/accounts", cast.anna, json={"account_ids": [str(cast.ben.id)]}) == {}
    assert handles(api.get(f"{path}/accounts", cast.anna)) == ["bakery"]
    assert api.json("DELETE", path, cast.anna) == {}
    assert api.get("/api/v1/lists", cast.anna) == []
