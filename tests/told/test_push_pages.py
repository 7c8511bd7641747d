"""Being told in the browser that one sits at: what the page says, what the service is sent, and what ends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import notices, people
from teahouse.kit.db import Database, jobs
from teahouse.moments import Public
from tests.cast import Cast
from tests.told.conftest import PASSWORD, Messenger
from tests.told.service import Phone, Service, check_signed
from tests.web.browser import Browser

PATH = "/settings/telling"
SignedIn = Callable[..., Browser]
on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])


def turn_on(browser: Browser, service: Service, phone: Phone) -> None:
    """As the page's script does it."""
    form = {"act": "keep", "endpoint": f"{service.origin}/p/browser", **phone.keys()}
    done = browser.submit(PATH, form, to=f"{PATH}/push")
    assert done.headers["location"] == f"{PATH}?done=loud", done.text


def another(browser: Browser, language: str = "en") -> Browser:
    """Anna's second browser."""
    made = Browser(browser.site, language)
    assert made.sign_in("anna", PASSWORD).status_code == 303
    return made


def test_a_browser_is_told_what_it_may_see(
    cast: Cast, signed_in: SignedIn, service: Service, messenger: Messenger
) -> None:
    cast.befriend((cast.anna, cast.ben))
    browser, phone = signed_in(cast.anna), Phone()
    assert "Tell me in this browser" in browser.get(PATH).text
    turn_on(browser, service, phone)
    assert "Tell me nothing more here" in browser.get(PATH).text
    said = cast.post(cast.anna, "Plums!")
    cast.comment(cast.ben, said, "I bring a basket")
    assert messenger.run() == [None]
    got = service.got.pop()
    check_signed(got, service.origin, cast.clock.now())
    assert got.headers["content-encoding"] == "aes128gcm"
    shown = phone.open(got)
    assert shown.pop("id") > 0
    assert shown.pop("url").startswith("https://tea.example/@ben/")
    assert shown.pop("icon").startswith("https://tea.example/")
    assert shown == {"language": "en", "title": "Ben Marsh commented", "body": ""}
    cast.do(notices.push.choose_texts, cast.anna.id, wanted=True)
    cast.comment(cast.ben, said, "And sugar")
    cast.post(cast.ben, "@anna come and see", Public(listed=True))
    assert messenger.run() == [None, None]
    assert [phone.open(one)["body"] for one in service.got] == ["And sugar", "@anna come and see"]


@pytest.mark.parametrize("way", ["button", "out", "others", "password", "gone"])
def test_what_ends_it(
    cast: Cast, signed_in: SignedIn, service: Service, messenger: Messenger, database: Database, way: str
) -> None:
    cast.befriend((cast.anna, cast.ben))
    browser, phone = signed_in(cast.anna), Phone()
    kept = another(browser)
    turn_on(browser, service, phone)
    if way == "button":
        browser.submit(PATH, {"act": "end"}, to=f"{PATH}/push")
    elif way == "out":
        browser.ask("POST", "/auth/sign_out", data={"csrf": browser.proof("/me")})
    elif way == "others":
        kept.ask("POST", "/auth/sign_out_others", data={"csrf": kept.proof("/me")})
    elif way == "password":
        cast.do(people.change_password, cast.anna.id, "hash")
    else:
        service.status = 410
        cast.post(cast.ben, "@anna hello", Public(listed=True))
        assert messenger.run() == [None]
        service.got.clear()
    cast.post(cast.ben, "@anna are you there?", Public(listed=True))
    assert messenger.run() == []
    assert service.got == []
    assert database.read_now(lambda tx: tx.all(jobs.DEAD, n=9)) == []


@on_sqlite
@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "gopher://tea/"},
        {"endpoint": ""},
        {"p256dh": "AAAA"},
        {"auth": "short"},
        {"auth": "\u20ac"},
    ],
)
def test_what_cannot_be_is_said_beside_the_button(
    cast: Cast, signed_in: SignedIn, service: Service, wrong: dict[str, str]
) -> None:
    browser = signed_in(cast.anna)
    form = {"act": "keep", "endpoint": f"{service.origin}/p", **Phone().keys(), **wrong}
    answer = browser.submit(PATH, form, to=f"{PATH}/push")
    assert answer.status_code == 422
    assert "It did not work" in answer.text


@on_sqlite
def test_each_browser_by_itself(cast: Cast, signed_in: SignedIn, service: Service, messenger: Messenger) -> None:
    here = signed_in(cast.anna)
    there = another(here, "zh")
    phones = Phone(), Phone()
    turn_on(here, service, phones[0])
    assert "在这个浏览器里通知我" in there.get(PATH).text
    turn_on(there, service, phones[1])
    turn_on(here, service, phones[0])
    cast.post(cast.ben, "@anna hello", Public(listed=True))
    assert messenger.run() == [None, None]
    assert len(service.got) == 2
