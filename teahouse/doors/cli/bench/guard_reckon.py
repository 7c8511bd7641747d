"""Shares and F1 with their 95 % intervals.

Promises Wilson's interval for a share and, for F1, that of a thousand samples drawn anew, the same each time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

_Z = 1.959964
_SAMPLES = 1_000


class Share(NamedTuple):
    """A share of `of`, between `low` and `high` in 95 of 100 cases."""

    value: float
    low: float
    high: float
    of: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} % ({100 * self.low:.1f}-{100 * self.high:.1f}, n={self.of:,})"


class Score(NamedTuple):
    """F1 with its interval, precision and recall."""

    f1: float
    low: float
    high: float
    precision: float
    recall: float

    def __str__(self) -> str:
        return f"{self.f1:.3f} ({self.low:.3f}-{self.high:.3f}), P {self.precision:.2f}, R {self.recall:.2f}"


def share(hits: int, of: int) -> Share:
    """Wilson's interval of hits in so many."""
    if of == 0:
        return Share(0.0, 0.0, 1.0, 0)
    p, z2 = hits / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return Share(p, max(0.0, middle - half), min(1.0, middle + half), of)


def score(truths: Sequence[bool], alarms: Sequence[bool]) -> Score:
    """F1 of the alarms; its interval by drawing as many texts again, with repetition."""
    pairs = list(zip(truths, alarms, strict=True))
    dice = Random(len(pairs))  # noqa: S311 - the same samples each time, no secret
    drawn = sorted(_f1(dice.choices(pairs, k=len(pairs)))[0] for _ in range(_SAMPLES))
    f1, precision, recall = _f1(pairs)
    return Score(f1, drawn[_SAMPLES // 40], drawn[-_SAMPLES // 40 - 1], precision, recall)


def _f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    both = sum(truth and alarm for truth, alarm in pairs)
    true, alarmed = sum(truth for truth, _ in pairs), sum(alarm for _, alarm in pairs)
    precision, recall = both / alarmed if alarmed else 0.0, both / true if true else 0.0
    return (2 * precision * recall / (precision + recall) if both else 0.0), precision, recall
