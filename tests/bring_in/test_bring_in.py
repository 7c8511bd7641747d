"""A network that is brought in is as if its people had befriended each other here."""

from __future__ import annotations

import random
from typing import Any

import pytest

from teahouse import moments, people
from teahouse.app import handed_for
from teahouse.kit.db import Database, open_database
from teahouse.kit.errors import Conflict, Forbidden, Refusal
from teahouse.people import CircleDrawn, Network
from teahouse.settings import Settings
from tests.backup.contents import Contents, contents
from tests.cast import Cast

FIVE = Network(
    ("n1", "n2", "n3", "n4", "n5"),
    ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4)),
    (CircleDrawn(2, "close", (0, 1)), CircleDrawn(2, "far", (3,))),
)


def bring(database: Database, network: Network) -> people.BroughtIn:
    return database.write_now(lambda tx: people.bring_in(tx, network))


def member(database: Database, name: str) -> people.Account:
    account = database.read_now(lambda tx: people.find_account(tx, name, local_host="tea.example"))
    assert account is not None
    return account


def sights(address: str) -> set[tuple[str, str, int, int]]:
    """(viewer, author, flags, friends in common) by name."""
    found: Contents = contents(address)
    names = {row[0]: row[4] for row in found["account"]}
    return {(names[row[0]], names[row[1]], row[2], row[7]) for row in found["sight"]}


def test_people_ties_and_circles_come_in(database: Database, address: str) -> None:
    assert bring(database, FIVE) == people.BroughtIn(people=5, ties=5, circles=2)
    three = member(database, "n3")
    assert three.locked
    assert three.audience == "private"
    friends = database.read_now(lambda tx: people.fetch_friend_ids(tx, three.id))
    assert {member(database, name).id for name in ("n1", "n2", "n4")} == set(friends)
    assert {(a, b): n for a, b, _, n in sights(address)}[("n1", "n2")] == 1
    circles = database.read_now(lambda tx: people.fetch_circles(tx, three.id))
    assert [circle.title for circle in circles] == ["close", "far"]
    assert len(contents(address)["circle_member"]) == 3
    assert contents(address)["job"] == []


def test_a_circle_that_came_in_is_an_audience(database: Database) -> None:
    bring(database, FIVE)
    one, three, four = (member(database, name) for name in ("n1", "n3", "n4"))
    close = database.read_now(lambda tx: people.fetch_circles(tx, three.id))[0]
    draft = moments.Draft("For those who are close", moments.Only((close.id,), ()))
    moment = database.write_now(lambda tx: moments.post_moment(tx, three, draft))
    home = {
        who.username: database.read_now(lambda tx, who=who: moments.page_home(tx, who, moments.Stretch())).ids  # type: ignore[misc]
        for who in (one, four)
    }
    assert home == {"n1": [moment.id], "n4": []}


def test_bringing_it_in_again_changes_nothing(database: Database, address: str) -> None:
    bring(database, FIVE)
    before = contents(address)
    assert bring(database, FIVE) == people.BroughtIn(people=0, ties=0, circles=0)
    assert contents(address) == before


@pytest.mark.parametrize("seed", range(3))
def test_it_is_as_if_they_had_befriended_each_other(database: Database, address: str, cast: Cast, seed: int) -> None:
    """Brought in in three parts that overlap, beside the same ties made one by one."""
    dice = random.Random(seed)
    pairs = [(a, b) for a in range(12) for b in range(a + 1, 12) if dice.random() < 0.35]
    for _ in range(3):
        part = tuple(pair for pair in pairs if dice.random() < 0.5)
        bring(database, Network(tuple(f"x{place}" for place in range(12)), part))
    bring(database, Network(tuple(f"x{place}" for place in range(12)), tuple(pairs)))
    by_hand = [cast.do(people.create_account, username=f"y{place}") for place in range(12)]
    cast.befriend(*((by_hand[a], by_hand[b]) for a, b in pairs))
    found = sights(address)
    brought = {row for row in found if row[0][0] == "x"}
    assert brought
    assert {(a[1:], b[1:], flags, common) for a, b, flags, common in brought} == {
        (a[1:], b[1:], flags, common) for a, b, flags, common in found if a[0] == "y"
    }


def test_what_others_did_meanwhile_stays(database: Database, address: str, cast: Cast) -> None:
    """Somebody from the house asked one of them, another hides from her: neither is overrun."""
    bring(database, FIVE)
    one = member(database, "n1")
    cast.do(people.follow, cast.anna, one)
    cast.do(people.turn_down, cast.ben, one, people.Quiet(selling_off=True))
    before = contents(address)["tie"]
    bring(database, Network(("n1", "n9"), ((0, 1),)))
    after = contents(address)["tie"]
    assert set(before) < set(after)
    assert len(after) == len(before) + 2


@pytest.mark.parametrize("name", ["n1", "N1"])
def test_somebody_elses_name_is_not_taken_over(database: Database, address: str, cast: Cast, name: str) -> None:
    cast.do(people.create_account, username=name, password_hash="$argon2id$made-up")
    before = contents(address)
    with pytest.raises(Conflict, match="n1 is somebody's name"):
        bring(database, FIVE)
    assert contents(address) == before


@pytest.mark.parametrize(
    "network",
    [
        Network(("n1", "n2", "not a name"), ((0, 1), (1, 2))),
        Network(("n1", "n2"), ((0, 1),), (CircleDrawn(0, "  ", (1,)),)),
        Network(("n1", "n2"), ((0, 1),), tuple(CircleDrawn(0, f"c{number}", (1,)) for number in range(101))),
    ],
    ids=["name", "title", "circles"],
)
def test_what_the_house_cannot_take_leaves_nothing_behind(database: Database, address: str, network: Network) -> None:
    with pytest.raises(Refusal):
        bring(database, network)
    assert contents(address)["account"] == []


def test_too_many_friends_in_two_steps(database: Database, address: str) -> None:
    handed: dict[type[Any], Any] = {**handed_for(Settings()), people.Limits: people.Limits(max_friends=3)}
    strict = open_database(address, handed=handed, threads=1)
    try:
        bring(strict, FIVE)
        before = contents(address)
        with pytest.raises(Forbidden, match="n3 would have more than the 3 friends"):
            bring(strict, Network(("n3", "late"), ((0, 1),)))
        with pytest.raises(Forbidden, match="n8 would have 4 friends; this house allows 3"):
            bring(strict, Network(("n8", "n6", "n7", "n9", "n10"), ((0, 1), (0, 2), (0, 3), (0, 4))))
        assert contents(address) == before
    finally:
        strict.close()
