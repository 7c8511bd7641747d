"""Facts about leaving, in the past tense, ids only."""

from teahouse.kit.db import Fact


class Left(Fact, frozen=True):
    """A member left; told so that it is heard when the time to come back is over. Moments up to `after` are buried."""

    account_id: int
    after: int = 0
