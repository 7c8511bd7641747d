"""Facts about rulings, in the past tense, ids only."""

from teahouse.kit.db import Fact


class Ruled(Fact, frozen=True):
    """A ruling was made, decided or answered: its author is to be told how it stands."""

    ruling_id: int
    account_id: int


class Referred(Fact, frozen=True):
    """Somebody who keeps the house is asked: a post waits, or a ruling was appealed."""

    ruling_id: int
