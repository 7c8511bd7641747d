"""What clients asked for and what was acknowledged, in a file that outlives the process that writes it.

Promises that a line stands before its deed is tried, or right after its answer came: one write to the system each.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Deed(msgspec.Struct, frozen=True):
    """One thing that a client does. `key` is its idempotency key, and part of its text where it has one."""

    key: str
    client: int
    kind: str
    on: int = 0
    named: int | None = None

    @property
    def text(self) -> str:
        return f"@u{self.named} {self.key}" if self.named is not None else self.key


class Line(msgspec.Struct, frozen=True):
    """Either what is tried, or the answer to it."""

    tried: Deed | None = None
    done: str = ""
    id: int = 0


class Ledger:
    """Appends lines; several writers may share the file."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._encoder = msgspec.json.Encoder()

    def tried(self, deed: Deed) -> None:
        os.write(self._file, self._encoder.encode(Line(tried=deed)) + b"\n")

    def done(self, deed: Deed, id_: int) -> None:
        os.write(self._file, self._encoder.encode(Line(done=deed.key, id=id_)) + b"\n")

    def close(self) -> None:
        os.close(self._file)


class Read(msgspec.Struct):
    """A ledger as it was read: every deed by key in the order of first tries, and the answers."""

    deeds: dict[str, Deed]
    done: dict[str, int]

    def open_deeds(self) -> dict[int, Deed]:
        """By client, what was tried last and never answered: what the client tries again."""
        return {deed.client: deed for deed in self.deeds.values() if deed.key not in self.done}


def read(path: Path) -> Read:
    found = Read({}, {})
    for text in path.read_bytes().splitlines() if path.exists() else []:
        line = msgspec.json.decode(text, type=Line)
        if line.tried is not None:
            found.deeds[line.tried.key] = line.tried
        else:
            found.done[line.done] = line.id
    return found
