"""Who may begin a talk with somebody."""

from enum import IntEnum


class Writers(IntEnum):
    """Who may write to an account that they have no talk with yet."""

    FRIENDS = 0
    GROUPS = 1  # friends, and whoever is in a group with it
    EVERYONE = 2  # of this house
