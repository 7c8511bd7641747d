"""The client API over a house with the cast in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from teahouse.app import make_api
from teahouse.kit.db import Database
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.mastodon.ears import Ears
from tests.steppable import SteppableClock


@pytest.fixture
def kind() -> str:
    """SQLite, but for tests that parametrize `kind` themselves."""
    return "sqlite"


@pytest.fixture
def settings() -> Settings:
    """As the tests' house is, without counting requests."""
    return Settings(origin="https://tea.example", sign_up="open", rate_limits=False)


@pytest.fixture
def api(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Client]:
    """A client of the whole API."""
    client = Client(make_api(settings, database, clock=clock), cast)
    yield client
    client.close()


@pytest.fixture
def ears(api: Client, database: Database) -> Iterator[Ears]:
    found = Ears(api.api, database, api.run, "tea.example")
    yield found
    found.close()
