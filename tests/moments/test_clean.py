"""Cleaning one's circle: figures of what came, the fewest controls that make it quiet, and what they would change."""

from __future__ import annotations

from itertools import combinations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse import moments, people
from teahouse.moments import Came, Control, Draft, Friends, Lately, Mark, Public, Sort, Step, Stretch
from teahouse.moments.model import Group
from teahouse.people import groups
from tests.cast import Cast

DAY = people.DAY
ANNA, BEN, MEI, LIN = 1, 2, 3, 4


def came(author: int, day: int, n: int = 1, marks: int = 0, of: int | None = None) -> list[Came]:
    """So many of one day, a minute apart."""
    return [
        Came((day * DAY + author * 3_600_000 + i * 60_000) << 16, author, marks, of, None if of is None else marks)
        for i in range(n)
    ]


def lately(*rows: list[Came], **controls: Control) -> Lately:
    named = {"ben": BEN, "mei": MEI, "lin": LIN}
    every = sorted((one for each in rows for one in each), key=lambda one: one.id)
    return Lately(30, 0, tuple(every), {named[name]: control for name, control in controls.items()})


def test_a_quiet_circle_is_left_alone() -> None:
    quiet = lately(came(BEN, 1), came(MEI, 2, 5, Mark.SELLING), came(LIN, 3, 5))
    assert moments.propose(quiet) == []
    assert not moments.is_crowded(quiet)
    assert moments.propose(lately()) == []
    drowned = [came(LIN, day, 5) for day in range(25)]
    assert moments.propose(lately(came(MEI, 1, 12, Mark.SELLING), *drowned)) == [], "less than a tenth of it"


def test_the_loudest_sellers_come_first_and_no_more_than_are_needed() -> None:
    rows = lately(*(came(who, day, n, Mark.SELLING) for who, n in ((BEN, 1), (MEI, 3), (LIN, 2)) for day in range(10)))
    assert moments.propose(rows) == [Step(MEI, Sort.SELLING, 30, 30), Step(LIN, Sort.SELLING, 20, 20)]
    assert moments.is_crowded(rows)
    after = moments.tally(moments.applied(rows, moments.propose(rows)))
    assert (after.moments, after.selling) == (10, 10)


def test_who_asks_passes_on_or_floods() -> None:
    asking = lately(came(MEI, 1, 3, Mark.ASKING))
    assert moments.propose(asking) == [Step(MEI, Sort.ASKING, 3, 3)]
    shares = lately(*(came(BEN, day, 2, of=LIN) for day in range(4)))
    assert moments.propose(shares) == [Step(BEN, Sort.SHARES, 8, 8)]
    flood = lately(*(came(BEN, day, 7) for day in range(3)))
    assert moments.propose(flood) == [Step(BEN, Sort.FOLD, 3, 21)]
    assert moments.tally(moments.applied(flood, moments.propose(flood))).moments == 9
    sells_in_floods = lately(*(came(MEI, day, 7, Mark.SELLING) for day in range(3)))
    assert [step.sort for step in moments.propose(sells_in_floods)] == [Sort.SELLING], "one control is enough"


def test_what_is_turned_down_already_is_not_proposed_again() -> None:
    rows = [came(MEI, day, 4, Mark.SELLING) for day in range(10)]
    off = lately(*rows, mei=Control(selling_off=True))
    assert moments.propose(off) == []
    assert moments.waiting(off) == {MEI: 40}
    assert moments.propose(lately(*rows, mei=Control(muted=True))) == []
    folded = lately(*rows, mei=Control(fold=1))
    assert moments.tally(folded).selling == 10
    assert moments.waiting(folded) == {MEI: 30}
    assert moments.applied(folded, [Step(MEI, Sort.FOLD, 1, 1)]) == folded, "a narrower fold stays"


def test_a_share_is_turned_down_with_whom_it_is_shared_of() -> None:
    rows = lately(came(BEN, 1, 2, Mark.SELLING, of=MEI), came(BEN, 2), mei=Control(selling_off=True))
    assert [one.id for one in moments.shown(rows)] == [one.id for one in came(BEN, 2)]


SORTS = st.sampled_from([0, 0, Mark.SELLING, Mark.SELLING, Mark.ASKING, Mark.PASSED_ON, Mark.SELLING | Mark.ASKING])
ROWS = st.lists(st.tuples(st.integers(2, 7), st.integers(0, 5), st.integers(1, 8), SORTS), max_size=25)


@given(rows=ROWS)
def test_no_smaller_set_of_sellers_would_do(rows: list[tuple[int, int, int, int]]) -> None:
    """And what is proposed takes away what it says, only that, and is proposed once."""
    days = {(author, day, n): came(author, day, n, marks) for author, day, n, marks in rows}
    found = lately(*days.values())
    now, steps = moments.tally(found), moments.propose(found)
    assert len({(step.account_id, step.sort) for step in steps}) == len(steps)
    after = moments.tally(moments.applied(found, steps))
    assert after.moments <= now.moments
    loud = {share.account_id: share.selling for share in now.by if share.selling >= 4}
    chosen = [step for step in steps if step.sort is Sort.SELLING]
    assert all(step.n == loud[step.account_id] for step in chosen)
    assert len(chosen) <= 5
    gone = sum(step.n for step in chosen)
    for fewer in combinations(loud.values(), max(0, len(chosen) - 1)):
        assert len(chosen) == 0 or 4 * sum(fewer) < 3 * now.selling
    enough = 4 * gone >= 3 * now.selling or len(chosen) in (5, len(loud))
    assert enough or now.selling < 6 or 10 * now.selling < now.moments
    again = [step for step in moments.propose(moments.applied(found, steps)) if step in steps]
    assert again == []


def page(cast: Cast, reader: people.Account, **asked: bool) -> list[str]:
    ids = cast.ask(moments.page_market, reader, Stretch(), **asked).ids
    return [card.moment.text for card in cast.ask(moments.fetch_cards, reader.id, ids)]


def held(cast: Cast, reader: people.Account, **asked: object) -> list[str]:
    ids = cast.ask(moments.page_turned_down, reader, Stretch(), **asked).ids
    return [(card.original or card).moment.text for card in cast.ask(moments.fetch_cards, reader.id, ids)]


def test_the_market_holds_what_is_offered_whatever_was_turned_down(cast: Cast) -> None:
    cast.befriend((cast.anna, cast.mei), (cast.anna, cast.ben), (cast.zoe, cast.mei))
    cast.do(people.follow, cast.anna, cast.bakery)
    sold = {"marks": Mark.SELLING}
    cast.post(cast.mei, "Masks", **sold)
    cast.post(cast.mei, "A walk")
    cast.post(cast.bakery, "Buns", moments.Followers(()), **sold)
    cast.post(cast.lin, "A bicycle", Public(listed=True), **sold)
    cast.post(cast.grandma, "Socks", moments.House(), **sold)
    cast.post(cast.xiaoming, "For friends of his", **sold)
    cast.post(cast.lin, "For nobody in particular", Public(listed=False), **sold)
    cast.post(cast.mei, "For Zoe", moments.Only((), (cast.zoe.id,)), **sold)
    room = cast.do(groups.create_group, cast.xiaoming, groups.Changes("Street"), username="street")
    _, code = cast.do(groups.make_link, cast.xiaoming.id, room.id)
    cast.do(groups.join_by_link, cast.anna, code)
    cast.post(cast.xiaoming, "A sofa", Group(room.id), **sold)
    cast.post(cast.anna, "My own jam", **sold)
    everything = ["My own jam", "A sofa", "Socks", "A bicycle", "Buns", "Masks"]
    assert page(cast, cast.anna) == everything
    cast.do(people.turn_down, cast.anna, cast.mei, people.Quiet(selling_off=True, fold=1))
    cast.do(people.turn_down, cast.anna, cast.grandma, people.Quiet(selling_off=True))
    assert page(cast, cast.anna) == everything
    assert held(cast, cast.anna) == ["Masks"]
    cast.do(people.mute, cast.anna, cast.mei)
    cast.do(people.block, cast.anna, cast.lin)
    assert page(cast, cast.anna) == ["My own jam", "A sofa", "Socks", "Buns"]
    assert page(cast, cast.anna, muted=True) == ["My own jam", "A sofa", "Socks", "Buns", "Masks"]
    assert held(cast, cast.anna) == []
    assert held(cast, cast.anna, muted=True) == ["A walk", "Masks"]
    assert held(cast, cast.anna, muted=True, author=cast.ben.id) == []
    sellers = cast.ask(moments.fetch_sellers, cast.anna)
    assert [(one.account_id, one.count) for one in sellers] == [(cast.mei.id, 1), (cast.bakery.id, 1)]


def test_the_preview_is_what_home_becomes(cast: Cast) -> None:
    """And undoing puts back what was there, but for what was chosen in between."""
    cast.befriend((cast.anna, cast.mei), (cast.anna, cast.ben), (cast.anna, cast.lin))
    for n in range(9):
        cast.post(cast.mei, f"Masks {n}", marks=Mark.SELLING)
        cast.post(cast.ben, f"Bread {n}")
        cast.post(cast.lin, f"Vote {n}", marks=Mark.ASKING)
    before = cast.ask(moments.fetch_lately, cast.anna)
    steps = moments.propose(before)
    proposed = [(step.account_id, step.sort) for step in steps]
    assert proposed == [(cast.mei.id, Sort.SELLING), (cast.lin.id, Sort.ASKING)]
    promised = [one.id for one in moments.shown(moments.applied(before, steps))][::-1]
    ties = {who: cast.ask(people.fetch_tie, cast.anna.id, who) for who in (cast.mei.id, cast.ben.id, cast.lin.id)}
    turning = cast.do(
        people.turn_down_several,
        cast.anna,
        {cast.mei.id: people.Quiet(selling_off=True), cast.lin.id: people.Quiet(asking_off=True, fold=4)},
    )
    assert turning is not None
    assert cast.ask(moments.page_home, cast.anna, Stretch(limit=100)).ids == promised
    assert cast.do(people.turn_down_several, cast.anna, {cast.mei.id: people.Quiet(selling_off=True)}) is None
    assert cast.ask(people.fetch_turning, cast.anna.id) == turning, "what changes nothing is no act"
    cast.do(people.turn_down, cast.anna, cast.lin, people.Quiet(fold=2))
    assert cast.do(people.undo_turning, cast.anna, turning.id) == 2
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.mei.id) == ties[cast.mei.id]
    kept = msgspec.structs.replace(ties[cast.lin.id], fold=2)
    assert cast.ask(people.fetch_tie, cast.anna.id, cast.lin.id) == kept, "what was chosen since stays"
    assert cast.ask(people.fetch_turning, cast.anna.id) is None


def test_the_days_are_whole_where_more_came_than_is_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.befriend((cast.anna, cast.ben))
    for _ in range(4):
        for n in range(3):
            cast.do(moments.post_moment, cast.ben, Draft(f"Bread {n}", Friends()))
        cast.clock.step(DAY)
    monkeypatch.setattr("teahouse.moments.market._MOST_CAME", 8)
    found = cast.ask(moments.fetch_lately, cast.anna)
    assert (found.days, len(found.rows)) == (3, 6)
