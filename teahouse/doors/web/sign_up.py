"""Joining: by an open door, by an invite, or not at all.

What is wrong is said beside its field, and all that was typed stays, save the password.
"""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.met import fetch_met
from teahouse.doors.web.sign_in import start_session
from teahouse.doors.web.views import PersonView, person_view
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
    befriend: bool = False
    time_zone: str = ""
    """The browser's own, where a script said it."""


async def show_sign_up(visit: Visit) -> Response:
    """The form, or why there is none."""
    if visit.me is not None:
        return visit.go("/")
    return _page(visit, Join())


class Invited(Struct, frozen=True):
    """What a code means: an invite and who made it, or a group."""

    code: str = ""
    words: str = ""
    """Empty where the code lets nobody in."""
    inviter: PersonView | None = None
    at_once: bool = False


NOBODY = Invited()


def fetch_invited(tx: ReadTx, visit: Visit, code: str) -> Invited:
    """Whoever holds a code that works learns who gave it, and of a group its name."""
    invite, words = people.fetch_usable_invite(tx, code), visit.words
    if invite is not None:
        account = None if invite.inviter_id is None else people.fetch_account(tx, invite.inviter_id)
        if account is None:
            return Invited(invite.code, words.invited_by_house)
        inviter = person_view(account)
        return Invited(invite.code, words.invited_by.format(name=inviter.name), inviter, invite.befriend)
    link = people.groups.fetch_usable_link(tx, code)
    room = None if link is None else people.groups.fetch_room(tx, link.group_id)
    return NOBODY if room is None else Invited(code, words.grouping.brings.format(name=room.display_name))


async def show_invite(visit: Visit) -> Response:
    """The form with the code filled in and the name of who gave it; only a code that works shows anything."""
    code = visit.parameter("code")
    invited = await visit.read(lambda tx: fetch_invited(tx, visit, code))
    if visit.me is not None and invited.words:
        return await _show_to_member(visit, invited)
    if not invited.words or visit.house.rules.mode == "closed":
        return visit.page("told.html", status=404, title=visit.words.invite_gone, text=visit.words.invite_gone_text)
    return _page(visit, Join(invite_code=invited.code, befriend=True), invited=invited)


async def _show_to_member(visit: Visit, invited: Invited) -> Response:
    """Who is in already meets who invites, and goes to the group that a link leads into."""
    if invited.inviter is None:
        group = await visit.read(lambda tx: people.groups.fetch_usable_link(tx, invited.code))
        return visit.go("/" if group is None else f"/join/{invited.code}")
    inviter_id = invited.inviter.id
    met = await visit.read(lambda tx: fetch_met(tx, visit.viewer, [inviter_id]))
    return visit.page("invited.html", inviter=met[0], code=invited.code) if met else visit.go("/")


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
        befriend=form.befriend,
        time_zone=form.time_zone or None,
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
        told = await visit.read(lambda tx: fetch_invited(tx, visit, form.invite_code.strip()))
        return _page(visit, form, invited=told, faults={**in_words(visit.words, refusal.details or {}), **faults})
    target = f"/groups/{groups[0].id}/people?done=joined" if groups else "/?done=welcome"
    return await start_session(visit, account.id, target)


def _page(visit: Visit, form: Join, *, invited: Invited = NOBODY, faults: dict[str, str] | None = None) -> Response:
    if visit.house.rules.mode == "closed":
        words = visit.words
        return visit.page("told.html", status=403, title=words.sign_up_closed, text=words.sign_up_closed_text)
    return visit.page(
        "sign_up.html",
        status=422 if faults else 200,
        form=form,
        invited=invited.words,
        inviter=invited.inviter,
        at_once=invited.at_once,
        faults=faults or {},
        fields=_FIELDS,
        least=visit.house.rules.min_password,
        needs_code=visit.house.rules.mode == "invite",
    )
