"""The nouns of order chains: a list that hangs on a moment, on which people put themselves down."""

from __future__ import annotations

from enum import IntEnum

import msgspec


class ChainDraft(msgspec.Struct, frozen=True):
    """What an author wants to count. `closes_at` is in milliseconds; None stands for no bound."""

    title: str
    unit: str = ""
    most_each: int | None = None
    most_total: int | None = None
    closes_at: int | None = None
    author_only: bool = False
    """Entries are for the author's eyes; everybody else sees their own."""
    left_told: bool = False
    """The author tells how many are left, not only whether any are."""


class ChainChanges(msgspec.Struct, frozen=True):
    """What an edit says; None leaves each as it is, and 0 takes a bound away."""

    title: str | None = None
    unit: str | None = None
    most_each: int | None = None
    most_total: int | None = None
    closes_at: int | None = None
    author_only: bool | None = None
    left_told: bool | None = None


class Chain(msgspec.Struct, frozen=True):
    """A chain as its row says; `taken` is the sum of all live entries, whoever may see them, `places` their number."""

    moment_id: int
    title: str
    unit: str
    most_each: int | None
    most_total: int | None
    closes_at: int | None
    closed: bool
    author_only: bool
    left_told: bool
    taken: int
    places: int


class ChainState(IntEnum):
    """Whether somebody can still put themselves down."""

    OPEN = 0
    FULL = 1
    CLOSED = 2


class EntryState(IntEnum):
    """A removed entry is seen by its writer, and by the author among what was removed."""

    LIVE = 0
    REMOVED = 1


class EntryDraft(msgspec.Struct, frozen=True):
    """What somebody writes on a chain; an empty name is the writer's own."""

    quantity: int = 1
    name: str = ""
    note: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A line of a chain. Without an account the author wrote it, or its writer is no longer shown to who reads."""

    id: int
    account_id: int | None
    name: str
    quantity: int
    note: str
    changed_at: int | None
    state: int


class ChainView(msgspec.Struct, frozen=True):
    """A chain as one viewer sees it: numbers after the gate, and the viewer's own entry, removed or not."""

    chain: Chain
    state: ChainState
    left: int | None
    """How many are left, where there is a bound and the viewer may know."""
    entries: int
    total: int
    own: Entry | None
