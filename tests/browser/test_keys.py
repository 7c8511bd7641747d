"""Signing in safely, in a real browser: a passkey, another device by its number, a grandmother's first minute."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, program
from tests.browser.conftest import SCREENS, sign_in
from tests.clients.server import running
from tests.postgres import free_port

PASSWORD = "warm rye bread"
# Passkeys want a name: browsers take `localhost` as safe, and no number.
RULES = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
Open = Callable[..., Page]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[str]:
    """A house with Anna in it, at an address that allows passkeys."""
    port = free_port()
    origin = f"http://localhost:{port}"
    environment = {"TEAHOUSE_DATABASE": f"sqlite:{tmp_path / 'house.sqlite'}", "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-m", "teahouse", "account", "create", "anna", "--display-name", "Anna Marsh"]
    subprocess.run([*command, "--password-stdin"], env=environment, input=PASSWORD, text=True, check=True)
    with running(tmp_path, port=str(port), origin=origin, rate_limits="false"):
        yield origin


@pytest.fixture
def opened(house: str) -> Iterator[Open]:
    """Opens pages of the house, each in a browser of its own; whatever goes wrong in a script fails the test."""
    faults: list[str] = []
    path = program()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, RULES])

        def open_page(*, screen: str = "desktop", scripts: bool = True) -> Page:
            context = chromium.new_context(
                base_url=house,
                viewport=SCREENS[screen],  # type: ignore[arg-type]
                java_script_enabled=scripts,
                locale="en-GB",
                reduced_motion="reduce",
            )
            context.set_default_timeout(20_000)
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
            return page

        yield open_page
        chromium.close()
    assert not faults, faults


def finger(context: BrowserContext, page: Page, *, verified: bool = True) -> None:
    """A device that makes and shows passkeys, as the browser's own tools simulate it."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_signs_in(opened: Open) -> None:
    page = opened(screen="phone")
    finger(page.context, page)
    sign_in(page, "anna", PASSWORD)
    page.goto("/settings/passkeys")
    form = page.locator("form[data-passkey=make]")
    expect(form).to_be_visible()
    page.get_by_label("What shall it be called?").fill("My phone")
    page.get_by_label("Password").fill("wrong")
    form.get_by_role("button").click()
    expect(form.locator(".fault")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button").click()
    expect(page.get_by_text("You have a passkey more.")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/auth/sign_in?next=/settings/passkeys")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("My phone", exact=True)).to_be_visible()


def test_a_passkey_without_the_finger_does_not(opened: Open) -> None:
    page = opened()
    finger(page.context, page, verified=False)
    sign_in(page, "anna", PASSWORD)
    page.goto("/settings/passkeys")
    page.get_by_label("What shall it be called?").fill("My phone")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("form[data-passkey=make]").get_by_role("button").click()
    expect(page.locator("[data-failed]")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You have none yet.")).to_be_visible()


def test_without_scripts_there_is_no_button_that_does_nothing(opened: Open) -> None:
    page = opened(scripts=False)
    page.goto("/auth/sign_in")
    expect(page.locator("form[data-passkey]")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_another_device_by_its_number(opened: Open, scripts: bool) -> None:
    desk, phone = opened(scripts=scripts), opened(screen="phone", scripts=scripts)
    sign_in(desk, "anna", PASSWORD)
    desk.goto("/settings/devices")
    desk.get_by_role("link", name="Sign in on another device").click()
    desk.get_by_role("button", name="Show a QR code").click()
    code = desk.locator(".code code").inner_text()
    phone.goto("/auth/device")
    phone.get_by_label("The code that your other device shows").fill(code)
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_role("heading", name="Sign in as Anna Marsh on this device?")).to_be_visible()
    phone.get_by_role("button", name="Yes, this is me").click()
    number = phone.locator(".big-number").inner_text()
    desk.get_by_role("textbox", name="2. Type the number that it shows").fill(number)
    desk.get_by_role("button", name="Let it in").click()
    expect(desk.get_by_text("Let in: Chrome on Linux")).to_be_visible()
    if not scripts:
        phone.get_by_role("button", name="I have typed it: go on").click()
    expect(phone.get_by_role("button", name="Sign out", exact=True)).to_be_attached()


def test_a_grandmother_is_in_within_half_a_minute(opened: Open) -> None:
    page = opened()
    sign_in(page, "anna", PASSWORD)
    page.goto("/invites/first")
    page.get_by_label("What are they called?").fill("Grandma Chen")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator(".code code").inner_text()
    phone = opened(screen="phone", scripts=False)
    began = time.monotonic()
    phone.goto(link)
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="Come in").click()
    expect(phone.get_by_text("Grandma Chen").first).to_be_visible()
    assert time.monotonic() - began < 30
    phone.goto(link)
    expect(phone.get_by_text("This link no longer works")).to_be_visible()
