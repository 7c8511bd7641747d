"""The house at a glance, for its hosts: what goes well, and what to look at.

Numbers only. What members say among themselves is not here, whoever asks.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping, people
from teahouse.doors.web.corner import BackupView, fetch_backup
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Actor
from teahouse.kit.db import ReadTx, jobs
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.files import Disk
from teahouse.kit.ids import time_of

MINUTE = 60_000
LATE = 10
"""Minutes after which a job that waits is worth a look."""
SCARCE = 0.05
LITTLE = 2**30


class Sign(Struct, frozen=True):
    """One thing that is well or is not."""

    well: bool
    text: str
    command: str = ""
    link: str = ""


class Look(Struct, frozen=True):
    """What the database says of how the house is."""

    figures: people.Figures
    week: int
    reports: int
    offers: int
    waiting: int
    oldest: int | None
    dead: int
    backup: BackupView | None


def disks(visit: Visit) -> list[Path]:
    """The folders on this machine in which the house keeps things."""
    files, settings = visit.house.pictures.files, visit.house.settings
    found = [files.folder] if isinstance(files, Disk) else []
    return found if is_postgresql(settings.database) else [*found, sqlite_path(settings.database).absolute()]


def free_on(paths: list[Path]) -> tuple[int, int] | None:
    """Bytes that are free and bytes that there are, where the least is free; None where nothing is kept here."""
    found = []
    for path in paths:
        there = next((one for one in (path, *path.parents) if one.exists()), None)
        if there is not None:
            usage = shutil.disk_usage(there)
            found.append((usage.free, usage.total))
    return min(found, default=None)


def said_size(size: int) -> str:
    """So many bytes, in units that people know."""
    for unit, worth in (("GB", 10**9), ("MB", 10**6)):
        if size >= worth:
            return f"{size / worth:.1f} {unit}"
    return f"{(size + 999) // 1000} kB"


async def show_house(visit: Visit) -> Response:
    """The house at a glance."""
    by = keeper(visit)

    def look(tx: ReadTx) -> Look:
        oldest = tx.value(jobs.OLDEST_WAITING)
        return Look(
            tx.handed(people.KeptFigures).fetch(tx),
            people.count_here_this_week(tx),
            housekeeping.count_open(tx, by),
            housekeeping.count_open_rulings(tx, by),
            tx.value(jobs.WAITING),
            None if oldest is None else time_of(oldest),
            tx.value(jobs.COUNT_DEAD),
            fetch_backup(tx, visit),
        )

    found = await visit.house.database.read_heavy(look)
    space = await asyncio.to_thread(free_on, disks(visit))
    signs = list(_signs(visit, by, found, space))
    return visit.page("house.html", look=found, signs=signs, is_host=by.is_host)


def _signs(visit: Visit, by: Actor, found: Look, space: tuple[int, int] | None) -> Iterator[Sign]:
    say, settings = visit.words.hosting, visit.house.settings
    yield Sign(not found.reports, say.reports_open.format(n=found.reports), link="/house/reports")
    yield Sign(not found.offers, visit.words.guarding.queue_waiting.format(n=found.offers), link="/house/rulings")
    if not by.is_host:
        return
    if found.backup is not None:
        old = found.backup.overdue
        text = say.backup_old if old and found.backup.is_there else found.backup.when
        yield Sign(not old, text, "./tea backup teahouse.tar" if old else "", "/house/storage")
    minutes = 0 if found.oldest is None else (visit.now - found.oldest) // MINUTE
    if found.dead:
        yield Sign(False, say.jobs_dead.format(n=found.dead), link="/house/jobs")
    elif minutes >= LATE:
        yield Sign(False, say.jobs_late.format(minutes=minutes), link="/house/jobs")
    else:
        yield Sign(True, say.jobs_well.format(n=found.waiting), link="/house/jobs")
    if space is not None:
        free, total = space
        full = free < LITTLE or free < SCARCE * total
        yield Sign(
            not full, (say.disk_full if full else say.disk_well).format(free=said_size(free)), link="/house/storage"
        )
    if settings.open_house:
        yield Sign(False, say.open_house)
    if not settings.origin.startswith("https://") and "//127.0.0.1" not in settings.origin:
        yield Sign(False, say.insecure)
    mode = visit.house.rules.mode
    yield Sign(True, say.who_may_join.format(mode=say.modes[mode]), link="/house/settings")
