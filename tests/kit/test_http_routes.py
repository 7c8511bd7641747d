"""Routes: dispatch, who may call, paging, headers, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from starlette.types import Receive, Scope, Send

from teahouse.kit.clock import SystemClock
from teahouse.kit.db import ReadTx
from teahouse.kit.http import Bounds, Call, Routes, covering
from teahouse.kit.http.route import Route
from tests.kit.http_house import ORIGIN, House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.database.close()


def test_a_name_in_the_path_is_typed(house: House) -> None:
    assert house.ask("GET", "/api/v1/things/5").json() == {"id": "5"}
    for wrong in ("x", "-1", "1.0", "٣", str(2**63), "9" * 40, "%00", "5%20"):
        answer = house.ask("GET", f"/api/v1/things/{wrong}")
        assert (answer.status_code, answer.json()) == (404, {"error": "Record not found"})


def test_a_fixed_word_goes_before_a_name_and_a_slash_at_the_end_is_forgiven(house: House) -> None:
    assert "size" in house.ask("GET", "/api/v1/things/search").json()
    assert house.ask("GET", "/api/v1/things/5/").json() == {"id": "5"}


def test_an_escaped_slash_stays_in_its_name(house: House) -> None:
    assert house.ask("GET", "/api/v1/tags/a%2Fb").json() == {"name": "a/b"}
    assert house.ask("GET", "/api/v1/tags/%E8%8C%B6").json() == {"name": "茶"}
    assert house.ask("GET", "/api/v1/tags/%ff").status_code == 400
    assert house.ask("GET", "/api/v1/tags/%00").status_code == 400


def test_unknown_paths_and_methods(house: House) -> None:
    assert house.ask("GET", "/api/v1/nope").json() == {"error": "Record not found"}
    wrong = house.ask("PUT", "/api/v1/things")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert "error" in wrong.json()


def test_head_is_get_without_its_body(house: House) -> None:
    answer = house.ask("HEAD", "/api/v1/things/5")
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "10")


def test_a_preflight_is_answered_to_anyone(house: House) -> None:
    answer = house.ask("OPTIONS", "/api/v1/things", headers={"Origin": "https://phanpy.example"})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Authorization" in answer.headers["access-control-allow-headers"]


def test_every_answer_carries_the_common_headers(house: House) -> None:
    for answer in (house.ask("GET", "/api/v1/things/5"), house.ask("GET", "/api/nope")):
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert "Link" in answer.headers["access-control-expose-headers"]
    first, second = house.ask("GET", "/api/nope"), house.ask("GET", "/api/nope")
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


def test_a_route_and_a_reply_may_say_otherwise(house: House) -> None:
    answer = house.ask("GET", "/nodeinfo/2.0")
    assert (answer.content, answer.headers["content-type"]) == (b"<x/>", "application/xml")
    assert answer.headers.get_list("cache-control") == ["max-age=60"]


def test_a_token_comes_by_header_query_or_form(house: House) -> None:
    assert house.ask("POST", "/api/v1/things", token="writer").status_code == 200
    assert house.ask("GET", "/api/v1/things?access_token=reader").status_code == 200
    assert house.ask("POST", "/api/v1/things", data={"access_token": "writer"}).status_code == 200
    assert house.ask("POST", "/api/v1/things", json={"access_token": "writer"}).status_code == 200


@pytest.mark.parametrize("token", ["wrong", "", "x" * 3000])
def test_a_bad_token_is_refused_even_where_guests_are_welcome(house: House, token: str) -> None:
    answer = house.ask("GET", "/api/v1/things/5", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()) == (401, {"error": "The access token is invalid"})
    assert "bearer" in answer.headers["www-authenticate"].lower()


@pytest.mark.parametrize("token", ["wrong", "", "x" * 3000, "writer"])
def test_a_token_is_not_looked_at_where_all_are_guests(house: House, token: str) -> None:
    guest = (200, {"guest": True})
    by_header = house.ask("POST", "/api/v1/begin", data={"title": "a"}, headers={"Authorization": f"Bearer {token}"})
    by_query = house.ask("POST", f"/api/v1/begin?access_token={token}", data={"title": "a"})
    by_form = house.ask("POST", "/api/v1/begin", data={"title": "a", "access_token": token})
    assert [(answer.status_code, answer.json()) for answer in (by_header, by_query, by_form)] == [guest] * 3
    assert house.asked == []
    assert house.api.openapi()["paths"]["/api/v1/begin"]["post"]["security"] == []


def test_a_token_with_a_null_byte_never_reaches_the_database(house: House) -> None:
    assert house.ask("GET", "/api/v1/things/5?access_token=%00").status_code == 401
    assert house.ask("GET", "/api/v1/things/5?access_token=%E8%8C%B6").status_code == 401
    assert house.asked == []


def test_other_kinds_of_authorization_are_left_to_the_handler(house: House) -> None:
    assert house.ask("GET", "/api/v1/things/5", headers={"Authorization": "Basic eDp5"}).status_code == 200


def test_who_may_call(house: House) -> None:
    none = house.ask("GET", "/api/v1/things")
    assert (none.status_code, none.json()) == (401, {"error": "The access token is invalid"})
    narrow = house.ask("GET", "/api/v1/things", token="writer")
    assert (narrow.status_code, narrow.json()) == (
        403,
        {"error": "This action is outside the authorized scopes"},
    )
    nobody = house.ask("GET", "/api/v1/things", token="app")
    assert (nobody.status_code, nobody.json()) == (422, {"error": "This method requires an authenticated user"})
    assert house.ask("GET", "/api/v1/apps/me", token="app").json() == {"user": False}
    assert house.ask("GET", "/api/v1/apps/me").status_code == 401
    assert house.ask("GET", "/api/v1/things/5", token="writer").status_code == 403
    assert house.ask("GET", "/api/v1/things/5", token="app").status_code == 200
    assert house.ask("GET", "/api/v1/me", token="profile").json() == {"id": "7"}
    assert house.ask("GET", "/api/v1/things", token="profile").status_code == 403
    assert house.ask("POST", "/api/v1/things/1/mute", token="follower").json() == {}
    assert house.ask("POST", "/api/v1/things", token="follower").status_code == 403


def test_what_covers_a_scope() -> None:
    assert covering(["write:statuses"]) == {"write", "write:statuses"}
    assert covering(["read:follows"]) == {"read", "read:follows", "follow"}
    assert covering(["admin:read:accounts"]) == {"admin", "admin:read", "admin:read:accounts"}
    assert covering(["profile", "read:accounts"]) == {"profile", "read", "read:accounts"}


def test_who_asks_is_settled_before_what_is_wrong_with_the_question(house: House) -> None:
    assert house.ask("POST", "/api/v1/things", json={"media_ids": "x"}).status_code == 401
    assert house.ask("POST", "/api/v1/things", json={"media_ids": "x"}, token="reader").status_code == 403
    assert house.ask("POST", "/api/v1/things", json={"media_ids": "x"}, token="writer").status_code == 422
    assert house.ask("POST", "/api/v1/things/x/mute").status_code == 401


def test_links_of_a_page(house: House) -> None:
    answer = house.ask("GET", "/api/v1/things?local=1&max_id=99&since_id=1&access_token=reader&q=%E8%8C%B6%3E")
    kept = f"<{ORIGIN}/api/v1/things?local=1&q=%E8%8C%B6%3E"
    assert answer.headers["link"] == f'{kept}&max_id=80>; rel="next", {kept}&min_id=90>; rel="prev"'
    last = house.ask("GET", "/api/v1/things?limit=1", token="reader")
    assert last.headers["link"] == f'<{ORIGIN}/api/v1/things?limit=1&min_id=90>; rel="prev"'
    assert "link" not in house.ask("GET", "/api/v1/none").headers


@pytest.mark.parametrize(("asked", "size"), [("0", 1), ("-5", 1), ("7", 7), ("9999", 40), ("", 20)])
def test_the_size_of_a_page_is_clamped(house: House, asked: str, size: int) -> None:
    assert house.ask("GET", f"/api/v1/things/search?limit={asked}").json()["size"] == size


def test_lists_in_a_query_come_with_and_without_brackets(house: House) -> None:
    for query, ids in (("id[]=1&id[]=2", [1, 2]), ("id=1&id=2", [1, 2]), ("id=1", [1]), ("id[0]=1&id[1]=2", [1, 2])):
        assert house.ask("GET", f"/api/v1/things/search?{query}").json()["id"] == ids


def test_a_foreign_host_is_misdirected(house: House, tmp_path: Path) -> None:
    for host in ("evil.example", "tea.example.evil", "tea.example:x", "tea.example@evil", ""):
        answer = house.ask("GET", "/api/v1/whoami", headers={"Host": host})
        assert answer.status_code == 421
        assert "error" in answer.json()
    for host in ("TEA.example", "tea.example:443", "localhost:8000", "127.0.0.1", "[::1]:8000"):
        answer = house.ask("GET", "/api/v1/whoami", headers={"Host": host})
        assert answer.json()["origin"] == ORIGIN
    (tmp_path / "lan").mkdir()
    wider = House(tmp_path / "lan", allowed_hosts=["192.168.1.5"])
    assert wider.ask("GET", "/api/v1/whoami", headers={"Host": "192.168.1.5:8000"}).status_code == 200
    wider.database.close()


def test_what_nobody_foresaw_tells_neither_client_nor_log_a_secret(house: House) -> None:
    with structlog.testing.capture_logs() as logged:
        house.api._log = structlog.get_logger()
        answer = house.ask("GET", "/api/v1/broken")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text + str(logged)
    assert logged[0]["error"] == "RuntimeError"
    assert logged[0]["request_id"] == answer.headers["x-request-id"]
    assert "broken" in logged[0]["where"][-1]


def test_an_answer_cannot_be_split_by_a_header(house: House) -> None:
    assert house.ask("GET", "/api/v1/split?said=a").headers["x-said"] == "a"
    answer = house.ask("GET", "/api/v1/split?said=a%0d%0aSet-Cookie:%20b")
    assert answer.status_code == 500
    assert "set-cookie" not in answer.headers


def test_too_long_an_address(tmp_path: Path) -> None:
    house = House(tmp_path, bounds=Bounds(most_url_bytes=100))
    assert house.ask("GET", "/api/v1/things/5?q=" + "x" * 100).status_code == 414
    house.database.close()


def test_mounts_take_what_no_route_has(tmp_path: Path) -> None:
    async def pages(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["path"].encode()})

    house = House(tmp_path, mounts={"/": pages, "/api/v1/streaming": pages})
    assert house.ask("GET", "/about").text == "/about"
    assert house.ask("GET", "/api/v1/streaming/user").text == "/api/v1/streaming/user"
    assert house.ask("GET", "/api/v1/nope").json() == {"error": "Record not found"}
    assert house.ask("GET", "/about", headers={"Host": "evil.example"}).status_code == 421
    house.database.close()


def test_what_cannot_be_served_fails_before_it_is_asked() -> None:
    routes = Routes()
    with pytest.raises(ValueError, match="who may use it"):
        routes.get("/api/v1/open")
    for more in ({"scope": "read"}, {"app": True}):
        with pytest.raises(ValueError, match="ignores it"):
            routes.get("/api/v1/open", guest=True, ignore_token=True, **more)

    @routes.get("/a/{id}", guest=True)
    def forgot(tx: ReadTx, call: Call) -> None: ...

    @routes.get("/b", guest=True)
    def homeless(call: Call) -> None: ...

    @routes.get("/c", guest=True)
    def wants(tx: ReadTx, clock: SystemClock) -> None: ...

    @routes.get("/d/{id}", guest=True)
    def untyped(tx: ReadTx, id: int) -> None: ...

    for said, why in zip(
        routes.declared, ("does not take", "takes ReadTx", "nothing is known", "Id or str"), strict=True
    ):
        with pytest.raises(TypeError, match=why):
            Route(said)
