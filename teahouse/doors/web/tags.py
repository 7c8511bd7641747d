"""The page of a tag, and following it: what is said about it to everyone then stands at home."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from teahouse import moments
from teahouse.doors.web.forms import Form
from teahouse.doors.web.sifted import sift
from teahouse.doors.web.views import MomentView, fetch_moments
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.ids import parse_id
from teahouse.kit.text import tag_key
from teahouse.notices.filters import Context

SHOWN = 20


class FollowForm(Form):
    """Whether the member follows the tag from now on."""

    on: bool = False


async def show_tag(visit: Visit) -> Response:
    """Listed public posts with a tag."""
    tag = visit.parameter("tag")

    def look(tx: ReadTx) -> tuple[list[MomentView], moments.Page, bool]:
        following = moments.fetch_tag(tx, visit.viewer, tag).following
        at = moments.Stretch(max_id=parse_id(visit.query("max_id")), limit=SHOWN)
        page = moments.page_tag(tx, visit.viewer, [tag_key(tag)], at)
        return sift(tx, visit, fetch_moments(tx, visit, page.ids), Context.PUBLIC), page, following

    views, page, following = await visit.read(look)
    older = page.last if page.full else None
    response = visit.page("tag.html", tag=tag, moments=views, older=older, following=following)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


async def follow_tag(visit: Visit) -> Response:
    """Have it at home from now on, or no longer."""
    me, tag = visit.member(), visit.parameter("tag")
    form = await visit.form(FollowForm)

    def act(tx: WriteTx) -> None:
        (moments.follow_tag if form.on else moments.unfollow_tag)(tx, me.id, tag)

    await visit.write(act)
    return visit.go(f"/tags/{quote(tag)}?done={'followed' if form.on else 'left'}")
