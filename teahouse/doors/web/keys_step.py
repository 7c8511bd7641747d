"""The second step in the settings: set up, recovery codes, turned off. The password is asked for each time."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.proving import has_password, password_fault, qr
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Conflict, Invalid


class Step(Form):
    """The forms of the page: `what` says which."""

    what: str = ""
    password: str = ""
    code: str = ""


async def show_step(visit: Visit) -> Response:
    """How it stands."""
    return await _page(visit)


async def change_step(visit: Visit) -> Response:
    """Begin, confirm with a code, make new recovery codes, or turn it off."""
    me = visit.member()
    form = await visit.form(Step)
    if form.what == "confirm":
        return await _confirm(visit, form)
    fault = await password_fault(visit, form.password)
    if fault:
        return await _page(visit, {form.what: fault})
    if form.what == "begin":
        await _unless_done(visit, begin=True)
    elif form.what == "end":
        await _unless_done(visit, begin=False)
        return visit.done("/settings/second", "step_off")
    elif await visit.read(lambda tx: people.keys.asks_second(tx, me.id)):
        return await _page(visit, codes=await visit.write(lambda tx: people.keys.renew_codes(tx, me.id)))
    return visit.go("/settings/second")


async def _unless_done(visit: Visit, *, begin: bool) -> None:
    """A form that is sent twice finds its work done."""
    me = visit.member()
    try:
        if begin:
            await visit.write(lambda tx: people.keys.begin_second(tx, me.id))
        else:
            await visit.write(lambda tx: people.keys.end_second(tx, me.id))
    except Conflict:
        return


async def _confirm(visit: Visit, form: Step) -> Response:
    me = visit.member()
    visit.house.count_try(f"second {me.id}", visit.address)
    try:
        codes = await visit.write(lambda tx: people.keys.confirm_second(tx, me.id, form.code))
    except Invalid as refusal:
        faults = in_words(visit.words, refusal.details or {})
        return await _page(visit, {"confirm": visit.words.keys.second_wrong} if "code" in faults else faults)
    return await _page(visit, codes=codes)


async def _page(visit: Visit, faults: dict[str, str] | None = None, codes: Sequence[str] = ()) -> Response:
    me, house = visit.member(), visit.house

    def look(tx: ReadTx) -> tuple[bool, str | None, int]:
        keys = people.keys
        return keys.asks_second(tx, me.id), keys.fetch_begun(tx, me.id), keys.count_codes(tx, me.id)

    is_on, secret, left = await visit.read(look)
    address = "" if secret is None else people.keys.address_of(secret, name=me.username, house=house.settings.name)
    return visit.page(
        "step.html",
        status=422 if faults else 200,
        is_on=is_on,
        secret="" if secret is None else people.keys.grouped(secret),
        picture=qr(address) if address else "",
        left=left,
        codes=codes,
        faults=faults or {},
        has_password=await has_password(visit),
        done=visit.query("done"),
    )
