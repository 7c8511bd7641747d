"""Bursts: many posts of one person in a row become one row of a feed. Promises that nothing is left out or moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from teahouse.doors.web.views import MomentView

BURST = 3
"""So many in a row are a burst."""


class Row(Struct, frozen=True):
    """What stands in one place of a feed: a post, and the `rest` of a burst that it is the newest of."""

    moment: MomentView
    rest: Sequence[MomentView] = ()
    is_mark: bool = False
    """Whether what is new since the last visit ends right above it."""


def fold(views: Iterable[MomentView], mark: int | None) -> list[Row]:
    """The rows of a feed. Nothing is folded across `mark`, the place of the first post that was known already."""
    rows: list[Row] = []
    for run in _runs(views, mark):
        first = Row(run[0], run[1:] if len(run) >= BURST else (), is_mark=run[0].place == mark)
        rows += [first, *(Row(one) for one in run[1:] if len(run) < BURST)]
    return rows


def _runs(views: Iterable[MomentView], mark: int | None) -> Iterable[list[MomentView]]:
    run: list[MomentView] = []
    for view in views:
        if run and (view.brought_by != run[0].brought_by or view.place == mark):
            yield run
            run = []
        run.append(view)
    if run:
        yield run
