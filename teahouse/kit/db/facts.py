"""Facts: what happened, told in the transaction where it happened and heard by listeners after its commit.

Every fact reaches each of its listeners at least once, and what a listener writes takes effect once: the listener runs
in a write transaction of its own that also removes the job. An errand is for what leads out of the house: it is looked
up in one transaction, carried outside of any, and settled in another, so it may happen twice when a process dies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

if TYPE_CHECKING:
    from teahouse.kit.db.tx import ReadTx, WriteTx


class Fact(msgspec.Struct, frozen=True):
    """Something that happened, in the past tense; its fields are ids and plain values."""


Listener = Callable[["WriteTx", Any], None]


class Outcome(msgspec.Struct, frozen=True):
    """What came of carrying something out of the house; `said` is safe to be shown to the host.

    `status` is the answer's by HTTP (0 where nobody answered), `retry_after` in seconds where the other side named it.
    """

    status: int
    said: str = ""
    retry_after: int | None = None
    body: bytes = b""


class Again(msgspec.Struct, frozen=True):
    """It did not succeed, and is worth another try: after so many milliseconds, or whatever later time is usual.

    `hopeless`: another try would end the same, so it is kept as dead at once.
    """

    why: str
    after: int = 0
    hopeless: bool = False


class Errand(Protocol):
    """What is done outside of the house when a fact was told."""

    def prepare(self, tx: ReadTx, fact: Any) -> Any | None:
        """What to carry, by what is so now; None: nothing, it is done."""

    def settle(self, tx: WriteTx, fact: Any, parcel: Any | None, outcome: Outcome) -> Again | None:
        """Note what came of it; None: it is done, well or not. Where there was no parcel, nothing was carried."""


class Listeners:
    """Who hears of which fact. A listener is known by `module.function`, which is what a stored job says."""

    def __init__(
        self,
        wiring: Mapping[type[Fact], Sequence[Listener]] | None = None,
        errands: Mapping[type[Fact], Errand] | None = None,
    ) -> None:
        self._of: dict[type[Fact], list[str]] = {}
        self._errands = {f"{fact.__name__}>out": (fact, errand) for fact, errand in (errands or {}).items()}
        self._by_name: dict[str, tuple[type[Fact], Listener]] = {}
        for fact, listeners in (wiring or {}).items():
            for listener in listeners:
                name = f"{fact.__name__}>{listener.__module__.removeprefix('teahouse.')}.{listener.__name__}"
                self._of.setdefault(fact, []).append(name)
                self._by_name[name] = (fact, listener)

    def names(self, fact: type[Fact]) -> list[str]:
        """The job kinds that a fact of this type makes."""
        return self._of.get(fact, [])

    def outward(self, fact: type[Fact]) -> str | None:
        """The kind of the errand that a fact of this type is."""
        name = f"{fact.__name__}>out"
        return name if name in self._errands else None

    def errand(self, kind: str, payload: bytes) -> tuple[Errand, Fact]:
        """The errand that `kind` names, with its fact. Raises LookupError when nobody runs it any more."""
        if kind not in self._errands:
            raise LookupError(f"no errand is named {kind}")
        fact, errand = self._errands[kind]
        return errand, msgspec.json.decode(payload, type=fact)

    def call(self, tx: WriteTx, kind: str, payload: bytes) -> None:
        """Run the listener that `kind` names. Raises LookupError when nobody hears of it any more."""
        if kind not in self._by_name:
            raise LookupError(f"no listener is named {kind}")
        fact, listener = self._by_name[kind]
        listener(tx, msgspec.json.decode(payload, type=fact))
