"""Finding people, groups, tags and posts: a form that works as it is, and answers while one types with scripts."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.met import MetView, fetch_met
from teahouse.doors.web.views import MomentView, fetch_moments
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.ids import parse_id
from teahouse.kit.text import highlight

SHOWN = 30
SHOWN_POSTS = 20
SHOWN_TAGS = 8
LONGEST = 200


class RoomView(Struct, frozen=True):
    """A group that the reader is in."""

    id: int
    name: str
    handle: str


class Found(Struct, frozen=True):
    """What was found: one's own people, groups that one is in, who may be found by all, tags, and posts.

    Pages of older posts (`begun`) hold nothing else.
    """

    mine: list[MetView]
    rooms: list[RoomView]
    others: list[MetView]
    tags: list[str] = []
    said: list[MomentView] = []
    older: int | None = None
    begun: bool = False

    @property
    def number(self) -> int:
        """How many altogether."""
        return len(self.mine) + len(self.rooms) + len(self.others) + len(self.tags) + len(self.said)


async def show_search(visit: Visit) -> Response:
    """The form, and what was found for what stands in it."""
    me = visit.member()
    typed = visit.query("q").replace("\0", "").strip()[:LONGEST]
    below = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> Found:
        found = Found([], [], [])
        if below is None:
            found = find(tx, me.id, typed, host=visit.house.host, origin=visit.house.settings.origin)
        page = moments.page_found(tx, me, typed, moments.Stretch(max_id=below, limit=SHOWN_POSTS))
        sought = moments.words_sought(typed, me.time_zone)
        said = [replace(view, html=highlight(view.html, sought)) for view in fetch_moments(tx, visit, page.ids)]
        return replace(found, said=said, older=page.last if page.full else None, begun=below is not None)

    found = await visit.house.database.read_heavy(look) if typed else None
    template = "_found.html" if visit.request.headers.get("hx-request") == "true" else "search.html"
    return visit.page(template, typed=typed, found=found, headers={"Vary": "HX-Request"})


def find(tx: ReadTx, me: int, typed: str, *, host: str, origin: str) -> Found:
    """Whom the words mean; an address of a profile and a whole handle mean one account, wherever it stands."""
    sought = typed.removeprefix(f"{origin}/").removeprefix("@")
    exact = people.find_account(tx, sought, local_host=host)
    if exact is not None and exact.domain is not None:
        exact = None
    mine = people.search.find_followed(tx, me, sought)[:SHOWN]
    listed = people.search.find_listed(tx, me, sought, limit=SHOWN)
    named = fetch_met(tx, me, [] if exact is None else [exact.id], across_blocks=True)
    known, own = {view.person.id for view in named}, set(mine)
    first = [view for view in named if view.person.id in own]
    strangers = [view for view in named if view.person.id not in own]
    others = fetch_met(tx, me, [one for one in listed if one not in own | known])
    others.sort(key=lambda view: -view.common)
    rooms = set(people.search.find_rooms(tx, me, sought))
    return Found(
        [*first, *fetch_met(tx, me, [one for one in mine if one not in known])],
        [
            RoomView(group.id, group.display_name, f"@{group.username}")
            for group in people.groups.fetch_groups(tx, me)
            if group.id in rooms
        ],
        [*strangers, *others],
        [tag.name for tag in moments.fetch_tags(tx, me, _tags(tx, me, typed))],
    )


def _tags(tx: ReadTx, me: int, typed: str) -> list[str]:
    words = typed.split()
    return moments.find_tags(tx, me, words[0], limit=SHOWN_TAGS) if len(words) == 1 else []
