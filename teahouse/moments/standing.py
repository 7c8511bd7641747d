"""When an account is suspended or restored, or a moment withheld or given back: what counts no more, or counts again.

All else follows from the gate, which asks how a moment stands and whether its author is there. An account goes and
comes back in one transaction, in sets: that costs what the person did and has, never the house.
"""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Conflict, NotFound
from teahouse.moments import store
from teahouse.moments import store_standing as standing
from teahouse.moments.events import Withheld
from teahouse.moments.model import Kind, Moment, State


def suspend_account(tx: WriteTx, account: people.Account, to: people.State = people.State.SUSPENDED) -> None:
    """Nobody sees anything of the account from now on, and every way in ends. Raises `Conflict` unless it is active."""
    people.suspend_account(tx, account, to)
    _step(tx, account.id, -1)


def restore_account(tx: WriteTx, account: people.Account, was: people.State = people.State.SUSPENDED) -> None:
    """All is back as it was; its people sign in anew. Raises `Conflict` unless it is in that state."""
    people.restore_account(tx, account, was)
    _step(tx, account.id, 1)


def _step(tx: WriteTx, account_id: int, step: int) -> None:
    for statement in (standing.STEP_LIKES, standing.STEP_SHARES, standing.STEP_COMMENTS):
        tx.run(statement, account=account_id, step=step)


def withhold(tx: WriteTx, moment_id: int, *, removed: bool) -> Moment:
    """Only its author sees it from now on: held while it is looked at, or removed.

    Raises `NotFound` for what is not there, `Conflict` for what was removed already, and for a share, which says
    nothing itself.
    """
    moment = _fetch(tx, moment_id)
    if moment.share_of_id is not None:
        raise Conflict("A share shows another's post; withhold that")
    after = State.REMOVED if removed else State.HELD
    if moment.state not in (State.LIVE, State.HELD) or moment.state == after:
        raise Conflict("The post is withheld already")
    tx.run(store.SET_STATE, moment_id_=moment.id, to_state=int(after))
    if moment.state == State.LIVE:
        _count(tx, moment, -1)
        tx.tell(Withheld(moment.id, moment.author_id))
    return msgspec.structs.replace(moment, state=int(after))


def give_back(tx: WriteTx, moment_id: int) -> Moment:
    """Whoever might see it before sees it again. Raises `NotFound`, or `Conflict` for what is not withheld."""
    moment = _fetch(tx, moment_id)
    if moment.state not in (State.HELD, State.REMOVED):
        raise Conflict("The post is not withheld")
    tx.run(store.SET_STATE, moment_id_=moment.id, to_state=int(State.LIVE))
    _count(tx, moment, 1)
    return msgspec.structs.replace(moment, state=int(State.LIVE))


def _fetch(tx: WriteTx, moment_id: int) -> Moment:
    moment = tx.one(store.MOMENT, moment_id_=moment_id)
    if moment is None or moment.state == State.DELETED:
        raise NotFound
    return moment


def _count(tx: WriteTx, moment: Moment, step: int) -> None:
    """A comment of somebody who is suspended is not counted as it is; one's own public moments always are."""
    if moment.audience not in (Kind.PUBLIC, Kind.QUIET):
        return
    if moment.parent_id is None:
        newest = tx.value(store.NEWEST_PUBLIC, account_id_=moment.author_id)
        people.count_public(tx, moment.author_id, step, at=None if newest is None else newest >> 16)
    elif people.fetch_account(tx, moment.author_id) is not None:
        tx.run(store.COUNT_COMMENTS, parent=moment.parent_id, root=moment.root_id, step=step)
