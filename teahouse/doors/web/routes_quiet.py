"""Where the pages about quiet stand: the market, cleaning one's circle, what was turned down."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import clean, less, market, quiet
from teahouse.doors.web.routing import At


def quiet_routes(at: At) -> list[Route]:
    """All of them."""
    return [
        *at("/market", market.show_market),
        *at("/clean", clean.show_clean, clean.clean, limit="acts"),
        *at("/clean/later", None, quiet.put_off, limit="acts"),
        *at("/quiet", quiet.show_quiet),
        *at("/quiet/all_back", None, quiet.take_all_back, limit="acts"),
        *at("/quiet/undo", None, quiet.undo, limit="acts"),
        *at("/people/{id}/less/{what}", None, less.less, limit="acts"),
        *at("/people/{id}/less_undone/{what}", None, less.less_undone, limit="acts"),
    ]
