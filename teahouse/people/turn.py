"""Turning down several at once, or taking several back, and undoing the last such act.

Promises that undoing changes nothing but what that act changed, and of this only what still stands as the act left it.
The act is kept in one row of its member's for thirty days and not in the page: so it can be undone from another
device, and nothing of it has to be believed that comes in with a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.people import rules
from teahouse.people import store_turning as store
from teahouse.people.accounts import fetch_accounts
from teahouse.people.befriend import fetch_tie
from teahouse.people.keep_sight import put_ties
from teahouse.people.model import DAY, Account, Limits, Tie
from teahouse.people.model_turning import MOST_AT_ONCE, QUIET_FIELDS, TURNED_FOR, Change, Turning
from teahouse.people.quiet import Quiet

_CHANGES = msgspec.json.Decoder(tuple[Change, ...])


def fetch_quiet_ties(tx: ReadTx, me: int) -> list[Tie]:
    """My ties to all of whom I turned something down, or whom I hide from."""
    return tx.all(store.QUIET_TIES, account=me)


def turn_down_several(tx: WriteTx, me: Account, wanted: Mapping[int, Quiet]) -> Turning | None:
    """Apply what is stated about each of these; None where that changes nothing. Who is not there is left out.

    Raises `Invalid` for a number out of bounds and for too many people.
    """
    most = tx.handed(Limits).max_fold
    stated: dict[int, dict[str, Any]] = {}
    for other, quiet in wanted.items():
        if quiet.fold is not None:
            rules.check_fold(quiet.fold, most)
        values = {name: getattr(quiet, name) for name in QUIET_FIELDS if getattr(quiet, name, None) is not None}
        stated[other] = values
    return _turn(tx, me, stated)


def take_all_back(tx: WriteTx, me: Account) -> Turning | None:
    """Nothing of anybody is turned down any more; from whom I hide I go on to hide. The first hundreds, where more."""
    nothing = Tie(0, 0)
    everything = {name: getattr(nothing, name) for name in QUIET_FIELDS}
    ties = [tie for tie in fetch_quiet_ties(tx, me.id) if any(getattr(tie, name) for name in QUIET_FIELDS)]
    return _turn(tx, me, {tie.target: everything for tie in ties[:MOST_AT_ONCE]})


def fetch_turning(tx: ReadTx, me: int) -> Turning | None:
    """The last act that changed several at once, while it can be undone."""
    rows = tx.all(store.TURNING, account=me, after=tx.now - TURNED_FOR * DAY)
    return Turning(rows[0][0], rows[0][1], _CHANGES.decode(rows[0][2])) if rows else None


def undo_turning(tx: WriteTx, me: Account, turning_id: int) -> int:
    """Put back what stands as that act left it; how many people it was about. Raises `NotFound` where it is another."""
    turning = fetch_turning(tx, me.id)
    if turning is None or turning.id != turning_id:
        raise NotFound
    back: dict[int, dict[str, Any]] = {}
    for change in turning.changes:
        tie = fetch_tie(tx, me.id, change.other)
        if int(getattr(tie, change.field)) == change.after:
            back.setdefault(change.other, {})[change.field] = _as_kept(change.field, change.before)
    for other, account in fetch_accounts(tx, list(back)).items():
        put_ties(tx, me, account, msgspec.structs.replace(fetch_tie(tx, me.id, other), **back[other]))
    tx.run(store.DROP_TURNING, account=me.id)
    return len(back)


def sweep_turnings(tx: WriteTx) -> None:
    """Forget those that can be undone no more."""
    tx.run(store.SWEEP, before=tx.now - TURNED_FOR * DAY)


def _as_kept(field: str, value: int) -> int | bool:
    return value if field in ("fold", "muted_until") else bool(value)


def _turn(tx: WriteTx, me: Account, stated: Mapping[int, Mapping[str, Any]]) -> Turning | None:
    if len(stated) > MOST_AT_ONCE:
        raise Invalid("base", "ERR_TOO_MANY", f"are too many people (maximum is {MOST_AT_ONCE})")
    changes: list[Change] = []
    found = fetch_accounts(tx, list(stated))
    for other, account in ((other, found[other]) for other in stated if other in found):
        rules.check_other(me, account)
        mine = fetch_tie(tx, me.id, other)
        changed = msgspec.structs.replace(mine, **stated[other])
        fields = [name for name in stated[other] if int(getattr(mine, name)) != int(getattr(changed, name))]
        if fields:
            put_ties(tx, me, account, changed)
            changes += [Change(other, name, int(getattr(mine, name)), int(getattr(changed, name))) for name in fields]
    if not changes:
        return None
    turning = Turning(tx.new_id(), tx.now, tuple(changes))
    packed = msgspec.json.encode(turning.changes).decode()
    tx.run(store.PUT_TURNING, account_id=me.id, id=turning.id, at=turning.at, changes=packed)
    return turning
