"""Two telephones side by side: each shows the other's words by itself. And talk on a small screen, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look
from tests.browser.town import Town


def say(page: Page, text: str) -> None:
    """Write into the room that is open."""
    page.get_by_label("Your message").fill(text)
    page.locator("#say").get_by_role("button", name="Send").last.click()
    expect(page.get_by_role("log")).to_contain_text(text)


def test_two_telephones_side_by_side(town: Town, look: Look) -> None:
    anna, *others = town.people
    hers = look(anna)
    # Somebody among those who may sign in is a friend.
    for other in others:
        theirs = look(other)
        theirs.goto(f"/@{anna}")
        if theirs.get_by_role("link", name="Write to").count():
            break
    theirs.get_by_role("link", name="Write to").click()
    theirs.get_by_label("Your message").fill("Are you by the river?")
    theirs.locator("main form").get_by_role("button", name="Send").last.click()
    expect(theirs.get_by_role("log")).to_contain_text("Are you by the river?")

    hers.goto("/")
    hers.get_by_role("navigation").get_by_role("link", name="Talk").click()
    hers.locator("#talks a").first.click()
    expect(hers.get_by_role("log")).to_contain_text("Are you by the river?")
    assert hers.url.partition("#")[0] == theirs.url.partition("#")[0]
    say(hers, "On the bench, with tea")
    # The other telephone is not touched: the words come by themselves.
    expect(theirs.get_by_role("log")).to_contain_text("On the bench, with tea", timeout=30_000)
    say(theirs, "Five minutes")
    expect(hers.get_by_role("log")).to_contain_text("Five minutes", timeout=30_000)
    for page in (hers, theirs):
        said = [text.strip() for text in page.locator(".letter .said").all_inner_texts()][-3:]
        assert said == ["Are you by the river?", "On the bench, with tea", "Five minutes"]


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
