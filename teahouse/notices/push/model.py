"""The nouns of push."""

from __future__ import annotations

from typing import Literal

import msgspec

from teahouse.notices.model import NoticeKind

Policy = Literal["all", "followed", "follower", "none"]
"""Of whose doing one is told: everybody's, that of those one follows, of those who follow one, or nobody's."""

ALERTS = {
    NoticeKind.FRIEND_REQUEST: "follow_request",
    NoticeKind.FOLLOW: "follow",
    NoticeKind.MENTION: "mention",
    NoticeKind.COMMENT: "mention",
    NoticeKind.LIKE: "favourite",
    NoticeKind.SHARE: "reblog",
    NoticeKind.POST: "status",
    NoticeKind.EDIT: "update",
    NoticeKind.ASKED_IN: "teahouse.group_request",
    NoticeKind.LET_IN: "teahouse.group_join",
    NoticeKind.CHAIN: "teahouse.chain_entry",
    NoticeKind.RULING: "teahouse.ruling",
}
"""What an app calls each kind when it says what it wants to be told."""


class Wanted(msgspec.Struct, frozen=True):
    """Where and how an app wants to be told. `standard`: by the published standards, else by their last drafts."""

    endpoint: str
    p256dh: str
    auth: str
    standard: bool
    alerts: tuple[str, ...] = ()
    policy: Policy = "all"


class Subscription(msgspec.Struct, frozen=True):
    """Where an app is told; `stands_for` is sent in place of the token, which the house does not know."""

    id: int
    account_id: int
    endpoint: str
    p256dh: bytes
    auth: bytes
    standard: bool
    policy: str
    alerts: str
    stands_for: str

    @property
    def types(self) -> frozenset[str]:
        """What the app wants to be told, in its own words."""
        return frozenset(msgspec.json.decode(self.alerts, type=list[str]))


class Browser(msgspec.Struct, frozen=True):
    """A browser that is told of everything, in the house's own words, until it is signed out."""

    id: int
    account_id: int
    endpoint: str
    p256dh: bytes
    auth: bytes

    @property
    def subscription(self) -> Subscription:
        """As an app's that wants all of it by the published standards; it stands for no token."""
        everything = msgspec.json.encode(sorted(set(ALERTS.values()))).decode()
        return Subscription(
            self.id,
            self.account_id,
            self.endpoint,
            self.p256dh,
            self.auth,
            standard=True,
            policy="all",
            alerts=everything,
            stands_for="",
        )
