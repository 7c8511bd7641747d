"""Facts: what happened, told in the transaction where it happened and heard by listeners after its commit.

Every fact reaches each of its listeners at least once, and what a listener writes takes effect once: the listener runs
in a write transaction of its own that also removes the job.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from teahouse.kit.db.tx import WriteTx


class Fact(msgspec.Struct, frozen=True):
    """Something that happened, in the past tense; its fields are ids and plain values."""


Listener = Callable[["WriteTx", Any], None]


class Listeners:
    """Who hears of which fact. A listener is known by `module.function`, which is what a stored job says."""

    def __init__(self, wiring: Mapping[type[Fact], Sequence[Listener]] | None = None) -> None:
        self._of: dict[type[Fact], list[str]] = {}
        self._by_name: dict[str, tuple[type[Fact], Listener]] = {}
        for fact, listeners in (wiring or {}).items():
            for listener in listeners:
                name = f"{fact.__name__}>{listener.__module__.removeprefix('teahouse.')}.{listener.__name__}"
                self._of.setdefault(fact, []).append(name)
                self._by_name[name] = (fact, listener)

    def names(self, fact: type[Fact]) -> list[str]:
        """The job kinds that a fact of this type makes."""
        return self._of.get(fact, [])

    def call(self, tx: WriteTx, kind: str, payload: bytes) -> None:
        """Run the listener that `kind` names. Raises LookupError when nobody hears of it any more."""
        if kind not in self._by_name:
            raise LookupError(f"no listener is named {kind}")
        fact, listener = self._by_name[kind]
        listener(tx, msgspec.json.decode(payload, type=fact))
