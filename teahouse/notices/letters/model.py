"""The nouns of letters."""

from __future__ import annotations

import msgspec

EVERY = (1, 7)
"""After how many days the next letter may come."""


class Letters(msgspec.Struct, frozen=True):
    """What one person chose: where to, how often, with words of what is not for everybody or without.

    `told_to` is the newest notice that a letter told of; `due` when the next is due, 0 where none is.
    """

    account_id: int
    address: str
    days: int
    texts: bool
    confirmed: bool
    asked_at: int
    told_to: int
    due: int
    failures: int
    last_error: str
    last_at: int | None
