"""Where the guard is asked: before a moment is written, and before it is changed.

Promises that only commercial speech is judged (what a page says, what its author marks as selling), and that a ruling
is written in the transaction of what it lets through. For others' eyes a member's own words are never stopped; what
they read like is noted for readers who turned that down, and shown to their author.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from teahouse import guard, people
from teahouse.guard import rulings
from teahouse.guard.rulings import Asked, KeptRuling
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import NotFound
from teahouse.moments import rules_guarded as rules
from teahouse.moments import standing, store
from teahouse.moments.events import Posted
from teahouse.moments.model import GUESSED, Kind, Mark, Moment, State

Judged = tuple[Moment, KeptRuling | None]


class Beside(NamedTuple):
    """What is judged besides a moment's row: what is said of its pictures and declared; who acts, what it mends."""

    alts: tuple[str, ...] = ()
    declared: guard.Campaign | None = None
    by: int | None = None
    mends: int | None = None


def judge_new(tx: WriteTx, author: people.Account, moment: Moment, beside: Beside) -> Judged:
    """The moment as it may be written, and the ruling to be kept with it. Raises `Stopped`, and `Restricted`."""
    uses = rules.uses_of(author, moment)
    if not uses:
        return _guessed(tx, author, moment), None
    rulings.check_free(tx, author.id, uses)
    return _rule(tx, author, moment, beside, about=None)


def judge_edit(tx: WriteTx, author: people.Account, old: Moment, new: Moment, beside: Beside) -> Judged:
    """The same of words that are changed. Whoever mends is let do so, whatever they may not publish meanwhile."""
    uses = rules.uses_of(author, new)
    if not uses:
        return _guessed(tx, author, msgspec.structs.replace(new, marks=new.marks & ~Mark.LABELLED)), None
    if not rules.uses_of(author, old):
        rulings.check_free(tx, author.id, uses)
    return _rule(tx, author, new, beside, about=old.id)


def _rule(tx: WriteTx, author: people.Account, moment: Moment, beside: Beside, *, about: int | None) -> Judged:
    said = "\n".join(filter(None, (moment.spoiler, moment.text)))
    submission = guard.Submission(said, moment.language, True, beside.declared, beside.alts)
    uses = rules.uses_of(author, moment)
    ruling = rulings.rule_on(tx, Asked(author.id, beside.by or author.id, submission, uses, about))
    if beside.mends is not None and (ruling is None or not ruling.holds):
        rulings.mend_refused(tx, author.id, beside.mends)
    marks = moment.marks & ~(Mark.LABELLED | GUESSED)
    if ruling is None:
        return msgspec.structs.replace(moment, marks=marks), None
    ruling = msgspec.structs.replace(ruling, moment_id=moment.id)
    if ruling.verdict == guard.Verdict.LABELLED:
        marks |= Mark.LABELLED
    held = ruling.holds and about is None
    return msgspec.structs.replace(moment, marks=marks, state=int(State.HELD) if held else moment.state), ruling


def _guessed(tx: WriteTx, author: people.Account, moment: Moment) -> Moment:
    if author.kind != people.Kind.MEMBER or not rules.is_guessed_about(moment):
        return moment
    guess = guard.guess(moment.text, tx.handed(rulings.HouseRules).grammar)
    return msgspec.structs.replace(moment, marks=rules.with_guess(moment.marks, guess))


def settle_edit(tx: WriteTx, old: Moment, ruling: KeptRuling | None) -> None:
    """After an edit was written: it is held, or what held it is mended and it stands again, seen at once."""
    holding = None if old.state == State.LIVE else fetch_hold(tx, old)
    if holding is not None:
        rulings.mend(tx, holding)
    if ruling is not None and ruling.holds:
        if old.state == State.LIVE:
            standing.withhold(tx, old.id, removed=False)
        elif holding is not None:
            tx.run(store.SET_STATE, moment_id_=old.id, to_state=int(State.HELD))
        # What the house keeps back for another reason is not the guard's to give back.
        ruling = msgspec.structs.replace(ruling, holds=old.state == State.LIVE or holding is not None)
    elif holding is not None:
        standing.give_back(tx, old.id)
        tx.tell(Posted(old.id, old.author_id))
    if ruling is not None:
        rulings.keep(tx, ruling)


def fetch_hold(tx: WriteTx, moment: Moment) -> KeptRuling | None:
    """The ruling by which the moment is kept back; None where it is not, or by somebody who keeps the house."""
    holding = rulings.fetch_holding(tx, [moment.id]).get(moment.id)
    if holding is None:
        return None
    return holding if moment.state == _state_by(holding) else None


def _state_by(ruling: KeptRuling) -> State:
    """How a moment stands that this ruling keeps back: held until a person decides, removed once they did."""
    return State.HELD if ruling.state == rulings.State.WAITING else State.REMOVED


def contest_guess(tx: WriteTx, author_id: int, moment_id: int, sort: Mark) -> Moment:
    """Its author says that it is not of this sort: it is told nobody, and never asked again.

    Raises `NotFound` for what is not theirs, or was not guessed.
    """
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or moment.author_id != author_id or moment.state == State.DELETED:
        raise NotFound
    if not rules.guessed(moment.marks) & sort:
        raise NotFound
    marks = rules.contested(moment.marks, sort)
    tx.run(store.SET_MARKS, moment_id_=moment.id, to_marks=marks)
    if moment.audience in (Kind.PUBLIC, Kind.QUIET):
        tx.run(store.MARK_SHARES, moment_id_=moment.id, to_marks=marks & ~Mark.CHAIN)
    return msgspec.structs.replace(moment, marks=marks)


def follow_decision(tx: WriteTx, was: KeptRuling, now: KeptRuling) -> None:
    """A person decided: what was kept back is back, or removed; a mark that should not be there goes.

    Of what was deleted, or what the house keeps back for another reason, nothing changes.
    """
    moment = None if now.moment_id is None else tx.one(store.MOMENT, moment_id_=now.moment_id)
    if moment is None or moment.state == State.DELETED:
        return
    overturned = now.state == rulings.State.OVERTURNED
    if was.holds and moment.state == _state_by(was):
        if overturned:
            standing.give_back(tx, moment.id)
            tx.tell(Posted(moment.id, moment.author_id))
        elif was.state == rulings.State.WAITING:
            standing.withhold(tx, moment.id, removed=True)
    if overturned and was.verdict == guard.Verdict.LABELLED and moment.marks & Mark.LABELLED:
        marks = moment.marks & ~Mark.LABELLED
        tx.run(store.SET_MARKS, moment_id_=moment.id, to_marks=marks)
        tx.run(store.MARK_SHARES, moment_id_=moment.id, to_marks=marks & ~Mark.CHAIN)
