"""Order chains through the public API: a fruit seller, class parents, and what stock apps see of it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from teahouse import people
from tests.mastodon.client import Client, links

PICNIC = {"title": "Who comes to the picnic?", "unit": "people", "closes_at": "2027-05-01"}


def hang(api: Client, by: people.Account, chain: dict[str, Any], **more: Any) -> dict[str, Any]:
    sent = {"status": "Ten boxes of peaches, who wants?", "visibility": "public", **more}
    return api.post("/api/v1/statuses", by, chain=chain, **sent)  # type: ignore[no-any-return]


def at(status: dict[str, Any], *rest: str) -> str:
    return "/".join([f"/api/v1/statuses/{status['id']}/chain", *rest])


def put(api: Client, by: people.Account, status: dict[str, Any], *, want: int = 200, **entry: Any) -> Any:
    return api.json("PUT", at(status, "entry"), by, want=want, json=entry)


def names(api: Client, by: people.Account | None, status: dict[str, Any]) -> list[str]:
    """In the order of arrival."""
    return [line["name"] for line in api.get(at(status), by)["entries"]][::-1]


def test_a_fruit_seller(api: Client) -> None:
    """Mei has ten boxes. Nobody copies a list, nobody posts it again, and no box is sold twice."""
    cast = api.cast
    cast.befriend((cast.mei, cast.anna), (cast.mei, cast.ben), (cast.mei, cast.grandma), (cast.anna, cast.ben))
    chain = {"title": "Peaches, 40 yuan a box", "unit": "boxes", "most_each": 5, "most_total": 10, "left_told": True}
    status = hang(api, cast.mei, chain, visibility="private", selling=True)
    assert status["chain"] == {
        **chain,
        **{"closes_at": None, "author_only": False, "state": "open", "left": 10, "entries_count": 0, "total": 0},
        "entry": None,
    }
    put(api, cast.anna, status, quantity=2, note="ripe ones, please")
    told = put(api, cast.ben, status, quantity=5)
    assert (told["total"], told["left"], told["entry"]["quantity"]) == (7, 3, 5)
    assert put(api, cast.grandma, status, want=422, quantity=4)["details"]["quantity"][0]["error"] == "ERR_TOO_MANY"
    line = api.post(at(status, "entries"), cast.mei, name="Old Wang next door", quantity=1)
    assert (line["account"], line["own"]) == (None, False)
    assert names(api, cast.mei, status) == ["Anna Marsh", "Ben Marsh", "Old Wang next door"]
    assert names(api, cast.ben, status) == ["Anna Marsh", "Ben Marsh", "Old Wang next door"]
    assert names(api, cast.grandma, status) == ["Old Wang next door"]
    seen = api.get(f"/api/v1/statuses/{status['id']}", cast.grandma)["chain"]
    assert (seen["entries_count"], seen["total"], seen["left"]) == (1, 1, 2)
    put(api, cast.grandma, status, quantity=2, name="陈奶奶（三楼）")
    home = api.get("/api/v1/timelines/home", cast.grandma)[0]
    assert (home["chain"]["state"], home["chain"]["entry"]["name"]) == ("full", "陈奶奶（三楼）")
    assert api.json("DELETE", at(status, "entry"), cast.ben)["left"] == 5
    put(api, cast.ben, status, quantity=1)
    closed = api.post(at(status, "close"), cast.mei)
    assert (closed["state"], closed["total"], closed["entries_count"]) == ("closed", 6, 4)
    assert api.refused("PUT", at(status, "entry"), cast.ben, json={}) == (403, "This list is closed")
    assert api.refused("DELETE", at(status, "entry"), cast.ben) == (403, "This list is closed")
    assert names(api, cast.mei, status) == ["Anna Marsh", "Old Wang next door", "陈奶奶（三楼）", "Ben Marsh"]


def test_class_parents(api: Client) -> None:
    """Lin asks who comes; parents who are strangers to each other see only that they are on the list."""
    cast = api.cast
    cast.do(people.update_profile, cast.lin, people.ProfileChanges(time_zone="Asia/Shanghai"))
    cast.befriend((cast.lin, cast.xiaoming), (cast.lin, cast.zoe), (cast.lin, cast.anna))
    circle = api.post("/api/v1/circles", cast.lin, title="Class 3")
    api.post(f"/api/v1/circles/{circle['id']}/accounts", cast.lin, account_ids=[cast.xiaoming.id, cast.zoe.id])
    status = hang(api, cast.lin, PICNIC, status="Picnic on Saturday", visibility="circle", circle_id=circle["id"])
    assert status["chain"]["closes_at"] == "2027-05-01T16:00:00.000Z"
    put(api, cast.xiaoming, status, quantity=3, name="李雷妈妈", note="+1 allergic to nuts")
    put(api, cast.zoe, status, quantity=2, name='=HYPERLINK("http://evil")')
    assert api.refused("PUT", at(status, "entry"), cast.anna, json={})[0] == 404
    assert api.refused("GET", at(status), cast.anna)[0] == 404
    assert names(api, cast.zoe, status) == ['=HYPERLINK("http://evil")']
    assert names(api, cast.lin, status)[0] == "李雷妈妈"
    answer = api.ask("GET", f"/api/v1/statuses/{status['id']}/chain.csv", cast.lin)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="chain-{status["id"]}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[5] == "Put down (Asia/Shanghai)"
    assert first[:5] == ["1", "李雷妈妈", "3", "'+1 allergic to nuts", "xiaoming"]
    assert second[1] == '\'=HYPERLINK("http://evil")'
    for who in (cast.xiaoming, cast.anna):
        assert api.refused("GET", f"/api/v1/statuses/{status['id']}/chain.csv", who)[0] == 404


def test_a_stock_app_sees_where_to_sign_up(api: Client) -> None:
    cast = api.cast
    plain = api.post("/api/v1/statuses", cast.mei, status="No list", visibility="public")
    assert "chain" not in plain
    status = hang(api, cast.mei, {"title": "Peaches <b>"})
    link = f'<a href="https://tea.example/chain/{status["id"]}" target="_blank" rel="nofollow noopener">'
    shown = f"{link}tea.example/chain/{status['id']}</a></p>"
    assert status["content"] == f"<p>Ten boxes of peaches, who wants?</p><p>✍️ Peaches &lt;b&gt;: {shown}"
    share = api.post(f"/api/v1/statuses/{status['id']}/reblog", cast.anna)
    assert "chain" not in share
    assert share["reblog"]["chain"]["title"] == "Peaches <b>"
    assert api.get(f"/api/v1/statuses/{status['id']}/source", cast.mei)["text"] == "Ten boxes of peaches, who wants?"
    comment = {"status": "+2 no onions", "in_reply_to_id": status["id"]}
    assert "chain" not in api.post("/api/v1/statuses", cast.ben, **comment)
    assert api.get(f"/api/v1/statuses/{status['id']}")["chain"]["entries_count"] == 0
    api.json("PUT", f"/api/v1/statuses/{status['id']}", cast.mei, json={"status": "Nine boxes"})
    assert api.get(f"/api/v1/statuses/{status['id']}")["chain"]["title"] == "Peaches <b>"


def test_a_form_says_the_same_as_json(api: Client) -> None:
    form = {"status": "Bread", "visibility": "public", "chain[title]": "Loaves", "chain[most_total]": "8"}
    status = api.json("POST", "/api/v1/statuses", api.cast.lin, data=form)
    assert (status["chain"]["title"], status["chain"]["most_total"], status["chain"]["left"]) == ("Loaves", 8, 8)
    put(api, api.cast.anna, status, quantity=3)
    form = {"chain[title]": "Rye loaves", "chain[most_total]": "0"}
    changed = api.json("PUT", f"/api/v1/statuses/{status['id']}", api.cast.lin, data=form)
    assert (changed["chain"]["title"], changed["chain"]["most_total"]) == ("Rye loaves", None)
    told = api.json("PUT", at(status, "entry"), api.cast.anna, data={"quantity": "2", "note": "sliced"})
    assert (told["entry"]["quantity"], told["entry"]["note"]) == (2, "sliced")


def test_the_author_keeps_the_list(api: Client) -> None:
    cast = api.cast
    status = hang(api, cast.mei, {"title": "Peaches", "closes_at": "2100-01-01"}, want=422)
    status = hang(api, cast.mei, {"title": "Peaches"})
    for who in (cast.anna, cast.ben, cast.zoe):
        put(api, who, status)
    lines = api.get(at(status), cast.mei, limit=2)["entries"]
    assert [line["account"]["acct"] for line in lines] == ["zoe", "ben"]
    answer = api.ask("GET", at(status), cast.mei, params={"limit": 2})
    assert f"min_id={lines[0]['id']}" in links(answer)["prev"]
    assert api.get(at(status), cast.mei, since_id=lines[0]["id"])["entries"] == []
    entry = at(status, "entries", lines[1]["id"])
    assert api.refused("DELETE", entry, cast.anna)[0] == 404
    assert api.json("DELETE", entry, cast.mei)["entries_count"] == 2
    assert api.get(at(status, "entry"), cast.ben)["removed"] is True
    assert api.refused("PUT", at(status, "entry"), cast.ben, json={})[0] == 403
    assert [line["name"] for line in api.get(at(status, "removed"), cast.mei)] == ["Ben Marsh"]
    assert api.refused("GET", at(status, "removed"), cast.ben)[0] == 404
    assert api.post(entry, cast.mei)["entries_count"] == 3
    assert names(api, None, status) == ["Anna Marsh", "Ben Marsh", "Zoe"]
    api.post(at(status, "close"), cast.mei)
    reopened = api.post(at(status, "reopen"), cast.mei, closes_at="2027-01-01T18:00")
    assert (reopened["state"], reopened["closes_at"]) == ("open", "2027-01-01T18:00:00.000Z")
    plain = api.post("/api/v1/statuses", cast.mei, status="Pears", visibility="public")
    hung = api.json("PUT", f"/api/v1/statuses/{plain['id']}", cast.mei, json={"chain": {"title": "Pears"}})
    assert (hung["chain"]["title"], hung["edited_at"]) == ("Pears", None)
    for act in ("close", "reopen", "entries"):
        assert api.refused("POST", at(status, act), cast.anna, json={"name": "x"})[0] == 404


@pytest.mark.parametrize(
    ("chain", "field"),
    [
        ({}, "chain.title"),
        ({"title": "x", "most_each": -1}, "chain.most_each"),
        ({"title": "x", "most_total": 10**9}, "chain.most_total"),
        ({"title": "x", "closes_at": "tomorrow"}, "chain.closes_at"),
        ({"title": "x", "closes_at": "2020-01-01"}, "chain.closes_at"),
        ({"title": "x", "closes_at": "0001-01-01T00:00:00+14:00"}, "chain.closes_at"),
        ({"title": "x", "closes_at": "9999-12-31"}, "chain.closes_at"),
        ("x", "chain"),
    ],
)
def test_a_chain_that_cannot_be_is_told_by_its_field(api: Client, chain: Any, field: str) -> None:
    told = hang(api, api.cast.mei, chain, want=422)
    assert list(told["details"]) == [field]
    assert api.get(f"/api/v1/accounts/{api.cast.mei.id}/statuses") == []


def test_what_is_not_there_has_no_list(api: Client) -> None:
    plain = api.post("/api/v1/statuses", api.cast.mei, status="No list", visibility="public")
    private = hang(api, api.cast.mei, {"title": "Peaches"}, visibility="private")
    for status in (plain, private, {"id": "1"}):
        for method, path in (("GET", at(status)), ("GET", at(status, "entry")), ("DELETE", at(status, "entry"))):
            assert api.refused(method, path, api.cast.zoe) == (404, "Record not found")
        assert api.refused("PUT", at(status, "entry"), api.cast.zoe, json={})[0] == 404
    assert api.refused("PUT", at(plain, "entry"), None, json={})[0] == 401


def test_the_same_post_again_has_one_list(api: Client) -> None:
    sent = {"json": {"status": "Peaches", "visibility": "public", "chain": {"title": "Peaches"}}}
    first, again = (
        api.json("POST", "/api/v1/statuses", api.cast.mei, headers={"Idempotency-Key": "k"}, **sent) for _ in range(2)
    )
    assert first == again


def test_what_is_deleted_answers_with_its_list_to_be_sent_anew(api: Client) -> None:
    cast = api.cast
    status = hang(api, cast.mei, {"title": "Peaches", "unit": "boxes", "most_each": 5, "author_only": True})
    put(api, cast.anna, status, quantity=2)
    gone = api.json("DELETE", f"/api/v1/statuses/{status['id']}", cast.mei)
    fields = ("title", "unit", "most_each", "most_total", "closes_at", "author_only", "left_told")
    assert (gone["chain"]["entries_count"], gone["chain"]["title"]) == (1, "Peaches")
    anew = hang(api, cast.mei, {name: gone["chain"][name] for name in fields})
    assert {name: anew["chain"][name] for name in fields} == {name: status["chain"][name] for name in fields}
    assert names(api, cast.mei, anew) == []
    plain = api.post("/api/v1/statuses", cast.mei, status="Tea")
    assert "chain" not in api.json("DELETE", f"/api/v1/statuses/{plain['id']}", cast.mei)
