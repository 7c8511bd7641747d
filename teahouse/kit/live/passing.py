"""Passing a fact on to all processes, in the transaction in which it is heard: so it is passed on once."""

from __future__ import annotations

import msgspec

from teahouse.kit.db import Fact, WriteTx


def pass_on(tx: WriteTx, fact: Fact) -> None:
    """Have every process hear of it; a listener for the wiring."""
    tx.broadcast(f"{type(fact).__name__} {msgspec.json.encode(fact).decode()}")


def read_passed(message: str) -> tuple[str, bytes]:
    """The name of the fact's type, and the fact as JSON."""
    name, _, payload = message.partition(" ")
    return name, payload.encode()
