"""A browser and a neighbourhood for each story.

`look` opens pages as somebody: `look(as_who, screen="phone", scripts=True, language="en")`. A page that asks anybody
but the house, or whose scripts fail, fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import open_chromium
from tests.browser.town import Town, served

SCREENS = {
    "small": {"width": 320, "height": 640},
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 900},
    "wide": {"width": 2560, "height": 1440},
}
Look = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one file of tests: while it is open its event loop runs, and others' tests want one of their own."""
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where the neighbourhood is built, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "neighbourhood"


@pytest.fixture
def town(chromium: Browser, built: Path, tmp_path: Path) -> Iterator[Town]:
    """A neighbourhood of the test's own; built only where there is a browser for it."""
    with served(built, tmp_path / "town") as town:
        yield town


@pytest.fixture(scope="module")
def same_town(chromium: Browser, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for a whole file of tests that only look."""
    with served(built, tmp_path_factory.mktemp("same") / "town") as town:
        yield town


class Looking:
    """Opens pages, and sees to it that nothing went wrong in them."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        self.expected: tuple[str, ...] = ()
        """Parts of faults that a story brings about on purpose."""

    def open(
        self,
        town: Town,
        who: str | None = None,
        *,
        screen: str = "phone",
        scripts: bool = True,
        language: str = "en",
        scheme: str = "light",
    ) -> Page:
        """A new browser at the front page, signed in as `who`."""
        context = self._chromium.new_context(
            base_url=town.origin,
            viewport=SCREENS[screen],  # type: ignore[arg-type]
            has_touch=screen in ("small", "phone"),
            java_script_enabled=scripts,
            locale={"en": "en-GB", "zh": "zh-CN"}[language],
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._hear(page, said.type, said.text))
        page.on("request", lambda asked: self._see(town, asked.url))
        if who is not None:
            sign_in(page, who, town.people[who].password)
        else:
            page.goto("/")
        return page

    def _hear(self, page: Page, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{page.url}: {text}")

    def _see(self, town: Town, url: str) -> None:
        if not url.startswith((town.origin, "blob:", "data:")):
            self.faults.append(f"asked {url}")

    def close(self) -> None:
        """Put all of them away, and fail for what went wrong in one."""
        for context in self._contexts:
            context.close()
        faults = [fault for fault in self.faults if not any(part in fault for part in self.expected)]
        assert not faults, faults


def sign_in(page: Page, name: str, password: str) -> None:
    """By the sign-in page, to the front page."""
    page.goto("/auth/sign_in")
    page.locator("#f-name").fill(name)
    page.locator("input[type=password]").fill(password)
    page.locator("main form button").first.click()
    page.wait_for_url("**/*")
    page.goto("/")


@pytest.fixture
def looking(chromium: Browser) -> Iterator[Looking]:
    opened = Looking(chromium)
    yield opened
    opened.close()


@pytest.fixture
def look(town: Town, looking: Looking) -> Look:
    """Opens a browser of the test's own neighbourhood."""
    return lambda who=None, **how: looking.open(town, who, **how)


@pytest.fixture
def peek(same_town: Town, looking: Looking) -> Look:
    """Opens a browser of the neighbourhood that the file's tests share and do not change."""
    return lambda who=None, **how: looking.open(same_town, who, **how)
