"""Deleting a circle, with care for what was shown to it or kept from it."""

from __future__ import annotations

from teahouse import people
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Refusal
from teahouse.moments import store


class StillDenied(Refusal):
    """Moments are kept from this circle; deleting it closes them. Asked again with a yes, it is done."""

    code = "still_denied"
    status = 422


def count_kept_from(tx: ReadTx, circle_id: int) -> int:
    """How many moments are kept from this circle."""
    return int(tx.value(store.COUNT_DENYING, circle_=circle_id))


def delete_circle(tx: WriteTx, owner: int, circle_id: int, *, confirmed: bool) -> None:
    """Delete a circle. Moments kept from it become its owner's alone; what was shown to it is shown to it no more.

    Raises `NotFound` for what is not the owner's, `StillDenied` where moments are kept from it and `confirmed` is
    false: the owner is warned first.
    """
    people.fetch_circle(tx, owner, circle_id)
    denying = count_kept_from(tx, circle_id)
    if denying and not confirmed:
        raise StillDenied(
            f"{denying} of your posts are hidden from this list. If you delete it, nobody but you will see them. "
            "Send confirm=true to delete it all the same"
        )
    tx.run(store.CLOSE_DENYING, circle_=circle_id)
    tx.run(store.CLOSE_TAGGED, circle_=circle_id)
    people.delete_circle(tx, owner, circle_id)
