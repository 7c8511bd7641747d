"""Being told in the browser: the button, what it sends to a push service of the test's own, and what is shown of it.

No push service gives a browser without a window an address, so that one step is the test's; all others are real.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Looking
from tests.browser.town import Town, served
from tests.told.service import Phone, Service, listening

ANNA, FRIEND = "anna", "xiaoming"
PATH = "/settings/telling"
SUBSCRIBED = """(place) => {
  PushManager.prototype.getSubscription = function () { return Promise.resolve(null); };
  PushManager.prototype.subscribe = function (wish) {
    window.wished = { visible: wish.userVisibleOnly, key: wish.applicationServerKey.length };
    if (!place) { return Promise.reject(new Error("no service")); }
    return Promise.resolve({ toJSON: function () { return place; } });
  };
}"""


@pytest.fixture
def service() -> Iterator[Service]:
    with listening() as made:
        yield made


@pytest.fixture
def told_town(chromium: Browser, built: Path, tmp_path: Path) -> Iterator[Town]:
    """A neighbourhood that may reach a push service on this machine."""
    with served(built, tmp_path / "town", reachable='["127.0.0.1/32"]') as town:
        yield town


def at_the_button(looking: Looking, town: Town, place: object, *, allowed: bool = True, **how: str) -> Page:
    page = looking.open(town, ANNA, **how)  # type: ignore[arg-type]
    # Whatever is not named is refused.
    page.context.grant_permissions(["notifications" if allowed else "geolocation"], origin=town.origin)
    page.add_init_script(f"({SUBSCRIBED})({json.dumps(place)})")
    page.goto(PATH)
    return page


def test_a_browser_is_told_and_no_more(told_town: Town, looking: Looking, service: Service) -> None:
    phone = Phone()
    page = at_the_button(looking, told_town, {"endpoint": f"{service.origin}/p/1", "keys": phone.keys()})
    page.get_by_role("button", name="Tell me in this browser").click()
    expect(page.get_by_text("From now on you are told in this browser.")).to_be_visible()
    friend = looking.open(told_town, FRIEND)
    friend.goto("/compose?lang=en")
    friend.locator("#f-text").fill(f"@{ANNA} the lanterns are lit")
    friend.get_by_role("button", name="Post", exact=True).click()
    for _ in range(50):
        if service.got:
            break
        page.wait_for_timeout(100)
    shown = phone.open(service.got[0])
    assert "lanterns" not in json.dumps(shown), "it is for friends, and nobody asked for its words"
    assert shown["url"].startswith(f"{told_town.origin}/@{FRIEND}/")
    assert pushed(page, shown) == [{"title": shown["title"], "body": "", "data": shown["url"]}]
    page.get_by_role("button", name="Tell me nothing more here").click()
    expect(page.get_by_text("Nothing more is told in this browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Tell me in this browser")).to_be_visible()


def pushed(page: Page, said: object) -> list[dict[str, str]]:
    """What the house's worker shows of a push that says this."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    session = page.context.new_cdp_session(page)
    known: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(one["registrationId"] for one in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    origin = page.evaluate("location.origin")
    sent = {"origin": origin, "registrationId": known[0], "data": json.dumps(said)}
    session.send("ServiceWorker.deliverPushMessage", sent)
    found: list[dict[str, str]] = []
    for _ in range(50):
        found = page.evaluate(
            "() => navigator.serviceWorker.ready.then((one) => one.getNotifications())"
            ".then((all) => all.map((one) => ({title: one.title, body: one.body, data: one.data})))"
        )
        if found:
            break
        page.wait_for_timeout(100)
    return found


@pytest.mark.parametrize("why", ["refused", "no service"])
def test_why_it_does_not_work_is_said(told_town: Town, looking: Looking, why: str) -> None:
    page = at_the_button(looking, told_town, None, allowed=why == "no service")
    button = page.get_by_role("button", name="Tell me in this browser")
    if why == "refused":
        expect(page.get_by_text("This browser was told not to show notices")).to_be_visible()
        expect(button).to_be_hidden()
        return
    button.click()
    expect(page.get_by_text("It did not work")).to_be_visible()
    expect(button).to_be_enabled()
    assert page.evaluate("window.wished") == {"visible": True, "key": 65}


def test_without_scripts_nothing_is_offered_that_cannot_be(told_town: Town, looking: Looking) -> None:
    page = looking.open(told_town, ANNA, scripts=False)
    page.goto(PATH)
    expect(page.get_by_role("heading", name="Being told")).to_be_visible()
    expect(page.get_by_role("button", name="Tell me in this browser")).to_be_hidden()
