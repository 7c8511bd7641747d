"""A member's own archive, sent while it is made; nothing of it is kept here."""

from __future__ import annotations

from starlette.responses import Response, StreamingResponse

from teahouse import leaving
from teahouse.doors.web.forms import Form
from teahouse.doors.web.keys_devices import QUIET
from teahouse.doors.web.visit import Visit


async def show_data(visit: Visit) -> Response:
    """What is in it, and the button."""
    visit.member()
    return visit.page("data.html")


async def take(visit: Visit) -> Response:
    """The archive of who is signed in, and of nobody else: there is no address to guess."""
    me = visit.member()
    await visit.form(Form)
    pieces = leaving.pack(visit.house.database, visit.house.pictures.files, me.id)
    headers = {
        **QUIET,
        "Content-Disposition": f'attachment; filename="teahouse-{me.username}.zip"',
        "X-Accel-Buffering": "no",
    }
    return visit.finish(StreamingResponse(pieces, media_type="application/zip", headers=headers))
