"""Changing the password, and setting it anew by a link that the host handed over."""

from __future__ import annotations

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.proving import has_password, proves
from teahouse.doors.web.visit import Visit
from teahouse.kit.errors import NotFound


class Change(Form):
    """Both forms; a reset needs no old password."""

    old: str = ""
    new: str = ""
    again: str = ""


async def show_change(visit: Visit) -> Response:
    """The form for a new password; whoever has none yet is asked for no old one."""
    return _page(visit, "password.html", {}, has_password=await has_password(visit))


async def change(visit: Visit) -> Response:
    """Set it, if the old one is known; every other browser and app is signed out."""
    me = visit.member()
    form = await visit.form(Change)
    faults = _faults(visit, form)
    knows = await has_password(visit)
    if knows and not await proves(visit, form.old):
        faults["old"] = visit.words.fault_pw
    if faults:
        return _page(visit, "password.html", faults, has_password=knows)
    hashed = await visit.house.hasher.hash(form.new)
    await visit.write(lambda tx: people.change_password(tx, me.id, hashed, keep_session=visit.token))
    return visit.done("/settings", "pw")


async def show_reset(visit: Visit) -> Response:
    """The form behind a reset link that still works."""
    token = visit.parameter("token")
    if not await visit.read(lambda tx: people.may_reset(tx, token)):
        return _gone(visit)
    return _page(visit, "reset.html", {})


async def reset(visit: Visit) -> Response:
    """Set the password by the link, once."""
    token = visit.parameter("token")
    form = await visit.form(Change)
    if not await visit.read(lambda tx: people.may_reset(tx, token)):
        return _gone(visit)
    faults = _faults(visit, form)
    if faults:
        return _page(visit, "reset.html", faults)
    hashed = await visit.house.hasher.hash(form.new)
    try:
        await visit.write(lambda tx: people.use_reset_link(tx, token, hashed))
    except NotFound:
        return _gone(visit)
    return visit.go("/auth/sign_in", {"done": "reset", "again": "1"})


def _gone(visit: Visit) -> Response:
    return visit.page("told.html", status=404, title=visit.words.reset_gone, text=visit.words.reset_gone_text)


def _faults(visit: Visit, form: Change) -> dict[str, str]:
    words = visit.words
    least = visit.house.rules.min_password
    if not form.new:
        return {"new": words.fault_blank}
    if len(form.new) < least:
        return {"new": words.fault_too_short.format(n=least)}
    if len(form.new.encode()) > people.MAX_PASSWORD:
        return {"new": words.fault_too_long.format(n=people.MAX_PASSWORD)}
    return {} if form.new == form.again else {"again": words.fault_differs}


def _page(visit: Visit, template: str, faults: dict[str, str], *, has_password: bool = True) -> Response:
    status = 422 if faults else 200
    least = visit.house.rules.min_password
    return visit.page(template, status=status, faults=faults, least=least, has_password=has_password)
