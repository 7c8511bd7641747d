"""Well-known apps begin: each signs in at its own address; all that it asks is right or, as it can bear, not there."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.clients.browser import Browser
from tests.clients.conftest import PASSWORD, Join, Member
from tests.clients.starts import ASKED_IN_VAIN, STARTS, Start
from tests.clients.witness import Witness
from tests.house.source import ROOT

VERIFIER = secrets.token_urlsafe(48)


@pytest.fixture
def http(server: str) -> Iterator[httpx.Client]:
    """An app's own connection."""
    with httpx.Client(base_url=server, timeout=60, trust_env=False) as client:
        yield client


def sign_in(http: httpx.Client, browser: Browser, start: Start, member: Member) -> httpx.Response:
    """Register the app, let it in on the pages, trade the code: the answer with the token."""
    sent = {"client_name": start.name, "redirect_uris": start.back, "scopes": start.scopes}
    app = http.post("/api/v1/apps", json=sent)
    assert app.status_code == 200, app.text
    asked = {"client_id": app.json()["client_id"], "redirect_uri": start.back, "response_type": "code"}
    asked["scope"] = start.scopes
    if start.pkce:
        digest = hashlib.sha256(VERIFIER.encode()).digest()
        asked |= {"code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode()}
        asked |= {"code_challenge_method": "S256"}
    link = f"{http.base_url}/oauth/authorize?{urlencode(asked)}"
    if start.back.startswith("urn:"):
        code = browser.code(link, member.name, PASSWORD)
    else:
        back = browser.allow(link, member.name, PASSWORD).headers["location"]
        assert back.startswith(start.back), back
        code = parse_qs(urlsplit(back).query)["code"][0]
    trade = {"grant_type": "authorization_code", "code": code, "redirect_uri": start.back}
    trade |= {"client_id": asked["client_id"], "client_secret": app.json()["client_secret"], "scope": start.scopes}
    return http.post("/oauth/token", data=trade | ({"code_verifier": VERIFIER} if start.pkce else {}))


def listen(http: httpx.Client, path: str) -> httpx.Response:
    """A stream ends when the app leaves; an answer that is none is read."""
    with http.stream("GET", path) as answer:
        if answer.status_code == 200:
            assert answer.headers["content-type"].startswith("text/event-stream"), path
        else:
            answer.read()
        return answer


def ask(http: httpx.Client, witness: Witness, start: Start, path: str) -> None:
    streams = path.startswith("/api/v1/streaming/")
    answer = listen(http, path) if streams else http.get(path)
    if path in ASKED_IN_VAIN:
        assert answer.status_code == 404, f"{path} is here now: take it off the list"
        assert set(answer.json()) == {"error"}, path
    else:
        assert answer.status_code == 200, f"{start.name}: {path} -> {answer.status_code}"
        if not streams:
            witness.check("GET", str(answer.url), answer.status_code, answer.text)
    if start.web:
        assert answer.headers["access-control-allow-origin"] == "*", path


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.name)
def test_an_app_begins(http: httpx.Client, browser: Browser, join: Join, witness: Witness, start: Start) -> None:
    anna = join("anna")
    anna.api.status_post("Good morning", visibility="private")
    if start.web:
        http.headers["Origin"] = start.back.rstrip("/")
    for path in start.first:
        ask(http, witness, start, path)
    token = sign_in(http, browser, start, anna)
    assert token.status_code == 200, token.text
    witness.check("POST", "/oauth/token", token.status_code, token.text)
    http.headers["Authorization"] = f"Bearer {token.json()['access_token']}"
    for path in start.then:
        ask(http, witness, start, path)


def test_the_page_names_every_app_that_is_tried() -> None:
    text = (ROOT / "docs/clients.md").read_text(encoding="utf-8")
    assert [start.name for start in STARTS if start.name not in text] == []


def test_what_is_asked_in_vain_is_asked() -> None:
    assert {path for start in STARTS for path in start.then} >= set(ASKED_IN_VAIN)
