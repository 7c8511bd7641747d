"""Bodies: one struct from JSON, forms and multipart; hostile ones get their own status."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from teahouse.kit.errors import BadRequest, Invalid
from teahouse.kit.http import Bounds, read_form
from tests.kit.http_house import House, Needed

THINGS = "/api/v1/things"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.database.close()


def posted(house: House, **sent: Any) -> dict[str, Any]:
    answer = house.ask("POST", THINGS, token="writer", **sent)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def refused(house: House, status: int, body: bytes, kind: str = "application/json") -> dict[str, Any]:
    answer = house.ask("POST", THINGS, token="writer", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_three_ways_to_say_the_same(house: House) -> None:
    said = posted(house, json={"status": "茶", "poll": {"options": ["a", "b"], "expires_in": 60}, "media_ids": ["1"]})
    assert said["poll"] == {"options": ["a", "b"], "expires_in": 60, "multiple": False}
    form = {"status": "茶", "poll[options][]": ["a", "b"], "poll[expires_in]": "60", "media_ids[]": "1"}
    assert posted(house, data=form) == said
    parts: list[tuple[str, Any]] = [
        ("status", (None, "茶")),
        ("poll[options][]", (None, "a")),
        ("poll[options][]", (None, "b")),
        ("poll[expires_in]", (None, "60")),
        ("media_ids[]", (None, "1")),
    ]
    assert posted(house, files=parts) == said


@pytest.mark.parametrize("yes", [True, "true", "1", 1, "on", "True"])
@pytest.mark.parametrize("no", [False, "false", "0", 0, "off"])
def test_booleans(house: House, yes: object, no: object) -> None:
    assert posted(house, json={"sensitive": yes})["sensitive"] is True
    assert posted(house, json={"sensitive": no})["sensitive"] is False


def test_kind_readings(house: House) -> None:
    assert posted(house, json={"status": 5})["status"] == "5"
    assert posted(house, json={"status": None, "sensitive": ""})["status"] == ""
    assert posted(house, json={"in_reply_to_id": "12"})["in_reply_to_id"] == 12
    assert posted(house, json={"in_reply_to_id": ""})["in_reply_to_id"] is None
    assert posted(house, json={"in_reply_to_id": 12.0})["in_reply_to_id"] == 12
    assert posted(house, json={"media_ids": "7"})["media_ids"] == [7]
    assert posted(house, json={"media_ids": {"1": "8", "0": "7", "10": 9}})["media_ids"] == [7, 8, 9]
    assert posted(house, data={"media_ids[]": ""})["media_ids"] == []
    assert posted(house, json={"visibility": "", "shade": ""})["shade"] == "dark"
    assert posted(house, json={"weight": "1.5"})["weight"] == 1.5
    assert posted(house, data={"poll": ""})["poll"] is None
    assert posted(house, data={"status": ["a", "b"]})["status"] == "b"
    assert posted(house, json={"unknown": {"x": 1}, "status": "y"})["status"] == "y"


def test_lists_of_objects(house: House) -> None:
    wanted = [{"name": "a", "value": "1"}, {"name": "b", "value": "2"}]
    assert posted(house, json={"fields_attributes": wanted})["fields_attributes"] == wanted
    by_number = "fields_attributes[0][name]=a&fields_attributes[0][value]=1&fields_attributes[1][name]=b&"
    by_number += "fields_attributes[1][value]=2"
    by_turn = "fields_attributes[][name]=a&fields_attributes[][value]=1&fields_attributes[][name]=b&"
    by_turn += "fields_attributes[][value]=2"
    for form in (by_number, by_turn):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert posted(house, content=form, headers=kind)["fields_attributes"] == wanted


def test_a_plain_name_beside_brackets_is_one_of_the_list(house: House) -> None:
    for form in ("media_ids=1&media_ids[]=2", "media_ids[]=1&media_ids=2"):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert posted(house, content=form, headers=kind)["media_ids"] == [1, 2]


def test_nested_names_of_free_data(house: House) -> None:
    assert posted(house, data={"data[alerts][mention]": "true"})["data"] == {"alerts": {"mention": "true"}}


def test_a_query_fills_what_the_body_leaves_out(house: House) -> None:
    answer = house.ask("DELETE", "/api/v1/things/1/members?media_ids[]=4&media_ids[]=5", token="writer")
    assert answer.json() == ["4", "5"]
    answer = house.ask("DELETE", "/api/v1/things/1/members?media_ids[]=4", token="writer", json={"media_ids": [6]})
    assert answer.json() == ["6"]


def test_no_body_and_no_type(house: House) -> None:
    assert posted(house)["status"] == ""
    for body in (b'{"status": "x"}', b"status=x"):
        answered = house.ask_raw("POST", THINGS.encode(), [(b"authorization", b"Bearer writer")], [body])
        assert json.loads(answered[1]["body"])["status"] == "x"


def test_faults_are_told_by_field(house: House) -> None:
    answer = house.ask("POST", "/api/v1/needed", json={})
    assert answer.status_code == 422
    assert answer.json() == {
        "error": "Validation failed: Title can't be blank",
        "details": {"title": [{"error": "ERR_BLANK", "description": "can't be blank"}]},
    }
    taken = house.ask("POST", "/api/v1/needed", json={"title": "taken"})
    assert taken.json()["details"] == {"title": [{"error": "ERR_TAKEN", "description": "has already been taken"}]}
    told = refused(house, 422, b'{"sensitive": "maybe", "poll": {"options": ["a"], "expires_in": "soon"}}')
    assert set(told["details"]) == {"sensitive", "poll.expires_in"}


@pytest.mark.parametrize(
    "body",
    [
        b'{"status": "a\\u0000b"}',
        b'{"data": {"a": "\\u0000"}}',
        b'{"data": {"\\u0000": "a"}}',
        b'{"status": ["a"]}',
        b'{"status": {"a": 1}}',
        b'{"in_reply_to_id": 9223372036854775808}',
        b'{"in_reply_to_id": -1}',
        b'{"in_reply_to_id": 1.5}',
        b'{"in_reply_to_id": true}',
        b'{"data": {"n": 123456789012345678901234567890}}',
        b'{"poll": {"options": ["a"], "expires_in": 99999999999999999999}}',
        b'{"poll": 5}',
        b'{"visibility": "loud"}',
        b'{"shade": "grey"}',
        b'{"weight": "nan"}',
        b'{"weight": 1e999}',
        b'{"media_ids": {"a": 1}}',
        b'{"data": ' + b'{"a":' * 60 + b"1" + b"}" * 61,
        b"[1]",
        b'"text"',
        b"null",
    ],
)
def test_wrong_values_are_422(house: House, body: bytes) -> None:
    assert "error" in refused(house, 422, body)


@pytest.mark.parametrize(
    "body",
    [b"{", b"{]", b"\xff\xfe", b'{"status": "\xff"}', b'{"status": NaN}', b"[" * 100_000, b'{"a":' * 100_000],
)
def test_unreadable_json_is_400(house: House, body: bytes) -> None:
    assert "JSON" in refused(house, 400, body)["error"]


def test_half_a_character_never_gets_in(house: House) -> None:
    for escaped in (
        b'{"status": "\\ud800"}',
        b'{"status": "\\ud800 and more text"}',
        b'{"status": "\\udc00 and more"}',
    ):
        answer = house.ask(
            "POST", THINGS, token="writer", content=escaped, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in (400, 422)


@pytest.mark.parametrize(
    "body", [b"status=%ff", b"status=\xff", b"a=1&a[b]=2", b"a[b]=1&a=2", b"a[]=1&a[b]=2", b"a[][]=1"]
)
def test_unreadable_forms_are_400(house: House, body: bytes) -> None:
    refused(house, 400, body, "application/x-www-form-urlencoded")


@pytest.mark.parametrize("body", [b"a[b][c][d][e][f]=1", b"&".join(b"a%d=1" % n for n in range(2000)), b"status=%00"])
def test_forms_beyond_bounds_are_422(house: House, body: bytes) -> None:
    refused(house, 422, body, "application/x-www-form-urlencoded")


def test_odd_names_are_only_names(house: House) -> None:
    for name in ("[", "]", "[]", "a[", "a]b", "a[b", "[a][b]", "a[[b]]", "a[]b", ""):
        assert posted(house, data={name: "1", "status": "s"})["status"] == "s"


def test_another_content_type_is_415(house: House) -> None:
    refused(house, 415, b"<xml/>", "application/xml")


def part(name: str, body: bytes, more: str = "") -> bytes:
    return f'--B\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + body + b"\r\n"


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=", b"x", 400),
        ("multipart/form-data; boundary=B", b"nonsense", 400),
        ("multipart/form-data; boundary=B", part("status", b"\xff") + b"--B--\r\n", 400),
        ("multipart/form-data; boundary=B; charset=idna", part("status", b"\xff") + b"--B--\r\n", 400),
        ('multipart/form-data; boundary=B; x="', part("status", b"\xff") + b"--B--\r\n", 400),
        ("multipart/form-data; boundary=B", part("status", b"\x00") + b"--B--\r\n", 422),
        ("multipart/form-data; boundary=B", b"--B\r\nX: y\r\n\r\nz\r\n--B--\r\n", 400),
        ("multipart/form-data; boundary=B", part("a", b"x") * 1001 + b"--B--\r\n", 413),
        ("multipart/form-data; boundary=B", part("a", b"x", '; filename="f"') * 11 + b"--B--\r\n", 413),
        ("multipart/form-data; boundary=" + "B" * 3000, b"x", 400),
    ],
)
def test_broken_multipart(house: House, kind: str, body: bytes, status: int) -> None:
    refused(house, status, body, kind)


def test_a_file_where_none_is_declared_is_left_out(house: House) -> None:
    assert posted(house, files={"extra": ("x.txt", b"1")}, data={"status": "s"})["status"] == "s"
    kind = "multipart/form-data; boundary=B"
    refused(house, 422, part("status", b"x", '; filename="f"') + b"--B--\r\n", kind)


def test_files_reach_the_handler(house: House) -> None:
    big = b"x" * 3_000_000
    sent: dict[str, Any] = {"files": {"file": ("茶.png", big, "image/png")}, "data": {"description": "一杯"}}
    answer = house.ask("POST", "/api/v2/media", token="writer", **sent)
    assert answer.status_code == 202
    assert answer.json() == {"size": len(big), "name": "茶.png", "said": "一杯"}
    assert house.ask("POST", "/api/v2/media", token="writer", data={"file": "text"}).status_code == 422
    assert house.ask("POST", "/api/v2/media", token="writer", data={"file": ""}).status_code == 422


def test_a_large_body_is_not_read_for_a_stranger(tmp_path: Path) -> None:
    house = House(tmp_path)
    answered = house.ask_raw(
        "POST", b"/api/v2/media", [(b"content-type", b"multipart/form-data; boundary=B")], [], hang=True
    )
    assert answered[0]["status"] == 401
    house.database.close()


def test_large_and_slow_bodies(tmp_path: Path) -> None:
    house = House(
        tmp_path, bounds=Bounds(most_bytes=1000, most_upload_bytes=2000, read_seconds=0.05, read_upload_seconds=0.05)
    )
    signed = (b"authorization", b"Bearer writer")
    for kind, path in (
        (b"application/json", b"/api/v1/things"),
        (b"multipart/form-data; boundary=B", b"/api/v2/media"),
    ):
        start = b"--B\r\n" if b"multi" in kind else b" "
        heads = [signed, (b"content-type", kind)]
        large = house.ask_raw("POST", path, heads, [start, b" " * 3000])
        slow = house.ask_raw("POST", path, heads, [start], hang=True)
        gone = house.ask_raw("POST", path, heads, [])
        assert [large[0]["status"], slow[0]["status"], gone] == [413, 408, []]
        assert (b"connection", b"close") in slow[0]["headers"]
    house.database.close()


def test_deep_json_that_can_be_read(house: House) -> None:
    deep = b"[" * 900 + b"]" * 900
    for field in (b"status", b"data", b"media_ids", b"poll", b"fields_attributes"):
        refused(house, 422, b'{"' + field + b'": ' + deep + b"}")
    assert posted(house, content=b'{"other": ' + deep + b"}", headers={"Content-Type": "application/json"})
    chain = b'{"child": ' * 900 + b"{}" + b"}" * 900
    answer = house.ask("POST", "/api/v1/tree", content=chain, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_a_page_reads_its_form_by_the_same_rules() -> None:
    async def read(body: bytes, *, gone: bool = False) -> Needed:
        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"} if gone else {"type": "http.request", "body": body}

        kind = (b"content-type", b"application/x-www-form-urlencoded")
        return await read_form(Request({"type": "http", "headers": [kind]}, receive), Needed)

    assert asyncio.run(read(b"title=a+b")) == Needed("a b")
    with pytest.raises(Invalid):
        asyncio.run(read(b""))
    with pytest.raises(BadRequest):
        asyncio.run(read(b"title=a", gone=True))


def test_the_number_of_faults_told_is_bounded(house: House) -> None:
    told = refused(house, 422, json.dumps({"media_ids": ["x"] * 100_000}).encode())
    assert len(told["details"]["media_ids"]) == 1
