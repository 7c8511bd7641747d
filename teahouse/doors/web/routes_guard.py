"""Which address of the rule book, of rulings and of advice leads where."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import advising, keeping_rulings, rulebook, rulings
from teahouse.doors.web.routing import At


def guard_routes(at: At) -> list[Route]:
    """All of them."""
    return [
        *at("/rules", rulebook.show_rules),
        *at("/compose/advice", None, advising.show_advice, limit="looks"),
        *at("/moments/{id}/guess", None, rulings.answer_guess, limit="acts"),
        *at("/settings/rulings", rulings.show_rulings),
        *at("/settings/rulings/{id}", rulings.show_ruling, rulings.speak, limit="acts"),
        *at("/house/rulings", keeping_rulings.show_queue),
        *at("/house/rulings/{id}", keeping_rulings.show_one, keeping_rulings.decide, limit="acts"),
    ]
