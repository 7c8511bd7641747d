"""A member's invites: their codes, and whom they brought."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.views import PersonView, person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.errors import Invalid

MOST_USES = 20
SHOWN = 100


class NewInvite(Form):
    """The form for a new code."""

    note: str = ""
    max_uses: str = "1"


class InviteView(Struct, frozen=True):
    """A code, as a line."""

    id: int
    code: str
    url: str
    note: str
    state: str
    works: bool


async def show_invites(visit: Visit) -> Response:
    """The member's codes, and whom they brought."""
    return await _invites_page(visit, NewInvite(), {})


async def make_invite(visit: Visit) -> Response:
    """A new code."""
    me = visit.member()
    form = await visit.form(NewInvite)
    uses = int(form.max_uses) if form.max_uses.isascii() and form.max_uses.isdecimal() and len(form.max_uses) < 4 else 0
    try:
        if not 1 <= uses <= MOST_USES:
            raise Invalid("max_uses", "ERR_INVALID", f"must be from 1 to {MOST_USES}")
        invite = await visit.write(lambda tx: people.make_invite(tx, me.id, max_uses=uses, note=form.note))
    except Invalid as refusal:
        return await _invites_page(visit, form, in_words(visit.words, refusal.details or {}))
    return visit.go("/invites", {"made": invite.code})


async def revoke_invite(visit: Visit) -> Response:
    """A code of the member's lets nobody in any more."""
    me = visit.member()
    await visit.form(Form)
    invite_id = visit.wanted()
    await visit.write(lambda tx: people.revoke_invite(tx, me.id, invite_id))
    return visit.done("/invites", "revoked")


async def _invites_page(visit: Visit, form: NewInvite, faults: dict[str, str]) -> Response:
    me = visit.member()

    def look(tx: ReadTx) -> tuple[list[people.Invite], list[PersonView]]:
        ids = [row.account_id for row in people.whom_brought(tx, me.id)][-SHOWN:]
        found = people.fetch_accounts(tx, ids)
        return people.page_invites(tx, me.id, limit=SHOWN), [person_view(found[one]) for one in ids if one in found]

    invites, brought = await visit.read(look)
    views = [_invite_view(visit, invite) for invite in invites]
    made = visit.query("made")
    return visit.page(
        "invites.html",
        status=422 if faults else 200,
        form=form,
        faults=faults,
        invites=views,
        made=next((view for view in views if view.code == made), None),
        brought=brought,
        most_uses=MOST_USES,
        done=visit.query("done"),
    )


def _invite_view(visit: Visit, invite: people.Invite) -> InviteView:
    words = visit.words
    left = max(0, invite.max_uses - invite.uses)
    late = invite.expires_at is not None and invite.expires_at <= visit.now
    works = left > 0 and not invite.revoked and not late
    state = words.invite_left.format(n=left, most=invite.max_uses)
    if not works:
        state = words.invite_revoked if invite.revoked else words.invite_spent
    url = f"{visit.house.settings.origin}/invite/{invite.code}"
    return InviteView(invite.id, invite.code, url, invite.note, state, works)
