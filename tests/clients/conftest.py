"""One server for all clients, and members who join it through an app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from mastodon import Mastodon

from tests.clients.browser import Browser
from tests.clients.server import running
from tests.clients.witness import Witness

SCOPES = ["read", "write", "follow", "push"]
PASSWORD = "three cups of tea"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a house with open doors."""
    with running(tmp_path_factory.mktemp("served"), sign_up="open", rate_limits="false") as origin:
        yield origin


@pytest.fixture(scope="session")
def witness() -> Witness:
    """Sees every answer of the session."""
    return Witness()


@pytest.fixture
def browser(server: str) -> Iterator[Browser]:
    """A browser that nobody is signed in with."""
    with Browser(server) as opened:
        yield opened


@dataclass
class Member:
    """A member with Mastodon.py in hand."""

    name: str
    id: int
    api: Mastodon


Join = Callable[[str], Member]


@pytest.fixture(scope="session")
def app(server: str, witness: Witness) -> tuple[str, str]:
    """An app's id and secret."""
    return Mastodon.create_app("Story", scopes=SCOPES, api_base_url=server, session=witness.session())


@pytest.fixture(scope="session")
def join(server: str, witness: Witness, app: tuple[str, str]) -> Join:
    """`join("anna")` signs a new member up through the app; the name gets a number behind it."""
    taken: list[str] = []

    def joined(name: str) -> Member:
        taken.append(name)
        username = f"{name}{len(taken)}"
        api = Mastodon(*app, api_base_url=server, session=witness.session(), ratelimit_method="throw")
        api.create_account(username, PASSWORD, f"{username}@tea.example", agreement=True, scopes=SCOPES)
        return Member(username, int(api.me().id), api)

    return joined


@pytest.fixture
def befriended() -> Callable[[Member, Member], None]:
    """Asks and accepts."""

    def befriend(a: Member, b: Member) -> None:
        assert a.api.account_follow(b.id).requested
        assert [int(asking.id) for asking in b.api.follow_requests()] == [a.id]
        assert b.api.follow_request_authorize(a.id).followed_by

    return befriend


@pytest.fixture
def toot_home(tmp_path: Path) -> Path:
    """Where toot keeps what it knows."""
    home = tmp_path / "config"
    home.mkdir()
    return home
