"""The client API over a house that may reach this machine, and a push service there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest

from teahouse import people
from teahouse.app import make_api
from teahouse.doors.web import make_site
from teahouse.kit.db import Database
from teahouse.kit.outward import carriers_of
from teahouse.kit.outward.courier import claim, run_errand
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.steppable import SteppableClock
from tests.told.service import Service, listening
from tests.web.browser import Browser

PASSWORD = "warm rye bread"


@pytest.fixture
def settings() -> Settings:
    return Settings(origin="https://tea.example", sign_up="open", rate_limits=False, reachable=("127.0.0.1/32",))


@pytest.fixture
def api(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Client]:
    client = Client(make_api(settings, database, clock=clock), cast)
    yield client
    client.close()


@pytest.fixture
def service() -> Iterator[Service]:
    with listening() as made:
        yield made


class Messenger:
    """Runs errands when told to, as the courier does."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def run(self) -> list[str | None]:
        """Everything that is due now; for each why it failed, None where it did not."""

        async def go() -> list[str | None]:
            carriers, close = carriers_of(self.database)
            due = sorted(await claim(self.database, 100), key=lambda job: job.id)
            ends = [await run_errand(self.database, job, carriers) for job in due]
            await close()
            return ends

        return asyncio.run(go())


@pytest.fixture
def messenger(database: Database) -> Messenger:
    return Messenger(database)


@pytest.fixture
def signed_in(cast: Cast, database: Database, settings: Settings) -> Iterator[Callable[..., Browser]]:
    hasher = people.Hasher()
    site = make_site(database, settings, hasher)

    def sign_in(account: people.Account, language: str = "en") -> Browser:
        cast.do(people.change_password, account.id, people.hash_password(PASSWORD))
        browser = Browser(site, language)
        assert browser.sign_in(account.username, PASSWORD).status_code == 303
        return browser

    yield sign_in
    hasher.close()
