"""The nouns of turning down several at once: each change with what was there before, so that it can be taken back."""

from __future__ import annotations

import msgspec

TURNED_FOR = 30
"""Days for which it can be taken back."""
MOST_AT_ONCE = 300
"""People of whom something is turned down in one act."""
QUIET_FIELDS = ("selling_off", "asking_off", "shares_off", "fold", "muted_until", "mute_notices")
"""The columns of a tie by which I see less of somebody. That they see less of mine (`hiding`) is not one of these."""


class Change(msgspec.Struct, frozen=True, array_like=True):
    """One column of my tie to somebody: what it was, and what it became."""

    other: int
    field: str
    before: int
    after: int


class Turning(msgspec.Struct, frozen=True):
    """The last act that changed several at once."""

    id: int
    at: int
    changes: tuple[Change, ...]

    @property
    def others(self) -> list[int]:
        """Of whom something was changed, each once."""
        return list(dict.fromkeys(change.other for change in self.changes))
