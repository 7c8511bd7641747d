"""Facts about moments, in the past tense, ids only."""

from teahouse.kit.db import Fact


class Posted(Fact, frozen=True):
    """A moment or a comment was posted."""

    moment_id: int
    author_id: int


class Edited(Fact, frozen=True):
    """Its text was changed."""

    moment_id: int
    author_id: int


class Deleted(Fact, frozen=True):
    """It was deleted by its author, or removed from under their moment by that moment's author."""

    moment_id: int
    author_id: int
    was_live: bool = True
    """Else nobody but its author saw it any more."""


class Buried(Fact, frozen=True):
    """It was deleted a while ago; whom it was for is of no more use."""

    moment_id: int


class Withheld(Fact, frozen=True):
    """The house holds it back or removed it: only its author sees it from now on."""

    moment_id: int
    author_id: int


class Liked(Fact, frozen=True):
    """Somebody likes it."""

    moment_id: int
    actor_id: int


class Unliked(Fact, frozen=True):
    """Somebody likes it no longer."""

    moment_id: int
    actor_id: int


class Shared(Fact, frozen=True):
    """Somebody shared it; `share_id` is the share."""

    moment_id: int
    actor_id: int
    share_id: int


class PutDown(Fact, frozen=True):
    """Somebody put themselves down on the chain of a moment that is not their own."""

    moment_id: int
    entry_id: int
