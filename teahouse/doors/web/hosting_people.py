"""Who is here and what each may do for the house, for hosts. Nothing that members say is shown.

What hosts may do to each other has bounds: see `housekeeping.rules`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping, moments, people
from teahouse.doors.web.forms import Form, in_words
from teahouse.doors.web.hosting import said_size
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.languages import counted, said_when
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Actor
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Conflict, Forbidden, Invalid, NotFound
from teahouse.kit.files import Disk
from teahouse.kit.ids import parse_id
from teahouse.people import Enrolled, HouseRole, State

SHOWN = 40
BROUGHT = 100
MOST_PICTURES = 20_000
MEGABYTE = 10**6
"""What somebody's pictures take up is said no finer: it is for the disk's sake."""
ROLES = {one.name.lower(): one for one in HouseRole}


class Deed(Form):
    """What is done to an account, and why."""

    act: str = ""
    role: str = ""
    text: str = ""


class EnrolledView(Struct, frozen=True):
    """An account, as a line."""

    id: int
    name: str
    handle: str
    url: str
    role: str
    role_said: str
    state: str
    joined: str
    seen: str
    is_page: bool
    is_active: bool


class PersonPage(Struct, frozen=True):
    """One account with how it came here."""

    line: EnrolledView
    came: str
    came_by: int | None
    brought: list[people.Account]
    suspension: str | None
    files: list[str]


def enrolled_view(visit: Visit, row: Enrolled) -> EnrolledView:
    """A line of the roster in the reader's language."""
    say = visit.words.hosting
    role = "page" if row.role is None else HouseRole(row.role).name.lower()
    states = {State.SUSPENDED: say.suspended}
    active = row.state == State.ACTIVE
    return EnrolledView(
        row.id,
        row.display_name or row.username,
        f"@{row.username}",
        f"/@{row.username}",
        role,
        say.page if row.role is None else say.roles[role],
        "" if active else states.get(State(row.state), say.gone),
        say.joined.format(when=said_when(visit.words, row.created_at, visit.now, visit.zone)),
        _seen(visit, row),
        row.role is None,
        active,
    )


def _seen(visit: Visit, row: Enrolled) -> str:
    say = visit.words.hosting
    if row.seen_week is None:
        return ""
    if not row.seen_week:
        return say.seen_never
    weeks = people.week_of(visit.now) - row.seen_week
    return counted(weeks, say.seen_week_one, say.seen_weeks) if weeks > 0 else say.seen_this_week


async def show_people(visit: Visit) -> Response:
    """Everybody, or whom one looks for."""
    keeper(visit, host=True)
    text, wanted = visit.query("q"), visit.query("who")
    before = parse_id(visit.query("before"))

    def look(tx: ReadTx) -> list[Enrolled]:
        return people.find_enrolled(
            tx,
            text,
            role=ROLES.get(wanted) if wanted != "member" else None,
            state=State.SUSPENDED if wanted == "suspended" else None,
            **({} if before is None else {"before": before}),
            limit=SHOWN,
        )

    found = await visit.house.database.read_heavy(look)
    return visit.page(
        "house_people.html",
        found=[enrolled_view(visit, row) for row in found],
        text=text,
        wanted=wanted,
        older=found[-1].id if len(found) == SHOWN else None,
    )


async def show_person(visit: Visit) -> Response:
    """One account, and what may be done to it."""
    return await _person_page(visit, keeper(visit, host=True), {})


async def _person_page(
    visit: Visit,
    by: Actor,
    faults: dict[str, str],
    *,
    refused: str = "",
    link: str = "",
    left: str = "",
    typed: str = "",
) -> Response:
    account_id = visit.wanted()

    def look(tx: ReadTx) -> PersonPage:
        row = people.fetch_enrolled(tx, account_id)
        if row is None:
            raise NotFound
        say, brought = visit.words.hosting, people.who_brought(tx, row.id)
        came, came_by = say.brought_by_nobody if row.role is not None else "", None
        if brought is not None:
            came, came_by = say.brought_by_house, brought.inviter_id
            inviter = None if came_by is None else people.fetch_enrolled(tx, came_by)
            if inviter is not None:
                came = say.brought_by.format(name=f"@{inviter.username}")
        ids = [one.account_id for one in people.whom_brought(tx, row.id)][:BROUGHT]
        found = people.fetch_accounts(tx, ids)
        return PersonPage(
            enrolled_view(visit, row),
            came,
            came_by,
            [found[one] for one in ids if one in found],
            housekeeping.fetch_suspension(tx, row.id),
            moments.fetch_files_of(tx, row.id, limit=MOST_PICTURES),
        )

    one = await visit.house.database.read_heavy(look)
    files = visit.house.pictures.files
    taken = await asyncio.to_thread(files.measure, one.files) if isinstance(files, Disk) else 0
    say = visit.words.hosting
    done = {"role": say.done_role, "suspended": say.done_suspended, "restored": say.done_restored}
    return visit.page(
        "house_person.html",
        status=422 if faults else 409 if refused else 200,
        one=one,
        faults=faults,
        typed=typed,
        refused=refused,
        link=link,
        storage=said_size(-(-taken // MEGABYTE) * MEGABYTE) if taken else "",
        left=left or (say.pages_left.format(names=visit.query("left")) if visit.query("left") else ""),
        own=by.id == one.line.id,
        roles=list(say.roles),
        done=done.get(visit.query("done"), ""),
    )


async def act_on_person(visit: Visit) -> Response:
    """Give a role, suspend, let back in, or make a link for a new password."""
    by, form = keeper(visit, host=True), await visit.form(Deed)
    account_id = visit.wanted()
    deeds: dict[str, Callable[[WriteTx, people.Account], object]] = {
        "role": lambda tx, account: housekeeping.change_role(tx, by, account, ROLES[form.role]),
        "suspend": lambda tx, account: housekeeping.suspend(tx, by, account, form.text),
        "restore": lambda tx, account: housekeeping.restore(tx, by, account, form.text),
        "link": lambda tx, account: housekeeping.make_reset_link(tx, by, account),
    }
    deed = deeds.get(form.act)
    if deed is None or (form.act == "role" and form.role not in ROLES):
        raise NotFound
    try:
        find = _any_account if form.act in ("suspend", "restore") else _account
        answer = await visit.write(lambda tx: deed(tx, find(tx, account_id)))
    except Invalid as refusal:
        return await _person_page(visit, by, in_words(visit.words, refusal.details or {}), typed=form.text)
    except Forbidden:
        return await _person_page(visit, by, {}, refused=visit.words.hosting.refused)
    except Conflict:
        return await _person_page(visit, by, {}, refused=visit.words.done_meanwhile)
    if form.act == "link":
        # Said in the answer itself, so that it stands in no address and in no log.
        return await _person_page(visit, by, {}, link=f"{visit.house.settings.origin}/auth/reset/{answer}")
    said = {"role": "role", "suspend": "suspended", "restore": "restored"}[form.act]
    left = ", ".join(f"@{page.username}" for page in answer) if isinstance(answer, list) else ""
    return visit.go(f"/house/people/{account_id}", {"done": said, **({"left": left} if left else {})})


def _account(tx: ReadTx, account_id: int) -> people.Account:
    account = people.fetch_account(tx, account_id)
    if account is None:
        raise NotFound
    return account


def _any_account(tx: ReadTx, account_id: int) -> people.Account:
    """Whoever it is, active or not. Raises `NotFound`."""
    row = people.fetch_enrolled(tx, account_id)
    account = None if row is None else people.find_any_account(tx, row.username.lower())
    if account is None or account.id != account_id:
        raise NotFound
    return account
