"""Groups through the API: made, come into by link or by asking, talked in, left; and not there for anybody else."""

from __future__ import annotations

from typing import Any

import pytest

from teahouse import people
from tests.cast import Cast
from tests.mastodon.client import Client, handles

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
NONE = (404, "Record not found")


def group(api: Client, owner: people.Account, *members: people.Account, **said: str) -> dict[str, Any]:
    made: dict[str, Any] = api.post("/api/v1/groups", owner, **{"name": "Class 3b", "username": "class3b", **said})
    if members:
        code = link(api, owner, made)
        for member in members:
            api.post("/api/v1/groups/join", member, code=code)
    return made


def link(api: Client, by: people.Account, made: dict[str, Any], **said: int) -> str:
    code: str = api.post(f"/api/v1/groups/{made['id']}/links", by, **said)["code"]
    return code


def texts(found: list[dict[str, Any]]) -> list[str]:
    return [status["content"].removeprefix("<p>").removesuffix("</p>") for status in found]


@BOTH
def test_strangers_in_one_room(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben, cast.mei)
    first = api.post("/api/v1/statuses", cast.anna, status="Trip on Friday", group_id=made["id"])
    assert (first["visibility"], first["visibility_ex"], first["group_id"]) == ("private", "group", made["id"])
    comment = api.post("/api/v1/statuses", cast.ben, status="Who drives?", in_reply_to_id=first["id"])
    api.post(f"/api/v1/statuses/{first['id']}/favourite", cast.ben)
    seen = api.get(f"/api/v1/statuses/{first['id']}", cast.mei)
    assert (seen["replies_count"], seen["favourites_count"], seen["group_id"]) == (1, 1, made["id"])
    assert [c["id"] for c in api.get(f"/api/v1/statuses/{first['id']}/context", cast.mei)["descendants"]] == [
        comment["id"]
    ]
    read = api.get(f"/api/v1/statuses/{comment['id']}", cast.mei)
    assert (read["visibility"], read["visibility_ex"], read["group_id"]) == ("private", "group", made["id"])
    for path in (f"timelines/list/{made['id']}", f"accounts/{made['id']}/statuses"):
        assert texts(api.get(f"/api/v1/{path}", cast.mei)) == ["Trip on Friday"]
    for outsider in (cast.zoe, cast.lin, cast.bakery, None):
        assert api.refused("GET", f"/api/v1/statuses/{first['id']}", outsider) == NONE
        assert api.refused("GET", f"/api/v1/statuses/{comment['id']}", outsider) == NONE
    api.post(f"/api/v1/groups/{made['id']}/leave", cast.mei)
    assert api.refused("GET", f"/api/v1/statuses/{first['id']}", cast.mei) == NONE
    assert api.refused("GET", f"/api/v1/timelines/list/{made['id']}", cast.mei) == NONE


def test_a_group_is_not_there_for_whoever_is_not_in_it(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    one = made["id"]
    assert api.get("/api/v1/accounts/lookup", cast.ben, acct="class3b")["group"] is True
    assert api.get(f"/api/v1/accounts/{one}", cast.ben)["followers_count"] == 2
    assert handles(api.get("/api/v1/accounts/search", cast.ben, q="class")) == ["class3b"]
    assert handles(api.get("/api/v1/accounts", cast.ben, **{"id[]": [one]})) == ["class3b"]
    for who in (cast.zoe, None):
        assert api.refused("GET", "/api/v1/accounts/lookup?acct=class3b", who) == NONE
        assert api.refused("GET", f"/api/v1/accounts/{one}", who) == NONE
        assert api.refused("GET", f"/api/v1/accounts/{one}/statuses", who) == NONE
        assert api.get("/api/v1/accounts", who, **{"id[]": [one]}) == []
        assert api.refused("GET", "/.well-known/webfinger?resource=acct:class3b@tea.example", who) == NONE
    assert handles(api.get("/api/v1/accounts/search", cast.zoe, q="class3b")) == []
    for path in ("", "/members", "/strangers", "/requests", "/links"):
        assert api.refused("GET", f"/api/v1/groups/{one}{path}", cast.zoe) == NONE
    for method, path in (
        ("GET", f"/api/v1/lists/{one}"),
        ("GET", f"/api/v1/lists/{one}/accounts"),
        ("DELETE", f"/api/v1/lists/{one}"),
        ("POST", f"/api/v1/accounts/{one}/follow"),
        ("POST", f"/api/v1/accounts/{one}/block"),
        ("POST", f"/api/v1/accounts/{one}/mute"),
    ):
        assert api.refused(method, path, cast.zoe) == NONE
    assert api.get("/api/v1/lists", cast.zoe) == api.get("/api/v1/groups", cast.zoe) == []
    sent = {"status": "Let me in", "group_id": one}
    assert api.refused("POST", "/api/v1/statuses", cast.zoe, json=sent) == NONE


def test_its_name_is_a_plain_word_but_in_the_group_itself(api: Client, cast: Cast) -> None:
    group(api, cast.anna, cast.ben)
    for by, visibility in ((cast.zoe, "public"), (cast.anna, "public"), (cast.zoe, "direct"), (cast.anna, "private")):
        said = api.post("/api/v1/statuses", by, status="To @class3b", visibility=visibility)
        assert (said["mentions"], said["content"]) == ([], "<p>To @class3b</p>")
        assert said["visibility"] == visibility
    inside = api.post("/api/v1/statuses", cast.anna, status="@class3b hello", visibility="direct")
    assert inside["visibility_ex"] == "group"
    assert [m["acct"] for m in inside["mentions"]] == ["class3b"]
    answer = api.post("/api/v1/statuses", cast.ben, status="@anna @class3b hi", in_reply_to_id=inside["id"])
    assert [m["acct"] for m in answer["mentions"]] == ["anna", "class3b"]
    outside = api.post("/api/v1/statuses", cast.zoe, status="@class3b hello", visibility="direct")
    assert (outside["visibility_ex"], outside["mentions"]) == ("direct", [])


def test_aiming_is_never_wider_than_the_words(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    other = group(api, cast.anna, name="Club", username="club")
    for sent in ({"visibility": f"list:{made['id']}"}, {"visibility": "group", "group_id": made["id"]}):
        assert api.post("/api/v1/statuses", cast.anna, status="x", **sent)["group_id"] == made["id"]
    for word in ("public", "direct", "self", "house"):
        sent = {"status": "x", "visibility": word, "group_id": made["id"]}
        assert api.refused("POST", "/api/v1/statuses", cast.anna, json=sent)[0] == 422
    for sent in (
        {"status": "x", "visibility": "group"},
        {"status": "@class3b @club x", "visibility": "direct"},
        {"status": "x", "group_id": made["id"], "account_ids": [str(cast.ben.id)]},
    ):
        assert api.refused("POST", "/api/v1/statuses", cast.anna, json=sent)[0] == 422
    for member in (cast.anna, cast.ben):
        cast.do(people.letters.choose_writers, member, people.letters.Writers.GROUPS)
    letter = api.post("/api/v1/statuses", cast.anna, status="@ben @class3b psst", visibility="direct")
    assert letter["visibility_ex"] == "direct"
    first = api.post("/api/v1/statuses", cast.anna, status="x", group_id=made["id"])
    for answered in ({"group_id": other["id"]}, {"group_id": made["id"]}):
        sent = {"status": "x", "in_reply_to_id": first["id"], **answered}
        assert api.refused("POST", "/api/v1/statuses", cast.anna, json=sent)[0] == 422
    aside = api.post(
        "/api/v1/statuses", cast.ben, status="@class3b @anna aside", in_reply_to_id=first["id"], visibility="direct"
    )
    assert aside["visibility_ex"] == "direct"


def test_a_group_is_a_list_that_is_read_but_not_kept(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    path = f"/api/v1/lists/{made['id']}"
    shown = {"id": made["id"], "title": "Class 3b", "replies_policy": "list", "exclusive": False}
    assert api.get("/api/v1/lists", cast.ben) == [shown]
    assert api.get(path, cast.ben) == shown
    assert handles(api.get(f"{path}/accounts", cast.ben)) == ["ben", "anna"]
    assert api.get(f"/api/v1/accounts/{cast.anna.id}/lists", cast.ben) == [shown]
    for method, where in (
        ("DELETE", path),
        ("PUT", path),
        ("POST", f"{path}/accounts"),
        ("DELETE", f"{path}/accounts"),
    ):
        status, said = api.refused(method, where, cast.anna, json={"account_ids": [str(cast.zoe.id)]})
        assert status == 422
        assert f"POST /api/v1/groups/{made['id']}/leave" in said


def test_who_turned_somebody_down_is_spared_them_in_the_group_too(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben, cast.mei)
    path = f"/api/v1/timelines/list/{made['id']}"
    for n in range(3):
        api.post("/api/v1/statuses", cast.anna, status=f"a{n}", group_id=made["id"])
        api.post("/api/v1/statuses", cast.ben, status=f"b{n}", group_id=made["id"], selling=True)
    api.post(f"/api/v1/accounts/{cast.ben.id}/quiet", cast.mei, selling_off=True)
    assert texts(api.get(path, cast.mei)) == ["a2", "a1", "a0"]
    assert texts(api.get(path, cast.mei, limit=2)) == ["a2", "a1"]
    api.post(f"/api/v1/accounts/{cast.anna.id}/mute", cast.mei)
    assert api.get(path, cast.mei) == []
    api.post(f"/api/v1/accounts/{cast.anna.id}/block", cast.ben)
    assert texts(api.get(path, cast.ben)) == ["b2", "b1", "b0"]
    assert texts(api.get(path, cast.anna)) == ["a2", "a1", "a0"]


@BOTH
def test_asking_to_come_in(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, joining="request")
    one, code = made["id"], link(api, cast.anna, made)
    assert api.get("/api/v1/groups/preview", cast.ben, code=code)["comes_in"] == "after a request"
    assert api.post("/api/v1/groups/join", cast.ben, code=code) == {"group": None}
    for name in ("class3b", "@class3b@tea.example", "nobody", "zoe", ""):
        assert api.post("/api/v1/groups/ask", cast.mei, acct=name) == {}
    asking = api.get(f"/api/v1/groups/{one}/requests", cast.anna)
    assert sorted(row["account"]["acct"] for row in asking) == ["ben", "mei"]
    assert api.refused("GET", f"/api/v1/groups/{one}", cast.ben) == NONE
    api.post(f"/api/v1/groups/{one}/requests/{cast.ben.id}/accept", cast.anna)
    api.post(f"/api/v1/groups/{one}/requests/{cast.mei.id}/reject", cast.anna)
    assert api.get(f"/api/v1/groups/{one}/requests", cast.anna) == []
    assert api.get(f"/api/v1/groups/{one}", cast.ben)["role"] == "member"
    assert api.refused("GET", f"/api/v1/groups/{one}", cast.mei) == NONE
    assert api.refused("GET", f"/api/v1/groups/{one}/requests", cast.ben)[0] == 403


def test_links_end_when_they_are_spent_revoked_old_or_their_maker_gone(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    path = f"/api/v1/groups/{made['id']}"
    once, short = link(api, cast.anna, made, max_uses=1), link(api, cast.anna, made, expires_in=60)
    assert api.refused("POST", f"{path}/links", cast.ben, json={})[0] == 403
    api.post(f"{path}/members/{cast.ben.id}/role", cast.anna, role="helper")
    by_ben = link(api, cast.ben, made)
    assert api.get("/api/v1/groups/preview", cast.mei, code=f" {once[:4].upper()}-{once[4:]} ") == {
        "name": "Class 3b",
        "friends_count": 0,
        "comes_in": "at once",
    }
    assert api.post("/api/v1/groups/join", cast.mei, code=once)["group"]["members_count"] == 3
    assert api.post("/api/v1/groups/join", cast.mei, code=by_ben)["group"]["members_count"] == 3
    listed = api.get(f"{path}/links", cast.anna)
    assert [row["uses"] for row in listed] == [0, 0, 1, 1]
    assert {(row["code"], row["url"]) for row in listed} == {(None, None)}
    api.post(f"{path}/members/{cast.ben.id}/role", cast.anna, role="member")
    cast.clock.step(61_000)
    revoked = api.post(f"{path}/links", cast.anna)
    api.json("DELETE", f"{path}/links/{revoked['id']}", cast.anna)
    for code in (once, short, by_ben, revoked["code"], "", "nothing"):
        assert api.refused("POST", "/api/v1/groups/join", cast.zoe, json={"code": code}) == NONE
        assert api.refused("GET", f"/api/v1/groups/preview?code={code}", cast.zoe) == NONE
    assert api.refused("POST", f"{path}/links", cast.anna, json={"max_uses": -1})[0] == 422
    assert api.refused("POST", f"{path}/links", cast.anna, json={"expires_in": -5})[0] == 422
    assert api.refused("POST", "/api/v1/groups/join", cast.bakery, json={"code": link(api, cast.anna, made)})[0] == 403


def test_who_is_sent_away_stays_away_until_let_in(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben, cast.mei)
    path, code = f"/api/v1/groups/{made['id']}", link(api, cast.anna, made)
    said = api.post("/api/v1/statuses", cast.mei, status="Buy my tea", group_id=made["id"])
    assert api.refused("DELETE", f"{path}/statuses/{said['id']}", cast.ben)[0] == 403
    api.json("DELETE", f"{path}/statuses/{said['id']}", cast.anna)
    assert api.refused("GET", f"/api/v1/statuses/{said['id']}", cast.ben) == NONE
    assert api.get(f"/api/v1/statuses/{said['id']}", cast.mei)["content"] == "<p>Buy my tea</p>"
    assert api.refused("DELETE", f"{path}/members/{cast.mei.id}", cast.ben)[0] == 403
    assert api.refused("DELETE", f"{path}/members/{cast.anna.id}", cast.anna)[0] == 403
    api.json("DELETE", f"{path}/members/{cast.mei.id}", cast.anna)
    assert api.refused("POST", "/api/v1/groups/join", cast.mei, json={"code": code}) == NONE
    assert [row["account"]["acct"] for row in api.get(f"{path}/requests", cast.anna, removed="true")] == ["mei"]
    api.post(f"{path}/requests/{cast.mei.id}/accept", cast.anna)
    assert len(api.get(f"{path}/members", cast.anna)) == 3


def test_an_owner_hands_over_or_closes(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    path = f"/api/v1/groups/{made['id']}"
    kept = api.post("/api/v1/statuses", cast.ben, status="mine", group_id=made["id"])
    assert "hand it over or close it" in api.refused("POST", f"{path}/leave", cast.anna)[1]
    assert api.refused("POST", f"{path}/hand_over", cast.anna, json={"account_id": str(cast.zoe.id)}) == NONE
    assert api.post(f"{path}/hand_over", cast.anna, account_id=str(cast.ben.id))["role"] == "helper"
    api.post(f"{path}/leave", cast.anna)
    status, said = api.refused("DELETE", path, cast.ben)
    assert (status, said[:19]) == (422, "1 posts stand in th")
    api.json("DELETE", path, cast.ben, json={"confirm": True})
    assert api.refused("GET", path, cast.ben) == NONE
    assert api.get(f"/api/v1/statuses/{kept['id']}", cast.ben)["content"] == "<p>mine</p>"
    assert api.refused("POST", "/api/v1/groups", cast.zoe, json={"name": "x", "username": "class3b"})[0] == 422


def test_where_only_helpers_post_everybody_comments(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben, posting="helpers")
    sent = {"status": "me too", "group_id": made["id"]}
    assert api.refused("POST", "/api/v1/statuses", cast.ben, json=sent)[0] == 403
    first = api.post("/api/v1/statuses", cast.anna, status="News", group_id=made["id"])
    assert api.post("/api/v1/statuses", cast.ben, status="Thanks", in_reply_to_id=first["id"])["id"]
    api.json("PUT", f"/api/v1/groups/{made['id']}", cast.anna, json={"posting": "members", "name": "Klasse 3b"})
    assert api.post("/api/v1/statuses", cast.ben, **sent)["group_id"] == made["id"]
    shown = api.get(f"/api/v1/groups/{made['id']}", cast.ben)
    assert (shown["name"], shown["posting"], shown["joining"], shown["username"]) == (
        "Klasse 3b",
        "members",
        "link",
        "class3b",
    )
    assert api.refused("PUT", f"/api/v1/groups/{made['id']}", cast.ben, json={"name": "Mine"})[0] == 403


def test_who_left_sees_their_own_words_and_nothing_else(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    mine = api.post("/api/v1/statuses", cast.ben, status="Lost: one scarf", group_id=made["id"])
    path = f"/api/v1/statuses/{mine['id']}"
    api.post("/api/v1/statuses", cast.anna, status="Found it", in_reply_to_id=mine["id"])
    api.post(f"{path}/favourite", cast.anna)
    assert api.get(path, cast.ben)["replies_count"] == 1
    before = len(api.get("/api/v1/notifications", cast.ben))
    assert before == 2
    api.post(f"/api/v1/groups/{made['id']}/leave", cast.ben)
    alone = api.get(path, cast.ben)
    assert (alone["replies_count"], alone["favourites_count"]) == (0, 0)
    assert api.get(f"{path}/context", cast.ben)["descendants"] == []
    assert api.get(f"{path}/favourited_by", cast.ben) == []
    assert api.get("/api/v1/notifications", cast.ben) == []
    for act, body in (("favourite", {}), ("bookmark", {})):
        assert api.refused("POST", f"{path}/{act}", cast.ben, json=body) == NONE
    assert api.refused("PUT", path, cast.ben, json={"status": "Buy my scarf"}) == NONE
    sent = {"status": "Hello?", "in_reply_to_id": mine["id"]}
    assert api.refused("POST", "/api/v1/statuses", cast.ben, json=sent) == NONE
    assert api.get(path, cast.anna)["replies_count"] == 1
    assert api.json("DELETE", path, cast.ben)["text"] == "Lost: one scarf"
    assert api.refused("GET", path, cast.anna) == NONE


def test_no_more_than_the_house_allows(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben)
    code = link(api, cast.anna, made)
    handed = cast.database.context.handed
    handed[people.Limits] = people.Limits(max_group_members=2, max_groups=1)
    assert "2 members" in api.refused("POST", "/api/v1/groups/join", cast.mei, json={"code": code})[1]
    assert "1 groups" in api.refused("POST", "/api/v1/groups", cast.anna, json={"name": "Another"})[1]
    assert api.get("/api/v1/groups", cast.mei) == []


def test_going_through_those_one_may_know(api: Client, cast: Cast) -> None:
    made = group(api, cast.anna, cast.ben, cast.mei, cast.grandma)
    path = f"/api/v1/groups/{made['id']}/strangers"
    assert [row["account"]["acct"] for row in api.get(path, cast.mei)] == ["grandma", "ben", "anna"]
    assert api.get("/api/v1/notifications", cast.anna) == []
    api.post(f"/api/v1/accounts/{cast.anna.id}/follow", cast.mei)
    api.post(f"/api/v1/accounts/{cast.grandma.id}/block", cast.mei)
    assert [row["account"]["acct"] for row in api.get(path, cast.mei)] == ["ben"]
    assert [row["account"]["acct"] for row in api.get(path, cast.anna)] == ["grandma", "mei", "ben"]
    api.post(f"/api/v1/accounts/{cast.mei.id}/follow", cast.anna)
    assert api.get(f"/api/v1/accounts/relationships?id[]={cast.mei.id}", cast.anna)[0]["friend"] is True
    assert [row["account"]["acct"] for row in api.get(path, cast.anna)] == ["grandma", "ben"]
