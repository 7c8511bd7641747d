"""A member's own corner: their name here, who asks to be a friend, apps, guests; for a host how old the backup is."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping, people
from teahouse.doors.web.languages import said_when
from teahouse.doors.web.requests import RequestView, fetch_asking
from teahouse.doors.web.views import person_view
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Actor
from teahouse.kit.db import ReadTx
from teahouse.kit.db.upkeep import fetch_last_backup, is_overdue

REQUESTS = 20


class BackupView(Struct, frozen=True):
    """What a host is told of the last backup."""

    when: str
    overdue: bool
    is_there: bool


def fetch_backup(tx: ReadTx, visit: Visit) -> BackupView | None:
    """How old the last backup is; None for who is no host."""
    if not visit.own_session().is_admin:
        return None
    last = fetch_last_backup(tx)
    when = visit.words.backup_none
    if last is not None:
        when = visit.words.backup_when.format(when=said_when(visit.words, last.at, visit.now, visit.zone))
    return BackupView(when, is_overdue(last, visit.now, visit.house.settings.backup_days), last is not None)


async def show_corner(visit: Visit) -> Response:
    """All of it on one page."""
    me = visit.member()

    helps = visit.own_session().helps

    def look(tx: ReadTx) -> tuple[list[RequestView], list[people.Account], BackupView | None, int | None]:
        views = fetch_asking(tx, visit, people.Cursor(limit=REQUESTS))
        pages = people.fetch_pages_of(tx, me.id)
        reports = housekeeping.count_open(tx, Actor(me.id, me.username)) if helps else None
        return views, pages, fetch_backup(tx, visit), reports

    requests, pages, backup, reports = await visit.read(look)
    return visit.page(
        "home.html",
        person=person_view(me),
        requests=requests,
        pages=[person_view(page) for page in pages],
        backup=backup,
        reports=reports,
    )
