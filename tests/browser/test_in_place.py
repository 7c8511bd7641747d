"""What is opened by a tap stays where it is, so that a second tap on the same place closes it again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SCREENS, Look

PAGES = ("/", "/requests", "/market", "/compose", "/settings/telling")
OF_A_PAGE = 5
"""So many are tried on each."""
BUT_HIDDEN = "main summary:visible"


def tap(page: Page, place: Locator, touched: bool) -> tuple[float, float]:
    """Tap it near its beginning; where that was."""
    place.evaluate("one => one.scrollIntoView({block: 'center'})")
    box = place.bounding_box()
    assert box is not None
    at = (box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2)
    tap_at(page, at, touched)
    return at


def tap_at(page: Page, at: tuple[float, float], touched: bool) -> None:
    if touched:
        page.touchscreen.tap(*at)
    else:
        page.mouse.click(*at)


@pytest.mark.parametrize(
    ("screen", "size"), [("small", "normal"), ("small", "largest"), ("phone", "normal"), ("desktop", "normal")]
)
def test_a_second_tap_closes_what_the_first_opened(peek: Look, screen: str, size: str) -> None:
    page, touched = peek("anna", screen=screen), screen != "desktop"
    assert page.viewport_size == SCREENS[screen]
    tried = 0
    page.goto(f"/?type={size}")
    for path in PAGES:
        page.goto(path)
        for number in range(min(OF_A_PAGE, page.locator(BUT_HIDDEN).count())):
            summary = page.locator(BUT_HIDDEN).nth(number)
            details = summary.locator("xpath=..")
            was_open = details.evaluate("one => one.open")
            told = f"{path}: {summary.inner_text()}"
            at = tap(page, summary, touched)
            expect(details, told).to_have_js_property("open", not was_open)
            tap_at(page, at, touched)
            expect(details, told).to_have_js_property("open", was_open)
            tried += 1
    assert tried > 10
