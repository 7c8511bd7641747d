"""The site over a real database, and browsers for it. Passwords here are all `warm rye bread`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from teahouse import people
from teahouse.app import handed_for
from teahouse.doors.web import make_site
from teahouse.kit.db import Database, open_database
from teahouse.kit.http import Limiter
from teahouse.settings import Settings
from teahouse.wiring import listeners
from tests.cast import Cast
from tests.steppable import SteppableClock
from tests.web.browser import Browser

PASSWORD = "warm rye bread"

OpenSite = Callable[..., Callable[..., Browser]]


@pytest.fixture(scope="session")
def password_hash() -> str:
    return people.hash_password(PASSWORD)


@pytest.fixture
def hasher() -> Iterator[people.Hasher]:
    made = people.Hasher()
    yield made
    made.close()


@pytest.fixture
def new_browser(database: Database, settings: Settings, hasher: people.Hasher) -> Callable[..., Browser]:
    """Opens browsers of the house in which sign-up is open."""
    site = make_site(database, settings, hasher)
    return lambda language="en": Browser(site, language)


@pytest.fixture
def open_site(address: str, clock: SteppableClock, hasher: people.Hasher) -> Iterator[OpenSite]:
    """Opens the test's database under other settings, and answers what opens browsers of it."""
    opened: list[Database] = []

    def open_with(limiter: Limiter | None = None, **changes: object) -> Callable[..., Browser]:
        given: dict[str, object] = {"origin": "https://tea.example", **changes}
        settings = Settings(**given)  # type: ignore[arg-type]
        opened.append(
            open_database(address, clock=clock, listeners=listeners(), handed=handed_for(settings), threads=4)
        )
        site = make_site(opened[-1], settings, hasher, limiter=limiter)
        return lambda language="en": Browser(site, language, settings.origin)

    yield open_with
    for database in opened:
        database.close()


@pytest.fixture
def signed_in(cast: Cast, new_browser: Callable[..., Browser], password_hash: str) -> Callable[..., Browser]:
    """A browser that is signed in as somebody of the cast."""

    def sign_in(account: people.Account, language: str = "en") -> Browser:
        cast.do(people.change_password, account.id, password_hash)
        browser = new_browser(language)
        answer = browser.sign_in(account.username, PASSWORD)
        assert answer.status_code == 303, answer.text
        return browser

    return sign_in
