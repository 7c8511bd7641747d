"""Another device of one's own: the device that is in shows a code, the new one a number, and the number lets it in.

The addresses are told to nobody else: no page behind them says where its reader came from.
"""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import JSONResponse, Response

from teahouse import people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.keys_held import said_agent
from teahouse.doors.web.proving import qr
from teahouse.doors.web.sign_in import start_session
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.errors import NotFound
from teahouse.people.keys import Answer

QUIET = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


class Number(Form):
    """What the member does on the device that is in: begin anew, or type the number of the other."""

    what: str = ""
    number: str = ""
    code: str = ""


class Code(Form):
    """The code, typed on a device without a camera."""

    code: str = ""


class Link(Struct, frozen=True):
    """The link as it is shown: its code, the same to be read out, and the picture."""

    code: str
    said: str
    picture: str


async def show_new(visit: Visit) -> Response:
    """What this is for, and the button that shows a code."""
    visit.member()
    return _page(visit)


async def new(visit: Visit) -> Response:
    """A code is made, or the number typed."""
    me = visit.member()
    form = await visit.form(Number)
    if form.what != "number":
        return _page(visit, _link(visit, await visit.write(lambda tx: people.keys.make_device_link(tx, me.id))))
    visit.house.count_try(f"device {me.id}", visit.address)
    answer, agent = await visit.write(lambda tx: people.keys.let_device_in(tx, me.id, form.number))
    words = visit.words.keys
    if answer is Answer.LET_IN:
        return _page(visit, said=words.device_in.format(agent=said_agent(words, agent)))
    if answer is Answer.WRONG:
        return _page(visit, fault=words.device_wrong)
    code = people.keys.fold_code(form.code)
    inviting = await visit.read(lambda tx: people.keys.fetch_inviting(tx, code))
    waits = inviting is not None and inviting.id == me.id
    if not waits:
        return _page(visit, fault=words.device_gone)
    return _page(visit, _link(visit, code), fault=words.device_nobody)


def _link(visit: Visit, code: str) -> Link:
    address = f"{visit.house.settings.origin}/auth/device/{code}"
    return Link(code, f"{code[:4]}-{code[4:]}", qr(address))


def _page(visit: Visit, link: Link | None = None, *, said: str = "", fault: str = "") -> Response:
    return visit.page(
        "device_new.html",
        status=422 if fault else 200,
        headers=QUIET,
        link=link,
        said=said,
        fault=fault,
        host=f"{visit.house.host}/auth/device",
    )


async def show_code(visit: Visit) -> Response:
    """The field for a code, on the new device."""
    return visit.page("device_code.html", headers=QUIET, fault="", code="")


async def type_code(visit: Visit) -> Response:
    """On to the link that the code is."""
    form = await visit.form(Code)
    code = people.keys.fold_code(form.code)
    if await visit.read(lambda tx: people.keys.fetch_inviting(tx, code)) is None:
        fault = visit.words.keys.device_gone
        return visit.page("device_code.html", status=422, headers=QUIET, fault=fault, code=form.code[:40])
    return visit.go(f"/auth/device/{code}")


async def show_link(visit: Visit) -> Response:
    """Whose account this device is about to be signed in to. Looking at it opens nothing."""
    code = visit.parameter("code")
    account = await visit.read(lambda tx: people.keys.fetch_inviting(tx, code))
    if account is None:
        return _gone(visit)
    return visit.page("device.html", headers=QUIET, code=code, person=person_view(account), number=None, waits=False)


async def open_link(visit: Visit) -> Response:
    """This device is the one; from here on only the number counts."""
    code = visit.parameter("code")
    await visit.form(Form)
    agent = visit.request.headers.get("user-agent", "")[:255]
    try:
        secret = await visit.write(lambda tx: people.keys.claim_device(tx, code, agent))
    except NotFound:
        return _gone(visit)
    response = visit.go("/auth/device/wait")
    visit.house.jar.put(response, "step", secret)
    return response


async def show_waiting(visit: Visit) -> Response:
    """The number, until it was typed on the other device."""
    waiting = await visit.read(lambda tx: people.keys.fetch_waiting(tx, _secret(visit)))
    if waiting is None:
        return _gone(visit)
    return _waits(visit, waiting.number, tried=False)


def _waits(visit: Visit, number: int, *, tried: bool) -> Response:
    status = 409 if tried else 200
    values = {"code": "", "person": None, "number": number, "waits": tried}
    return visit.page("device.html", status=status, headers=QUIET, **values)


async def enter(visit: Visit) -> Response:
    """In, if the number was typed there."""
    await visit.form(Form)
    secret = _secret(visit)
    waiting = await visit.read(lambda tx: people.keys.fetch_waiting(tx, secret))
    try:
        account_id = await visit.write(lambda tx: people.keys.enter_by_device(tx, secret))
    except NotFound:
        return _gone(visit)
    if account_id is None:
        return _waits(visit, waiting.number if waiting else 0, tried=True)
    return await start_session(visit, account_id, "/")


async def show_state(visit: Visit) -> Response:
    """Whether this device may go on: asked by a script, so that nobody has to press a button."""
    waiting = await visit.read(lambda tx: people.keys.fetch_waiting(tx, _secret(visit)))
    state = "gone" if waiting is None else "in" if waiting.let_in else "waits"
    return visit.finish(JSONResponse({"state": state}, headers=QUIET))


def _secret(visit: Visit) -> str | None:
    return visit.house.jar.read(visit.request, "step")


def _gone(visit: Visit) -> Response:
    words = visit.words.keys
    return visit.page("told.html", status=404, headers=QUIET, title=words.device_gone, text=words.device_gone_text)
