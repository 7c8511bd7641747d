"""OAuth's authorize page: consent in plain words, codes to registered addresses only."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from teahouse import people
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

SignedIn = Callable[..., Browser]
NewBrowser = Callable[..., Browser]
BACK = "https://app.example/back?from=tea"
CUSTOM = "garden.app://signed-in"
VERIFIER = "v" * 50
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@pytest.fixture
def app(cast: Cast) -> people.App:
    uris = [BACK, CUSTOM, people.OUT_OF_BAND]
    made, _ = cast.do(people.register_app, "Pocket <Garden>", uris, "read write follow push", "https://pocket.example")
    return made


def question(app: people.App, **changes: str) -> dict[str, str]:
    return {
        "client_id": app.client_id,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "read write:statuses",
        "state": "a&b=<c>#d é",
        **changes,
    }


def answer_of(location: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def ask(browser: Browser, asked: dict[str, str]) -> str:
    """The address of the authorize page with this question."""
    return str(browser.ask("GET", "/oauth/authorize", params=asked).request.url.raw_path.decode())


def test_a_guest_signs_in_first_and_the_app_gets_a_code(
    cast: Cast, app: people.App, new_browser: NewBrowser, password_hash: str
) -> None:
    cast.do(people.change_password, cast.anna.id, password_hash)
    browser = new_browser()
    asked = question(app, code_challenge=CHALLENGE, code_challenge_method="S256")
    first = browser.ask("GET", "/oauth/authorize", params=asked)
    assert first.status_code == 302
    sign_in = first.headers["location"]
    assert sign_in.startswith("/auth/sign_in?next=%2Foauth%2Fauthorize%3F")
    assert "Pocket &lt;Garden&gt; would like to act for you here." in browser.get(sign_in).text
    came_in = browser.submit(sign_in, {"name": "anna", "password": PASSWORD})
    page = browser.get(came_in.headers["location"])
    assert page.status_code == 200
    for said in ("Pocket &lt;Garden&gt;", "read everything that you can read here", "change posts", "app.example"):
        assert said in page.text
    assert "form-action 'self' https://app.example" in page.headers["content-security-policy"]
    allowed = browser.submit(came_in.headers["location"], {"decision": "allow"})
    assert allowed.status_code == 302
    assert allowed.headers["location"].startswith(BACK + "&code=")
    said = answer_of(allowed.headers["location"])
    assert said["state"] == asked["state"]
    issued = cast.do(people.trade_code, app, said["code"], BACK, VERIFIER)
    assert isinstance(issued, people.Issued)
    caller = cast.ask(people.fetch_caller, issued.token)
    assert caller is not None
    assert (caller.actor_id, caller.member_id, caller.scopes) == (
        cast.anna.id,
        cast.anna.id,
        {"read", "write:statuses"},
    )


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_code_needs_its_proof(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    asked = question(app, code_challenge=CHALLENGE, code_challenge_method="S256")
    code = answer_of(browser.submit(ask(browser, asked), {"decision": "allow"}).headers["location"])["code"]
    with pytest.raises(people.OAuthError):
        cast.do(people.trade_code, app, code, BACK, "w" * 50)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_deny(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    denied = browser.submit(ask(browser, question(app)), {"decision": "deny"})
    said = answer_of(denied.headers["location"])
    assert denied.headers["location"].startswith(BACK)
    assert (said["error"], said["state"]) == ("access_denied", question(app)["state"])
    assert "code" not in said
    unanswered = browser.submit(ask(browser, question(app)), {})
    assert answer_of(unanswered.headers["location"])["error"] == "access_denied"
    by_hand = browser.submit(ask(browser, question(app, redirect_uri=people.OUT_OF_BAND)), {"decision": "deny"})
    assert (by_hand.status_code, "Nothing was allowed" in by_hand.text) == (200, True)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_code_to_be_typed(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    asked = question(app, redirect_uri=people.OUT_OF_BAND)
    shown = browser.submit(ask(browser, asked), {"decision": "allow"}).headers["location"]
    assert shown.startswith("/oauth/authorize/native?code=")
    code = answer_of(shown)["code"]
    page = browser.get(shown)
    assert f'<code id="code">{code}</code>' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert isinstance(cast.do(people.trade_code, app, code, people.OUT_OF_BAND, None), people.Issued)
    assert browser.get("/oauth/authorize/native?code=Call+me+on+this+number").status_code == 404


@pytest.mark.parametrize("kind", ["sqlite"])
def test_an_address_of_an_own_scheme_stays_as_it_is(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    page = ask(browser, question(app, redirect_uri=CUSTOM))
    assert "form-action 'self' garden.app:" in browser.get(page).headers["content-security-policy"]
    allowed = browser.submit(page, {"decision": "allow"})
    assert allowed.headers["location"].startswith(CUSTOM + "?code=")


@pytest.mark.parametrize("kind", ["sqlite"])
def test_acting_as_a_page(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lin)
    page = ask(browser, question(app))
    assert "Lin&#39;s Bakery" in browser.get(page).text
    allowed = browser.submit(page, {"decision": "allow", "actor": str(cast.bakery.id)})
    code = answer_of(allowed.headers["location"])["code"]
    issued = cast.do(people.trade_code, app, code, BACK, None)
    assert isinstance(issued, people.Issued)
    caller = cast.ask(people.fetch_caller, issued.token)
    assert caller is not None
    assert (caller.actor_id, caller.member_id) == (cast.bakery.id, cast.lin.id)


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("whose", ["anna", "bakery", "none"])
def test_nobody_lets_an_app_act_as_others(whose: str, cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    actor = "x" if whose == "none" else str(getattr(cast, whose).id)
    refused = browser.submit(ask(browser, question(app)), {"decision": "allow", "actor": actor})
    assert refused.status_code == 403


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"client_id": "nobody"}, 401),
        ({"client_id": "\x01"}, 401),
        ({"client_id": ""}, 401),
        ({"redirect_uri": "https://evil.example/"}, 400),
        ({"redirect_uri": BACK + "/more"}, 400),
        ({"redirect_uri": BACK.upper()}, 400),
        ({"redirect_uri": "https://app.example@evil.example/back?from=tea"}, 400),
        ({"redirect_uri": "javascript:alert(1)"}, 400),
        ({"redirect_uri": ""}, 400),
        ({"redirect_uri": people.OUT_OF_BAND, "scope": "nonsense"}, 400),
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    changes: dict[str, str], status: int, cast: Cast, app: people.App, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.anna)
    asked = question(app, **changes)
    for answer in (
        browser.ask("GET", "/oauth/authorize", params=asked),
        browser.ask("POST", "/oauth/authorize", data={**asked, "csrf": browser.proof(), "decision": "allow"}),
        Browser(browser.site).ask("GET", "/oauth/authorize", params=asked),
    ):
        assert answer.status_code == status
        assert "location" not in answer.headers
        assert "<h1>" in answer.text


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "read nonsense"}, "invalid_scope"),
        ({"scope": "admin:read"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "x", "code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_an_app_that_asks_wrongly_is_told(
    changes: dict[str, str], error: str, cast: Cast, app: people.App, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.anna)
    asked = question(app, **changes)
    told = browser.ask("GET", "/oauth/authorize", params=asked)
    assert told.headers["location"].startswith(BACK)
    assert answer_of(told.headers["location"])["error"] == error
    forced = browser.ask("POST", "/oauth/authorize", data={**asked, "csrf": browser.proof(), "decision": "allow"})
    assert answer_of(forced.headers["location"])["error"] == error


@pytest.mark.parametrize("kind", ["sqlite"])
def test_force_login_asks_for_the_password_again(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser = signed_in(cast.anna)
    answer = browser.ask("GET", "/oauth/authorize", params=question(app, force_login="true"))
    assert answer.status_code == 302
    page = browser.get(answer.headers["location"])
    assert 'type="password"' in page.text
    came_in = browser.submit(answer.headers["location"], {"name": "anna", "password": PASSWORD})
    assert "would like to act for you" in browser.get(came_in.headers["location"]).text


@pytest.mark.parametrize("kind", ["sqlite"])
def test_consent_needs_a_form_of_this_browser(cast: Cast, app: people.App, signed_in: SignedIn) -> None:
    browser, other = signed_in(cast.anna), signed_in(cast.ben)
    asked = {**question(app), "decision": "allow"}
    assert browser.ask("POST", "/oauth/authorize", data=asked).status_code == 403
    assert browser.ask("POST", "/oauth/authorize", data={**asked, "csrf": other.proof()}).status_code == 403
    assert Browser(browser.site).ask("POST", "/oauth/authorize", data=asked).status_code == 401


@pytest.mark.parametrize("kind", ["sqlite"])
def test_every_scope_is_said_in_both_languages(cast: Cast, signed_in: SignedIn) -> None:
    everything = " ".join(sorted(people.SCOPES))
    narrow = " ".join(sorted(scope for scope in people.SCOPES if ":" in scope))
    app, _ = cast.do(people.register_app, "All", [BACK], everything)
    browser = signed_in(cast.anna)
    for lang, said in (("en", "your bookmarks"), ("zh", "你的书签")):
        page = browser.ask("GET", "/oauth/authorize", params=question(app, scope=narrow, lang=lang))
        assert page.status_code == 200
        assert said in unescape(page.text)
    for lang, said in (("en", "see your name and your profile"), ("zh", "看到你的名字和个人资料")):
        page = browser.ask("GET", "/oauth/authorize", params=question(app, scope="profile", lang=lang))
        assert said in unescape(page.text)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_guest_is_sent_nowhere_by_a_link(app: people.App, new_browser: NewBrowser) -> None:
    """Anybody may register an app: its wrong question must not make the house's address lead to its own."""
    for changes in ({"response_type": "nope"}, {"scope": "nonsense"}):
        answer = new_browser().ask("GET", "/oauth/authorize", params=question(app, **changes))
        assert answer.status_code == 400
        assert "location" not in answer.headers
