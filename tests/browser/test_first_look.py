"""A member opens the house, on a phone or at a desk, with scripts or without, in either language, and is at home.

They read, like, say a word below a post, post to whom they choose, mend it, take it away, and turn a seller down.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from teahouse.doors.web.languages import LANGUAGES
from tests.browser.conftest import Look
from tests.browser.town import Town

LONG = pytest.mark.long


@pytest.mark.parametrize(
    ("screen", "scripts", "language"),
    [
        ("phone", True, "en"),
        ("phone", False, "zh"),
        ("desktop", True, "zh"),
        ("desktop", False, "en"),
        pytest.param("phone", True, "zh", marks=LONG),
        pytest.param("phone", False, "en", marks=LONG),
        pytest.param("desktop", True, "en", marks=LONG),
        pytest.param("desktop", False, "zh", marks=LONG),
    ],
)
def test_somebody_is_at_home(town: Town, look: Look, screen: str, scripts: bool, language: str) -> None:
    who = list(town.people)[language == "zh"]
    page = look(who, screen=screen, scripts=scripts, language=language)
    assert page.locator("html").get_attribute("lang") == LANGUAGES[language].tag
    assert page.locator("article.card").count() >= 10
    _like(page)
    _say(page, language)
    _post(page, language, scripts=scripts)
    _mend(page, language)
    _take_away(page)
    _turn_down(page, language)


def _like(page: Page) -> None:
    button = page.locator('article.card button[id^="like-"][aria-pressed="false"]').first
    name = button.get_attribute("id")
    button.click()
    expect(page.locator(f'#{name}[aria-pressed="true"]')).to_be_visible()
    page.locator(f"#{name}").click()
    expect(page.locator(f'#{name}[aria-pressed="false"]')).to_be_visible()


def _say(page: Page, language: str) -> None:
    text = {"en": "I come along.", "zh": "我也去。"}[language]
    card = page.locator("article.card").nth(1)
    name = card.get_attribute("id")
    page.locator(f"#{name} summary.act").first.click()
    page.locator(f"#{name} form.reply textarea").fill(text)
    page.locator(f"#{name} form.reply").get_by_role("button", name=LANGUAGES[language].reading.send).click()
    expect(page.get_by_text(text).first).to_be_visible()


def _post(page: Page, language: str, *, scripts: bool) -> None:
    say = LANGUAGES[language]
    page.goto("/compose")
    page.locator("#f-text").fill({"en": "Rye bread is out of the ofen.", "zh": "面包刚出卢。"}[language])
    page.locator('[name="who"][value="me"]').check()
    if not scripts:
        page.get_by_role("button", name=say.composing.look_who).click()
    expect(page.locator(".will-see")).to_contain_text(say.composing.see_me)
    page.locator('[name="who"][value="friends"]').check()
    page.locator("form#compose > .acts").get_by_role("button", name=say.reading.post, exact=True).click()
    page.wait_for_url("**/*done=posted*")
    expect(page.locator(".done.posted")).to_contain_text(say.composing.of_friends)


def _mend(page: Page, language: str) -> None:
    wrong, right = {"en": ("ofen", "oven"), "zh": ("卢", "炉")}[language]
    card = page.locator("article.card", has_text=wrong).first
    card.locator(".doings > details.menu > summary").last.click()
    card.locator('a[href$="/edit"]').click()
    box = page.locator("#f-text")
    box.fill(box.input_value().replace(wrong, right))
    page.locator("form.panel > .acts").get_by_role("button", name=LANGUAGES[language].save).click()
    expect(page.locator("article.card", has_text=right).first).to_contain_text(LANGUAGES[language].edited)


def _take_away(page: Page) -> None:
    page.goto("/")
    name = page.locator("article.card").first.get_attribute("id")
    card = page.locator(f"#{name}")
    card.locator(".doings > details.menu > summary").last.click()
    card.locator(".choices details > summary").click()
    card.locator('button[formaction$="/delete"]').click()
    expect(page.locator(f"article#{name}")).to_have_count(0)


def _turn_down(page: Page, language: str) -> None:
    page.goto("/market")
    button = page.locator('button[formaction$="/less/selling"]').first
    told = button.inner_text()
    assert told.strip()
    button.click()
    expect(page.get_by_role("button", name=LANGUAGES[language].reading.undo).first).to_be_visible()
