"""A member's invites: their codes, whom they brought, and who brought them."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.met import MetView, fetch_met
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid

MOST_USES = 20
DAYS = (1, 7, 30)
SHOWN = 100


class NewInvite(Form):
    """The form for a new code; no days are for good."""

    note: str = ""
    max_uses: str = "1"
    days: int = 7
    befriend: bool = False


class InviteView(Struct, frozen=True):
    """A code, as a line."""

    id: int
    code: str
    url: str
    note: str
    state: str
    works: bool
    befriend: bool


class InvitesView(Struct, frozen=True):
    """What stands on the page."""

    invites: list[InviteView]
    brought: list[tuple[MetView, str]]
    by: MetView | None
    most: int | None
    """So many may work at once; None for a host."""


async def show_invites(visit: Visit) -> Response:
    """The member's codes, and whom they brought."""
    return await _page(visit, NewInvite(), {})


async def make_invite(visit: Visit) -> Response:
    """A new code."""
    me = visit.member()
    form = await visit.form(NewInvite)
    uses = int(form.max_uses) if form.max_uses.isascii() and form.max_uses.isdecimal() and len(form.max_uses) < 4 else 0
    try:
        if not 1 <= uses <= MOST_USES:
            raise Invalid("max_uses", "ERR_INVALID", f"must be from 1 to {MOST_USES}")
        if form.days and form.days not in DAYS:
            raise Invalid("days", "ERR_INVALID", "must be one of those that are offered")
        invite = await visit.write(
            lambda tx: people.make_invite(
                tx,
                me.id,
                max_uses=uses,
                note=form.note,
                befriend=form.befriend,
                expires_at=tx.now + form.days * people.DAY if form.days else None,
            )
        )
    except Invalid as refusal:
        return await _page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.go("/invites", {"made": invite.code})


async def revoke_invite(visit: Visit) -> Response:
    """A code of the member's lets nobody in any more."""
    me = visit.member()
    await visit.form(Form)
    invite_id = visit.wanted()
    await visit.write(lambda tx: people.revoke_invite(tx, me.id, invite_id))
    return visit.done("/invites", "revoked")


async def _page(visit: Visit, form: NewInvite, faults: dict[str, str]) -> Response:
    me = visit.member()

    def look(tx: ReadTx) -> InvitesView:
        came = {row.account_id: row.at for row in people.whom_brought(tx, me.id)[-SHOWN:]}
        by = people.who_brought(tx, me.id)
        above = [] if by is None or by.inviter_id is None else fetch_met(tx, me.id, [by.inviter_id])
        return InvitesView(
            [_view(visit, invite) for invite in people.page_invites(tx, me.id, limit=SHOWN)],
            [
                (one, said_when(visit.words, came[one.person.id], visit.now, visit.zone))
                for one in fetch_met(tx, me.id, list(came)[::-1])
            ],
            above[0] if above else None,
            people.fetch_quota(tx, me.id),
        )

    page = await visit.read(look)
    made = visit.query("made")
    return visit.page(
        "invites.html",
        status=422 if faults else 200,
        form=form,
        faults=faults,
        page=page,
        open=sum(view.works for view in page.invites),
        made=next((view for view in page.invites if view.code == made and view.works), None),
        most_uses=MOST_USES,
        days=DAYS,
        closed=visit.house.rules.mode == "closed",
    )


def _view(visit: Visit, invite: people.Invite) -> InviteView:
    words = visit.words
    left = max(0, invite.max_uses - invite.uses)
    late = invite.expires_at is not None and invite.expires_at <= visit.now
    works = left > 0 and not invite.revoked and not late
    state = words.invite_left.format(n=left, most=invite.max_uses)
    if works and invite.expires_at is not None:
        days = -((visit.now - invite.expires_at) // people.DAY)
        state = f"{state} · {words.folk.invite_day if days == 1 else words.folk.invite_days.format(n=days)}"
    elif not works:
        state = words.invite_revoked if invite.revoked else words.invite_spent if left == 0 else words.folk.invite_late
    url = f"{visit.house.settings.origin}/invite/{invite.code}"
    return InviteView(invite.id, invite.code, url, invite.note, state, works, invite.befriend)
