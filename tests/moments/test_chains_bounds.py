"""What cannot be written on an order chain, and its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teahouse import moments, people
from teahouse.kit.errors import Invalid, NotFound
from teahouse.moments import ChainDraft, EntryDraft, Stretch
from tests.cast import Cast
from tests.moments.test_chains import hang, lines, put


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        (ChainDraft(" \u200b"), "Chain.title can't be blank"),
        (ChainDraft("x" * 101), "maximum is 100"),
        (ChainDraft("x", unit="x" * 21), "maximum is 20"),
        (ChainDraft("x", most_each=0), "most each must be from 1 to 9999"),
        (ChainDraft("x", most_total=1_000_001), "most total must be from 1 to 1000000"),
        (ChainDraft("x", closes_at=1), "closes at must be in the future"),
    ],
)
def test_a_chain_that_cannot_be(cast: Cast, chain: ChainDraft, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        hang(cast, chain)
    assert cast.ask(moments.page_account, cast.mei.id, cast.mei.id, Stretch()).ids == []


@pytest.mark.parametrize(
    ("name", "quantity", "note", "said"),
    [
        ("x" * 51, 1, "", "maximum is 50"),
        ("", 1, "x" * 201, "maximum is 200"),
        ("", 0, "", "from 1 to 3"),
        ("", -2, "", "from 1 to 3"),
        ("", 2**40, "", "from 1 to 3"),
    ],
)
def test_an_entry_that_cannot_be(cast: Cast, name: str, quantity: int, note: str, said: str) -> None:
    moment = hang(cast)
    with pytest.raises(Invalid, match=said):
        put(cast, cast.anna, moment, quantity, note, name)
    assert lines(cast, cast.mei, moment) == []


def test_nobody_is_put_down_without_a_name(cast: Cast) -> None:
    moment = hang(cast)
    with pytest.raises(Invalid, match="Name can't be blank"):
        cast.do(moments.put_down_for, cast.mei, moment.id, EntryDraft(1, " "))
    with pytest.raises(NotFound):
        cast.do(moments.put_down_for, cast.anna, moment.id, EntryDraft(1, "Wang"))


@pytest.mark.parametrize("kind", ["sqlite"])
def test_pages_of_a_list(cast: Cast, crowd: Callable[[int], list[people.Account]]) -> None:
    moment = hang(cast, ChainDraft("Peaches"))
    for who in crowd(5):
        put(cast, who, moment)
    every = [entry.id for entry in cast.ask(moments.fetch_entries, 0, moment.id)]
    assert every == sorted(every)

    def ids(**at: int) -> list[int]:
        return [entry.id for entry in cast.ask(moments.page_entries, 0, moment.id, Stretch(**at))]

    assert ids(limit=2) == [every[4], every[3]]
    assert ids(limit=2, max_id=every[3]) == [every[2], every[1]]
    assert ids(limit=2, min_id=every[0]) == [every[2], every[1]]
    assert ids(limit=9, since_id=every[2]) == [every[4], every[3]]


@pytest.fixture
def crowd(cast: Cast) -> Callable[[int], list[people.Account]]:
    """So many people more."""
    return lambda n: [cast.do(people.create_account, username=f"p{i}") for i in range(n)]
