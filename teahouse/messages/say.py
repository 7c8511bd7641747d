"""Writing into a room: the names of its people stand before the words, as in any letter."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse import people
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import NotFound
from teahouse.messages.post import post
from teahouse.messages.read import room_of
from teahouse.moments import Draft, Moment


def say(tx: WriteTx, author: people.Account, others: Sequence[int], draft: Draft) -> tuple[Moment, int]:
    """A letter to these, a letter of its own; and the room that it stands in.

    Who is not there any more is left out. Raises what `post` raises, and `NotFound` where nobody is left.
    """
    found = people.fetch_accounts(tx, [other for other in others if other != author.id])
    names = [f"@{people.acct_of(found[other])}" for other in dict.fromkeys(others) if other in found]
    if not names:
        raise NotFound
    letter = post(tx, author, msgspec.structs.replace(draft, text=" ".join([*names, draft.text]).rstrip()))
    room_id = room_of(tx, author.id, letter.id)
    if room_id is None:
        raise NotFound
    return letter, room_id
