"""The front page, what stands behind it for a member, and the pages about the house."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import PlainTextResponse, Response

from teahouse import __version__, moments, people
from teahouse.doors.web import feed
from teahouse.doors.web.meta import meta_of_house
from teahouse.doors.web.views import MomentView, PersonView, fetch_moments, person_view
from teahouse.doors.web.visit import GUEST, Visit
from teahouse.kit.db import ReadTx

LATELY = 10
HOSTS = 6
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

    wanted = visit.house.settings.front_posts

    def look(tx: ReadTx) -> tuple[House, list[MomentView]]:
        ids = moments.page_public(tx, GUEST, moments.Stretch(limit=LATELY)).ids if wanted else []
        return _fetch_house(tx), fetch_moments(tx, visit, ids)

    house, lately = await visit.read(look)
    return visit.page("front.html", of=house, lately=lately, meta=meta_of_house(visit, "/"))


class House(Struct, frozen=True):
    """What everybody may know of the house: how many live here, and who keeps it."""

    members: int
    hosts: list[PersonView]


def _fetch_house(tx: ReadTx) -> House:
    hosts = people.fetch_hosts(tx, limit=HOSTS)
    return House(tx.handed(people.KeptFigures).fetch(tx).members, [person_view(one) for one in hosts])


async def show_about(visit: Visit) -> Response:
    """What the house is, its rules, who keeps it, whom to ask, and where its program comes from."""
    house = await visit.read(_fetch_house)
    return visit.page("about.html", of=house, version=__version__, meta=meta_of_house(visit, "/about"))


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
