"""Whose notices are told, held back, or let go, as a person chose; Mastodon's rules."""

from __future__ import annotations

from enum import IntEnum

import msgspec

from teahouse.notices.model import NoticeKind

NEW_FOR = 30 * 86_400_000
FOLLOWS_SINCE = 3 * 86_400_000
"""Who followed a moment ago is no follower yet: else following would be the way past."""
ASKED_FOR = frozenset(
    {
        NoticeKind.POST,
        NoticeKind.EDIT,
        NoticeKind.ASKED_IN,
        NoticeKind.LET_IN,
        NoticeKind.CHAIN,
        NoticeKind.RULING,
    }
)
"""What a person brought upon themselves (a bell, a share, a group, a list, an offer) is never held back."""


class Treatment(IntEnum):
    """What becomes of a notice."""

    ACCEPT = 0
    FILTER = 1
    DROP = 2


class Choice(msgspec.Struct, frozen=True):
    """How a person treats notices of whom; of several that apply the strictest counts."""

    not_following: int = 0
    not_followers: int = 0
    new_accounts: int = 0
    private_mentions: int = 0
    limited_accounts: int = 0


class Case(msgspec.Struct, frozen=True):
    """How whoever did something stands to whom it would be told. `followed_since`: by the actor, None for never.

    `letter`: they wrote a letter that answers none of the reader's.
    """

    following: bool
    followed_since: int | None
    since: int
    letter: bool


def treat(choice: Choice, case: Case, now: int) -> Treatment:
    """What becomes of it. Nobody's reach is limited in this house, so that choice waits for somebody."""
    follower = case.followed_since is not None and case.followed_since <= now - FOLLOWS_SINCE
    applies = [
        0 if case.following else choice.not_following,
        0 if follower else choice.not_followers,
        choice.new_accounts if case.since > now - NEW_FOR else 0,
        choice.private_mentions if case.letter and not case.following else 0,
    ]
    return Treatment(max(applies))
