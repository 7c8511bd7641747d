"""Entities of private talk."""

from __future__ import annotations

from msgspec import Struct

from teahouse.doors.mastodon.entities import Account, Status


class Conversation(Struct, frozen=True):
    """A talk as one of its people sees it: everybody else in it, and the last that was said and is seen."""

    id: str
    unread: bool
    accounts: list[Account]
    last_status: Status | None
