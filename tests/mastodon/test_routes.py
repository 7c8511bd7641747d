"""Every route of the API says who may use it, and means it."""

from __future__ import annotations

import re

import msgspec
import pytest

from teahouse import people
from teahouse.app import make_api
from teahouse.doors.mastodon import TABLES
from teahouse.kit.db import Database
from teahouse.kit.http import Routes
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client

DECLARED = [said for table in TABLES for said in table.declared]
# Any token will do: what it tells is about the token itself.
SCOPELESS = {"/api/v1/apps/verify_credentials"}
# What somebody who is not signed in may ask without reading anybody's words: each is named here once.
OPEN = {
    "POST /api/v1/apps",
    "POST /oauth/token",
    "POST /oauth/revoke",
    "GET /.well-known/oauth-authorization-server",
    "GET /.well-known/nodeinfo",
    "GET /.well-known/webfinger",
    "GET /.well-known/host-meta",
    "GET /nodeinfo/2.0",
    "GET /api/v1/instance",
    "GET /api/v2/instance",
    "GET /api/v1/instance/rules",
    "GET /api/v1/instance/translation_languages",
    "GET /api/v1/trends",
    "GET /api/v1/trends/links",
    "GET /api/v1/trends/statuses",
    "GET /api/v1/trends/tags",
    "GET /api/v1/instance/extended_description",
    "GET /api/v1/instance/languages",
    "GET /api/v1/instance/peers",
    "GET /health",
    "GET /api/v1/custom_emojis",
    "GET /media/{id}/{given}/{name}",
    "GET /pictures/{account_id}/{name}",
}


def address(path: str) -> str:
    """The path with an id that nobody has."""
    return re.sub(r"\{\w+\}", "7", path)


def test_every_route_is_listed_once() -> None:
    names = [f"{said.method} {said.path}" for said in DECLARED]
    assert len(names) == len(set(names)) > 60
    assert all(isinstance(table, Routes) for table in TABLES)


def test_every_route_says_who_may_use_it() -> None:
    assert {f"{said.method} {said.path}" for said in DECLARED if said.guest and not said.scopes} == OPEN
    assert {said.path for said in DECLARED if not said.scopes and not said.guest} == SCOPELESS
    assert {scope for said in DECLARED for scope in said.scopes} <= people.SCOPES
    # Mastodon has one scope for all of push.
    writing = [said for said in DECLARED if said.method != "GET" and said.scopes and said.scopes != ("push",)]
    assert [said.path for said in writing if not all(scope.startswith("write:") for scope in said.scopes)] == []
    # As on Mastodon: who uploads looks after what was uploaded.
    reading = [said for said in DECLARED if said.method == "GET" and said.scopes and said.path != "/api/v1/media/{id}"]
    assert [said.path for said in reading if any(scope.startswith("write") for scope in said.scopes)] == []
    assert [f"{said.method} {said.path}" for said in DECLARED if said.guest and said.method != "GET"] == [
        name for name in (f"{said.method} {said.path}" for said in DECLARED) if name in OPEN and name[:3] != "GET"
    ]


def test_without_a_token_nothing_but_what_is_open(api: Client) -> None:
    for said in DECLARED:
        answer = api.ask(said.method, address(said.path))
        if not said.guest:
            assert answer.status_code == 401, f"{said.method} {said.path}"
            assert answer.json() == {"error": "The access token is invalid"}


def test_with_the_wrong_scope_nothing_at_all(api: Client, cast: Cast) -> None:
    token = api.token(cast.anna, "admin:read")
    for said in DECLARED:
        if said.scopes:
            answer = api.ask(said.method, address(said.path), token)
            assert answer.status_code == 403, f"{said.method} {said.path}"
            assert answer.json() == {"error": "This action is outside the authorized scopes"}


def test_reading_does_not_write_and_writing_does_not_read(api: Client, cast: Cast) -> None:
    reader, writer = api.token(cast.anna, "read"), api.token(cast.anna, "write")
    for said in DECLARED:
        if said.scopes and said.path != "/oauth/userinfo":
            reads = said.method == "GET" and said.path != "/api/v1/media/{id}"
            other = writer if reads else reader
            assert api.ask(said.method, address(said.path), other).status_code == 403, f"{said.method} {said.path}"


def test_an_app_of_its_own_acts_for_nobody(api: Client, cast: Cast) -> None:
    issued = cast.do(people.issue_token, None, None, None, people.SCOPES)
    for said in DECLARED:
        answer = api.ask(said.method, address(said.path), issued.token)
        if not (said.app or said.guest):
            assert (answer.status_code, answer.json()["error"]) == (
                422,
                "This method requires an authenticated user",
            ), f"{said.method} {said.path}"


def test_a_token_that_is_no_token_opens_nothing(api: Client) -> None:
    for said in DECLARED:
        answer = api.ask(said.method, address(said.path), "x" * 43)
        if said.ignore_token:
            bare = api.ask(said.method, address(said.path))
            assert (answer.status_code, answer.json()) == (bare.status_code, bare.json()), f"{said.method} {said.path}"
        else:
            assert answer.status_code == 401, f"{said.method} {said.path}"


def test_a_token_is_ignored_only_where_one_begins_and_for_what_all_may_see() -> None:
    assert [said.path for said in DECLARED if said.ignore_token] == [
        "/api/v1/apps",
        "/oauth/token",
        "/oauth/revoke",
        "/pictures/{account_id}/{name}",
    ]


def test_what_nobody_has_is_not_there(api: Client, cast: Cast) -> None:
    """An id in the path that is nobody's answers 404, whatever else is asked."""
    may_miss = {"DELETE /api/v1/notifications/{id}", "POST /api/v1/notifications/{id}/dismiss"}
    for said in DECLARED:
        if re.search(r"\{\w*id\}", said.path) and f"{said.method} {said.path}" not in may_miss:
            answer = api.ask(said.method, address(said.path), cast.anna)
            assert answer.status_code == 404, f"{said.method} {said.path} -> {answer.status_code} {answer.text}"


HOSTILE = {
    "broken": b'{"title": ',
    "a list": b"[1, 2]",
    "not text": b'{"title": "\xff"}',
    "half a character": b'{"title": "\\ud800", "status": "\\ud800", "client_name": "\\ud800"}',
    "a null byte": b'{"title": "a\\u0000", "comment": "a\\u0000", "token": "a\\u0000", "code": "a\\u0000"}',
    "numbers": b'{"title": 1e999, "account_ids": [99999999999999999999], "fold": -1, "duration": 1e30}',
    "wrong kinds": b'{"title": {"a": []}, "account_ids": {"a": 1}, "source": [], "home": 3, "status": {}, "fold": "x"}',
    "deep": b'{"source":' * 200 + b"1" + b"}" * 200,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_body_breaks_anything(api: Client, cast: Cast, body: bytes) -> None:
    for said in DECLARED:
        if said.method != "GET":
            answer = api.ask(
                said.method, address(said.path), cast.anna, content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code < 500, f"{said.method} {said.path}"
            if answer.status_code >= 400:
                assert answer.json()["error"], f"{said.method} {said.path}"


@pytest.mark.parametrize("limited", [True, False])
def test_limits_are_the_houses_own(limited: bool, database: Database, settings: Settings) -> None:
    api = make_api(msgspec.structs.replace(settings, rate_limits=limited), database)
    assert bool(api.limiter.limits) is limited
