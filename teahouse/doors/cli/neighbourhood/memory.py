"""What readers have read lately, so that nobody meets the same words twice in a feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable


class Memory:
    """Remembers for each reader when a piece of the stock last came past."""

    def __init__(self, span_ms: int) -> None:
        self._span_ms = span_ms
        self._last: dict[str, dict[int, int]] = {}

    def freshness(self, piece: str, readers: Collection[int], at_ms: int) -> float:
        """The share of the readers who have not met the piece within the span, before or after."""
        last = self._last.get(piece)
        if not last or not readers:
            return 1.0
        return sum(abs(at_ms - last.get(one, -self._span_ms)) >= self._span_ms for one in readers) / len(readers)

    def note(self, piece: str, readers: Iterable[int], at_ms: int) -> None:
        """The readers have met the piece."""
        self._last.setdefault(piece, {}).update(dict.fromkeys(readers, at_ms))
