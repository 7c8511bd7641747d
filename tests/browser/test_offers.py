"""Offers in the browser: an offer that is refused is mended in a minute; an appeal is won."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from teahouse import people
from teahouse.app import open_house
from teahouse.settings import Settings
from tests.browser.conftest import Look, Looking
from tests.browser.crawl import faults_of
from tests.browser.town import Town

FORCED = "The new cream is here. Repost this and get 20% off. Come by!"


def offer(page: Page, text: str) -> None:
    """Opens the composer and writes something that is for sale."""
    page.goto("/compose")
    page.locator("details.further > summary").click()
    page.locator("#f-selling").check()
    page.locator("#f-text").fill(text)


def test_a_refused_offer_is_mended_in_a_minute(town: Town, look: Look, looking: Looking) -> None:
    looking.expected = ("422",)
    page = look("anna")
    offer(page, FORCED)
    advice = page.locator(".advice")
    expect(advice).to_contain_text("Before you post")
    expect(advice.locator("mark").first).to_be_visible()
    page.get_by_role("button", name="Post", exact=True).last.click()
    expect(advice).to_contain_text("This was not posted")
    advice.get_by_role("button", name="Take over this wording").first.click()
    text = page.locator("#f-text")
    expect(text).to_have_value(re.compile(r"^The new cream is here\. .* Come by!$"))
    expect(text).not_to_have_value(re.compile("Repost"))
    page.get_by_role("button", name="Post", exact=True).last.click()
    page.wait_for_url("**/*done=posted*")
    page.goto("/settings/rulings")
    expect(page.locator("main")).to_contain_text("mended")


def make_helper(folder: Path, name: str) -> None:
    """They help to keep this house from now on."""

    def make() -> None:
        with closing(open_house(Settings(database=f"sqlite:{folder / 'house.sqlite'}"))) as database:
            host = database.read_now(lambda tx: people.find_account(tx, name, local_host="127.0.0.1"))
            assert host is not None
            database.write_now(lambda tx: people.set_role(tx, host.id, people.HouseRole.HELPER))

    with ThreadPoolExecutor(1) as pool:  # the browser's event loop runs in this thread
        pool.submit(make).result()


def test_an_appeal_is_won(town: Town, look: Look, looking: Looking, tmp_path: Path) -> None:
    looking.expected = ("422",)
    make_helper(tmp_path / "town", "xiaoming")
    page = look("anna", scripts=False)
    offer(page, FORCED)
    page.get_by_role("button", name="Post", exact=True).last.click()
    page.get_by_role("link", name="Why, and what you can do").click()
    page.locator("#f-text").fill("I quote the shop next door")
    page.get_by_role("button", name="Ask for another look").click()
    expect(page.locator(".done")).to_contain_text("Somebody will look at it again")
    host = look("xiaoming")
    host.goto("/house/rulings")
    host.locator("main .row a").first.click()
    expect(host.locator("main")).to_contain_text("I quote the shop next door")
    host.locator("#f-why").fill("It is a quotation")
    host.locator("button[value=overturn]").click()
    expect(host.locator(".done")).to_be_visible()
    page.goto("/notices")
    page.get_by_role("link", name=re.compile("ruling on what was posted")).first.click()
    expect(page.locator("main")).to_contain_text("It is a quotation")
    page.get_by_role("button", name="Post it again").click()
    page.get_by_role("button", name="Post", exact=True).last.click()
    page.wait_for_url("**/*done=posted*")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_said_of_offers_can_be_read_by_all(
    town: Town, look: Look, looking: Looking, tmp_path: Path, language: str
) -> None:
    looking.expected = ("422",)
    make_helper(tmp_path / "town", "anna")
    page, axe = look("xiaoming", language=language), Axe()
    offer(page, FORCED)
    page.locator("details.campaign > summary").click()
    page.locator("#compose > .acts button").click()
    expect(page.locator(".advice[role=alert]")).to_be_visible()
    faults = faults_of(page, axe, "/compose")
    page.locator(".advice a[href^='/settings/rulings/']").click()
    page.locator("#f-text").fill("Hm")
    page.locator("button[value=appealed]").click()
    faults += faults_of(page, axe, "/settings/rulings/…")
    page.goto("/rules")
    faults += faults_of(page, axe, "/rules")
    host = look("anna", language=language)
    host.goto("/house/rulings")
    faults += faults_of(host, axe, "/house/rulings")
    host.locator("main .row a").first.click()
    faults += faults_of(host, axe, "/house/rulings/…")
    assert not faults, "\n".join(faults)
