"""Facts about being told, in the past tense, ids only."""

from teahouse.kit.db import Fact


class Told(Fact, frozen=True):
    """A notice was written for somebody; it was not held back."""

    account_id: int
    notice_id: int
    kind: int


class RobotWoken(Fact, frozen=True):
    """There is something that a robot has not told yet: an errand."""

    robot_id: int


class RobotTried(Fact, frozen=True):
    """Its owner wants to see whether a robot can be reached: an errand."""

    robot_id: int


class LettersAsked(Fact, frozen=True):
    """Somebody named an address for letters, which is asked whether it is theirs: an errand."""

    account_id: int


class LetterDue(Fact, frozen=True):
    """It is time for the next letter, if nothing was changed since: an errand."""

    account_id: int
    due: int


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
