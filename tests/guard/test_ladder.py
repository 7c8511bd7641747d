"""The ladder counts what was broken, within its memory, and nothing that was struck out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teahouse.guard import packaged_book
from teahouse.guard.rulings.model import Breach
from teahouse.guard.rulings.rules import DAY, HOUR, another_try_at, median, retold, rung_of, until_of

BOOK = packaged_book()
TOP = len(BOOK.steps) - 1
MEMORY = BOOK.numbers["memory_days"] * DAY
START = 1_700_000_000_000
DAYS = st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=12)


def breach(at: int, *, evades: bool = False) -> Breach:
    return Breach(at << 16, evades, 4, 0, None)


def made(days: list[tuple[int, bool]]) -> list[Breach]:
    return [breach(START + day * DAY, evades=evades) for day, evades in sorted(days)]


def test_each_breach_is_a_step() -> None:
    told = retold([breach(START + n * 2 * DAY) for n in range(6)], BOOK)
    assert [one.rung for one in told] == [1, 2, 3, 4, 4, 4]
    hours = [None if one.until is None else (one.until - one.at) // HOUR for one in told]
    assert hours == [None, 12, 24, 168, 168, 168]


def test_evading_is_one_step_more() -> None:
    told = retold([breach(START, evades=True), breach(START + 2 * DAY)], BOOK)
    assert [one.rung for one in told] == [2, 3]


@given(DAYS)
def test_a_rung_is_within_the_ladder_and_counts_no_more_than_there_are(days: list[tuple[int, bool]]) -> None:
    for n, one in enumerate(retold(made(days), BOOK)):
        assert 1 <= one.rung <= TOP
        assert one.rung <= 2 * (n + 1)
        assert (one.until is None) == (BOOK.steps[one.rung].hours == 0)
        assert one.until is None or one.until > one.at


@given(DAYS, st.integers(0, 11))
def test_striking_one_out_never_makes_another_worse(days: list[tuple[int, bool]], which: int) -> None:
    breaches = made(days)
    if which >= len(breaches):
        return
    before = {id(one): rung.rung for one, rung in zip(breaches, retold(breaches, BOOK), strict=True)}
    rest = breaches[:which] + breaches[which + 1 :]
    for one, after in zip(rest, retold(rest, BOOK), strict=True):
        assert after.rung <= before[id(one)]


@given(DAYS, st.booleans())
def test_what_is_older_than_the_memory_is_forgotten(days: list[tuple[int, bool]], evades: bool) -> None:
    breaches = made(days)
    at = START + 500 * DAY + MEMORY
    assert rung_of(breaches, evades=evades, at=at, memory=MEMORY, top=TOP) == 1 + evades


@given(DAYS)
def test_telling_anew_what_was_told_changes_nothing(days: list[tuple[int, bool]]) -> None:
    told = retold(made(days), BOOK)
    assert retold(told, BOOK) == told


def test_a_step_beyond_the_last_is_the_last() -> None:
    assert until_of(TOP + 5, START, BOOK.steps) == START + BOOK.steps[TOP].hours * HOUR


def test_another_try_within_a_day_is_no_new_breach() -> None:
    assert another_try_at(START, START + DAY - 1)
    assert not another_try_at(START, START + DAY)


def test_the_median_of_none_is_none() -> None:
    assert median([]) is None
    assert median([3, 1, 2]) == 2
