"""What hostile or broken requests get: the right status and a page, and nothing changed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
import structlog

from teahouse import people
from teahouse.doors.web import make_site
from teahouse.kit.db import Database
from teahouse.kit.errors import Unavailable
from teahouse.moments import Public
from teahouse.settings import Settings
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
NewBrowser = Callable[..., Browser]
SignedIn = Callable[..., Browser]
NASTY = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'"
OTHER_SCRIPT = re.compile(r'<script(?! src="/static/[a-z.-]+\.js\?v=[0-9a-f]{16}" defer></script>)')
"""A script that is not one of the house's own files."""
SAFE_TAGS = set(
    [
        "html",
        "svg",
        "path",
        "circle",
        "g",
        "script",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "a",
        "header",
        "div",
        "img",
        "span",
        "nav",
        "form",
        "input",
        "textarea",
        "select",
        "option",
        "button",
        "main",
        "h1",
        "h2",
        "p",
        "section",
        "article",
        "time",
        "details",
        "summary",
        "ul",
        "ol",
        "li",
        "b",
        "code",
        "footer",
        "dl",
        "dt",
        "dd",
        "label",
        "fieldset",
        "legend",
        "template",
        "br",
    ]
)
FORMS = [
    ("/auth/sign_in", {"name": "anna", "password": PASSWORD}),
    ("/auth/sign_up", {"display_name": "Zed", "username": "zed", "password": PASSWORD, "agreement": "true"}),
    ("/auth/sign_out", {}),
    ("/auth/sign_out_others", {}),
    ("/auth/password", {"old": PASSWORD, "new": "cold oat bread", "again": "cold oat bread"}),
    ("/settings/language", {"language": "zh"}),
    ("/invites", {"max_uses": "1"}),
]


class Tags(HTMLParser):
    """What a browser makes of a page: the tags, their attributes, the addresses in them, and the words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action")}
        self.text += " ".join(value or "" for name, value in attrs if name == "value")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("path", "data"), FORMS)
def test_a_form_from_elsewhere_changes_nothing(
    path: str, data: dict[str, str], cast: Cast, signed_in: SignedIn
) -> None:
    browser, other = signed_in(cast.anna), signed_in(cast.ben)
    mine = browser.proof()
    cookies = dict(browser.cookies)
    for sent, headers in (
        (data, {}),
        ({**data, "csrf": ""}, {}),
        ({**data, "csrf": "0" * 64}, {}),
        ({**data, "csrf": other.proof()}, {}),
        ({**data, "csrf": "é"}, {}),
        ({**data, "csrf": mine}, {"Sec-Fetch-Site": "cross-site"}),
        ({**data, "csrf": mine}, {"Sec-Fetch-Site": "same-site"}),
    ):
        answer = browser.ask("POST", path, data=sent, headers=headers)
        assert answer.status_code == 403
        assert "This form was too old" in answer.text
    assert dict(browser.cookies) == cookies
    assert browser.is_in
    assert cast.ask(people.page_invites, cast.anna.id) == []
    assert cast.ask(lambda tx: people.find_account(tx, "zed", local_host="tea.example")) is None


def test_a_guest_without_a_cookie_sends_no_form(cast: Cast, new_browser: NewBrowser) -> None:
    proof = new_browser().proof()
    answer = new_browser().ask("POST", "/auth/sign_in", data={"csrf": proof, "name": "anna", "password": PASSWORD})
    assert answer.status_code == 403


@pytest.mark.parametrize("value", ["x", "", "a" * 5000, "\\342\\230\\203", "é", "'; DROP TABLE session; --"])
def test_a_forged_cookie_makes_a_guest(value: str, new_browser: NewBrowser) -> None:
    for name in ("session", "visit", "lang"):
        cookie = f"__Host-teahouse-{name}={value}".encode()
        page = new_browser().ask("GET", "/", headers={"Cookie": cookie.decode("latin-1")} if value != "é" else None)
        assert page.status_code == 200
        assert "Sign out" not in page.text


def test_names_are_words_and_never_markup(cast: Cast, signed_in: SignedIn, new_browser: NewBrowser) -> None:
    cast.do(
        people.update_profile,
        cast.mei,
        people.ProfileChanges(display_name=NASTY[:60], note=NASTY, fields=[(NASTY, NASTY)]),
    )
    mei = cast.ask(people.fetch_account, cast.mei.id)
    assert mei is not None
    moment = cast.post(mei, f"{NASTY} #bread", Public(listed=True), spoiler=NASTY)
    cast.do(people.follow, mei, cast.anna)
    invite = cast.do(people.make_invite, mei.id, note=NASTY)
    app, _ = cast.do(people.register_app, NASTY[:60], ["https://app.example/cb"], "read", "https://app.example/&lt;")
    browser = signed_in(cast.anna)
    asked = {
        "client_id": app.client_id,
        "redirect_uri": "https://app.example/cb",
        "response_type": "code",
        "state": NASTY,
    }
    pages = [
        browser.get("/"),
        browser.get("/me"),
        browser.get("/compose"),
        browser.submit("/compose", {"text": NASTY, "show": "who", "who": "only", "spoiler": NASTY}),
        browser.get(f"/moments/{cast.post(cast.anna, NASTY).id}/edit"),
        new_browser().get("/"),
        browser.get("/@mei"),
        browser.get(f"/@mei/{moment.id}"),
        browser.get("/tags/bread"),
        new_browser().get(f"/invite/{invite.code}"),
        browser.ask("GET", "/oauth/authorize", params=asked),
        browser.submit("/auth/sign_in?again=1", {"name": NASTY, "password": NASTY}),
        new_browser().submit("/auth/sign_up", {"display_name": NASTY, "username": NASTY, "invite_code": NASTY}),
        browser.ask("GET", "/auth/sign_in", params={"again": "1", "next": f"/{NASTY}", "done": NASTY, "lang": NASTY}),
        browser.ask("GET", f"/{NASTY}"),
        browser.ask("GET", "/about", params={NASTY: NASTY}),
    ]
    for page in pages:
        tags = Tags(page.text)
        assert tags.names <= SAFE_TAGS, page.url
        assert not OTHER_SCRIPT.search(page.text), page.url
        assert not {name for name in tags.attributes if name.startswith("on") or name == "style"}, page.url
        assert all(address.startswith(("/", "#", "https://")) for address in tags.addresses), page.url
    assert sum("<script>alert" in Tags(page.text).text for page in pages) >= 7


def test_every_answer_carries_the_headers(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    for method, path in (
        ("GET", "/"),
        ("GET", "/nothing"),
        ("POST", "/about"),
        ("GET", "/static/style.css"),
        ("GET", "/@anna"),
    ):
        answer = browser.ask(method, path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"]
        assert not OTHER_SCRIPT.search(answer.text)
        assert not re.search(r"\son[a-z]+=|style=|hx-on", answer.text)
    for path in ("/", "/settings", "/invites", "/auth/password"):
        assert browser.get(path).headers["cache-control"] == "no-store"


def test_over_plain_http_cookies_are_plain(open_site: OpenSite) -> None:
    browser = open_site(origin="http://127.0.0.1:8000", sign_up="open")()
    answer = browser.get("/auth/sign_in")
    assert "strict-transport-security" not in answer.headers
    assert "Secure" not in answer.headers["set-cookie"]
    form = {"display_name": "Zed", "password": PASSWORD, "agreement": "true"}
    assert browser.submit("/auth/sign_up", form).status_code == 303
    assert browser.is_in


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "/auth/sign_in/", {}, 404),
        ("POST", "/about", {}, 405),
        ("DELETE", "/", {}, 405),
        ("GET", "/auth/sign_out", {}, 405),
        ("POST", "/auth/sign_in", {"content": b"\xff\xfe=1"}, 400),
        ("POST", "/auth/sign_in", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ("POST", "/auth/sign_in", {"content": b"<x/>", "headers": {"Content-Type": "text/xml"}}, 415),
        ("POST", "/auth/sign_in", {"data": {"name": "a\0b"}}, 422),
        ("POST", "/auth/sign_in", {"data": {"name[x]": "y"}}, 422),
        ("POST", "/auth/sign_in", {"content": b"a=" + b"x" * 2_000_000}, 413),
        ("GET", "/about?" + "x" * 9000, {}, 414),
        ("GET", "/?lang=%ff%00", {}, 200),
        ("GET", "/auth/sign_in?next=%ff%00&done=%00", {}, 200),
        ("GET", "/oauth/authorize", {}, 401),
    ],
)
def test_broken_requests_get_a_page(
    method: str, path: str, sent: dict[str, Any], status: int, new_browser: NewBrowser
) -> None:
    answer = new_browser().ask(method, path, **sent)
    assert answer.status_code == status
    if status != 414:
        assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_what_nobody_foresaw_is_a_page_and_a_note_without_secrets(
    database: Database, settings: Settings, hasher: people.Hasher
) -> None:
    class Broken:
        context = database.context

        async def read(self, act: object) -> object:
            raise self.error

        error: Exception = RuntimeError("the password is hunter2")

    broken = Broken()
    browser = Browser(make_site(broken, settings, hasher))  # type: ignore[arg-type]
    with structlog.testing.capture_logs() as logs:
        answer = browser.get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "hunter2" not in answer.text + str(logs)
    assert logs[0]["error"] == "RuntimeError"
    broken.error = Unavailable()
    busy = browser.get("/")
    assert (busy.status_code, "The house is busy" in busy.text) == (503, True)


def test_websockets_and_lifespans_are_not_for_pages(
    database: Database, settings: Settings, hasher: people.Hasher
) -> None:
    site = make_site(database, settings, hasher)
    sent: list[Any] = []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(site({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_head_is_answered(new_browser: NewBrowser) -> None:
    answer: httpx.Response = new_browser().ask("HEAD", "/about")
    assert answer.status_code == 200
