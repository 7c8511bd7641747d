"""A page's moments as the reader's filters leave them: some gone, some folded under the filter's name, some covered."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from teahouse import moments
from teahouse.doors.web.views import MomentView
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.notices import filters
from teahouse.notices.filters import Action, Context


def sift(tx: ReadTx, visit: Visit, views: Sequence[MomentView], where: Context) -> list[MomentView]:
    """These, in this order; one's own stay as they are. Who has no filters is asked nothing more."""
    if not visit.viewer or not filters.are_in_force(tx, visit.viewer):
        return list(views)
    cards = moments.fetch_cards(tx, visit.viewer, [view.place for view in views])
    found = filters.fetch_results(tx, visit.viewer, cards, where)
    sifted = (_sifted(visit, view, found.get(view.place, ())) for view in views)
    return [view for view in sifted if view is not None]


def _sifted(visit: Visit, view: MomentView, results: Sequence[filters.Result]) -> MomentView | None:
    actions = {Action(result.filter.action) for result in results}
    if not actions or view.mine:
        return view
    if Action.HIDE in actions:
        return None
    if Action.WARN in actions:
        titles = ", ".join(result.filter.title for result in results if result.filter.action == Action.WARN)
        told = visit.words.filtering.shown_as.format(title=titles)
        return msgspec.structs.replace(view, spoiler=told, sensitive=True)
    return msgspec.structs.replace(view, sensitive=True)
