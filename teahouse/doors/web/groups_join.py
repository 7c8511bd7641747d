"""Coming into a group by a link, on the way in or up if need be; then, person by person, whom one knows there."""

from __future__ import annotations

from contextlib import suppress

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.groups import GroupView, fetch_view
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, NotFound
from teahouse.kit.ids import parse_id

ASKED_AT_ONCE = 20


class Known(Form):
    """Whom the member ticked, and where the page ended."""

    people: list[int] = []
    next: str = ""


async def show_join(visit: Visit) -> Response:
    """Where the link leads, and the ways in; only a link that works shows anything."""
    code, gr = visit.parameter("code"), visit.words.grouping

    def look(tx: ReadTx) -> tuple[people.Account, int, bool] | None:
        link = people.groups.fetch_usable_link(tx, code)
        room = None if link is None else people.groups.fetch_room(tx, link.group_id)
        return None if room is None else (room, *people.groups.foresee(tx, visit.viewer, room.id))

    found = await visit.read(look)
    if found is None:
        return visit.page("told.html", status=404, title=gr.gone, text=gr.gone_text)
    room, friends, admitted = found
    return visit.page("group_join.html", code=code, name=room.display_name, friends=friends, admitted=admitted)


async def join(visit: Visit) -> Response:
    """Come in, or ask to."""
    visit.member()
    await visit.form(Form)
    code, gr = visit.parameter("code"), visit.words.grouping
    try:
        group_id, admitted = await visit.write(lambda tx: people.groups.join_by_link(tx, visit.actor(tx), code))
    except NotFound:
        return visit.page("told.html", status=404, title=gr.gone, text=gr.gone_text)
    if not admitted:
        return visit.page("told.html", title=gr.asked, text=gr.asked_text)
    return visit.done(f"/groups/{group_id}/people", "joined")


async def show_people(visit: Visit) -> Response:
    """Members with whom one is not friends: a row each; nothing is ticked."""
    me, group_id = visit.member(), visit.wanted()
    below = parse_id(visit.query("max_id"))

    def look(tx: ReadTx) -> tuple[GroupView, list[PersonView]]:
        at = people.Cursor(max_id=below or people.Cursor().max_id, limit=ASKED_AT_ONCE)
        rows = people.groups.page_strangers(tx, me.id, group_id, at)
        found = people.fetch_accounts(tx, [row.account_id for row in rows])
        views = [person_view(found[row.account_id]) for row in rows if row.account_id in found]
        return fetch_view(tx, visit, group_id), views

    group, views = await visit.read(look)
    following = views[-1].id if len(views) >= ASKED_AT_ONCE else None
    return visit.page("group_people.html", group=group, people=views, following=following, done=visit.query("done"))


async def ask_people(visit: Visit) -> Response:
    """Ask those who were ticked to be friends, and nobody else."""
    me, group_id = visit.member(), visit.wanted()
    form = await visit.form(Known)

    def act(tx: WriteTx) -> None:
        ticked = form.people[:ASKED_AT_ONCE]
        inside = {member.account_id for member in people.groups.page_members(tx, me.id, group_id, _AMONG_ALL)}
        actor, found = visit.actor(tx), people.fetch_accounts(tx, ticked)
        for one in ticked:
            # Who blocked the member meanwhile is passed over, as if they had been asked.
            with suppress(NotFound, Forbidden):
                people.follow(tx, actor, found.get(one) if one in inside else None)

    await visit.write(act)
    below = parse_id(form.next)
    if below is not None:
        return visit.go(f"/groups/{group_id}/people", {"done": "asked", "max_id": str(below)})
    return visit.done(f"/groups/{group_id}", "asked")


_AMONG_ALL = people.Cursor(limit=100_000)
