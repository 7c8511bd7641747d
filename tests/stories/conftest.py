"""The client API over a house that is joined by invite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from teahouse.app import make_api
from teahouse.kit.db import Database
from teahouse.settings import Settings
from tests.cast import Cast
from tests.mastodon.client import Client
from tests.steppable import SteppableClock


@pytest.fixture
def settings() -> Settings:
    """As a host begins, without counting requests: thirty people come from one address here."""
    return Settings(origin="https://tea.example", rate_limits=False)


@pytest.fixture
def api(settings: Settings, database: Database, clock: SteppableClock, cast: Cast) -> Iterator[Client]:
    """A client of the whole API."""
    client = Client(make_api(settings, database, clock=clock), cast)
    yield client
    client.close()
