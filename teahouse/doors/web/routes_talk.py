"""Where the pages of private talk stand."""

from __future__ import annotations

from starlette.routing import Route

from teahouse.doors.web import talk, talk_new
from teahouse.doors.web.routing import At


def talk_routes(at: At) -> list[Route]:
    """All of them."""
    return [
        *at("/talk", talk.show_talks),
        *at("/talk/new", talk_new.show_new, talk_new.begin, limit="acts"),
        *at("/talk/{id}", talk.show_room, talk.say, limit="acts"),
        *at("/talk/{id}/news", talk.show_news),
        *at("/talk/{id}/put_away", None, talk.put_away, limit="acts"),
        *at("/talk/{id}/drop/{letter}", None, talk.drop, limit="acts"),
    ]
