"""What hosts choose on the pages: kept, logged, bounded by the settings' own rules, and below the configuration."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import msgspec
import pytest

from teahouse import housekeeping, moments, people
from teahouse.app import Lookout, handed_for, open_house, refresh
from teahouse.doors.mastodon import House
from teahouse.housekeeping import COMMAND_LINE, Act, Actor
from teahouse.kit.config import load
from teahouse.kit.db import Database
from teahouse.kit.errors import Forbidden
from teahouse.settings import CHOOSABLE, Settings, check_choice
from tests.cast import Cast


@pytest.fixture
def second(settings: Settings, address: str) -> Iterator[Database]:
    """Another server on the same database."""
    with closing(open_house(msgspec.structs.replace(settings, database=address, threads=2))) as database:
        yield database


def chosen(cast: Cast, **now: object) -> list[str]:
    return cast.do(housekeeping.choose, COMMAND_LINE, msgspec.structs.asdict(Settings()), now)


def test_what_is_chosen_reaches_every_part_of_the_house(cast: Cast, database: Database) -> None:
    changed = chosen(cast, name="Corner", sign_up="closed", max_characters=9, max_friends=5_000, rules=["Be kind."])
    assert changed == ["name", "sign_up", "max_characters", "rules"]
    refresh(database)

    def of(kind: type[object]) -> object:
        return database.read_now(lambda tx: tx.handed(kind))

    settings, house = of(Settings), of(House)
    assert isinstance(settings, Settings)
    assert isinstance(house, House)
    assert (settings.name, house.name, house.sign_up, house.rules) == ("Corner", "Corner", "closed", ("Be kind.",))
    assert of(people.SignUpRules) == people.SignUpRules(mode="closed")
    assert of(moments.Limits) == moments.Limits(max_characters=9)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_differs_is_written_into_the_log_with_before_and_after(cast: Cast) -> None:
    chosen(cast, name="Corner", contact="", description="y" * 2_000)
    first, second = cast.ask(housekeeping.page_log)[::-1]
    assert (first.act, first.subject, first.reason) == (Act.SETTING, "name", '"Teahouse" → "Corner"')
    assert second.subject == "description"
    assert len(second.reason) < 1_000
    with pytest.raises(Forbidden):
        cast.do(housekeeping.choose, Actor(cast.ben.id, "ben", is_host=False), {"name": "a"}, {"name": "b"})
    assert cast.ask(housekeeping.fetch_choices)["name"] == "Corner"


def test_the_configuration_goes_before_and_bounds_hold(database: Database) -> None:
    given = load(Settings, {"TEAHOUSE_NAME": "Teahouse", "TEAHOUSE_MAX_FRIENDS": "7"})
    assert given.given == ("name", "max_friends")
    found = given.with_choices(
        {"name": "Corner", "max_friends": 9, "origin": "https://evil.example", "max_characters": 0, "backup_days": 9}
    )
    assert found == msgspec.structs.replace(given, backup_days=9)
    with pytest.raises(ValueError, match="<= 365"):
        check_choice("backup_days", 366)
    assert set(CHOOSABLE) <= set(Settings.__struct_fields__) - {
        "origin",
        "database",
        "trusted_proxies",
        "metrics_token",
    }
    assert not set(handed_for(Settings())) - set(database.context.handed)


@pytest.mark.parametrize("kind", ["postgresql"])
def test_other_servers_learn_of_it(cast: Cast, second: Database) -> None:
    def mode() -> str:
        return second.read_now(lambda tx: tx.handed(people.SignUpRules)).mode

    assert mode() == "open"
    lookout = Lookout(second, every=0.02)
    try:
        chosen(cast, sign_up="closed")
        last = time.monotonic() + 10
        while mode() != "closed" and time.monotonic() < last:
            time.sleep(0.01)
        assert mode() == "closed"
    finally:
        lookout.close()
