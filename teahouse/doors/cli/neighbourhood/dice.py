"""Seeded chance for the plan.

The same seed gives the same throws on every machine; nothing here is meant to keep a secret.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seeded source of chance with the few throws that the plan needs."""

    def __init__(self, seed: int, purpose: str) -> None:
        # Each part of the plan throws its own dice, so that more texts in one part do not move the others.
        self._random = random.Random(f"{purpose}/{seed}")  # noqa: S311 - a demonstration, not a secret

    def chance(self, p: float) -> bool:
        """True with probability p."""
        return self._random.random() < p

    def unit(self) -> float:
        """A number from 0 up to, not including, 1."""
        return self._random.random()

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return self._random.randint(low, max(low, high))

    def span(self, low: float, high: float) -> float:
        """A number between low and high."""
        return self._random.uniform(low, high)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._random.random() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, by weight."""
        return self._random.choices(items, weights)[0]

    def some(self, items: Sequence[T], n: int) -> list[T]:
        """Up to n different items, in chance order."""
        return self._random.sample(items, min(n, len(items)))

    def weighted_some(self, items: Sequence[T], weights: Sequence[float], n: int) -> list[T]:
        """Up to n different items, heavier ones earlier and more often."""
        throws = ((self._random.random() ** (1 / w) if w > 0 else -1.0) for w in weights)
        order = sorted(zip(throws, range(len(items)), strict=True), reverse=True)
        return [items[i] for throw, i in order[:n] if throw >= 0]

    def poisson(self, mean: float) -> int:
        """How many things happen when `mean` happen on average; for means below 50."""
        limit, n, product = math.exp(-mean), 0, self._random.random()
        while product > limit:
            n += 1
            product *= self._random.random()
        return n

    def lag(self, median_minutes: float, spread: float) -> float:
        """Minutes until somebody answers: mostly soon, sometimes much later."""
        return median_minutes * math.exp(self._random.gauss(0.0, spread))
