"""What an author is told before posting is what the gate does after it, save what the author may not know."""

from __future__ import annotations

from random import Random

import pytest

from teahouse import moments, people
from teahouse.kit.errors import NotFound
from teahouse.moments import Except, Friends, Group, House, Mentioned, Only, OnlyMe, Public
from teahouse.people.groups import Changes
from tests.cast import MEMBERS, Cast


def folk(cast: Cast) -> list[people.Account]:
    return [getattr(cast, name) for name in MEMBERS]


@pytest.mark.parametrize("seed", range(6))
def test_whoever_is_foreseen_sees_it_and_nobody_else(seed: int, cast: Cast) -> None:
    chance = Random(seed)
    anna, *others = folk(cast)

    def some(of: list[people.Account], share: float) -> list[people.Account]:
        return [one for one in of if chance.random() < share]

    friends = some(others, 0.8)
    cast.befriend(*((anna, one) for one in friends))
    circles = [cast.do(people.create_circle, anna, title).id for title in ("Family", "Work", "Empty")]
    for circle in circles[:2]:
        cast.do(people.add_members, anna, circle, [one.id for one in some(friends, 0.5)])
    group = cast.do(people.groups.create_group, anna, Changes("Book club", ""))
    _, code = cast.do(people.groups.make_link, anna.id, group.id)
    for one in some(others, 0.5):
        cast.do(people.groups.join_by_link, one, code)
    for one in some(others, 0.2):
        cast.do(people.turn_down, anna, one, people.Quiet(hiding=True))
    for one in some(others, 0.15):
        cast.do(people.block, anna, one)
    against = some(others, 0.2)
    for one in against:
        cast.do(people.block, one, anna)
        cast.do(people.turn_down, one, anna, people.Quiet(hiding=True))
    named = tuple(one.id for one in friends[:2])
    for audience in (
        Friends(),
        Only((circles[0],), ()),
        Only((circles[0], circles[1]), named),
        Only((circles[2],), ()),
        Except((circles[1],), named[:1]),
        Except((circles[2],), ()),
        Group(group.id),
        Mentioned(),
        House(),
        OnlyMe(),
    ):
        text = f"For @{others[0].username} and @{others[1].username}"
        told = cast.ask(moments.foresee, anna, audience, text=text)
        moment = cast.post(anna, text, audience)
        seen = set(cast.ask(moments.who_may_see, moment.id, [one.id for one in others]))
        unknowable = {one.id for one in against}
        if isinstance(audience, House):
            assert seen | unknowable == {one.id for one in others} - set(told.kept_off) | unknowable
        else:
            assert set(told.seers) - unknowable == seen, audience
        if not isinstance(audience, Mentioned):
            assert not set(told.seers) & set(told.kept_off)


def test_whoever_blocks_or_hides_is_told_by_nothing(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    circle = cast.do(people.create_circle, cast.anna, "Choir").id
    cast.do(people.add_members, cast.anna, circle, [cast.ben.id])
    audiences = (Friends(), Only((circle,), ()), Except((circle,), ()), House(), Public(listed=True))
    before = [cast.ask(moments.foresee, cast.anna, one) for one in audiences]
    cast.do(people.turn_down, cast.ben, cast.anna, people.Quiet(hiding=True))
    cast.do(people.mute, cast.ben, cast.anna)
    assert [cast.ask(moments.foresee, cast.anna, one) for one in audiences] == before
    cast.do(people.block, cast.ben, cast.anna)
    assert [cast.ask(moments.foresee, cast.anna, one) for one in audiences] == before


def test_who_may_surprise_is_named(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei), (cast.anna, cast.lin))
    family, work = (cast.do(people.create_circle, cast.anna, title).id for title in ("Family", "Work"))
    cast.do(people.add_members, cast.anna, family, [cast.ben.id, cast.mei.id])
    cast.do(people.add_members, cast.anna, work, [cast.mei.id])
    only = cast.ask(moments.foresee, cast.anna, Only((family,), ()))
    assert (only.seers, only.elsewhere) == ((cast.ben.id, cast.mei.id), ((cast.mei.id, (work,)),))
    assert cast.ask(moments.foresee, cast.anna, Only((family, work), ())).elsewhere == ()
    deny = cast.ask(moments.foresee, cast.anna, Except((work,), ()))
    assert (deny.seers, deny.left_out) == ((cast.ben.id, cast.lin.id), (cast.mei.id,))
    assert deny.elsewhere == ((cast.mei.id, (family,)),)
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(hiding=True))
    only = cast.ask(moments.foresee, cast.anna, Only((family,), ()))
    assert (only.seers, only.kept_off) == ((cast.ben.id,), (cast.mei.id,))
    assert cast.ask(moments.foresee, cast.anna, Only((), (cast.zoe.id,))).seers == (), "a stranger is nobody's to name"


def test_a_group_is_foreseen_by_its_members_alone(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    group = cast.do(people.groups.create_group, cast.anna, Changes("Book club", ""))
    _, code = cast.do(people.groups.make_link, cast.anna.id, group.id)
    for one in (cast.ben, cast.zoe):
        cast.do(people.groups.join_by_link, one, code)
    told = cast.ask(moments.foresee, cast.anna, Group(group.id))
    assert (set(told.seers), told.strangers) == ({cast.ben.id, cast.zoe.id}, 1)
    for nothing in (group.id, 1):
        with pytest.raises(NotFound):
            cast.ask(moments.foresee, cast.mei, Group(nothing))


def test_the_last_audience_is_offered_and_never_widens_what_is_usual(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.ben))
    circle = cast.do(people.create_circle, cast.anna, "Choir").id

    def next_for(usual: moments.Audience) -> moments.Audience:
        return moments.offered(cast.ask(moments.fetch_last_audience, cast.anna), usual)

    assert next_for(Friends()) == Friends()
    only = Only((circle,), (cast.ben.id,))
    first = cast.post(cast.anna, "Rehearsal", only)
    cast.comment(cast.anna, first, "At eight")
    cast.post(cast.anna, "Dear @ben", Mentioned())
    assert next_for(Friends()) == only
    wide = cast.post(cast.anna, "For all", Public(listed=True))
    assert (next_for(Friends()), next_for(Public(listed=False))) == (Friends(), Public(listed=False))
    assert next_for(Public(listed=True)) == Public(listed=True)
    cast.do(moments.delete_moment, cast.anna.id, wide.id)
    assert next_for(Friends()) == only
    cast.do(moments.delete_circle, cast.anna.id, circle, confirmed=True)
    assert next_for(Friends()) == Only((), (cast.ben.id,)), "a list that is gone lets nobody in"
