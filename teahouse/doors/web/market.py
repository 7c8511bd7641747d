"""The market on the pages: what is for sale, and what the member turned down; in time order, and nobody is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.addresses import with_query
from teahouse.doors.web.less import LessView, fetch_less
from teahouse.doors.web.met import fetch_met
from teahouse.doors.web.views import MomentView, PersonView, fetch_moments, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.ids import parse_id
from teahouse.moments import Stretch

SHOWN = 20


class Why(Struct, frozen=True):
    """Why home leaves a moment out: what of whom is turned down, in words and for the button that takes it back."""

    person_id: int
    what: str
    text: str


class MarketPage(Struct, frozen=True):
    """A page of the market, who may be chosen on it, and why home leaves each out."""

    moments: list[MomentView]
    older: int | None
    people: list[PersonView]
    why: dict[int, Why]


async def show_market(visit: Visit) -> Response:
    """What is for sale; with `show=down` what was turned down. `who` is one person, `muted` shows those muted too."""
    me = visit.member()
    down, who, muted = visit.query("show") == "down", parse_id(visit.query("who")), visit.query("muted") == "1"
    at = Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)

    def look(tx: ReadTx) -> MarketPage:
        if down:
            page = moments.page_turned_down(tx, me, at, author=who, muted=muted)
            named = [tie.target for tie in people.fetch_quiet_ties(tx, me.id) if _is_less(tie)]
        else:
            page = moments.page_market(tx, me, at, seller=who, muted=muted)
            named = [seller.account_id for seller in moments.fetch_sellers(tx, me)]
        views = fetch_moments(tx, visit, page.ids)
        why = _reasons(tx, visit, me.id, views, folds=down)
        shown = [msgspec.structs.replace(view, turned_down=view.id in why) for view in views]
        chosen = [] if who is None or who in named else [one.person.id for one in fetch_met(tx, me.id, [who])]
        return MarketPage(shown, page.last if page.full else None, fetch_named(tx, me.id, [*chosen, *named]), why)

    page = await visit.read(look)
    asked = {"show": "down" if down else "", "who": str(who or ""), "muted": "1" if muted else ""}
    kept = {name: value for name, value in asked.items() if value}
    less: LessView | None = await fetch_less(visit, me)
    return visit.page(
        "market.html",
        page=page,
        down=down,
        who=who,
        muted=muted,
        here=with_query("/market", kept),
        older=with_query("/market", {**kept, "max_id": str(page.older)}) if page.older else "",
        less=less,
    )


def fetch_named(tx: ReadTx, me: int, ids: Sequence[int]) -> list[PersonView]:
    """These people as the member calls them, in this order."""
    found, remarks = people.fetch_accounts(tx, ids), people.fetch_remarks(tx, me, ids)
    return [person_view(found[one], remarks.get(one, "")) for one in ids if one in found]


def _is_less(tie: people.Tie) -> bool:
    return bool(tie.selling_off or tie.asking_off or tie.shares_off or tie.fold or tie.muted_until)


def _reasons(tx: ReadTx, visit: Visit, me: int, views: Sequence[MomentView], *, folds: bool) -> dict[int, Why]:
    """By moment: the first thing turned down that keeps it out of home; with `folds` a fold where nothing else does."""
    authors = {one.id for view in views for one in (view.author, view.sharer) if one is not None}
    ties = {one: relation.mine for one, relation in people.fetch_relations(tx, me, sorted(authors)).items()}
    names = {one.id: one.name for view in views for one in (view.author, view.sharer) if one is not None}
    found: dict[int, Why] = {}
    for view in views:
        reason = next(_whys(view, ties, tx.now, folds=folds), None)
        if reason is not None:
            person_id, what = reason
            off = visit.words.quiet.offs[what].format(n=ties[person_id].fold)
            found[view.id] = Why(person_id, what, f"{names[person_id]} · {off}")
    return found


def _whys(view: MomentView, ties: dict[int, people.Tie], now: int, *, folds: bool) -> Iterator[tuple[int, str]]:
    for person in (view.sharer, view.author):
        if person is None or person.id not in ties:
            continue
        tie, shares = ties[person.id], view.sharer is not None and person is view.sharer
        if tie.muted_until > now:
            yield person.id, "mute"
        if tie.selling_off and view.selling:
            yield person.id, "selling"
        if tie.asking_off and view.asking:
            yield person.id, "asking"
        if tie.shares_off and (shares or view.passed_on):
            yield person.id, "shares"
    teller = view.sharer or view.author
    if folds and teller.id in ties and ties[teller.id].fold:
        yield teller.id, "fold"
