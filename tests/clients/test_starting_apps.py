"""What apps ask for when they start: every request that must work is answered right, over real HTTP."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.clients.browser import Browser
from tests.clients.conftest import PASSWORD, Join
from tests.clients.witness import Witness

BACK = "https://phanpy.example/"
SCOPES = "read write follow push"
# Before anybody is signed in.
FIRST = (
    "/.well-known/nodeinfo",
    "/nodeinfo/2.0",
    "/.well-known/oauth-authorization-server",
    "/api/v1/instance",
    "/api/v2/instance",
    "/api/v1/instance/rules",
    "/api/v1/instance/extended_description",
    "/api/v1/instance/peers",
    "/api/v1/custom_emojis",
    "/api/v1/timelines/public?local=true&limit=20",
)
# As soon as somebody is.
NEXT = (
    "/api/v1/accounts/verify_credentials",
    "/api/v1/apps/verify_credentials",
    "/api/v1/preferences",
    "/api/v1/announcements",
    "/api/v1/markers?timeline[]=home&timeline[]=notifications",
    "/api/v1/lists",
    "/api/v1/circles",
    "/api/v1/follow_requests?limit=80",
    "/api/v1/timelines/home?limit=40",
    "/api/v1/notifications?limit=40&exclude_types[]=poll",
    "/api/v1/notifications/unread_count",
    "/api/v1/bookmarks",
    "/api/v1/favourites",
    "/api/v1/mutes?limit=80",
    "/api/v1/blocks?limit=80",
)


@pytest.fixture
def http(server: str) -> Iterator[httpx.Client]:
    """A browser's own fetch, from another origin."""
    with httpx.Client(base_url=server, headers={"Origin": BACK.rstrip("/")}, timeout=60, trust_env=False) as client:
        yield client


def get(http: httpx.Client, witness: Witness, path: str, status: int = 200) -> httpx.Response:
    answer = http.get(path)
    assert answer.status_code == status, f"{path} -> {answer.status_code} {answer.text}"
    witness.check("GET", str(answer.url), answer.status_code, answer.text)
    assert answer.headers["access-control-allow-origin"] == "*", path
    return answer


def test_a_web_client_from_nothing_to_a_post(
    server: str, http: httpx.Client, browser: Browser, join: Join, witness: Witness
) -> None:
    anna = join("anna")
    for path in FIRST:
        get(http, witness, path)
    metadata = get(http, witness, "/.well-known/oauth-authorization-server").json()
    assert "S256" in metadata["code_challenge_methods_supported"]
    sent = {"client_name": "Phanpy", "redirect_uris": BACK, "scopes": SCOPES, "website": BACK}
    app = http.post("/api/v1/apps", data=sent).json()
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {"client_id": app["client_id"], "redirect_uri": BACK, "response_type": "code", "scope": SCOPES}
    asked |= {"code_challenge": challenge, "code_challenge_method": "S256", "state": "here we are"}
    answer = browser.allow(f"{metadata['authorization_endpoint']}?{urlencode(asked)}", anna.name, PASSWORD)
    back = urlsplit(answer.headers["location"])
    told = parse_qs(back.query)
    assert (f"{back.scheme}://{back.netloc}{back.path}", told["state"]) == (BACK, ["here we are"])
    trade = {"grant_type": "authorization_code", "code": told["code"][0], "redirect_uri": BACK}
    trade |= {"client_id": app["client_id"], "client_secret": app["client_secret"]}
    token = http.post("/oauth/token", data=trade | {"code_verifier": verifier})
    assert token.status_code == 200, token.text
    witness.check("POST", "/oauth/token", token.status_code, token.text)
    http.headers["Authorization"] = f"Bearer {token.json()['access_token']}"
    for path in NEXT:
        get(http, witness, path)
    posted = http.post("/api/v1/statuses", json={"status": "Hello", "visibility": "private"})
    witness.check("POST", "/api/v1/statuses", posted.status_code, posted.text)
    me = get(http, witness, "/api/v1/accounts/verify_credentials").json()
    for path in (f"/api/v1/statuses/{posted.json()['id']}", f"/api/v1/statuses/{posted.json()['id']}/context"):
        get(http, witness, path)
    for path in ("", "/statuses?exclude_replies=true", "/statuses?pinned=true", "/followers", "/following", "/lists"):
        get(http, witness, f"/api/v1/accounts/{me['id']}{path}")
    get(http, witness, f"/api/v1/accounts/relationships?id[]={me['id']}&with_suspended=true")
    finger = http.get("/.well-known/webfinger", params={"resource": f"acct:{anna.name}@{urlsplit(server).netloc}"})
    assert finger.json()["links"], finger.text
    # A code that comes twice was stolen: it is no good, and neither is what it once opened.
    assert http.post("/oauth/token", data=trade | {"code_verifier": verifier}).status_code == 400
    get(http, witness, "/api/v1/accounts/verify_credentials", 401)
    answer = browser.allow(f"{server}/oauth/authorize?{urlencode(asked)}", anna.name, PASSWORD)
    other = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    assert http.post("/oauth/token", data=trade | {"code": other, "code_verifier": "x" * 64}).status_code == 400


@pytest.mark.parametrize("path", ["/api/v1/statuses", "/oauth/token", "/api/v1/apps", "/api/v1/accounts/1/follow"])
def test_a_browser_asks_before_it_posts(http: httpx.Client, path: str) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    answer = http.options(path, headers=asked)
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Authorization" in answer.headers["access-control-allow-headers"]


def test_what_is_not_here_is_not_there(http: httpx.Client, witness: Witness, join: Join) -> None:
    http.headers["Authorization"] = f"Bearer {join('anna').api.access_token}"
    for path in ("/api/v1/scheduled_statuses", "/api/v1/polls/1", "/api/v1/admin/accounts"):
        answer = get(http, witness, path, 404)
        assert set(answer.json()) == {"error"}, path
