"""Facts about filters, in the past tense, ids only."""

from teahouse.kit.db import Fact


class FiltersChanged(Fact, frozen=True):
    """Somebody's filters are others now."""

    account_id: int
