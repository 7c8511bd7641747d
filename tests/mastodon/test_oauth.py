"""OAuth as clients use it: codes with proof, apps' own tokens, passwords in an open house, taking back."""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

import pytest

from teahouse import people
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
OOB = "urn:ietf:wg:oauth:2.0:oob"
BACK = "https://phanpy.example/?signed=in"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-is-long"
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
ME = "/api/v1/accounts/verify_credentials"


def register(api: Client, **more: Any) -> dict[str, Any]:
    form = {"client_name": "Kettle", "redirect_uris": f"{OOB}\n{BACK}", "scopes": "read write", **more}
    app: dict[str, Any] = api.post("/api/v1/apps", **form)
    return app


def consent(cast: Cast, app: dict[str, Any], **more: Any) -> str:
    """What the sign-in page does when a member says yes: a code."""
    wanted = {"redirect_uri": OOB, "scopes": "read write", **more}
    known = cast.ask(people.find_app, app["client_id"])
    code: str = cast.do(people.make_code, known, actor_id=cast.anna.id, member_id=cast.anna.id, **wanted)
    return code


def proof(app: dict[str, Any]) -> dict[str, str]:
    return {"client_id": app["client_id"], "client_secret": app["client_secret"]}


def refused(api: Client, path: str = "/oauth/token", **sent: Any) -> tuple[int, str]:
    answer = api.ask("POST", path, **sent)
    body = answer.json()
    assert set(body) == {"error", "error_description"}
    assert body["error_description"]
    return answer.status_code, body["error"]


@pytest.mark.parametrize("uris", [f"{OOB}\n{BACK}", [OOB, BACK]])
def test_an_app_is_registered(api: Client, uris: object) -> None:
    app = register(api, redirect_uris=uris, scopes=None, website="https://kettle.example")
    assert (app["name"], app["website"], app["scopes"]) == ("Kettle", "https://kettle.example", ["read"])
    assert (app["redirect_uris"], app["redirect_uri"]) == ([OOB, BACK], f"{OOB}\n{BACK}")
    assert app["client_secret_expires_at"] == 0
    form = {"client_name": "Kettle", "redirect_uris": OOB, "scopes": "read write:statuses"}
    assert api.json("POST", "/api/v1/apps", data=form)["scopes"] == ["read", "write:statuses"]


def test_an_app_that_says_too_little(api: Client) -> None:
    answer = api.ask("POST", "/api/v1/apps", json={"scopes": "everything", "website": "javascript:alert(1)"})
    assert answer.status_code == 422
    assert set(answer.json()["details"]) == {"name", "redirect_uri", "scopes", "website"}


@BOTH
def test_a_code_with_proof_becomes_a_token(api: Client, cast: Cast) -> None:
    app = register(api)
    code = consent(cast, app, redirect_uri=BACK, challenge=CHALLENGE, method="S256")
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, **proof(app)}
    for wrong in ({}, {"code_verifier": VERIFIER[:-1] + "x"}):
        assert refused(api, data={**form, **wrong}) == (400, "invalid_grant")
    assert refused(api, data={**form, "code_verifier": VERIFIER, "redirect_uri": OOB}) == (400, "invalid_grant")
    token = api.json("POST", "/oauth/token", data={**form, "code_verifier": VERIFIER})
    assert (token["token_type"], token["scope"]) == ("Bearer", "read write")
    assert api.get(ME, token["access_token"])["acct"] == "anna"
    assert api.get("/api/v1/apps/verify_credentials", token["access_token"])["name"] == "Kettle"


@BOTH
def test_a_code_that_comes_twice_takes_its_token_back(api: Client, cast: Cast) -> None:
    app = register(api)
    form = {"grant_type": "authorization_code", "code": consent(cast, app), "redirect_uri": OOB, **proof(app)}
    token = api.json("POST", "/oauth/token", json=form)["access_token"]
    assert api.get(ME, token)["acct"] == "anna"
    assert refused(api, json=form) == (400, "invalid_grant")
    assert api.refused("GET", ME, token) == (401, "The access token is invalid")


def test_a_code_is_its_apps_and_runs_out(api: Client, cast: Cast) -> None:
    app, other = register(api), register(api)
    code = consent(cast, app)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": OOB}
    assert refused(api, data={**form, **proof(other)}) == (400, "invalid_grant")
    cast.clock.step(10 * 60_000)
    assert refused(api, data={**form, **proof(app)}) == (400, "invalid_grant")


def test_an_app_proves_itself_in_the_form_or_in_a_header(api: Client) -> None:
    app = register(api)
    form = {"grant_type": "client_credentials", "scope": "write"}
    pair = b64encode(f"{app['client_id']}:{app['client_secret']}".encode()).decode()
    token = api.json("POST", "/oauth/token", data=form, headers={"Authorization": f"Basic {pair}"})
    assert token["scope"] == "write"
    assert api.get("/api/v1/apps/verify_credentials", token["access_token"])["scopes"] == ["read", "write"]
    for wrong in ("Basic !!", "Basic bm9ib2R5", "Basic /w==", f"Digest {pair}"):
        answer = api.ask("POST", "/oauth/token", data=form, headers={"Authorization": wrong})
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert answer.headers["www-authenticate"] == 'Basic realm="Teahouse"'
    for wrong_form in ({"client_secret": "wrong"}, {"client_id": "wrong"}, {"client_id": ""}, {"client_secret": ""}):
        assert refused(api, data={**form, **proof(app), **wrong_form}) == (401, "invalid_client")


@pytest.mark.parametrize("old", ["Bearer gone", "bearer ", "Bearer \x7f"])
def test_an_old_token_is_no_matter_where_a_new_one_is_asked_for(api: Client, cast: Cast, old: str) -> None:
    stale = {"headers": {"Authorization": old}}
    form = {"client_name": "Kettle", "redirect_uris": OOB, "scopes": "read write"}
    app = api.json("POST", "/api/v1/apps", data=form, **stale)
    code = {"grant_type": "authorization_code", "code": consent(cast, app), "redirect_uri": OOB, **proof(app)}
    token = api.json("POST", "/oauth/token", data=code, **stale)["access_token"]
    assert api.json("POST", "/oauth/revoke", data={"token": token, **proof(app)}, **stale) == {}
    assert api.refused("GET", "/api/v1/instance", **stale) == (401, "The access token is invalid")


def test_what_is_no_grant(api: Client, cast: Cast) -> None:
    app = register(api)
    assert refused(api, json=proof(app)) == (400, "invalid_request")
    for grant in ("refresh_token", "implicit", "password"):
        sent = {"grant_type": grant, "username": "anna", "password": "x", **proof(app)}
        assert refused(api, json=sent) == (400, "unsupported_grant_type")
    for missing in ({"redirect_uri": OOB}, {"code": "x"}):
        sent = {"grant_type": "authorization_code", **missing, **proof(app)}
        assert refused(api, json=sent) == (400, "invalid_request")
    for scope in ("follow", "everything", "admin:read"):
        sent = {"grant_type": "client_credentials", "scope": scope, **proof(app)}
        assert refused(api, json=sent) == (400, "invalid_scope")


@pytest.mark.parametrize("settings", [Settings(origin="https://tea.example", open_house=True)])
def test_an_open_house_takes_passwords(api: Client, cast: Cast) -> None:
    person = cast.do(people.create_account, username="kim", password_hash=people.hash_password("tea tea tea"))
    app = register(api)
    form = {"grant_type": "password", "username": "KIM", "password": "tea tea tea", "scope": "write", **proof(app)}
    token = api.post("/oauth/token", **form)
    assert token["scope"] == "write"
    assert api.post("/api/v1/statuses", token["access_token"], status="hi")["account"]["id"] == str(person.id)
    for wrong in ({"password": "tea"}, {"username": "nobody"}, {"username": "anna"}):
        assert refused(api, json={**form, **wrong}) == (400, "invalid_grant")
    assert refused(api, json={**form, "password": ""}) == (400, "invalid_request")
    assert refused(api, json={**form, "client_secret": "x"}) == (401, "invalid_client")
    assert "password" in api.get("/.well-known/oauth-authorization-server")["grant_types_supported"]


@BOTH
def test_a_token_is_taken_back_by_its_app_alone(api: Client, cast: Cast) -> None:
    app, other = register(api), register(api)
    form = {"grant_type": "authorization_code", "code": consent(cast, app), "redirect_uri": OOB, **proof(app)}
    token = api.json("POST", "/oauth/token", json=form)["access_token"]
    revoke = "/oauth/revoke"
    assert refused(api, revoke, data={"token": token, **proof(other)}) == (403, "unauthorized_client")
    assert refused(api, revoke, data={"token": token, **proof(app), "client_secret": "x"}) == (401, "invalid_client")
    assert api.get(ME, token)["acct"] == "anna"
    for _ in range(2):
        assert api.json("POST", revoke, data={"token": token, **proof(app)}) == {}
    assert api.json("POST", revoke, data=proof(app)) == {}
    assert api.refused("GET", ME, token)[0] == 401


def test_who_signed_in(api: Client, cast: Cast) -> None:
    told = api.get("/oauth/userinfo", api.token(cast.anna, "profile"))
    assert (told["preferred_username"], told["name"]) == ("anna", "Anna Marsh")
    assert told["sub"] == told["profile"] == "https://tea.example/@anna"
    assert api.refused("GET", "/oauth/userinfo", api.token(cast.anna, "read"))[0] == 403


def test_how_to_sign_in(api: Client) -> None:
    told = api.get("/.well-known/oauth-authorization-server")
    assert told["issuer"] == "https://tea.example/"
    assert told["token_endpoint"] == "https://tea.example/oauth/token"
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert told["grant_types_supported"] == ["authorization_code", "client_credentials"]
    assert {"read", "write:statuses", "profile"} <= set(told["scopes_supported"])
