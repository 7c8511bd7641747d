"""Looking at the keys by which lines were let in, often and at little cost."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from teahouse.kit.db import Database, ReadTx

EVERY = 10
"""So often a look is taken where nothing was written either: keys run out by themselves."""


class KeyWatch:
    """Says which keys are still good, as `Hub.attend` wants it; `fetch_good` asks the database.

    Of SQLite one can tell that nothing at all was written; then nobody's key was taken back either.
    """

    def __init__(self, database: Database, fetch_good: Callable[[ReadTx, Collection[Any]], Collection[Any]]) -> None:
        self._database = database
        self._fetch_good = fetch_good
        self._seen: object | None = None
        self._looks = 0

    async def still_good(self, keys: Collection[Any]) -> Collection[Any]:
        """Of these, those that would still let somebody in."""
        self._looks += 1

        def look(tx: ReadTx) -> Collection[Any]:
            mark = tx.mark()
            if mark is not None and mark == self._seen and self._looks % EVERY:
                return keys
            self._seen = mark
            return self._fetch_good(tx, keys)

        return await self._database.read(look)
