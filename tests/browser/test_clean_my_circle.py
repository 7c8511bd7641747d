"""Clean my circle: a member sees what sells in their home, makes it quiet with one tap, and takes that back."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look

SECONDS = 30
"""So long the whole story may take: found, read, done, looked at, undone."""


def figures(page: Page) -> tuple[int, int]:
    """Posts, and how many of them sell, as the first panel of figures says."""
    posts, selling = page.locator(".figures").first.locator("b").all_inner_texts()
    return int(posts), int(selling)


@pytest.mark.parametrize(
    ("screen", "scripts", "language"), [("phone", True, "zh"), ("phone", False, "en"), ("desktop", True, "en")]
)
def test_a_circle_is_cleaned(look: Look, screen: str, scripts: bool, language: str) -> None:
    page = look("xiaoming", screen=screen, scripts=scripts, language=language)
    begun = time.monotonic()
    page.goto("/me")
    page.locator('a[href="/clean"]').first.click()
    expect(page.locator(".lead")).to_contain_text(re.compile(r"\d+"))
    before = figures(page)
    assert before[1] > 0, "nobody sells anything in the neighbourhood"
    page.locator('button[name="act"][value="apply"]').click()
    expect(page.locator(".done")).to_be_visible()
    after = figures(page) if page.locator(".figures").count() else (0, 0)
    assert after[1] < before[1]
    page.goto("/market")
    expect(page.locator("article.card").first).to_be_visible()
    page.go_back()
    page.locator('form[action="/quiet/undo"] button').first.click()
    page.goto("/clean")
    assert figures(page) == before
    took = time.monotonic() - begun
    assert took < SECONDS, f"took {took:.0f} s"
