"""Paging by ids: the query every list takes.

Ids outside 63 bits never get here, and a size always lies within what the list allows.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[int, Meta(ge=0, le=2**63 - 1)]
"""An id in a path, a query or a body: decimal digits within 63 bits."""


class Page(Struct, frozen=True, kw_only=True):
    """Which page of a list. `min_id` asks for the rows just above it, `since_id` for the newest above it."""

    max_id: Id | None = None
    since_id: Id | None = None
    min_id: Id | None = None
    limit: int | None = None

    def size(self, default: int = 20, most: int = 40) -> int:
        """How many rows: `limit`, clamped to 1..`most`."""
        return default if self.limit is None else max(1, min(self.limit, most))
