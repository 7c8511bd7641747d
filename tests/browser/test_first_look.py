"""A member opens the house on a phone or at a desk, with scripts or without, and is at home."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.town import Town


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_somebody_reads_likes_and_posts(town: Town, look: Look, screen: str, scripts: bool) -> None:
    who = next(iter(town.people))
    page = look(who, screen=screen, scripts=scripts)
    cards = page.locator("article.card")
    expect(cards.first).to_be_visible()
    assert cards.count() >= 10
    like = page.locator('article.card button[id^="like-"][aria-pressed="false"]').first
    name = like.get_attribute("id")
    like.click()
    expect(page.locator(f'#{name}[aria-pressed="true"]')).to_be_visible()
    page.goto("/compose")
    page.locator("#f-text").fill("Rye bread is out of the oven.")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Rye bread is out of the oven.").first).to_be_visible()
