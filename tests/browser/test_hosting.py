"""A host begins a house on a phone, brings the first guest in, and keeps it; every page of that can be read by all."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from teahouse import people
from teahouse.app import open_house
from teahouse.doors.web.languages import LANGUAGES
from teahouse.settings import Settings
from tests.browser.conftest import Looking
from tests.browser.crawl import faults_of
from tests.browser.town import Town
from tests.clients.server import running

PASSWORD = "warm rye bread"
PAGES = (
    "/house",
    "/house/begun",
    "/house/reports",
    "/house/rulings",
    "/house/people",
    "/house/invites",
    "/house/invites/tree",
    "/house/settings",
    "/house/jobs",
    "/house/storage",
    "/house/log",
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[tuple[Town, str]]:
    """A server on a new house, and the address that begins it."""
    with running(tmp_path, media=str(tmp_path / "media"), max_friends="150") as origin:
        settings = Settings(database=f"sqlite:{tmp_path / 'house.sqlite'}", media=str(tmp_path / "media"))

        def another_link() -> str | None:
            with closing(open_house(settings)) as database:
                return database.write_now(people.make_begin_link)

        with ThreadPoolExecutor(1) as pool:  # the browser's event loop runs in this thread
            link = pool.submit(another_link).result()
        yield Town(origin, {}), f"/begin/{link}"


def begin(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.locator("#f-name").fill(name)
    page.locator("#f-display_name").fill("王梅")
    page.locator("#f-password").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/house/begun")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_house_is_begun_on_a_phone_and_the_first_guest_comes(
    looking: Looking, empty: tuple[Town, str], language: str
) -> None:
    town, address = empty
    say = LANGUAGES[language].hosting
    host = looking.open(town, screen="phone", scripts=False, language=language)
    begin(host, address, "Nine & friends")
    expect(host.get_by_role("heading", level=1)).to_have_text(say.begun.format(house="Nine & friends"))
    expect(host.locator(".qr svg")).to_be_visible()
    guest = looking.open(town, screen="phone", scripts=False, language=language)
    guest.goto(host.locator(".code code").inner_text())
    guest.locator("#f-display_name").fill("Ada")
    guest.locator("#f-password").fill(PASSWORD)
    guest.locator('input[name="agreement"]').check()
    guest.locator("main form button").first.click()
    guest.wait_for_url("**/?done=welcome*")
    host.goto("/house/people?q=ada")
    host.get_by_role("link", name="Ada").click()
    expect(host.get_by_role("link", name=say.brought_by.format(name="@wangmei"))).to_be_visible()
    host.goto("/house/settings")
    host.get_by_label(say.modes["closed"]).check()
    host.get_by_role("button", name=LANGUAGES[language].save).click()
    expect(host.get_by_role("status")).to_have_text(say.saved)
    late = looking.open(town, screen="phone", scripts=False, language=language)
    expect(late.get_by_text(LANGUAGES[language].come_in_closed)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_hosts_see_can_be_read_by_all(looking: Looking, empty: tuple[Town, str], language: str) -> None:
    town, address = empty
    page, axe = looking.open(town, language=language), Axe()
    page.goto(address)
    faults = faults_of(page, axe, "/begin")
    begin(page, address, "Nine & friends")
    for path in PAGES:
        page.goto(path)
        faults += faults_of(page, axe, path)
    page.goto("/house/people")
    page.locator("main .row a").first.click()
    faults += faults_of(page, axe, "/house/people/…")
    assert not faults, "\n".join(faults)
