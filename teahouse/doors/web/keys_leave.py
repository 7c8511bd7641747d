"""Deleting one's account: what goes, what stands in the way, and the last question."""

from __future__ import annotations

from starlette.responses import Response

from teahouse import leaving, people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.languages import said_day
from teahouse.doors.web.proving import has_password, password_fault
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx


class Leave(Form):
    """The form: one's own name, typed, and the password."""

    handle: str = ""
    password: str = ""


async def show_leave(visit: Visit) -> Response:
    """What goes, and the form; or what has to be handed over first."""
    return await _page(visit, Leave(), {})


async def leave(visit: Visit) -> Response:
    """Gone at once, and this browser signed out with all others."""
    me = visit.member()
    form = await visit.form(Leave)
    faults = {}
    if form.handle.strip().lower().removeprefix("@") != me.handle:
        faults["handle"] = visit.words.keys.leave_handle_wrong
    if fault := await password_fault(visit, form.password):
        faults["password"] = fault
    if faults:
        return await _page(visit, form, faults)

    def act(tx: WriteTx) -> int:
        return leaving.leave(tx, visit.actor(tx))

    try:
        due = await visit.write(act)
    except leaving.StillOwns:
        return await _page(visit, form, {}, status=409)
    words = visit.words.keys
    text = words.leave_done_text.format(date=said_day(visit.words, due, visit.zone))
    response = visit.page("left.html", title=words.leave_done, text=text)
    visit.renews = False
    visit.house.jar.drop(response, "session")
    return response


async def _page(visit: Visit, form: Leave, faults: dict[str, str], *, status: int = 422) -> Response:
    me = visit.member()

    def look(tx: ReadTx) -> leaving.StillOwns | None:
        try:
            leaving.check_owns_nothing(tx, me.id)
        except leaving.StillOwns as owns:
            return owns
        return None

    owns = await visit.read(look)
    return visit.page(
        "leave.html",
        status=status if faults or status == 409 else 200,
        form=form,
        faults=faults,
        groups=[(group.id, group.display_name) for group in owns.groups] if owns else [],
        pages=[people.acct_of(page) for page in owns.pages] if owns else [],
        days=leaving.GRACE_DAYS,
        has_password=await has_password(visit),
    )
