"""The member's card: a picture that a telephone reads, to be shown across a table or printed.

It leads to the member's page, where who is in the house asks to be friends; or, where the member puts an invite into
it, strangers come in by it too.
"""

from __future__ import annotations

from io import BytesIO

import segno
from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.forms import Form
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.ids import parse_id

USES = 10
DAYS = 7


async def show_card(visit: Visit) -> Response:
    """The card; with `invite` it is one that strangers can come in by."""
    me = visit.member()
    invite = await _invite(visit)
    return visit.page(
        "card.html",
        person=person_view(me),
        invite=invite,
        address=_address(visit, invite),
        may_invite=visit.house.rules.mode != "closed",
        too_many=visit.query("done") == "too_many",
    )


async def make_card(visit: Visit) -> Response:
    """A card with an invite: for a few people, a week long, and each of them is a friend if they want to."""
    me = visit.member()
    await visit.form(Form)
    if visit.house.rules.mode == "closed":
        raise NotFound
    try:
        made = await visit.write(
            lambda tx: people.make_invite(
                tx,
                me.id,
                max_uses=USES,
                expires_at=tx.now + DAYS * people.DAY,
                note=visit.words.folk.card,
                befriend=True,
            )
        )
    except Invalid:
        return visit.done("/card", "too_many")
    return visit.go("/card", {"invite": str(made.id)})


async def show_picture(visit: Visit) -> Response:
    """The picture alone."""
    address = _address(visit, await _invite(visit))
    file = BytesIO()
    segno.make(address, micro=False, error="m").save(file, kind="svg", scale=8, border=4, light="white", xmldecl=False)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return visit.finish(Response(file.getvalue(), media_type="image/svg+xml", headers=headers))


async def _invite(visit: Visit) -> people.Invite | None:
    """The member's own invite that was asked for. Raises `NotFound` for one that does not work, or is another's."""
    me, asked = visit.member(), visit.query("invite")
    if not asked:
        return None
    wanted = parse_id(asked)
    found = None if wanted is None else await visit.read(lambda tx: people.fetch_own_invite(tx, me.id, wanted))
    if found is None:
        raise NotFound
    return found


def _address(visit: Visit, invite: people.Invite | None) -> str:
    origin = visit.house.settings.origin
    return f"{origin}/@{visit.member().username}" if invite is None else f"{origin}/invite/{invite.code}"
