"""What an author who is gone for good leaves behind: tombstones without words, and lines on lists without a name.

What was counted for all was taken off when the account ceased to be there; here nothing is counted a second time.
"""

from __future__ import annotations

from teahouse.kit.db import WriteTx
from teahouse.moments import store
from teahouse.moments import store_own as own
from teahouse.moments.attach import drop_row
from teahouse.moments.change import bury


def forget_moments(tx: WriteTx, account_id: int, *, after: int, most: int) -> int | None:
    """Bury up to `most` of the account's moments above the id `after`, pictures and all.

    Answers the id of the last of them, None where there are no more.
    """
    ids: list[int] = tx.column(own.NEXT_OWN, account=account_id, after=after, n=most)
    for moment_id in ids:
        moment = tx.one(store.MOMENT, moment_id_=moment_id)
        if moment is not None:
            bury(tx, moment, with_media=True, counted=False)
    return ids[-1] if len(ids) == most else None


def forget_acts(tx: WriteTx, account_id: int) -> None:
    """The account's likes, bookmarks, pins and uploads go; on lists of orders its lines stay without name and note."""
    for row in tx.all(own.LOOSE_OF, account=account_id):
        drop_row(tx, row)
    for statement in own.FORGET_ACTS:
        tx.run(statement, account=account_id)
    tx.run(own.BLANK_ENTRIES, account=account_id)
