"""Circles: private lists of friends, reading lists, and a page's lists of followers."""

from __future__ import annotations

import pytest

from teahouse import people
from teahouse.kit.db import Database
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.people import Account, Circle, CircleKind, Cursor
from tests.cast import Cast


def circle_of(cast: Cast, owner: Account, *members: Account, **more: object) -> Circle:
    circle = cast.do(people.create_circle, owner, "Family", **more)
    cast.do(people.add_members, owner, circle.id, [member.id for member in members])
    return circle


def members(cast: Cast, owner: Account, circle: Circle, at: Cursor | None = None) -> list[int]:
    return [row.account_id for row in cast.ask(people.page_members, owner, circle.id, at or Cursor())]


def test_a_circle_is_made_renamed_and_deleted(cast: Cast) -> None:
    circle = cast.do(people.create_circle, cast.anna, "  Family ", exclusive=True)
    assert (circle.title, circle.kind, circle.replies_policy) == ("Family", CircleKind.CIRCLE, "list")
    changed = cast.do(people.change_circle, cast.anna.id, circle.id, title="家人", replies_policy="none")
    assert cast.ask(people.fetch_circles, cast.anna.id) == [changed]
    assert (changed.title, bool(changed.exclusive)) == ("家人", True)
    changed = cast.do(people.change_circle, cast.anna.id, circle.id, exclusive=False)
    assert (changed.title, bool(changed.exclusive)) == ("家人", False)
    cast.do(people.delete_circle, cast.anna.id, circle.id)
    assert cast.ask(people.fetch_circles, cast.anna.id) == []


@pytest.mark.parametrize("title", ["", "   ", "x" * 256])
def test_a_circle_has_a_name(cast: Cast, title: str) -> None:
    with pytest.raises(Invalid):
        cast.do(people.create_circle, cast.anna, title)
    circle = circle_of(cast, cast.anna)
    with pytest.raises(Invalid):
        cast.do(people.change_circle, cast.anna.id, circle.id, title=title)
    with pytest.raises(Invalid):
        cast.do(people.change_circle, cast.anna.id, circle.id, replies_policy="everybody")


def test_another_persons_circle_and_none_get_the_same_answer(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    circle = circle_of(cast, cast.anna, cast.ben)
    for circle_id in (circle.id, 1):
        for refused in (
            lambda c=circle_id: cast.ask(people.fetch_circle, cast.ben.id, c),
            lambda c=circle_id: cast.ask(people.page_members, cast.ben, c, Cursor()),
            lambda c=circle_id: cast.ask(people.check_own_circles, cast.ben.id, [c]),
            lambda c=circle_id: cast.do(people.change_circle, cast.ben.id, c, title="Mine"),
            lambda c=circle_id: cast.do(people.add_members, cast.ben, c, [cast.anna.id]),
            lambda c=circle_id: cast.do(people.drop_members, cast.ben.id, c, [cast.ben.id]),
            lambda c=circle_id: cast.do(people.delete_circle, cast.ben.id, c),
        ):
            with pytest.raises(NotFound):
                refused()
    assert members(cast, cast.anna, circle) == [cast.ben.id]


def test_friends_stand_in_circles_and_nobody_else(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    circle = circle_of(cast, cast.anna, cast.ben)
    with pytest.raises(NotFound):
        cast.do(people.add_members, cast.anna, circle.id, [cast.mei.id, cast.zoe.id])
    assert members(cast, cast.anna, circle) == [cast.ben.id]
    cast.do(people.add_members, cast.anna, circle.id, [cast.ben.id, cast.mei.id])
    both = members(cast, cast.anna, circle)
    assert both == [cast.mei.id, cast.ben.id]
    assert members(cast, cast.anna, circle, Cursor(limit=1)) == both[:1]
    assert members(cast, cast.anna, circle, Cursor(max_id=both[0])) == both[1:]
    cast.do(people.drop_members, cast.anna.id, circle.id, [cast.mei.id, cast.zoe.id])
    assert members(cast, cast.anna, circle) == [cast.ben.id]


def test_who_is_a_friend_no_more_waits_unseen(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    circle = circle_of(cast, cast.anna, cast.ben)
    cast.do(people.unfollow, cast.ben, cast.anna)
    assert members(cast, cast.anna, circle) == []
    cast.do(people.follow, cast.ben, cast.anna)
    cast.do(people.accept, cast.anna, cast.ben)
    assert members(cast, cast.anna, circle) == [cast.ben.id]


def test_a_reading_list_holds_whom_its_owner_follows_and_is_no_audience(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.bakery)
    reading = circle_of(cast, cast.anna, cast.bakery, kind=CircleKind.READING)
    with pytest.raises(NotFound):
        cast.do(people.add_members, cast.anna, reading.id, [cast.zoe.id])
    assert members(cast, cast.anna, reading) == [cast.bakery.id]
    with pytest.raises(NotFound):
        cast.ask(people.check_own_circles, cast.anna.id, [reading.id])


def test_a_pages_circles_hold_its_followers(cast: Cast) -> None:
    cast.do(people.follow, cast.anna, cast.bakery)
    regulars = circle_of(cast, cast.bakery, cast.anna)
    with pytest.raises(NotFound):
        cast.do(people.add_members, cast.bakery, regulars.id, [cast.zoe.id])
    assert members(cast, cast.bakery, regulars) == [cast.anna.id]
    cast.do(people.unfollow, cast.anna, cast.bakery)
    assert members(cast, cast.bakery, regulars) == []


def test_one_person_stands_in_many(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    family, walkers = circle_of(cast, cast.anna, cast.ben), circle_of(cast, cast.anna, cast.ben)
    circle_of(cast, cast.anna)
    assert cast.ask(people.fetch_circles_with, cast.anna.id, cast.ben.id) == [family, walkers]
    cast.ask(people.check_own_circles, cast.anna.id, [family.id, walkers.id, family.id])
    cast.ask(people.check_own_circles, cast.anna.id, [])


def test_a_house_allows_so_many_circles(cast: Cast, database: Database) -> None:
    database.context.handed = {**database.context.handed, people.Limits: people.Limits(max_circles=1)}
    circle_of(cast, cast.anna)
    with pytest.raises(Forbidden):
        circle_of(cast, cast.anna)
    circle_of(cast, cast.ben)
