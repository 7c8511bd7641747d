"""A house for the tests of people, under the sign-up rules that a test asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from teahouse import people
from teahouse.app import handed_for
from teahouse.kit.db import Database, open_database
from teahouse.settings import Settings
from tests.steppable import SteppableClock

ORIGIN = "https://tea.example:8443"
HOST = "tea.example:8443"

OpenHouse = Callable[..., Database]


@pytest.fixture
def open_house(address: str, clock: SteppableClock) -> Iterator[OpenHouse]:
    """Opens the test's database under the sign-up rules given, and closes it afterwards."""
    opened: list[Database] = []

    def open_with(**rules: object) -> Database:
        handed = handed_for(Settings(origin=ORIGIN)) | {people.SignUpRules: people.SignUpRules(**rules)}
        opened.append(open_database(address, clock=clock, handed=handed, threads=4))
        return opened[-1]

    yield open_with
    for database in opened:
        database.close()


@pytest.fixture
def house(open_house: OpenHouse) -> Database:
    return open_house(mode="open")


def a_member(house: Database, username: str, **more: object) -> people.Account:
    return house.write_now(lambda tx: people.create_account(tx, username=username, **more))
