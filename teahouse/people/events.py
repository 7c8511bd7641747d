"""Facts about people, in the past tense, ids only."""

from teahouse.kit.db import Fact


class FriendRequested(Fact, frozen=True):
    """`source` asked `target` to be friends."""

    source: int
    target: int


class Followed(Fact, frozen=True):
    """`source` now follows `target`, unasked; or their request was accepted and `target` is told of the friend."""

    source: int
    target: int


class RequestWithdrawn(Fact, frozen=True):
    """A request of `source` to `target` is no longer open: accepted, rejected or taken back."""

    source: int
    target: int


class AskedIn(Fact, frozen=True):
    """`asker` asked to be let into the group."""

    group_id: int
    asker: int


class LetIn(Fact, frozen=True):
    """`helper` let `member` into the group, who had asked or been sent away."""

    group_id: int
    member: int
    helper: int
