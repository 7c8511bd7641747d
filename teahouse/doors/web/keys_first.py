"""A link of the first time: made by a member for somebody who is to come in with nothing to type; opened by them."""

from __future__ import annotations

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.keys_devices import QUIET
from teahouse.doors.web.proving import qr
from teahouse.doors.web.sign_in import start_session
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid, NotFound


class NewFirst(Form):
    """For whom it is."""

    name: str = ""


class Enter(Form):
    """What is agreed to by coming in."""

    agreement: bool = False


async def show_make(visit: Visit) -> Response:
    """What such a link does, and the form for one."""
    visit.member()
    return _page(visit, NewFirst(), {})


async def make(visit: Visit) -> Response:
    """A link, shown once."""
    me = visit.member()
    form = await visit.form(NewFirst)
    try:
        token = await visit.write(lambda tx: people.keys.make_first_link(tx, me.id, form.name))
    except Invalid as refusal:
        return _page(visit, form, in_words(visit.words, refusal.details or {}))
    return _page(visit, form, {}, f"{visit.house.settings.origin}/auth/first/{token}")


def _page(visit: Visit, form: NewFirst, faults: dict[str, str], address: str = "") -> Response:
    return visit.page(
        "first_make.html",
        status=422 if faults else 200,
        headers=QUIET,
        form=form,
        faults=faults,
        address=address,
        picture=qr(address) if address else "",
    )


async def show_first(visit: Visit) -> Response:
    """Welcome, and one button. Looking at it opens nothing, so that a preview of the link does not use it up."""
    return await _welcome(visit, {})


async def _welcome(visit: Visit, faults: dict[str, str]) -> Response:
    token, words = visit.parameter("token"), visit.words

    def look(tx: ReadTx) -> tuple[str, str, bool] | None:
        found = people.keys.fetch_first_link(tx, token)
        if found is None:
            return None
        link, invite = found
        inviter = None if invite.inviter_id is None else people.fetch_account(tx, invite.inviter_id)
        by = visit.house.settings.name if inviter is None else inviter.display_name or inviter.username
        return link.name, by, inviter is not None

    found = await visit.read(look)
    if found is None:
        return _gone(visit)
    name, by, befriends = found
    return visit.page(
        "first.html",
        status=422 if faults else 200,
        headers=QUIET,
        token=token,
        name=name,
        said=words.keys.first_hello_text.format(by=by),
        befriends=befriends,
        faults=faults,
    )


async def come_in(visit: Visit) -> Response:
    """The account is made, and this device signed in."""
    token = visit.parameter("token")
    form = await visit.form(Enter)
    try:
        account = await visit.write(
            lambda tx: people.keys.come_in_first(tx, token, agreement=form.agreement, locale=visit.lang)
        )
    except NotFound:
        return _gone(visit)
    except Invalid as refusal:
        return await _welcome(visit, in_words(visit.words, refusal.details or {}))
    return await start_session(visit, account.id, "/?done=welcome")


def _gone(visit: Visit) -> Response:
    words = visit.words.keys
    return visit.page("told.html", status=404, headers=QUIET, title=words.first_gone, text=words.first_gone_text)
