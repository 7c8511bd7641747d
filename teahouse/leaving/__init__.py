"""Leaving: what a member takes along, and what goes when they go.

An archive holds what is theirs and what they may see, in open formats; the gate is asked for all that is anybody
else's. Whoever deletes their account is gone for everybody at once, may come back for a while, and is then forgotten.
"""

from teahouse.leaving.depart import GRACE_DAYS, StillOwns, check_owns_nothing, forget, keep, leave, may_stay, stay
from teahouse.leaving.events import Left
from teahouse.leaving.take_along import pack

__all__ = [
    "GRACE_DAYS",
    "Left",
    "StillOwns",
    "check_owns_nothing",
    "forget",
    "keep",
    "leave",
    "may_stay",
    "pack",
    "stay",
]
