"""Turning several down at once, taking all back, and undoing either."""

from __future__ import annotations

import pytest

from teahouse import people
from teahouse.kit.errors import Invalid, NotFound
from teahouse.people import Quiet
from teahouse.people.model_turning import MOST_AT_ONCE
from tests.cast import Cast


def tie(cast: Cast, other: people.Account) -> people.Tie:
    return cast.ask(people.fetch_tie, cast.anna.id, other.id)


def test_all_is_taken_back_but_hiding_and_that_is_undone(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei), (cast.anna, cast.ben))
    cast.do(people.turn_down, cast.anna, cast.mei, Quiet(selling_off=True, shares_off=True, fold=2, remark="M"))
    cast.do(people.turn_down, cast.anna, cast.ben, Quiet(hiding=True))
    cast.do(people.mute, cast.anna, cast.zoe, seconds=600)
    cast.do(people.turn_down, cast.anna, cast.lin, Quiet(remark="Lin next door"))
    quiet = [cast.mei, cast.ben, cast.zoe]
    before = {one.id: tie(cast, one) for one in quiet}
    assert {one.target: one for one in cast.ask(people.fetch_quiet_ties, cast.anna.id)} == before
    turning = cast.do(people.take_all_back, cast.anna)
    assert turning is not None
    assert turning.others == [cast.mei.id, cast.zoe.id]
    assert (tie(cast, cast.mei).selling_off, tie(cast, cast.mei).remark) == (False, "M")
    assert tie(cast, cast.zoe).muted_until == 0
    assert tie(cast, cast.ben).hiding
    assert cast.do(people.undo_turning, cast.anna, turning.id) == 2
    assert {one.id: tie(cast, one) for one in quiet} == before
    with pytest.raises(NotFound):
        cast.do(people.undo_turning, cast.anna, turning.id)


def test_only_ones_own_last_act_is_undone_and_for_a_month(cast: Cast) -> None:
    first = cast.do(people.turn_down_several, cast.anna, {cast.mei.id: Quiet(selling_off=True)})
    last = cast.do(people.turn_down_several, cast.anna, {cast.ben.id: Quiet(fold=3), 1: Quiet(fold=3)})
    assert first is not None
    assert last is not None
    assert last.others == [cast.ben.id], "who is not there is left out"
    for who, turning in ((cast.anna, first), (cast.mei, last)):
        with pytest.raises(NotFound):
            cast.do(people.undo_turning, who, turning.id)
    cast.clock.step(people.TURNED_FOR * people.DAY)
    cast.do(people.sweep_turnings)
    assert cast.ask(people.fetch_turning, cast.anna.id) is None
    assert tie(cast, cast.ben).fold == 3


def test_bad_numbers_change_nothing(cast: Cast) -> None:
    for bad in ({cast.ben.id: Quiet(fold=51)}, {n: Quiet(fold=1) for n in range(MOST_AT_ONCE + 1)}):
        with pytest.raises(Invalid):
            cast.do(people.turn_down_several, cast.anna, bad)
    assert cast.do(people.take_all_back, cast.anna) is None
    assert tie(cast, cast.ben).fold == 0
