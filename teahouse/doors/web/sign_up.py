"""Joining: by an open door, by an invite, or not at all.

What is wrong is said beside its field, and all that was typed stays, save the password.
"""

from __future__ import annotations

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.sign_in import start_session
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.text import is_blank

_FIELDS = ("display_name", "username", "password", "invite_code", "agreement")


class Join(Form):
    """The form of the sign-up page."""

    display_name: str = ""
    username: str = ""
    password: str = ""
    invite_code: str = ""
    agreement: bool = False


async def show_sign_up(visit: Visit) -> Response:
    """The form, or why there is none."""
    if visit.me is not None:
        return visit.go("/")
    return _page(visit, Join())


async def show_invite(visit: Visit) -> Response:
    """The form with the code filled in and the name of who gave it; only a code that works shows anything."""
    code = visit.parameter("code")

    def look(tx: ReadTx) -> tuple[people.Invite | None, people.Account | None, people.Account | None]:
        found = people.fetch_usable_invite(tx, code)
        inviter = None if found is None or found.inviter_id is None else people.fetch_account(tx, found.inviter_id)
        link = people.groups.fetch_usable_link(tx, code)
        return found, inviter, None if link is None else people.groups.fetch_room(tx, link.group_id)

    invite, inviter, room = await visit.read(look)
    if room is not None and visit.me is None and visit.house.rules.mode != "closed":
        said = visit.words.grouping.brings.format(name=room.display_name)
        return _page(visit, Join(invite_code=code), invited=said)
    if invite is None or visit.house.rules.mode == "closed":
        return visit.page("told.html", status=404, title=visit.words.invite_gone, text=visit.words.invite_gone_text)
    if visit.me is not None:
        return visit.go("/")
    by = None if inviter is None else inviter.display_name or inviter.username
    said = visit.words.invited_by_house if by is None else visit.words.invited_by.format(name=by)
    return _page(visit, Join(invite_code=invite.code), invited=said)


async def sign_up(visit: Visit) -> Response:
    """Make the account and sign it in."""
    form = await visit.form(Join)
    if visit.me is not None:
        return visit.go("/")
    if visit.house.rules.mode == "closed":
        return _page(visit, form)
    nameless = is_blank(form.display_name)
    wanted = people.SignUp(
        password=form.password,
        username=form.username.strip() or None,
        display_name="nobody" if nameless else form.display_name,
        agreement=form.agreement,
        locale=visit.lang,
        invite_code=form.invite_code.strip() or None,
    )
    # A form that cannot pass is not worth a hash; it is still tried, so that all its faults are told at once.
    hopeless = nameless or not form.agreement or len(form.password) < visit.house.rules.min_password
    hashed = "" if hopeless else await visit.house.hasher.hash(form.password)
    faults = {"display_name": visit.words.fault_blank} if nameless else {}

    def act(tx: WriteTx) -> tuple[people.Account, list[people.groups.Group]]:
        account = people.sign_up(tx, wanted, hashed)
        if hopeless:
            raise Invalid("display_name", "ERR_BLANK", "can't be blank")
        return account, people.groups.fetch_groups(tx, account.id)

    try:
        account, groups = await visit.write(act)
    except Invalid as refusal:
        return _page(visit, form, faults={**in_words(visit.words, refusal.details or {}), **faults})
    target = f"/groups/{groups[0].id}/people?done=joined" if groups else "/?done=welcome"
    return await start_session(visit, account.id, target)


def _page(visit: Visit, form: Join, *, invited: str = "", faults: dict[str, str] | None = None) -> Response:
    if visit.house.rules.mode == "closed":
        words = visit.words
        return visit.page("told.html", status=403, title=words.sign_up_closed, text=words.sign_up_closed_text)
    return visit.page(
        "sign_up.html",
        status=422 if faults else 200,
        form=form,
        invited=invited,
        faults=faults or {},
        fields=_FIELDS,
        least=visit.house.rules.min_password,
        needs_code=visit.house.rules.mode == "invite",
    )
