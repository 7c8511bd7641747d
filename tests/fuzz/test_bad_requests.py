"""Hostile requests to the whole app: the right status, Mastodon's words, and a house in which nothing changed."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest

from teahouse.doors.mastodon import TABLES
from tests.fuzz.rig import FORM, JSON, Rig, lived_in

rig = lived_in()
POST = "/api/v1/statuses"
ME = "/api/v1/accounts/update_credentials"
DECLARED = [said for table in TABLES for said in table.declared]
NOT_FOUND = {"error": "Record not found"}

UNREADABLE = {
    "broken": (JSON, b'{"status": "a"', 400),
    "two values": (JSON, b'{"status": "a"} {}', 400),
    "words": (JSON, b"status=a", 400),
    "no object": (JSON, b'["a"]', 422),
    "a word": (JSON, b'"a"', 422),
    "not a number": (JSON, b'{"status": NaN}', 400),
    "a byte order mark": (JSON, b'\xef\xbb\xbf{"status": "a"}', 400),
    "utf-16": (JSON, '{"status": "a"}'.encode("utf-16"), 400),
    "bad utf-8": (JSON, b'{"status": "\xff\xfe"}', 400),
    "an overlong slash": (JSON, b'{"status": "\xc0\xaf"}', 400),
    "half a character": (JSON, b'{"status": "\\ud83c and no other half"}', 422),
    "deep lists": (JSON, b'{"poll": ' + b"[" * 100_000, 400),
    "deep objects": (JSON, b'{"poll":' * 5_000 + b"1" + b"}" * 5_000, 400),
    "a huge number": (JSON, b'{"in_reply_to_id": ' + b"9" * 5_000 + b"}", 422),
    "too large": (JSON, b'{"status": "' + b"a" * 1_048_576 + b'"}', 413),
    "a form of bad utf-8": (FORM, b"status=%ff%fe", 400),
    "a form of raw bytes": (FORM, b"status=\xff", 400),
    "a form too deep": (FORM, b"poll[a][b][c][d][e]=1", 422),
    "a form that contradicts itself": (FORM, b"poll=1&poll[a]=2&status=x", 400),
    "a form of many fields": (FORM, b"a=1&" * 1_001, 422),
    "a form too large": (FORM, b"status=" + b"a" * 1_048_576, 413),
    "multipart without a boundary": (b"multipart/form-data", b"--B\r\n", 400),
    "multipart that is none": (b"multipart/form-data; boundary=B", b"status=a", 400),
    "another type": (b"application/xml", b"<status>a</status>", 415),
    "no type": (b"\xff;;==", b"status=a", 415),
}


@pytest.mark.parametrize("case", UNREADABLE)
@pytest.mark.parametrize(("method", "path"), [("POST", POST), ("PATCH", ME), ("POST", "/api/v1/circles")])
def test_bodies_that_cannot_be_read(rig: Rig, method: str, path: str, case: str) -> None:
    kind, body, status = UNREADABLE[case]
    assert rig.refused(method, path, rig.anna, body, kind=kind).status == status
    # Who may not ask at all learns only (where no files are awaited) that it is too long.
    told = rig.refused(method, path, "guess", body, kind=kind).status
    assert told == (413 if status == 413 and path != ME else 401)


WRONG = [
    ("POST", POST, {}, "text"),
    ("POST", POST, {"status": " \u3164\u200b "}, "text"),
    ("POST", POST, {"status": ["a"]}, "status"),
    ("POST", POST, {"status": {"a": "b"}}, "status"),
    ("POST", POST, {"status": "a\x00b"}, "status"),
    ("POST", POST, {"status": "a" * 501}, "text"),
    ("POST", POST, {"status": "a", "spoiler_text": "b" * 500}, "text"),
    ("POST", POST, {"status": "a", "language": "x" * 40}, "language"),
    ("POST", POST, {"status": "a", "sensitive": "perhaps"}, "sensitive"),
    ("POST", POST, {"status": "a", "visibility": "world"}, "visibility"),
    ("POST", POST, {"status": "a", "visibility": ["public"]}, "visibility"),
    ("POST", POST, {"status": "a", "media_ids": ["1"]}, "media_ids"),
    ("POST", POST, {"status": "a", "comment_policy": "ALL"}, "comment_policy"),
    ("POST", POST, {"status": "a", "in_reply_to_id": "first"}, "in_reply_to_id"),
    ("POST", POST, {"status": "a", "in_reply_to_id": -1}, "in_reply_to_id"),
    ("POST", POST, {"status": "a", "in_reply_to_id": 2**63}, "in_reply_to_id"),
    ("POST", POST, {"status": "a", "in_reply_to_id": 1.5}, "in_reply_to_id"),
    ("POST", POST, {"status": "a", "account_ids": "x", "visibility": "circle"}, "account_ids"),
    ("POST", POST, {"status": "a", "poll": {"options": ["a", "b"], "expires_in": 60}}, "poll"),
    ("PATCH", ME, {"display_name": "a" * 10_000}, "display_name"),
    ("PATCH", ME, {"display_name": "a\x00"}, "display_name"),
    ("PATCH", ME, {"note": "a" * 100_000}, "note"),
    ("PATCH", ME, {"locked": "maybe"}, "locked"),
    ("PATCH", ME, {"time_zone": "../../etc/passwd"}, "time_zone"),
    ("PATCH", ME, {"window_days": 5}, "window_days"),
    ("PATCH", ME, {"fields_attributes": "x"}, "fields_attributes"),
    ("POST", "/api/v1/circles", {"title": ""}, "title"),
    ("POST", "/api/v1/circles", {"title": "a" * 256}, "title"),
    ("POST", "/api/v1/lists", {"title": "a\x00"}, "title"),
    ("POST", "/api/v1/lists", {"title": "a", "replies_policy": "all"}, "replies_policy"),
    ("POST", "/api/v1/markers", {"home": {"last_read_id": "x"}}, "home.last_read_id"),
]


@pytest.mark.parametrize(("method", "path", "body", "field"), WRONG)
def test_fields_that_are_wrong(rig: Rig, method: str, path: str, body: dict[str, object], field: str) -> None:
    answer = rig.refused(method, path, rig.anna, body)
    assert answer.status == 422, answer
    faults = answer.json["details"]
    assert list(faults) == [field], answer
    assert all(set(fault) == {"error", "description"} for fault in faults[field])
    assert answer.json["error"].startswith("Validation failed: ")


def test_too_many(rig: Rig) -> None:
    many = [str(n) for n in range(1, 1_002)]
    for method, path, body in [
        ("POST", POST, {"status": "a", "visibility": "circle", "account_ids": many}),
        ("POST", POST, {"status": "a", "visibility": "circle", "circle_ids": many}),
        ("PATCH", ME, {"fields_attributes": [{"name": "a", "value": "b"}] * 50}),
        ("POST", "/api/v1/circles/{my circle}/accounts", {"account_ids": many}),
    ]:
        assert rig.refused(method, filled(rig, path), rig.anna, body).status in (404, 422)
    asked = "&".join(f"id[]={n}" for n in range(1, 200))
    for path in (POST, "/api/v1/accounts", "/api/v1/accounts/relationships"):
        assert rig.ask("GET", f"{path}?{asked}", rig.anna).status in (200, 422)


def filled(rig: Rig, path: str) -> str:
    return re.sub(r"\{([\w ]+)\}", lambda found: str(rig.ids[found[1]]), path)


OF_OTHERS = [
    ("GET", "/api/v1/statuses/{hidden}", None),
    ("GET", "/api/v1/statuses/{hidden}/context", None),
    ("GET", "/api/v1/statuses/{letter}/favourited_by", None),
    ("GET", "/api/v1/statuses/{letter}/reblogged_by", None),
    ("GET", "/api/v1/statuses/{hidden}/source", None),
    ("GET", "/api/v1/statuses/{gone}", None),
    ("POST", "/api/v1/statuses/{hidden}/favourite", None),
    ("POST", "/api/v1/statuses/{hidden}/bookmark", None),
    ("POST", "/api/v1/statuses/{hidden}/reblog", None),
    ("POST", "/api/v1/statuses/{letter}/mute", None),
    ("POST", "/api/v1/statuses/{hidden}/pin", None),
    ("DELETE", "/api/v1/statuses/{friends}", None),
    ("PUT", "/api/v1/statuses/{friends}", {"status": "mine now"}),
    ("PUT", "/api/v1/statuses/{hidden}", {"status": "mine now"}),
    ("POST", "/api/v1/statuses/{comment}/remove_comment", "ben"),
    ("POST", POST, {"status": "a", "in_reply_to_id": "{hidden}"}),
    ("POST", POST, {"status": "a", "in_reply_to_id": "{gone}"}),
    ("POST", POST, {"status": "a", "circle_id": "{their circle}"}),
    ("POST", POST, {"status": "a", "visibility": "list:{their circle}"}),
    ("POST", POST, {"status": "a", "visibility": "except", "circle_ids": ["{my circle}", "{their circle}"]}),
    ("POST", POST, {"status": "a", "visibility": "circle", "account_ids": ["{zoe}"]}),
    ("GET", "/api/v1/circles/{their circle}", None),
    ("GET", "/api/v1/circles/{their circle}/accounts", None),
    ("GET", "/api/v1/circles/{their circle}/statuses", None),
    ("PUT", "/api/v1/circles/{their circle}", {"title": "mine now"}),
    ("POST", "/api/v1/circles/{their circle}/accounts", {"account_ids": ["{ben}"]}),
    ("DELETE", "/api/v1/circles/{their circle}/accounts", {"account_ids": ["{mei}"]}),
    ("DELETE", "/api/v1/circles/{their circle}", {"confirm": True}),
    ("GET", "/api/v1/lists/{their circle}", None),
    ("PUT", "/api/v1/lists/{their circle}", {"title": "mine now"}),
    ("DELETE", "/api/v1/lists/{their circle}", None),
    ("GET", "/api/v1/timelines/list/{their circle}", None),
    ("POST", "/api/v1/follow_requests/{mei}/authorize", None),
    ("POST", "/api/v1/follow_requests/{xiaoming}/reject", None),
]


@pytest.mark.parametrize(("method", "path", "body"), OF_OTHERS)
def test_what_is_others_is_not_there(rig: Rig, method: str, path: str, body: dict[str, object] | str | None) -> None:
    """By the same answer, to the byte, as for an id that nobody ever had."""
    token = rig.ben if body == "ben" else rig.anna
    sent = body if isinstance(body, dict) else None
    raw = rig.refused(method, filled(rig, path), token, b"" if sent is None else said(sent, rig.ids))
    nobody = dict.fromkeys(rig.ids, 7) | {"my circle": rig.ids["my circle"]}
    none = rig.refused(method, re.sub(r"\{[\w ]+\}", "7", path), token, b"" if sent is None else said(sent, nobody))
    assert raw.status == none.status == 404, (raw, none)
    assert (raw.json, none.json) == (NOT_FOUND, NOT_FOUND)


def said(body: dict[str, object], ids: dict[str, int]) -> bytes:
    names = "|".join(ids)
    return re.sub(rf"\{{({names})\}}", lambda found: str(ids[found[1]]), json.dumps(body)).encode()


def test_others_notices(rig: Rig) -> None:
    notices = [one["id"] for one in rig.ask("GET", "/api/v1/notifications", rig.ben).json]
    mine = [one["id"] for one in rig.ask("GET", "/api/v1/notifications", rig.anna).json]
    assert notices
    assert mine
    for id in notices:
        assert rig.refused("GET", f"/api/v1/notifications/{id}", rig.anna).json == NOT_FOUND
        before = rig.contents()
        there = rig.ask("POST", f"/api/v1/notifications/{id}/dismiss", rig.anna)
        nowhere = rig.ask("POST", "/api/v1/notifications/7/dismiss", rig.anna)
        assert (there.status, there.body) == (nowhere.status, nowhere.body)
        assert rig.contents() == before


@pytest.mark.parametrize(
    "id", ["0", "-1", "+1", "1.0", "1e3", "0x10", "９", "%00", "a", "%20", "9" * 19, "9" * 400, "1%0d%0aX:1"]
)
def test_odd_ids_in_paths(rig: Rig, id: str) -> None:
    for said_ in DECLARED:
        if re.search(r"\{\w*id\}", said_.path) and "dismiss" not in said_.path:
            path = re.sub(r"\{\w+\}", id, said_.path)
            answer = rig.ask(said_.method, path.encode(), rig.anna)
            assert (answer.status, answer.json) == (404, NOT_FOUND), answer


PAGED = sorted({said.path for said in DECLARED if said.method == "GET" and "{" not in said.path})
ODD = [
    "-1",
    "0",
    "x",
    "",
    "1.5",
    "99999999999999999999",
    "9223372036854775807",
    "9223372036854775808",
    "%00",
    "%ff",
    "1&{}=2",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_pages(rig: Rig, odd: str) -> None:
    before = rig.contents()
    statuses = set()
    for path in PAGED:
        for name in ("limit", "max_id", "since_id", "min_id"):
            answer = rig.ask("GET", f"{path}?{name}={odd.format(name)}", rig.anna)
            assert answer.status in (200, 400, 404, 422), answer
            statuses.add(answer.status)
            if answer.status != 200:
                assert answer.json["error"], answer
    assert statuses == {400} if odd == "%ff" else 200 in statuses
    assert rig.contents() == before


def test_limits_are_moved_into_their_bounds(rig: Rig) -> None:
    for limit, most in (("-5", 1), ("0", 1), ("1000000", 40)):
        rows = rig.ask("GET", f"/api/v1/timelines/home?limit={limit}", rig.anna).json
        assert 0 < len(rows) <= most


@pytest.mark.parametrize("seconds", [10**10, 253_402_300_800, 2**53, 2**63 - 1])
def test_a_mute_past_all_calendars_lasts_until_unmuted(rig: Rig, seconds: int) -> None:
    mute = f"/api/v1/accounts/{rig.ids['ben']}/mute"
    told = rig.ask("POST", mute, rig.anna, {"duration": seconds})
    assert (told.status, told.json["muting"], told.json["muting_expires_at"]) == (200, True, None), told
    assert rig.ask("GET", "/api/v1/mutes", rig.anna).json[0]["mute_expires_at"] is None
    assert rig.ask("POST", mute.replace("mute", "unmute"), rig.anna).status == 200


def test_what_is_said_twice(rig: Rig) -> None:
    """The last of a key counts, wherever it stands; a circle that is said once is never lost."""
    twice = b'{"status": "a", "circle_id": "%d", "circle_id": "%d"}'
    mine, theirs = rig.ids["my circle"], rig.ids["their circle"]
    assert rig.refused("POST", POST, rig.anna, twice % (mine, theirs)).json == NOT_FOUND
    assert rig.refused("POST", POST, rig.anna, b"status=a&circle_id=%d&circle_id=%d" % (mine, theirs), kind=FORM)
    assert rig.refused("POST", POST, rig.anna, b'{"status": "a", "visibility": "public", "visibility": "x"}')
    assert rig.refused("GET", "/api/v1/timelines/home?access_token=guess", None).status == 401


@pytest.mark.parametrize(
    "token",
    [b"", b" ", b"x", b"x" * 100_000, b"\xff\xfe", b"a\x00b", b"' OR 1=1 --", b"null", "茶".encode(), b"a, Bearer b"],
)
def test_tokens_that_are_none(rig: Rig, token: bytes) -> None:
    for method, path in (("GET", "/api/v1/timelines/home"), ("POST", POST), ("GET", "/api/v1/timelines/public")):
        answer = rig.refused(method, path, token, {"status": "a"} if method == "POST" else b"")
        assert (answer.status, answer.json) == (401, {"error": "The access token is invalid"})


def test_a_revoked_token_is_none(rig: Rig) -> None:
    made = rig.ask(
        "POST",
        "/api/v1/apps",
        body={"client_name": "A", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write"},
    ).json
    client = {"client_id": made["client_id"], "client_secret": made["client_secret"]}
    token = rig.ask("POST", "/oauth/token", body={**client, "grant_type": "client_credentials", "scope": "read"}).json
    bearer = token["access_token"]
    verify = "/api/v1/apps/verify_credentials"
    assert rig.ask("GET", verify, bearer).status == 200
    wrong = {**client, "client_secret": "x" * 43}
    rig.refused("POST", "/oauth/revoke", None, {**wrong, "token": bearer})
    assert rig.ask("GET", verify, bearer).status == 200
    assert rig.ask("POST", "/oauth/revoke", body={**client, "token": bearer}).status == 200
    assert rig.refused("GET", verify, bearer).status == 401


@pytest.mark.parametrize("change", ["access_token SET expires_at = 1 WHERE actor_id", "account SET state = 1 WHERE id"])
def test_a_token_past_its_time_is_none(rig: Rig, change: str) -> None:
    token = rig.token(rig.cast.grandma)
    assert rig.ask("GET", "/api/v1/timelines/home", token).status == 200
    with sqlite3.connect(rig.path) as writer:
        writer.execute(f"UPDATE {change} = {rig.cast.grandma.id}")
    writer.close()
    for method, path in (("GET", "/api/v1/timelines/home"), ("POST", POST), ("GET", "/api/v1/instance")):
        assert rig.refused(method, path, token, {"status": "a"} if method == "POST" else b"").status == 401


@pytest.mark.parametrize(
    "host",
    [
        None, b"", b"evil.example", b"tea.example.evil.example", b"evil.example:443", b"tea.example@evil.example",
        b"tea.example:80:80", b"tea.example:", b"tea.example:x", b"tea.example, evil.example", b"\xff",
        b"tea.example\x00", b"xtea.example", b"a" * 10_000, "tea.example:８".encode(),
    ],
)  # fmt: skip
def test_forged_hosts(rig: Rig, host: bytes | None) -> None:
    for path in ("/api/v1/instance", "/api/v1/timelines/home", "/nowhere", "/", "/api/openapi.json"):
        answer = rig.refused("GET", path, rig.anna, host=host)
        assert answer.status == 421
        assert b"evil" not in answer.body
    assert rig.refused("POST", POST, rig.anna, {"status": "a"}, host=host).status == 421


def test_no_header_changes_the_houses_address(rig: Rig) -> None:
    forged = tuple(
        (name, b"evil.example") for name in (b"x-forwarded-host", b"forwarded", b"x-host", b"x-original-url")
    )
    plain = rig.ask("GET", "/api/v2/instance")
    assert rig.ask("GET", "/api/v2/instance", headers=forged).body == plain.body
    page = rig.ask("GET", "/api/v1/timelines/home?limit=1", rig.anna, headers=forged)
    assert "evil" not in page.header("link")
    assert "https://tea.example/" in page.header("link")


def test_long_addresses(rig: Rig) -> None:
    for target in ("/api/v1/statuses?" + "a" * 9_000, "/api/v1/timelines/tag/" + "a" * 9_000, "/" + "a/" * 5_000):
        assert rig.refused("GET", target, rig.anna).status == 414 if "api" in target else True
    deep = rig.ask("GET", "/api/" + "/" * 4_000)
    assert (deep.status, deep.json) == (404, NOT_FOUND)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "get", "DELETE", "PUT"])
def test_methods_that_are_not_there(rig: Rig, method: str) -> None:
    answer = rig.refused(method, "/api/v1/timelines/home", rig.anna)
    assert answer.status == 405
    assert answer.header("allow") == "GET, HEAD, OPTIONS"


def test_no_method_can_be_overridden(rig: Rig) -> None:
    target = f"{POST}/{rig.ids['public']}"
    override = ((b"x-http-method-override", b"DELETE"), (b"x-method-override", b"DELETE"))
    assert rig.refused("POST", target, rig.anna, b"_method=delete", kind=FORM, headers=override).status == 405


@pytest.mark.parametrize(
    "name", [b"accept", b"accept-language", b"cookie", b"range", b"if-none-match", b"origin", b"idempotency-key"]
)
@pytest.mark.parametrize("value", [b"\xff\xfe", b"a" * 50_000, b"\x00", b"bytes=0-0,-1", b"; ; q=x, *;q=nan"])
def test_odd_headers(rig: Rig, name: bytes, value: bytes) -> None:
    for path in ("/api/v1/instance", "/api/v1/timelines/home", "/"):
        assert rig.ask("GET", path, None if path == "/" else rig.anna, headers=((name, value),)).status == 200


@pytest.mark.parametrize("key", [b"\xff\xfe", b"a" * 50_000, b"\x00", b"a\tb", "茶".encode(), b" "])
def test_odd_keys_against_repetition(rig: Rig, key: bytes) -> None:
    sent = ((b"idempotency-key", key),)
    first = rig.ask("POST", POST, rig.anna, {"status": "once", "visibility": "self"}, headers=sent)
    again = rig.ask("POST", POST, rig.anna, {"status": "once", "visibility": "self"}, headers=sent)
    assert first.status == again.status
    assert first.status in (200, 422)
    if first.status == 200 and key.strip():
        assert first.json["id"] == again.json["id"]
