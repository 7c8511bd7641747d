"""The rule book, as the guard has it: every rule with its address, what is fine, and how to put it instead."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse.doors.web.ruled import in_language
from teahouse.doors.web.visit import Visit
from teahouse.guard import Rule, RuleBook
from teahouse.guard.rulings import HouseRules


class RuleView(Struct, frozen=True):
    """One rule."""

    id: str
    name: str
    statement: str
    action: str
    fine: tuple[str, ...]
    rewrite: str
    sources: tuple[tuple[str, str], ...]
    """Each with how far it was checked."""


async def show_rules(visit: Visit) -> Response:
    """All rules that are switched on, the ladder, what is never done, and how to appeal."""
    book = await visit.read(lambda tx: tx.handed(HouseRules).book)
    return visit.page(
        "rules.html",
        rules=[_view(visit, book, rule) for rule in book.rules if rule.on],
        steps=[in_language(visit, step.says) for step in book.steps],
        never=book.never.zh if visit.lang == "zh" else book.never.en,
        appeal=in_language(visit, book.appeal),
        days=book.numbers["memory_days"],
    )


def _view(visit: Visit, book: RuleBook, rule: Rule) -> RuleView:
    sources = [book.sources[key] for key in rule.sources]
    return RuleView(
        rule.id,
        in_language(visit, rule.name),
        in_language(visit, rule.statement),
        rule.action.value,
        rule.near_misses.zh if visit.lang == "zh" else rule.near_misses.en,
        in_language(visit, rule.rewrite),
        tuple((source.citation, source.checked) for source in sources),
    )
