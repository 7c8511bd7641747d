"""A list of what should never work: the right status, Mastodon's shape of an error, and not a row changed."""

from __future__ import annotations

import json

import pytest

from tests.api.wire import Answer
from tests.fuzz.conftest import House

JSON = (b"content-type", b"application/json")
FORM = (b"content-type", b"application/x-www-form-urlencoded")
HOST = (b"host", b"tea.example")
DEEP = b"[" * 200_000 + b"]" * 200_000
LONG = "x" * 501
NONE = 111222333444555666
Head = tuple[bytes, bytes]


def ask(house: House, method: str, path: str, body: bytes = b"", *more: Head, token: str | None = "full") -> Answer:
    """One request with the headers as they are given; `{names}` in the path are ids of the house."""
    heads = [HOST, *more]
    known = {"full": house.token, "reader": house.reader, "expired": house.expired}
    if token is not None:
        heads.append((b"authorization", b"Bearer " + known.get(token, token).encode()))
    return house.wire.raw(method, path.format(**house.ids), heads, body)


def refused(house: House, answer: Answer, status: int, before: str) -> None:
    assert answer.status == status, str(answer)
    assert answer.header("content-type") == "application/json; charset=utf-8"
    error = answer.json
    assert isinstance(error["error"], str), str(answer)
    assert set(error) <= {"error", "details", "error_description"}
    if status == 422 and "details" in error:
        assert error["error"].startswith("Validation failed: ")
        assert all({"error", "description"} == set(fault) for several in error["details"].values() for fault in several)
    assert house.told() == before, f"{answer} changed something"


POST = "/api/v1/statuses"
BODIES = [
    (b"{", JSON, 400),
    (b'{"status": "a"', JSON, 400),
    (b"\xff\xfe", JSON, 400),
    (b'{"status": "\xff"}', JSON, 400),
    (b'{"status": "\\ud800"}', JSON, (400, 422)),
    (b'{"status": "a\\u0000b"}', JSON, 422),
    (b"null", JSON, (400, 422)),
    (b"[]", JSON, (400, 422)),
    (b'"status"', JSON, (400, 422)),
    (DEEP, JSON, (400, 422)),
    (b'{"poll": ' + b'{"a":' * 500 + b"1" + b"}" * 500 + b', "status": "a"}', JSON, 422),
    (b'{"status": {"a": 1}}', JSON, 422),
    (b'{"status": "a", "sensitive": "perhaps"}', JSON, 422),
    (b'{"status": "a", "in_reply_to_id": "me"}', JSON, 422),
    (b'{"status": "a", "in_reply_to_id": -1}', JSON, 422),
    (b'{"status": "a", "in_reply_to_id": 9223372036854775808}', JSON, 422),
    (b'{"status": "a", "in_reply_to_id": 1e999}', JSON, (400, 422)),
    (b'{"status": "a", "visibility": "everybody"}', JSON, 422),
    (b'{"status": "a", "visibility": "list:9999999999999999999999"}', JSON, 422),
    (b'{"status": "a", "visibility": "circle"}', JSON, 422),
    (b'{"status": "a", "media_ids": ["1"]}', JSON, 422),
    (b'{"status": "a", "poll": {"options": ["a", "b"]}}', JSON, 422),
    (b'{"status": "a", "scheduled_at": "tomorrow"}', JSON, 422),
    (b'{"status": "a", "language": "../etc"}', JSON, 422),
    (b'{"status": "a", "comment_policy": "few"}', JSON, 422),
    (b'{"status": "a", "status": ""}', JSON, 422),
    (json.dumps({"status": LONG}).encode(), JSON, 422),
    (json.dumps({"status": " \u200b\u3000\n"}).encode(), JSON, 422),
    (json.dumps({"status": "a", "account_ids": list(range(1000)), "visibility": "circle"}).encode(), JSON, 422),
    (json.dumps({"status": "a", "in_reply_to_id": NONE}).encode(), JSON, 404),
    (json.dumps({"status": "a", "circle_id": NONE, "visibility": "circle"}).encode(), JSON, 404),
    (json.dumps({"status": "a", "account_ids": [NONE], "visibility": "circle"}).encode(), JSON, 404),
    (b'{"status": "' + b"a" * 2**21 + b'"}', JSON, 413),
    (b"status=%ff%fe", FORM, 400),
    (b"status=a%00b", FORM, 422),
    (b"status[a][b]=c", FORM, 422),
    (b"&".join(b"a%d=1" % n for n in range(20_000)), FORM, (400, 413, 422)),
    (b"status=" + b"a" * 2**21, FORM, 413),
    (b"status=a", (b"content-type", b"text/html"), 415),
    (b"<xml/>", (b"content-type", b"\xff/;;"), 415),
    (b"--B\r\nContent-Disposition: form-data\r\n\r\na\r\n", (b"content-type", b"multipart/form-data"), 400),
    (b"--B", (b"content-type", b"multipart/form-data; boundary=B"), (400, 422)),
]


@pytest.mark.parametrize(("body", "kind", "status"), BODIES, ids=range(len(BODIES)))
def test_bodies_that_are_none(house: House, body: bytes, kind: Head, status: int | tuple[int, ...]) -> None:
    before = house.told()
    answer = ask(house, "POST", POST, body, kind)
    allowed = (status,) if isinstance(status, int) else status
    assert answer.status in allowed, str(answer)
    refused(house, answer, answer.status, before)


OTHERS = [
    ("GET", "/api/v1/statuses/{hidden}"),
    ("GET", "/api/v1/statuses/{hidden}/context"),
    ("GET", "/api/v1/statuses/{hidden}/history"),
    ("GET", "/api/v1/statuses/{hidden}/source"),
    ("GET", "/api/v1/statuses/{hidden}/favourited_by"),
    ("PUT", "/api/v1/statuses/{hidden}"),
    ("DELETE", "/api/v1/statuses/{hidden}"),
    *(("POST", f"/api/v1/statuses/{{hidden}}/{verb}") for verb in ("favourite", "reblog", "bookmark", "mute", "pin")),
    ("GET", "/api/v1/circles/{theirs}"),
    ("GET", "/api/v1/circles/{theirs}/accounts"),
    ("GET", "/api/v1/circles/{theirs}/statuses"),
    ("PUT", "/api/v1/circles/{theirs}"),
    ("DELETE", "/api/v1/circles/{theirs}"),
    ("DELETE", "/api/v1/lists/{theirs}"),
    ("POST", "/api/v1/lists/{theirs}/accounts"),
    ("GET", "/api/v1/timelines/list/{theirs}"),
    ("GET", f"/api/v1/accounts/{NONE}"),
    ("POST", f"/api/v1/accounts/{NONE}/follow"),
    ("POST", "/api/v1/follow_requests/{mei}/authorize"),
    ("GET", f"/api/v1/notifications/{NONE}"),
    ("GET", "/api/v1/statuses/0"),
    ("GET", "/api/v1/statuses/-1"),
    ("GET", "/api/v1/statuses/1e3"),
    ("GET", "/api/v1/statuses/9223372036854775808"),
    ("GET", "/api/v1/statuses/%D9%A1"),
    ("GET", "/api/v1/statuses/1%00"),
    ("GET", "/api/v1/accounts/../instance"),
    ("GET", "/api/v1/nothing"),
]


@pytest.mark.parametrize(("method", "path"), OTHERS)
def test_ids_of_others_and_of_nothing(house: House, method: str, path: str) -> None:
    before = house.told()
    sent = json.dumps({"status": "mine", "title": "mine", "account_ids": [house.ids["ben"]]}).encode()
    answer = ask(house, method, path, b"" if method == "GET" else sent, JSON)
    refused(house, answer, 404, before)


@pytest.mark.parametrize("token", ["", "nobody", "\x00", "é", "a" * 5000, "expired", "full full", "Bearer full"])
def test_tokens_that_open_nothing(house: House, token: str) -> None:
    before = house.told()
    for method, path in (("GET", "/api/v1/timelines/home"), ("POST", POST), ("GET", "/api/v1/timelines/public")):
        refused(house, ask(house, method, path, b"{}", JSON, token=token), 401, before)
    refused(house, ask(house, "POST", POST, b'{"status": "a"}', JSON, token=None), 401, before)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", POST),
        ("PUT", "/api/v1/statuses/{own}"),
        ("DELETE", "/api/v1/statuses/{own}"),
        ("POST", "/api/v1/statuses/{own}/favourite"),
        ("POST", "/api/v1/accounts/{ben}/block"),
        ("PATCH", "/api/v1/accounts/update_credentials"),
        ("DELETE", "/api/v1/circles/{circle}"),
        ("POST", "/api/v1/notifications/clear"),
        ("POST", "/api/v1/markers"),
    ],
)
def test_a_token_that_may_only_read(house: House, method: str, path: str) -> None:
    before = house.told()
    answer = ask(house, method, path, b'{"status": "a", "confirm": true}', JSON, token="reader")
    refused(house, answer, 403, before)
    assert answer.json["error"] == "This action is outside the authorized scopes"


@pytest.mark.parametrize(
    "host",
    [b"evil.example", b"tea.example.evil.example", b"tea.example:80@evil.example", b"", b"\xff", b"tea.example/"],
)
def test_forged_hosts(house: House, host: bytes) -> None:
    before = house.told()
    for method, path in (("GET", "/api/v2/instance"), ("POST", POST), ("GET", "/oauth/authorize")):
        heads = [(b"host", host), (b"authorization", b"Bearer " + house.token.encode()), JSON]
        refused(house, house.wire.raw(method, path, heads, b'{"status": "a"}'), 421, before)
    forged = [HOST, (b"x-forwarded-host", b"evil.example"), (b"forwarded", b"host=evil.example")]
    answer = house.wire.raw("GET", "/api/v2/instance", forged)
    assert answer.status == 200
    assert b"evil" not in answer.body


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("limit=-5", 1),
        ("limit=0", 1),
        ("limit=999999999", None),
        ("max_id=0", 0),
        ("max_id=9223372036854775807", None),
        ("since_id=9223372036854775807", 0),
        ("min_id=1&max_id=2", 0),
        ("limit=", None),
        ("max_id=", None),
        ("limit=1&limit=2", 2),
    ],
)
def test_limits_and_cursors_that_are_odd(house: House, query: str, found: int | None) -> None:
    sent = json.dumps({"status": "Another", "visibility": "private"}).encode()
    for _ in range(2):
        assert ask(house, "POST", POST, sent, JSON).status == 200
    answer = ask(house, "GET", f"/api/v1/timelines/home?{query}")
    assert (answer.status, len(answer.json)) == (200, 3 if found is None else found)


@pytest.mark.parametrize("query", ["limit=many", "max_id=-1", "max_id=9223372036854775808", "min_id=%00", "limit=1e9"])
def test_limits_and_cursors_that_are_none(house: House, query: str) -> None:
    before = house.told()
    for path in ("/api/v1/timelines/home", "/api/v1/accounts/{ben}/followers", "/api/v1/notifications"):
        refused(house, ask(house, "GET", f"{path}?{query}"), 422, before)


def test_addresses_that_are_too_long(house: House) -> None:
    before = house.told()
    refused(house, ask(house, "GET", "/api/v1/timelines/home?a=" + "x" * 9000), 414, before)
    refused(house, ask(house, "GET", "/api/v1/" + "x/" * 5000), 414, before)


def test_methods_that_are_not_served(house: House) -> None:
    before = house.told()
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "BREW"):
        answer = ask(house, method, "/api/v1/timelines/home")
        refused(house, answer, 405, before)
        assert "GET" in answer.header("allow")
