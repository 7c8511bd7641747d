"""The nouns of private talk."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse import people
from teahouse.kit.errors import Invalid


class Conversation(msgspec.Struct, frozen=True):
    """A room as one of its people sees it today: `last_id` is the last letter there that they may see."""

    id: int
    last_id: int
    unread: bool
    others: tuple[int, ...]
    """Everybody else in it; nobody in a room of one's own."""


class Limits(msgspec.Struct, frozen=True):
    """How many people one talk has, its writer among them; the host's choice."""

    max_people: int = 20


class NotWelcome(Invalid):
    """Somebody whom the letter names takes none from its writer. Why is not told: a block looks as a choice does."""

    code = "not_welcome"

    def __init__(self, refusing: Sequence[people.Account]) -> None:
        self.refusing = tuple(refusing)
        names = ", ".join(f"@{people.acct_of(account)}" for account in refusing)
        super().__init__("text", "ERR_NOT_WELCOME", f"cannot be sent: no private messages from you for {names}")
