"""Passkeys, with real keys: made, shown instead of a password, removed; and each lie that an answer can tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from teahouse import housekeeping, people
from tests.authenticator import PRESENT, Authenticator
from tests.cast import Cast
from tests.web.browser import Browser
from tests.web.conftest import PASSWORD, OpenSite

NewBrowser = Callable[..., Browser]
PAGE = "/settings/passkeys"


def ask(browser: Browser, path: str, page: str, **form: str) -> httpx.Response:
    """As the script asks, with the proof of the page's form."""
    return browser.ask("POST", path, data={"csrf": browser.proof(page), **form})


def wish_to_make(browser: Browser) -> dict[str, Any]:
    answer = ask(browser, f"{PAGE}/ask", PAGE, name="My phone", password=PASSWORD)
    assert answer.status_code == 200, answer.text
    wish: dict[str, Any] = answer.json()
    return wish


def make(browser: Browser, device: Authenticator) -> httpx.Response:
    return browser.submit(PAGE, {"name": "My phone", "answer": device.make(wish_to_make(browser))})


def wish_to_show(browser: Browser) -> dict[str, Any]:
    wish: dict[str, Any] = ask(browser, "/auth/passkey/ask", "/auth/sign_in?again=1").json()
    return wish


def show(browser: Browser, answer: str, target: str = "/groups") -> httpx.Response:
    return ask(browser, "/auth/passkey", "/auth/sign_in?again=1", answer=answer, next=target)


@pytest.fixture
def device(signed_in: Callable[..., Browser], cast: Cast) -> Authenticator:
    """Anna's, with a passkey on it."""
    made = Authenticator()
    assert make(signed_in(cast.anna), made).status_code == 303
    return made


def test_it_signs_in_without_name_and_password(cast: Cast, device: Authenticator, new_browser: NewBrowser) -> None:
    for _ in range(2):
        browser = new_browser()
        before = dict(browser.cookies)
        answer = show(browser, device.show(wish_to_show(browser)))
        assert (answer.status_code, answer.headers["location"]) == (303, "/groups")
        assert browser.is_in
        assert dict(browser.cookies) != before
    (key,) = cast.ask(people.keys.fetch_passkeys, cast.anna.id)
    assert (key.name, key.sign_count) == ("My phone", 2)


def test_it_is_asked_for_with_the_finger_and_found_without_a_name(
    signed_in: Callable[..., Browser], cast: Cast
) -> None:
    browser = signed_in(cast.anna)
    wish = wish_to_make(browser)
    assert wish["rp"] == {"id": "tea.example", "name": "Teahouse"}
    assert wish["authenticatorSelection"]["userVerification"] == "required"
    assert wish["authenticatorSelection"]["residentKey"] == "required"
    assert wish["attestation"] == "none"
    wish = wish_to_show(browser)
    assert (wish["rpId"], wish["allowCredentials"], wish["userVerification"]) == ("tea.example", [], "required")


def test_making_one_wants_the_password_and_a_name(cast: Cast, signed_in: Callable[..., Browser]) -> None:
    browser = signed_in(cast.anna)
    answer = ask(browser, f"{PAGE}/ask", PAGE, name=" ", password="wrong")
    assert answer.status_code == 422
    assert set(answer.json()["faults"]) == {"name", "password"}
    assert make(browser, Authenticator()).status_code == 303
    again = make(browser, Authenticator())
    assert again.status_code == 422
    assert len(cast.ask(people.keys.fetch_passkeys, cast.anna.id)) == 1


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    "lie", ["origin", "party", "present only", "challenge of another", "twice", "late", "nonsense"]
)
def test_a_false_answer_makes_none(cast: Cast, signed_in: Callable[..., Browser], lie: str) -> None:
    browser, device = signed_in(cast.anna), Authenticator()
    wish = wish_to_make(browser)
    if lie == "origin":
        device.origin = "https://tea.example.evil.example"
    if lie == "party":
        wish["rp"]["id"] = "example"
    if lie == "present only":
        device.flags = PRESENT
    if lie == "challenge of another":
        wish = wish_to_make(signed_in(cast.ben))
    answer = device.make(wish)
    if lie == "twice":
        browser.submit(PAGE, {"name": "a", "answer": answer.replace("public-key", "private-key")})
    if lie == "late":
        cast.clock.step(300_000)
    if lie == "nonsense":
        answer = json.dumps({"rawId": "é", "response": {"clientDataJSON": "!!!"}})
    refused = browser.submit(PAGE, {"name": "My phone", "answer": answer})
    assert refused.status_code == 422
    assert 'value="My phone"' in refused.text
    assert cast.ask(people.keys.fetch_passkeys, cast.anna.id) == []


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    "lie", ["origin", "party", "present only", "another key", "of another browser", "twice", "late", "copy", "removed"]
)
def test_a_false_answer_signs_nobody_in(cast: Cast, device: Authenticator, new_browser: NewBrowser, lie: str) -> None:
    browser = new_browser()
    wish = wish_to_show(browser)
    if lie == "origin":
        device.origin = "http://tea.example"
    if lie == "party":
        wish["rpId"] = "example"
    if lie == "present only":
        device.flags = PRESENT
    if lie == "another key":
        device.key = Authenticator().key
    if lie == "of another browser":
        wish = wish_to_show(new_browser())
    if lie == "late":
        cast.clock.step(300_000)
    if lie == "copy":
        first = new_browser()
        device.count = 5
        show(first, device.show(wish_to_show(first)))
        device.count = 4
    if lie == "removed":
        (key,) = cast.ask(people.keys.fetch_passkeys, cast.anna.id)
        cast.do(people.keys.drop_passkey, cast.anna.id, key.id)
    answer = device.show(wish)
    if lie == "twice":
        show(browser, answer.replace('"signature": "', '"signature": "AA'))
    refused = show(browser, answer)
    assert refused.headers["location"] == "/auth/sign_in?next=%2Fgroups&failed=1&again=1"
    assert "That did not work" in browser.get(refused.headers["location"]).text
    assert not browser.is_in


def test_it_needs_no_second_step_and_opens_no_shut_account(
    cast: Cast, device: Authenticator, new_browser: NewBrowser
) -> None:
    cast.do(housekeeping.suspend, housekeeping.COMMAND_LINE, cast.anna, "Sold cream")
    browser = new_browser()
    answer = show(browser, device.show(wish_to_show(browser)))
    assert answer.status_code == 403
    assert "Sold cream" in answer.text
    assert not browser.is_in


@pytest.mark.parametrize("kind", ["sqlite"])
def test_nobody_removes_another_s(cast: Cast, device: Authenticator, signed_in: Callable[..., Browser]) -> None:
    (key,) = cast.ask(people.keys.fetch_passkeys, cast.anna.id)
    ben = signed_in(cast.ben)
    for key_id in (key.id, 5):
        assert ben.ask("POST", f"{PAGE}/{key_id}/remove", data={"csrf": ben.proof(PAGE)}).status_code == 404
    anna = signed_in(cast.anna)
    assert "My phone" in anna.get(PAGE).text
    assert anna.ask("POST", f"{PAGE}/{key.id}/remove", data={"csrf": anna.proof(PAGE)}).status_code == 303
    assert cast.ask(people.keys.fetch_passkeys, cast.anna.id) == []


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("origin", ["http://192.0.2.1:8000", "http://tea.example", "https://192.0.2.1"])
def test_a_house_whose_address_allows_none_offers_none(cast: Cast, open_site: OpenSite, origin: str) -> None:
    browser = open_site(origin=origin)()
    assert "data-passkey" not in browser.get("/auth/sign_in").text
    answer = browser.ask("POST", "/auth/passkey/ask", data={"csrf": browser.proof()})
    assert answer.status_code == 404


def test_which_houses_can_have_passkeys() -> None:
    party_of = people.keys.party_of
    assert party_of("https://tea.example:8443", "T") == people.keys.Party(
        "tea.example", "https://tea.example:8443", "T"
    )
    assert party_of("http://localhost:8000", "T") is not None
    assert party_of("https://[::1]:8000", "T") is None
