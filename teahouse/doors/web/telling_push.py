"""Being told in the browser that one sits at: whether it is, and turning that on and off.

The browser is told for as long as it is signed in here. Without scripts nothing can be turned on, only off.
"""

from __future__ import annotations

from starlette.responses import Response

from teahouse import notices, people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.telling import PATH, telling_page
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import WriteTx
from teahouse.kit.errors import Invalid


class PushForm(Form):
    """Where the browser's push service listens, and by which keys the browser opens what comes."""

    act: str = ""
    endpoint: str = ""
    p256dh: str = ""
    auth: str = ""


async def save_push(visit: Visit) -> Response:
    """Tell this browser from now on, or no more."""
    me = visit.member()
    form = await visit.form(PushForm)
    session = people.keys.session_id(visit.token or "")
    place = (form.endpoint, form.p256dh, form.auth)

    def act(tx: WriteTx) -> str:
        if form.act == "end":
            notices.push.drop_browser(tx, session)
            return "quiet"
        notices.push.subscribe_browser(tx, me.id, session, place)
        return "loud"

    try:
        done = await visit.write(act)
    except Invalid:
        return await telling_page(visit, {"push": visit.words.telling.here_failed})
    return visit.done(PATH, done)
