"""Facts about being told, in the past tense, ids only."""

from teahouse.kit.db import Fact


class Told(Fact, frozen=True):
    """A notice was written for somebody; it was not held back."""

    account_id: int
    notice_id: int
    kind: int


class PushWanted(Fact, frozen=True):
    """A notice is to be pushed to where an app is subscribed: an errand."""

    subscription_id: int
    notice_id: int


class Announced(Fact, frozen=True):
    """The host says something to everybody."""

    announcement_id: int


class Withdrawn(Fact, frozen=True):
    """The host says it no more."""

    announcement_id: int
