"""The quiet controls: what a member turns down of one other account, and blocks. The other side is never told."""

from __future__ import annotations

import msgspec

from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid, NotFound
from teahouse.people import keep_keys, rules
from teahouse.people.befriend import fetch_tie
from teahouse.people.events import RequestWithdrawn
from teahouse.people.keep_sight import put_ties
from teahouse.people.model import FOREVER, Account, Limits, Tie

LIFETIME = 100 * 365 * 86_400
"""In seconds; a time past all calendars could not be told to anybody."""


class Quiet(msgspec.Struct, frozen=True):
    """Changes to what I turn down of someone; None leaves each as it is."""

    hiding: bool | None = None
    selling_off: bool | None = None
    asking_off: bool | None = None
    shares_off: bool | None = None
    fold: int | None = None
    remark: str | None = None


def mute(tx: WriteTx, me: Account, other: Account | None, *, seconds: int = 0, notices: bool = True) -> None:
    """Don't look at theirs for so many seconds (0, or more than a lifetime: until unmuted), with or without notices."""
    if seconds < 0:
        raise Invalid("duration", "ERR_INVALID", "must not be negative")
    until = tx.now + seconds * 1000 if 0 < seconds <= LIFETIME else FOREVER
    _change(tx, me, other, muted_until=until, mute_notices=notices)


def unmute(tx: WriteTx, me: Account, other: Account | None) -> None:
    """Look at theirs again."""
    _change(tx, me, other, muted_until=0, mute_notices=False)


def turn_down(tx: WriteTx, me: Account, other: Account | None, changes: Quiet) -> None:
    """Apply every change that is stated. Raises `Invalid` for a number or a name out of bounds."""
    stated = {name: value for name, value in msgspec.structs.asdict(changes).items() if value is not None}
    if changes.fold is not None:
        rules.check_fold(changes.fold, tx.handed(Limits).max_fold)
    if changes.remark is not None and len(changes.remark) > 2000:
        raise Invalid("comment", "ERR_TOO_LONG", "is too long (maximum is 2000 characters)")
    _change(tx, me, other, **stated)


def block(tx: WriteTx, me: Account, other: Account | None) -> None:
    """Neither sees anything of the other from now on. Ties stay and count again after unblocking; requests end."""
    if other is None:
        raise NotFound
    rules.check_other(me, other)
    mine, theirs = fetch_tie(tx, me.id, other.id), fetch_tie(tx, other.id, me.id)
    for tie in (mine, theirs):
        if tie.requested:
            tx.tell(RequestWithdrawn(tie.source, tie.target))
    put_ties(
        tx,
        me,
        other,
        msgspec.structs.replace(mine, blocking=True, requested=False),
        msgspec.structs.replace(theirs, requested=False),
    )


def unblock(tx: WriteTx, me: Account, other: Account | None) -> None:
    """Take a block back."""
    _change(tx, me, other, blocking=False)


def _change(tx: WriteTx, me: Account, other: Account | None, **changes: object) -> None:
    if other is None:
        raise NotFound
    rules.check_other(me, other)
    mine: Tie = fetch_tie(tx, me.id, other.id)
    changed = msgspec.structs.replace(mine, **changes)
    if changed != mine:
        put_ties(tx, me, other, changed)
    if changed.remark != mine.remark:
        keep_keys.remark_changed(tx, me.id, other.id, changed.remark)
