"""The log of what hosts, helpers and commands did to others. It is written in the act's own transaction.

It is kept for ever: lines are few and short, and what was done in the host's name must not be forgotten by a setting.
No secret is ever in it.
"""

from __future__ import annotations

from teahouse.housekeeping import store
from teahouse.housekeeping.model import Act, Actor, Entry
from teahouse.kit.db import ReadTx, WriteTx

NEWEST = 2**63 - 1


def record(
    tx: WriteTx, who: Actor, act: Act, *, subject: str = "", subject_id: int | None = None, reason: str = ""
) -> None:
    """One line more. `subject` is how it was called on the day, `subject_id` its account or moment, if it is one."""
    tx.run(
        store.WRITE,
        id=tx.new_id(),
        who_id=who.id,
        who=who.name,
        act=act.value,
        subject_id=subject_id,
        subject=subject,
        reason=reason,
    )


def page_log(tx: ReadTx, *, before: int = NEWEST, limit: int = 40) -> list[Entry]:
    """The lines below the id `before`, newest first: for hosts."""
    return tx.all(store.PAGE, before=before, n=limit)
