"""Talk on a small screen, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look
from tests.browser.town import Town


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_talk_needs_no_scripts_and_little_room(town: Town, look: Look, scripts: bool) -> None:
    page = look(next(iter(town.people)), screen="small", scripts=scripts)
    page.goto("/talk/new")
    page.get_by_role("checkbox").last.check()
    page.get_by_label("Your message").fill("Hello from a small screen")
    page.locator("main form").get_by_role("button", name="Send").last.click()
    expect(page.get_by_role("log")).to_contain_text("Hello from a small screen")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto("/talk")
    expect(page.locator("#talks a").first).to_contain_text("You: Hello from a small screen")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
