"""Ids grow, say their time, survive a clock that steps back, and have one spelling."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.kit.clock import SystemClock
from teahouse.kit.ids import Ids, parse_id, time_of
from tests.steppable import SteppableClock

MAX_ID = 2**63 - 1


@given(st.lists(st.integers(-100_000, 100_000), max_size=200))
def test_now_ids_only_grow_whatever_the_clock_does(steps: list[int]) -> None:
    clock = SteppableClock(10**12)
    ids = Ids(clock)
    made = [ids.new()]
    for step in steps:
        clock.step(step)
        made.append(ids.new())
    assert all(a < b for a, b in pairwise(made))


@given(st.integers(1, 2**46))
def test_a_fresh_id_says_the_time_it_was_made(now: int) -> None:
    assert time_of(Ids(SteppableClock(now)).new()) == now


def test_time_is_said_again_once_the_clock_has_caught_up() -> None:
    clock = SteppableClock(1_000_000)
    ids = Ids(clock)
    ids.new()
    clock.step(-500)
    ids.new()
    clock.step(10_000)
    assert time_of(ids.new()) == 1_009_500


def test_a_thousand_in_one_millisecond_stay_within_two() -> None:
    ids = Ids(SteppableClock(1_000_000))
    assert time_of([ids.new() for _ in range(1_000)][-1]) <= 1_000_001


def test_backdated_ids_say_their_time_and_leave_the_others_growing() -> None:
    ids = Ids(SteppableClock(2_000_000))
    first = ids.new()
    assert time_of(ids.new(at=77)) == 77
    assert time_of(ids.new(at=3_000_000)) == 3_000_000
    second = ids.new()
    assert first < second < 2_000_001 << 16


@given(st.integers(0, 2**47 - 1), st.integers(1, 500))
def test_backdated_ids_in_a_row_for_one_millisecond_differ_and_grow(at: int, count: int) -> None:
    ids = Ids(SteppableClock())
    made = [ids.new(at=at) for _ in range(count)]
    assert made == sorted(set(made))
    assert {time_of(i) for i in made} == {at}
    assert max(made) <= MAX_ID


def test_backdated_ids_fill_one_millisecond_completely() -> None:
    ids = Ids(SteppableClock())
    assert len({ids.new(at=1) for _ in range(65_536)}) == 65_536


@pytest.mark.parametrize("at", [-1, 2**47])
def test_a_time_that_no_id_can_say_is_refused(at: int) -> None:
    with pytest.raises(ValueError, match="no id can say"):
        Ids(SteppableClock()).new(at=at)


def test_threads_never_get_the_same_id() -> None:
    ids = Ids(SystemClock())
    with ThreadPoolExecutor(8) as pool:
        made = [i for part in pool.map(lambda _: [ids.new() for _ in range(500)], range(8)) for i in part]
    assert len(set(made)) == 4_000


def test_two_makers_in_one_millisecond_seldom_meet() -> None:
    pairs = [(Ids(SteppableClock()).new(), Ids(SteppableClock()).new()) for _ in range(2_000)]
    assert sum(a == b for a, b in pairs) <= 3  # expected: 2,000 / 65,536


@given(st.integers(0, MAX_ID))
def test_an_id_reads_back_from_its_text(number: int) -> None:
    assert parse_id(str(number)) == number


@given(st.text(max_size=25))
def test_only_the_one_spelling_is_an_id(text: str) -> None:
    number = parse_id(text)
    assert number is None or str(number) == text


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "+1", "-1", "01", "1_0", "1.0", "0x1", "١", "²", "1\n", "1\0", str(2**63), "9" * 5_000],
)
def test_what_is_no_id_is_none(text: str) -> None:
    assert parse_id(text) is None
