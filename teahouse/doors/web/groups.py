"""Groups on the pages: the member's own, and the room of one. To whoever is not in it it is not there."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import moments, people
from teahouse.doors.web.compose import Posted, fetch_posted
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.views import MomentView, fetch_moments
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.ids import parse_id
from teahouse.moments import Draft
from teahouse.people.groups import Changes, Group, Joining, Posting, Role

SHOWN = 20


class NewGroup(Form):
    """The form for a new group."""

    name: str = ""
    description: str = ""


class Spoken(Form):
    """What is said to the group."""

    text: str = ""
    once: str = ""


class GroupView(Struct, frozen=True):
    """A group, ready to be shown to a member."""

    id: int
    name: str
    handle: str
    note: str
    size: int
    role: str
    helps: bool
    owns: bool
    may_say: bool
    joining: str
    posting: str


def group_views(tx: ReadTx, visit: Visit, rows: list[Group]) -> list[GroupView]:
    """These groups, as their member is shown them."""
    sizes = people.groups.count_members(tx, [group.id for group in rows])
    gr = visit.words.grouping
    names = {Role.MEMBER: gr.member, Role.HELPER: gr.helper, Role.OWNER: gr.owner}
    return [
        GroupView(
            group.id,
            group.display_name,
            f"@{group.username}",
            group.note,
            sizes.get(group.id, 0),
            names[Role(group.role)],
            people.groups.may_help(group.role),
            group.role == Role.OWNER,
            group.posting == Posting.MEMBERS or people.groups.may_help(group.role),
            Joining(group.joining).name.lower(),
            Posting(group.posting).name.lower(),
        )
        for group in rows
    ]


def fetch_view(tx: ReadTx, visit: Visit, group_id: int) -> GroupView:
    """One group of the member's. Raises `NotFound`."""
    return group_views(tx, visit, [people.groups.fetch_group(tx, visit.member().id, group_id)])[0]


async def show_groups(visit: Visit) -> Response:
    """The member's groups, and the form for a new one."""
    return await _groups_page(visit, NewGroup(), {})


async def _groups_page(visit: Visit, form: NewGroup, faults: dict[str, str]) -> Response:
    me = visit.member()
    rows = await visit.read(lambda tx: group_views(tx, visit, people.groups.fetch_groups(tx, me.id)))
    return visit.page("groups.html", status=422 if faults else 200, groups=rows, form=form, faults=faults)


async def make_group(visit: Visit) -> Response:
    """A new group, which the member owns."""
    visit.member()
    form = await visit.form(NewGroup)
    changes = Changes(form.name, form.description)
    try:
        made = await visit.write(lambda tx: people.groups.create_group(tx, visit.actor(tx), changes))
    except Invalid as refusal:
        return await _groups_page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.go(f"/groups/{made.id}/links")


async def show_group(visit: Visit) -> Response:
    """The room: what is said in it, and the form to say something."""
    return await _room(visit, "", {})


async def _room(visit: Visit, typed: str, faults: dict[str, str]) -> Response:
    group_id = visit.wanted()

    def look(tx: ReadTx) -> tuple[GroupView, list[MomentView], int | None, Posted | None]:
        group = fetch_view(tx, visit, group_id)
        at = moments.Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)
        page = moments.page_group(tx, visit.viewer, group_id, at)
        views = fetch_moments(tx, visit, page.ids, talk=True)
        return group, views, page.last if page.full else None, fetch_posted(tx, visit)

    group, views, older, posted = await visit.read(look)
    return visit.page(
        "group.html",
        status=422 if faults else 200,
        group=group,
        moments=views,
        older=older,
        typed=typed,
        faults=faults,
        done=visit.query("done"),
        posted=posted,
    )


async def say(visit: Visit) -> Response:
    """Post to the group."""
    visit.member()
    group_id = visit.wanted()
    form = await visit.form(Spoken)

    def act(tx: WriteTx) -> moments.Moment:
        text = form.text.replace("\r\n", "\n")
        draft = Draft(text=text, audience=moments.Group(group_id), once=form.once or None)
        return moments.post_moment(tx, visit.actor(tx), draft)

    try:
        posted = await visit.write(act)
    except Invalid as refusal:
        return await _room(visit, form.text, in_words(visit.words, refusal.details or {}))
    return visit.go(f"/groups/{group_id}?done=posted&post={posted.id}")
