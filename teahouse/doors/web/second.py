"""The second step of signing in: a code after the password.

Which member it is about is known by a ticket in a cookie, which opens nothing else; five wrong codes end it.
"""

from __future__ import annotations

from starlette.responses import Response

from teahouse import people
from teahouse.doors.web.addresses import inside
from teahouse.doors.web.forms import Form
from teahouse.doors.web.proving import party_of
from teahouse.doors.web.sign_in import start_session
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.people.keys import Ticket, TicketKind


class Second(Form):
    """The form of the second step."""

    code: str = ""
    next: str = "/"


def _ticket(visit: Visit) -> str | None:
    return visit.house.jar.read(visit.request, "step")


async def show_second(visit: Visit) -> Response:
    """The form for the code; without a ticket one begins with the password."""
    target = inside(visit.query("next") or "/")
    found = await visit.read(lambda tx: people.keys.fetch_ticket(tx, TicketKind.SECOND, _ticket(visit)))
    return _over(visit, target) if found is None else _page(visit, target)


async def second(visit: Visit) -> Response:
    """Look at the code; signed in with it, or told that it does not fit."""
    form = await visit.form(Second)
    target, secret = inside(form.next), _ticket(visit)

    def look(tx: ReadTx) -> Ticket | None:
        return people.keys.fetch_ticket(tx, TicketKind.SECOND, secret)

    found = await visit.read(look)
    if found is None or found.account_id is None or secret is None:
        return _over(visit, target)
    account_id = found.account_id
    visit.house.count_try(f"second {account_id}", visit.address)

    def act(tx: WriteTx) -> bool | None:
        """Whether the code fits; None where there is no more trying."""
        if look(tx) is None:
            return None
        if not people.keys.take_code(tx, account_id, form.code):
            return False if people.keys.miss(tx, TicketKind.SECOND, secret) else None
        people.keys.spend_ticket(tx, TicketKind.SECOND, secret)
        return True

    fits = await visit.write(act)
    if fits is None:
        return _over(visit, target)
    return await start_session(visit, account_id, target) if fits else _page(visit, target, wrong=True)


def _page(visit: Visit, target: str, *, wrong: bool = False) -> Response:
    possible = party_of(visit) is not None
    return visit.page("second.html", status=422 if wrong else 200, next=target, wrong=wrong, passkeys=possible)


def _over(visit: Visit, target: str) -> Response:
    response = visit.go("/auth/sign_in", {"next": target, "done": "over", "again": "1"})
    visit.house.jar.drop(response, "step")
    return response
