"""The second step: set up, asked for after the password on every way in, good once each, and turned off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pyotp import TOTP

from teahouse import people
from teahouse.kit.db import WriteTx
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD

NewBrowser = Callable[..., Browser]
PAGE = "/settings/second"


def shown_secret(page: str) -> str:
    found = re.search(r'<p class="code"[^>]*><code>([A-Z2-7 ]+)</code>', page)
    assert found is not None
    return found[1].replace(" ", "")


def turn_on(cast: Cast, browser: Browser) -> tuple[TOTP, list[str]]:
    """Through the pages; what an authenticator would know, and the recovery codes."""
    assert browser.submit(PAGE, {"what": "begin", "password": PASSWORD}).status_code == 303
    totp = TOTP(shown_secret(browser.get(PAGE).text))
    answer = browser.submit(PAGE, {"what": "confirm", "code": totp.at(cast.clock.now() // 1000)})
    assert answer.status_code == 200
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code>", answer.text)
    assert len(set(codes)) == 10
    cast.clock.step(30_000)
    return totp, codes


def test_it_is_on_only_when_a_code_was_shown(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    refused = browser.submit(PAGE, {"what": "begin", "password": "wrong"})
    assert refused.status_code == 422
    assert not cast.ask(people.keys.fetch_begun, cast.anna.id)
    browser.submit(PAGE, {"what": "begin", "password": PASSWORD})
    assert 'class="qr-code"' in browser.get(PAGE).text
    assert not cast.ask(people.keys.asks_second, cast.anna.id)
    wrong = browser.submit(PAGE, {"what": "confirm", "code": "123"})
    assert wrong.status_code == 422
    assert "This code does not fit" in wrong.text
    assert not cast.ask(people.keys.asks_second, cast.anna.id)
    turn_on(cast, browser)
    assert cast.ask(people.keys.asks_second, cast.anna.id)
    page = browser.get(PAGE)
    assert "10 recovery codes are left." in page.text
    assert 'class="qr-code"' not in page.text


def test_the_password_alone_opens_nothing(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    totp, _ = turn_on(cast, signed_in(cast.anna))
    browser = new_browser()
    answer = browser.submit("/auth/sign_in?next=/groups", {"name": "anna", "password": PASSWORD})
    assert answer.headers["location"] == "/auth/second?next=%2Fgroups"
    assert not browser.is_in
    wrong = browser.submit("/auth/second?next=/groups", {"code": "000000"})
    assert wrong.status_code == 422
    assert not browser.is_in
    right = browser.submit("/auth/second?next=/groups", {"code": f" {totp.at(cast.clock.now() // 1000)} "})
    assert (right.status_code, right.headers["location"]) == (303, "/groups")
    assert browser.is_in
    assert browser.get("/auth/second").headers["location"].startswith("/auth/sign_in")


@pytest.mark.parametrize("kind", ["sqlite"])
def test_letting_an_app_in_asks_for_both(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    totp, _ = turn_on(cast, signed_in(cast.anna))
    app, _ = cast.do(people.register_app, "Tusk", ["https://tusk.example/back"])
    asks = f"/oauth/authorize?client_id={app.client_id}&redirect_uri=https://tusk.example/back&response_type=code"
    browser = new_browser()
    sign_in = browser.get(asks).headers["location"]
    second = browser.submit(sign_in, {"name": "anna", "password": PASSWORD}).headers["location"]
    assert second.startswith("/auth/second?next=%2Foauth%2Fauthorize")
    back = browser.submit(second, {"code": totp.at(cast.clock.now() // 1000)}).headers["location"]
    assert "Tusk" in browser.get(back).text


def test_a_code_is_good_once(cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser) -> None:
    totp, codes = turn_on(cast, signed_in(cast.anna))
    for code in (totp.at(cast.clock.now() // 1000), codes[0].upper().replace("-", " ")):
        for expected in (303, 422):
            browser = new_browser()
            browser.sign_in("anna", PASSWORD)
            assert browser.submit("/auth/second", {"code": code}).status_code == expected
    assert cast.ask(people.keys.count_codes, cast.anna.id) == 9


def test_codes_fit_a_clock_that_is_a_little_wrong_and_no_other(cast: Cast) -> None:
    secret = cast.do(people.keys.begin_second, cast.anna.id)
    totp = TOTP(secret)
    cast.do(people.keys.confirm_second, cast.anna.id, totp.at(cast.clock.now() // 1000))

    def fits(seconds: int) -> bool:
        cast.clock.step(600_000)
        return cast.do(people.keys.take_code, cast.anna.id, totp.at((cast.clock.now() + 1000) // 1000 + seconds))

    assert [fits(seconds) for seconds in (-90, -30, 0, 30, 90)] == [False, True, True, True, False]
    # A later code was taken: the one before it is not good any more.
    cast.clock.step(600_000)
    assert fits(30)
    assert not cast.do(people.keys.take_code, cast.anna.id, totp.at(cast.clock.now() // 1000))


def test_five_wrong_codes_lead_back_to_the_password(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    totp, _ = turn_on(cast, signed_in(cast.anna))
    browser = new_browser()
    browser.sign_in("anna", PASSWORD)
    statuses = [browser.submit("/auth/second", {"code": "000000"}).status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 303]
    late = browser.submit("/auth/second", {"code": totp.at(cast.clock.now() // 1000)}, to="/auth/second")
    assert late.status_code in (303, 403)
    assert not browser.is_in


def test_the_ticket_is_of_this_browser_and_short(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    totp, _ = turn_on(cast, signed_in(cast.anna))
    mine, other = new_browser(), new_browser()
    mine.sign_in("anna", PASSWORD)
    answer = other.submit("/auth/second", {"code": totp.at(cast.clock.now() // 1000)})
    assert not other.is_in
    assert answer.status_code != 200
    cast.clock.step(600_000)
    assert mine.get("/auth/second").status_code == 303
    assert "took too long" in mine.get(mine.get("/auth/second").headers["location"]).text


def test_a_new_password_ends_a_sign_in_that_was_begun(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    turn_on(cast, signed_in(cast.anna))
    browser = new_browser()
    browser.sign_in("anna", PASSWORD)
    cast.do(people.change_password, cast.anna.id, people.hash_password("another one"))
    assert browser.get("/auth/second").status_code == 303


@pytest.mark.parametrize("kind", ["sqlite"])
def test_it_is_turned_off_by_password_and_codes_are_renewed(
    cast: Cast, signed_in: Callable[..., Browser], new_browser: NewBrowser
) -> None:
    browser = signed_in(cast.anna)
    _, codes = turn_on(cast, browser)
    assert browser.submit(PAGE, {"what": "renew", "password": "no"}).status_code == 422
    renewed = re.findall(
        r"<li><code>([a-z0-9-]+)</code>", browser.submit(PAGE, {"what": "renew", "password": PASSWORD}).text
    )
    assert not set(renewed) & set(codes)
    assert not cast.do(people.keys.take_code, cast.anna.id, codes[0])
    assert browser.submit(PAGE, {"what": "end", "password": "no"}).status_code == 422
    assert cast.ask(people.keys.asks_second, cast.anna.id)
    assert browser.submit(PAGE, {"what": "end", "password": PASSWORD}).status_code == 303
    assert new_browser().sign_in("anna", PASSWORD).headers["location"] == "/"
    assert not cast.do(people.keys.take_code, cast.anna.id, renewed[0])


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_password_grant_refuses_where_it_is_on(cast: Cast) -> None:
    def grant(tx: WriteTx) -> None:
        app, _ = people.register_app(tx, "script", ["urn:ietf:wg:oauth:2.0:oob"])
        people.password_grant(tx, app, cast.anna.id)

    rules = cast.database.context.handed[people.SignUpRules]
    cast.database.context.handed[people.SignUpRules] = people.SignUpRules(mode="open", mastodon_defaults=True)  # type: ignore[index]
    try:
        cast.do(grant)
        totp = TOTP(cast.do(people.keys.begin_second, cast.anna.id))
        cast.do(people.keys.confirm_second, cast.anna.id, totp.at((cast.clock.now() + 1000) // 1000))
        with pytest.raises(people.OAuthError) as refusal:
            cast.do(grant)
        assert refusal.value.code == "invalid_grant"
    finally:
        cast.database.context.handed[people.SignUpRules] = rules  # type: ignore[index]


@pytest.mark.parametrize("kind", ["sqlite"])
def test_secrets_are_digests_at_rest(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    from teahouse.people.keys.schema import recovery_code
    from teahouse.people.schema import ticket
    from tests.rows import all_of

    _, codes = turn_on(cast, signed_in(cast.anna))
    link = cast.do(people.keys.make_device_link, cast.anna.id)
    first = cast.do(people.keys.make_first_link, cast.anna.id, "奶奶")
    kept = repr(all_of(cast.database, recovery_code, ticket))
    for secret in (*codes, *(code.replace("-", "") for code in codes), link, first):
        assert secret not in kept
