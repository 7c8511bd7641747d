"""The front page, what stands behind it for a member, and the pages about the house."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response

from teahouse import __version__, moments, people
from teahouse.doors.web import feed
from teahouse.doors.web.views import MomentView, fetch_moments
from teahouse.doors.web.visit import GUEST, Visit
from teahouse.kit.db import ReadTx

LATELY = 10
_PRIVATE = (
    "/auth/",
    "/oauth/",
    "/invite/",
    "/invites",
    "/join/",
    "/groups",
    "/settings",
    "/house",
    "/begin/",
    "/me",
    "/compose",
    "/friends",
    "/search",
    "/requests",
    "/card",
    "/circles",
    "/kept",
    "/notices",
    "/moments/",
)
_ROBOTS = "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in _PRIVATE), ""])


async def show_front(visit: Visit) -> Response:
    """The house as a guest sees it, or a member's own corner."""
    if visit.me is not None:
        return await feed.show_home(visit, visit.me)

    def look(tx: ReadTx) -> tuple[int, list[MomentView]]:
        page = moments.page_public(tx, GUEST, moments.Stretch(limit=LATELY))
        return tx.handed(people.KeptFigures).fetch(tx).members, fetch_moments(tx, visit, page.ids)

    members, lately = await visit.read(look)
    return visit.page("front.html", members=members, lately=lately)


async def show_about(visit: Visit) -> Response:
    """What the house is, its rules, and whom to ask."""
    members = await visit.read(lambda tx: tx.handed(people.KeptFigures).fetch(tx).members)
    return visit.page("about.html", members=members, version=__version__)


async def show_privacy(visit: Visit) -> Response:
    """What is kept of whom."""
    return visit.page("privacy.html")


async def show_robots(visit: Visit) -> Response:
    """Where search engines have no business."""
    return PlainTextResponse(_ROBOTS, headers={"Cache-Control": "public, max-age=86400"})


async def show_static(visit: Visit) -> Response:
    """A file of the shelf."""
    return visit.house.shelf.answer(visit.parameter("name"), visit.request)


async def show_favicon(visit: Visit) -> Response:
    """The icon, where browsers look for it unasked."""
    return visit.house.shelf.answer("favicon.png", visit.request)
