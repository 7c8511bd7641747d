"""Finding people and groups: a form that works as it is, and answers while one types where there are scripts."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.met import MetView, fetch_met
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx

SHOWN = 30
LONGEST = 100


class RoomView(Struct, frozen=True):
    """A group that the reader is in."""

    id: int
    name: str
    handle: str


class Found(Struct, frozen=True):
    """What was found: one's own people, groups that one is in, and who may be found by all."""

    mine: list[MetView]
    rooms: list[RoomView]
    others: list[MetView]

    @property
    def number(self) -> int:
        """How many altogether."""
        return len(self.mine) + len(self.rooms) + len(self.others)


async def show_search(visit: Visit) -> Response:
    """The form, and what was found for what stands in it."""
    me = visit.member()
    typed = visit.query("q").strip()[:LONGEST]

    def look(tx: ReadTx) -> Found:
        return find(tx, me.id, typed, host=visit.house.host, origin=visit.house.settings.origin)

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
    )
