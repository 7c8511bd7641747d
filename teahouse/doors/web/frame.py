"""The frame of every page: which of the main ways a page belongs to, how large its letters are, and the page that
shows all the pieces."""

from __future__ import annotations

from starlette.responses import Response

from teahouse.doors.web.views import MomentView, PersonView
from teahouse.doors.web.visit import Visit

ICONS = (
    "home",
    "people",
    "circles",
    "write",
    "bell",
    "me",
    "search",
    "heart",
    "talk",
    "more",
    "star",
    "share",
    "lock",
    "cart",
    "gear",
    "house",
    "picture",
    "check",
)


async def show_look(visit: Visit) -> Response:
    """Every piece of which the pages are made, once."""
    say = visit.words.look
    mei = PersonView(0, "梅 Mei", "@mei", "/look", "梅", 2, False, "")
    moment = MomentView(
        0,
        mei,
        "/look",
        f"<p>{say.moment_sample}</p>",
        "",
        False,
        visit.words.just_now,
        "2026-01-01T00:00:00Z",
        False,
        (),
        likers=("Ben", "Zoe"),
        likes=2,
        seen_by=visit.words.reading.for_friends,
    )
    response = visit.page("look.html", mei=mei, moment=moment, signs=ICONS)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
