"""People in a list, each with what stands between them and the reader, and the one button that fits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from teahouse import people
from teahouse.doors.web.views import PersonView, person_view
from teahouse.kit.db import ReadTx

Stands = Literal["self", "friend", "follows", "asks", "asked", "blocked", "stranger"]


class MetView(Struct, frozen=True):
    """Somebody in a list."""

    person: PersonView
    stands: Stands
    common: int
    """Friends in common, as far as the reader may know."""
    must_ask: bool


def fetch_met(tx: ReadTx, me: int, ids: Iterable[int], *, across_blocks: bool = False) -> list[MetView]:
    """Those among these who are there, in this order.

    Who blocks the reader is not there; whom the reader blocks only with `across_blocks`.
    """
    wanted = list(dict.fromkeys(ids))
    found = people.fetch_accounts(tx, wanted)
    relations = people.fetch_relations(tx, me, wanted)
    numbers = people.fetch_numbers(tx, me, list(found.values()))
    views = []
    for one in wanted:
        mine, theirs = relations[one].mine, relations[one].theirs
        if one not in found or theirs.blocking or (mine.blocking and not across_blocks):
            continue
        account, is_page = found[one], found[one].kind == people.Kind.PAGE
        stands = "self" if one == me else _stands(mine, theirs, is_page=is_page)
        common = 0 if is_page or one == me else numbers[one].following
        views.append(MetView(person_view(account, mine.remark), stands, common, account.locked and not is_page))
    return views


def _stands(mine: people.Tie, theirs: people.Tie, *, is_page: bool) -> Stands:
    if mine.blocking:
        return "blocked"
    if mine.following:
        return "friend" if theirs.following and not is_page else "follows"
    if mine.requested:
        return "asked"
    return "asks" if theirs.requested else "stranger"
