"""From a QR code to a familiar face: somebody joins by a friend's card and sees that friend, in half a minute."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.town import Town

SECONDS = 30


@pytest.mark.parametrize(
    ("scripts", "language", "name"), [(True, "zh", "王梅"), (True, "en", "Rosa Díaz"), (False, "en", "Rosa Díaz")]
)
def test_a_newcomer_meets_a_friend(town: Town, look: Look, scripts: bool, language: str, name: str) -> None:
    shown = look("anna", screen="desktop")
    shown.goto("/invites")
    shown.locator("#f-note").fill("for my neighbour")
    shown.locator('input[name="befriend"]').check()
    shown.locator('form[action="/invites"] button').click()
    shown.locator('.done a[href^="/card?invite="]').click()
    expect(shown.locator("img.qr")).to_be_visible()
    address = shown.locator(".paper-card .note").inner_text()
    assert address.startswith(f"{town.origin}/invite/")

    phone = look(None, screen="phone", scripts=scripts, language=language)
    begun = time.monotonic()
    phone.goto(address.removeprefix(town.origin))
    expect(phone.locator("main")).to_contain_text("Anna Whitfield")
    phone.locator("#f-display_name").type(name, delay=40)
    phone.locator("#f-password").type("three cups of tea", delay=40)
    phone.locator('input[name="agreement"]').check()
    phone.locator('form[action="/auth/sign_up"] button').click()
    expect(phone.locator("main")).to_contain_text("Anna Whitfield")
    expect(phone.locator("article.card").first).to_be_visible()
    took = time.monotonic() - begun
    assert took < SECONDS, f"took {took:.0f} s"
    phone.goto("/friends")
    expect(phone.locator("main")).to_contain_text("Anna Whitfield")
