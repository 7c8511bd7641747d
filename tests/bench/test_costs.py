"""The bench counts what a small house costs."""

from __future__ import annotations

from teahouse.doors.cli.bench.costs import HEAD, measure, row
from teahouse.doors.cli.bench.costs_pictures import measure_pictures


def test_a_month_in_a_small_house() -> None:
    costs = measure(24)
    assert costs.begun < costs.lived <= costs.backup < costs.lived + 100_000
    assert 1_000 < costs.packed < costs.traffic
    assert 20 < costs.idle <= costs.busy + 5
    assert len(row(costs)) == len(HEAD)


def test_a_photograph() -> None:
    costs = measure_pictures()
    assert 2_000_000 < costs.sent < 5_000_000
    assert 10_000 < costs.small < costs.whole < costs.sent
