"""Facts about rulings, in the past tense, ids only."""

from teahouse.kit.db import Fact


class Ruled(Fact, frozen=True):
    """A ruling was made, decided or answered: its author is to be told how it stands."""

    ruling_id: int
    account_id: int
