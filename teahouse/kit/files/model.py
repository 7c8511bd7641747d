"""What every store of files can do, and what its names look like."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

_NAME = re.compile(r"[0-9a-f]{40}-[0-9a-f]{16}(-small)?\.(jpg|png|webp)\Z", re.ASCII)


class Missing(Exception):
    """There is no file of this name."""


class Opened(NamedTuple):
    """A file, to be read once. Whoever opened it reads it to its end or closes `pieces`."""

    size: int
    pieces: AsyncGenerator[bytes, None]


class Store(Protocol):
    """A place for files."""

    @property
    def staging(self) -> Path:
        """A folder for files that are still being made; what is left there belongs to nobody."""
        ...

    def put(self, path: Path, name: str) -> None:
        """Keep the file at `path`, which is there no more afterwards. Blocks."""
        ...

    async def open(self, name: str) -> Opened:
        """The file to be read, bit by bit. Raises `Missing`."""
        ...

    def old(self, before: int) -> Iterator[str]:
        """The names of all files that were put before that time (UTC milliseconds). Blocks."""
        ...

    def drop_unfinished(self, before: int) -> int:
        """Remove what was begun before that time and never put; how many. Blocks."""
        ...

    def drop(self, names: Sequence[str]) -> bool:
        """Remove these files, those too that are gone already. False where it must be tried again later. Blocks."""
        ...


def check_name(name: str) -> str:
    """The name, if it is one that can have been given here; whatever else it is leads nowhere. Raises `Missing`."""
    if not _NAME.match(name):
        raise Missing(name)
    return name
