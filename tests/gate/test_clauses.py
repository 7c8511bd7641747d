"""Each clause of the gate is needed: without it, some small world sees what it must not, or misses what it may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from teahouse.kit.db import WriteTx
from teahouse.moments import audience, store_feeds, store_media, store_search
from teahouse.moments.streams import store as store_streams
from teahouse.notices import store as store_notices
from teahouse.people import look
from tests.gate import clauses
from tests.gate.checks import (
    check,
    check_cards,
    check_chains,
    check_notices,
    check_own_lists,
    check_pictures,
    check_talk,
    check_threads,
    check_three_forms,
)
from tests.gate.clauses import IN_ORDER, Clause
from tests.gate.conftest import Grounds
from tests.gate.finding import check_search
from tests.gate.plain import World
from tests.gate.plans import plan_of
from tests.gate.streams import check_streams

SECOND_LOCKS = {
    "audience._sees_shared: _cuts_nothing(m.c.audience)": "nothing else can be shared, and no audience changes",
    "audience._shares_seen: o.c.share_of_id.is_(None)": "a share of a share is written as a share of what it shows",
    "store_media._seen: media.c.moment_id.is_(None)": "whose picture hangs on a moment wrote it, and sees it always",
    "look.is_member: a.c.state == State.ACTIVE": "who is not active does not sign in, so no viewer is",
}
"""Clauses that hold even if a verb forgot its own rule; no verb does, so no world misses them."""
SHORT_CUTS = {
    "audience._audience_holds: _is(kind, Kind.GROUP)": "only what is for a group names one",
    "audience._enters: root.c.author_id != viewer": "whoever else sees a group's moment is in the group",
    "audience._shares_seen: o.c.parent_id.is_(None)": "a root is its own root; asked twice it answers the same, later",
    "audience.is_in_the_room: m.c.author_id != viewer": "what others wrote is seen only with its root",
    "audience.is_in_the_room: m.c.parent_id.is_(None)": "a root is its own root",
    "audience.shows_who: root.c.author_id != viewer": "whoever else sees an entry sees whose it is",
    "audience.shows_notice: m.c.author_id == actor": "whose words are seen is seen to have written them",
}
"""Clauses that only spare the database work."""
BESIDE_THE_SENTENCE = (
    "_as_if",
    "saw",
    "is_in_the_room",
    "is_open_to",
    "shows_act",
    "shows_entry",
    "shows_notice",
    "shows_share",
    "shows_who",
    "told_entries",
)
"""Functions that lend the gate to lists, counts and notices; whether somebody may see a moment does not ask them."""
JOIN = re.compile(r"\w+\.c\.\w+ == \w+\.c\.\w+")
"""Two columns of two tables; without it a query asks about other rows, which the long run shows as well."""
FEW, MANY = 900, 1500
RARE = {"audience.told_entries: e.c.id >= since": 1_600}
"""Clauses that few worlds ask for, and from which world on to look for one that does."""

Looking = Callable[[WriteTx, World, int], None]


def gate_only(tx: WriteTx, world: World, _: int) -> None:
    """The sentence in its three forms."""
    viewers = [None, *(p for p in world.people if p.active)]
    check_three_forms(tx, world, viewers, 1)


def beside_it(tx: WriteTx, world: World, size: int) -> None:
    """What borrows the gate: counts, comments, likes, lists, sign-up lists, notices."""
    for viewer in [None, *(p for p in world.people if p.active)]:
        check_cards(tx, world, viewer, 1)
        check_threads(tx, world, viewer, 1)
        check_talk(tx, world, viewer)
        check_chains(tx, world, viewer)
        if viewer is not None:
            check_own_lists(tx, world, viewer, size)
            check_notices(tx, world, viewer)


def streams_only(tx: WriteTx, world: World, _: int) -> None:
    """Who hears of each moment at once, and who hears that it is gone."""
    check_streams(tx, world, 1)


def pictures_only(tx: WriteTx, world: World, _: int) -> None:
    """Whose files each may fetch; an address outlives its reader's sign-in, so that suspended people are asked too."""
    for viewer in [None, *world.people]:
        check_pictures(tx, world, viewer)


def notices_only(tx: WriteTx, world: World, _: int) -> None:
    """What each may still read of all that they were told."""
    for viewer in world.people:
        if viewer.active:
            check_notices(tx, world, viewer)


def found_only(tx: WriteTx, world: World, size: int) -> None:
    """What each finds."""
    for viewer in world.people:
        if viewer.active:
            check_search(tx, world, viewer, size)


def name_of(clause: Clause) -> str:
    """For the output of a test run."""
    return clause.name[:100]


def needed(modules: tuple[object, ...], *, smallest: bool) -> list[Clause]:
    """Those that some world must miss."""
    known = SECOND_LOCKS | SHORT_CUTS
    found = [clause for module in IN_ORDER if module in modules for clause in clauses.clauses_of(module)]
    small = [clause for clause in found if clauses.is_smallest(clause) and not JOIN.fullmatch(clause.text)]
    return [clause for clause in (small if smallest else found) if clause.name not in known]


@pytest.fixture
def workshop() -> Iterator[None]:
    """Puts every clause back."""
    yield
    clauses.whole_again()


def missed(grounds: Grounds, worlds: int, looking: Looking, *, first: int = 0) -> bool:
    """Whether one of so many worlds, from the `first` on, is not as specified."""
    for seed in range(first, first + worlds):
        try:
            grounds.try_world(plan_of(seed), looking)
        except Exception:  # whatever fails, an assertion or the database itself, it was missed
            return True
    return False


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("clause", needed((audience,), smallest=True), ids=name_of)
def test_no_clause_of_the_gate_can_be_spared(grounds: Grounds, clause: Clause, workshop: None) -> None:
    beside = clause.function in BESIDE_THE_SENTENCE
    clauses.drop(clause)
    looking = streams_only if clause.function == "saw" else beside_it if beside else gate_only
    assert missed(grounds, FEW, looking, first=RARE.get(clause.name, 0))


OF_STREAMS = [
    clause
    for clause in needed((audience, store_feeds, store_streams), smallest=True)
    if clause.module is store_streams or clause.function in ("saw", "follows_it", "is_own", "is_listed")
]
"""Of the queries that find who is to hear of a moment."""


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("clause", OF_STREAMS, ids=name_of)
def test_no_clause_of_the_gate_of_streams_can_be_spared(grounds: Grounds, clause: Clause, workshop: None) -> None:
    clauses.drop(clause)
    assert missed(grounds, FEW, streams_only)


OF_PICTURES = [
    clause
    for clause in clauses.clauses_of(store_media)
    if clause.function == "_seen" and clause.name not in SECOND_LOCKS
]
"""Of the query that is asked when a picture's file is fetched: all clauses, and what joins its tables."""


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("clause", OF_PICTURES, ids=name_of)
def test_no_clause_of_the_gate_of_pictures_can_be_spared(grounds: Grounds, clause: Clause, workshop: None) -> None:
    clauses.drop(clause)
    assert missed(grounds, FEW, pictures_only)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("clause", needed((store_search,), smallest=True), ids=name_of)
def test_no_clause_of_a_search_can_be_spared(grounds: Grounds, clause: Clause, workshop: None) -> None:
    clauses.drop(clause)
    assert missed(grounds, FEW, found_only)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("clause", needed((look, audience), smallest=False), ids=name_of)
def test_nor_any_larger_clause_nor_what_the_gate_asks_of_people(
    grounds: Grounds, clause: Clause, workshop: None
) -> None:
    clauses.drop(clause)
    assert missed(grounds, MANY, check)


OF_NOTICES = [
    clause
    for clause in needed((look, audience, store_notices), smallest=True)
    if clause.function in ("told_entries", "is_asked", "_of_group", "_list")
]
"""Of what people are told: all clauses about groups and lists."""


@pytest.mark.long
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("clause", OF_NOTICES, ids=name_of)
def test_no_clause_of_the_gate_of_notices_can_be_spared(grounds: Grounds, clause: Clause, workshop: None) -> None:
    clauses.drop(clause)
    assert missed(grounds, MANY, notices_only)


def test_all_exceptions_are_clauses_that_stand_there() -> None:
    names = {clause.name for module in IN_ORDER for clause in clauses.clauses_of(module)}
    assert names.issuperset(SECOND_LOCKS | SHORT_CUTS)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_house_that_was_taken_apart_is_whole_again(grounds: Grounds) -> None:
    clauses.whole_again()
    assert not missed(grounds, 3, check)
    assert not missed(grounds, 60, pictures_only)
