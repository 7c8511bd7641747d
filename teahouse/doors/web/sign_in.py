"""Signing in and out.

An unknown name, a wrong password and a name without one get the same answer after the same time; tries are counted
by address and by name. Whoever is suspended is told so, and why, once the password fits. Where a second step is on, the
password opens nothing but the way to it.
"""

from __future__ import annotations

from starlette.responses import Response

from teahouse import housekeeping, leaving, people
from teahouse.doors.web.addresses import client_in, inside
from teahouse.doors.web.forms import Form
from teahouse.doors.web.proving import party_of
from teahouse.doors.web.visit import Visit
from teahouse.kit.db import ReadTx, WriteTx


class SignIn(Form):
    """The form of the sign-in page."""

    name: str = ""
    password: str = ""
    next: str = "/"


async def show_sign_in(visit: Visit) -> Response:
    """The form, or on to where the member wanted to go. `again=1` asks even whoever is signed in."""
    target = inside(visit.query("next") or "/")
    if visit.me is not None and not visit.query("again"):
        return visit.go(target)
    return await _page(visit, SignIn(next=target), done=visit.query("done"))


async def _page(visit: Visit, form: SignIn, *, done: str = "", wrong: bool = False, suspended: str = "") -> Response:
    """The form; on the way to letting an app in, it says which."""
    target = inside(form.next)
    client = client_in(target)

    def look(tx: ReadTx) -> str:
        try:
            return "" if client is None else people.find_app(tx, client).name
        except people.OAuthError:
            return ""

    app = await visit.read(look)
    return visit.page(
        "sign_in.html",
        status=422 if wrong else 403 if suspended else 200,
        next=target,
        app=app,
        name=form.name,
        done=done,
        wrong=wrong,
        suspended=suspended,
        passkeys=party_of(visit) is not None,
        failed=bool(visit.query("failed")),
    )


async def sign_in(visit: Visit) -> Response:
    """Look at name and password; the session is new each time."""
    form = await visit.form(SignIn)
    house = visit.house
    house.count_try(form.name.strip().lower().removeprefix("@"), visit.address)

    def look(tx: ReadTx) -> tuple[people.Login | None, str | None]:
        found = people.fetch_login(tx, form.name)
        if found is not None:
            return found, None
        found = people.keys.fetch_shut_login(tx, form.name, people.State.LEAVING)
        if found is not None and leaving.may_stay(tx, found.account_id):
            return found, None
        found = people.keys.fetch_shut_login(tx, form.name, people.State.SUSPENDED)
        return found, None if found is None else housekeeping.fetch_suspension(tx, found.account_id)

    login, suspended = await visit.read(look)
    fits = await house.hasher.verify(login.password_hash if login else None, form.password)
    if login is None or not fits:
        return await _page(visit, form, wrong=True)
    if suspended is not None:
        return await _page(visit, form, suspended=f"{visit.words.suspended_text} {suspended}".strip())
    if people.needs_rehash(login.password_hash):
        renewed = await house.hasher.hash(form.password)
        await visit.write(lambda tx: people.keys.keep_rehash(tx, login.account_id, login.password_hash, renewed))
    return await _after_password(visit, login.account_id, inside(form.next))


async def _after_password(visit: Visit, account_id: int, target: str) -> Response:
    """In, or on to the second step; the browser is told by a cookie of its own that it got so far."""

    def act(tx: WriteTx) -> str | None:
        if not people.keys.asks_second(tx, account_id):
            return None
        return people.keys.make_ticket(tx, people.keys.TicketKind.SECOND, account_id)

    ticket = await visit.write(act)
    if ticket is None:
        return await start_session(visit, account_id, target)
    response = visit.go("/auth/second", {"next": target})
    visit.house.jar.put(response, "step", ticket)
    return response


async def come_back(visit: Visit, account_id: int, target: str) -> Response:
    """In, for whoever proved who they are without a password; who is suspended is told so."""

    def look(tx: ReadTx) -> tuple[bool, str | None]:
        here = people.fetch_login_of(tx, account_id) is not None or leaving.may_stay(tx, account_id)
        shut = people.keys.fetch_shut_login_of(tx, account_id, people.State.SUSPENDED)
        return here, None if shut is None else housekeeping.fetch_suspension(tx, account_id)

    here, suspended = await visit.read(look)
    if suspended is not None:
        return await _page(visit, SignIn(next=target), suspended=f"{visit.words.suspended_text} {suspended}".strip())
    if not here:
        return visit.go("/auth/sign_in", {"next": target, "failed": "1", "again": "1"})
    return await start_session(visit, account_id, target)


async def start_session(visit: Visit, account_id: int, target: str) -> Response:
    """Open a session in this browser, in place of the one it has, and go on. Who was leaving stays by this."""
    earlier = visit.token
    agent = visit.request.headers.get("user-agent", "")

    def act(tx: WriteTx) -> tuple[str, bool]:
        if earlier is not None:
            people.close_session(tx, earlier)
        return people.open_session(tx, account_id, agent), leaving.stay(tx, account_id)

    token, stayed = await visit.write(act)
    response = visit.done("/settings", "stayed") if stayed and target == "/" else visit.go(target)
    visit.house.jar.put(response, "session", token)
    visit.house.jar.drop(response, "visit")
    visit.house.jar.drop(response, "step")
    return response


async def sign_out(visit: Visit) -> Response:
    """End this browser's session; whoever has none is out already."""
    await visit.form(Form)
    token = visit.token
    if token is not None:
        await visit.write(lambda tx: people.close_session(tx, token))
    response = visit.done("/auth/sign_in", "out")
    visit.house.jar.drop(response, "session")
    return response


async def sign_out_others(visit: Visit) -> Response:
    """End the member's sessions in all other browsers."""
    me = visit.member()
    await visit.form(Form)
    await visit.write(lambda tx: people.close_all_sessions(tx, me.id, keep=visit.token))
    return visit.done("/settings/devices", "others")
