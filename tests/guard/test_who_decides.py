"""Who may appeal and who may decide, on every way that a ruling can stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teahouse.guard import Campaign, Submission
from teahouse.guard.rulings.model import KeptRuling, State
from teahouse.guard.rulings.rules import (
    check_may_decide,
    check_may_speak,
    check_words,
    digest_of,
    may_appeal,
    may_decide,
)
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound

AUTHOR, MEMBER, STRANGER = 1, 2, 9
PEOPLE = st.integers(1, 6)
MAYBE = st.none() | st.integers(1, 6)


@st.composite
def kept(draw: st.DrawFn) -> KeptRuling:
    appealed = draw(MAYBE)
    return KeptRuling(
        id=1 << 30,
        account_id=AUTHOR,
        member_id=draw(st.sampled_from([None, AUTHOR, MEMBER])),
        moment_id=draw(MAYBE),
        digest="",
        said='{"text":""}',
        verdict="held",
        findings="[]",
        family="share",
        evades=False,
        uses=4,
        rung=0,
        first_id=None,
        state=draw(st.sampled_from(list(State))).value,
        holds=draw(st.booleans()),
        until=None,
        decided_by=draw(MAYBE),
        decided_at=None,
        why="",
        appealed_at=appealed,
        answered_by=None,
        answered_at=None if appealed is None else draw(MAYBE),
        answer="",
    )


@given(kept(), PEOPLE, st.sets(PEOPLE, max_size=3))
def test_nobody_decides_twice_or_about_their_own(ruling: KeptRuling, who: int, own: set[int]) -> None:
    if may_decide(ruling, who, own):
        assert ruling.is_open
        assert who != ruling.decided_by
        assert not {ruling.account_id, ruling.member_id} & {who, *own}
        check_may_decide(ruling, who, own)
    else:
        with pytest.raises((Conflict, Forbidden)):
            check_may_decide(ruling, who, own)


@given(kept())
def test_whatever_is_open_somebody_may_decide(ruling: KeptRuling) -> None:
    assert may_decide(ruling, STRANGER, ()) == ruling.is_open


@given(kept())
def test_one_appeals_once_and_only_what_stands(ruling: KeptRuling) -> None:
    assert may_appeal(ruling) == (ruling.state == State.STANDING and ruling.appealed_at is None)
    assert not (may_appeal(ruling) and ruling.is_open), "what is open goes to a person already"


@given(kept())
def test_one_speaks_about_ones_own_while_it_is_open(ruling: KeptRuling) -> None:
    with pytest.raises(NotFound):
        check_may_speak(ruling, STRANGER)
    if ruling.is_open:
        check_may_speak(ruling, AUTHOR)
    else:
        with pytest.raises(Conflict):
            check_may_speak(ruling, AUTHOR)


def test_words_are_neither_blank_nor_endless() -> None:
    assert check_words(" Because\r\n", "why").strip() == "Because"
    for wrong in ("", " \n", "x" * 1_001):
        with pytest.raises(Invalid):
            check_words(wrong, "why")


def test_other_words_or_another_form_are_another_submission() -> None:
    said = [
        Submission("a"),
        Submission("b"),
        Submission("a", alts=("b",)),
        Submission("a", declared=Campaign()),
        Submission("a", declared=Campaign(reward=True)),
    ]
    assert len({digest_of(one) for one in said}) == len(said)
    assert digest_of(Submission("a", language="zh")) == digest_of(Submission("a", commercial=True))
