"""The front page, what stands behind it for a member, and the pages about the house."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import PlainTextResponse, Response

from teahouse import __version__, moments, people
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.views import MomentView, PersonView, fetch_moments, person_view
from teahouse.doors.web.visit import GUEST, Visit
from teahouse.kit.db import ReadTx
from teahouse.kit.db.upkeep import LastBackup, fetch_last_backup, is_overdue

LATELY = 10
REQUESTS = 20
_PRIVATE = ("/auth/", "/oauth/", "/invite/", "/invites", "/settings")
_ROBOTS = "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in _PRIVATE), ""])


class BackupView(Struct, frozen=True):
    """What a host is told of the last backup."""

    when: str
    overdue: bool


async def show_front(visit: Visit) -> Response:
    """The house as a guest sees it, or a member's own corner."""
    if visit.me is not None:
        return await _show_home(visit, visit.me)

    def look(tx: ReadTx) -> tuple[int, list[MomentView]]:
        page = moments.page_public(tx, GUEST, moments.Stretch(limit=LATELY))
        return tx.handed(people.KeptFigures).fetch(tx).members, fetch_moments(tx, visit, page.ids)

    members, lately = await visit.read(look)
    return visit.page("front.html", members=members, lately=lately)


async def _show_home(visit: Visit, me: people.Account) -> Response:
    is_host = visit.own_session().is_admin

    def look(tx: ReadTx) -> tuple[list[PersonView], int, list[people.Account], LastBackup | None]:
        asking = people.page_requests(tx, me.id, people.Cursor(limit=REQUESTS))
        found = people.fetch_accounts(tx, [row.account_id for row in asking])
        views = [person_view(found[row.account_id]) for row in asking if row.account_id in found]
        last = fetch_last_backup(tx) if is_host else None
        return views, people.count_requests(tx, me.id), people.fetch_pages_of(tx, me.id), last

    requests, waiting, pages, last = await visit.read(look)
    return visit.page(
        "home.html",
        person=person_view(me),
        requests=requests,
        more=waiting > len(requests),
        pages=[person_view(page) for page in pages],
        backup=_backup_view(visit, last) if is_host else None,
    )


def _backup_view(visit: Visit, last: LastBackup | None) -> BackupView:
    when = visit.words.backup_none
    if last is not None:
        when = visit.words.backup_when.format(when=said_when(visit.words, last.at, visit.now, visit.zone))
    return BackupView(when, is_overdue(last, visit.now, visit.house.settings.backup_days))


async def show_about(visit: Visit) -> Response:
    """What the house is, its rules, and whom to ask."""
    members = await visit.read(lambda tx: tx.handed(people.KeptFigures).fetch(tx).members)
    return visit.page("about.html", members=members, version=__version__)


async def show_privacy(visit: Visit) -> Response:
    """What is kept of whom."""
    return visit.page("privacy.html")


async def show_robots(visit: Visit) -> Response:
    """Where search engines have no business."""
    return PlainTextResponse(_ROBOTS, headers={"Cache-Control": "public, max-age=86400"})


async def show_static(visit: Visit) -> Response:
    """A file of the shelf."""
    return visit.house.shelf.answer(visit.parameter("name"), visit.request)


async def show_favicon(visit: Visit) -> Response:
    """The icon, where browsers look for it unasked."""
    return visit.house.shelf.answer("favicon.png", visit.request)
