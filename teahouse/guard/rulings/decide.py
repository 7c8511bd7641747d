"""A person decides: what waits for one, and what was appealed. What follows for the post is for the caller to do."""

from __future__ import annotations

from collections.abc import Collection

from teahouse.guard.rulings import rules, store
from teahouse.guard.rulings.events import Ruled
from teahouse.guard.rulings.keep import recount
from teahouse.guard.rulings.model import KeptRuling, State
from teahouse.guard.rulings.read import fetch_ruling
from teahouse.kit.db import WriteTx


def decide(tx: WriteTx, who: int, ruling: KeptRuling, *, overturn: bool, why: str, own: Collection[int]) -> KeptRuling:
    """The ruling as it stands then. Overturned, it counts for nothing and holds nothing; else it stands and is counted.

    Raises `Conflict` for what is not open, `Forbidden` for who decided it the first time or has a part in it, and
    `Invalid` without a reason.
    """
    rules.check_may_decide(ruling, who, own)
    why = rules.check_words(why, "why")
    if ruling.state == State.WAITING:
        tx.run(store.DECIDE, ruling_id_=ruling.id, to_who=who, to_time=tx.now, to_why=why)
    else:
        tx.run(store.ANSWER, ruling_id_=ruling.id, to_who=who, to_time=tx.now, to_why=why)
    if overturn:
        _settle(tx, ruling, State.OVERTURNED, holds=False)
    elif ruling.state == State.WAITING:
        _settle(tx, ruling, State.STANDING, holds=True)
        # It is counted from now on; which step that is, the count says.
        tx.run(store.SET_RUNG, ruling_id_=ruling.id, to_rung=1, to_until=None)
    if overturn or ruling.state == State.WAITING:
        recount(tx, ruling.account_id, ruling.family)
    tx.tell(Ruled(ruling.id, ruling.account_id))
    return fetch_ruling(tx, ruling.id)


def _settle(tx: WriteTx, ruling: KeptRuling, state: State, *, holds: bool) -> None:
    tx.run(store.SET_STATE, ruling_id_=ruling.id, to_state=state.value, to_holds=holds, to_until=None)
