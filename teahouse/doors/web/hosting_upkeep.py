"""What the house has still to do, what it takes up, and when it was last copied, for hosts."""

from __future__ import annotations

import asyncio

from msgspec import Struct
from starlette.responses import Response

from teahouse import housekeeping
from teahouse.doors.web.corner import BackupView, fetch_backup
from teahouse.doors.web.forms import Form
from teahouse.doors.web.hosting import disks, free_on, said_size
from teahouse.doors.web.keeping import keeper
from teahouse.doors.web.visit import Visit
from teahouse.housekeeping import Act
from teahouse.kit.db import ReadTx, WriteTx, jobs
from teahouse.kit.db.size import fetch_size
from teahouse.kit.db.upkeep import LastBackup, fetch_last_backup
from teahouse.kit.errors import NotFound
from teahouse.kit.files import Disk, size_below
from teahouse.kit.ids import parse_id
from teahouse.kit.pictures import count_unused

SHOWN = 40
ALL = "all"


class JobDeed(Form):
    """What is done with jobs that were given up."""

    act: str = ""
    job: str = ""


class JobView(Struct, frozen=True):
    """A job that failed, as a line. What went wrong is said as a programmer would say it."""

    id: int
    kind: str
    tried: str
    error: str


async def show_jobs(visit: Visit) -> Response:
    """How many wait, which failed, which were given up."""
    keeper(visit, host=True)
    after = parse_id(visit.query("after")) or 0

    def look(tx: ReadTx) -> tuple[list[jobs.DeadJob], list[jobs.DeadJob], tuple[int, int, int]]:
        counts = tx.value(jobs.WAITING), tx.value(jobs.COUNT_RETRIED), tx.value(jobs.COUNT_DEAD)
        return tx.all(jobs.DEAD_PAGE, after=after, n=SHOWN), tx.all(jobs.FAILING, n=SHOWN), counts

    dead, failing, (waiting, again, given_up) = await visit.house.database.read_heavy(look)
    say = visit.words.hosting
    return visit.page(
        "house_jobs.html",
        dead=[_view(visit, job) for job in dead],
        failing=[_view(visit, job) for job in failing],
        counts=say.jobs_counts.format(waiting=waiting, again=again, dead=given_up),
        older=dead[-1].id if len(dead) == SHOWN else None,
        done={"retried": say.done_retried, "dropped": say.done_dropped}.get(visit.query("done"), ""),
    )


def _view(visit: Visit, job: jobs.DeadJob) -> JobView:
    return JobView(job.id, job.kind, visit.words.hosting.job_tried.format(n=job.attempts), job.error)


async def act_on_jobs(visit: Visit) -> Response:
    """Try one or all again, or drop one."""
    by, form = keeper(visit, host=True), await visit.form(JobDeed)
    job_id = parse_id(form.job)
    everything = form.job == ALL and form.act == "retry"
    if form.act not in ("retry", "drop") or (job_id is None and not everything):
        raise NotFound

    def act(tx: WriteTx) -> None:
        if everything:
            done = tx.run(jobs.RETRY_DEAD)
        else:
            done = tx.run(jobs.RETRY_ONE if form.act == "retry" else jobs.DROP_DEAD, job_id=job_id)
            if not done:
                raise NotFound
        if done:
            said = str(done) if everything else str(job_id)
            housekeeping.record(tx, by, Act.JOB_RETRIED if form.act == "retry" else Act.JOB_DROPPED, subject=said)

    await visit.write(act)
    visit.house.database.on_told()
    return visit.done("/house/jobs", "retried" if form.act == "retry" else "dropped")


async def show_storage(visit: Visit) -> Response:
    """Sizes, what is free, and the last backup."""
    keeper(visit, host=True)

    def look(tx: ReadTx) -> tuple[int, int, LastBackup | None, BackupView | None]:
        return fetch_size(tx), count_unused(tx), fetch_last_backup(tx), fetch_backup(tx, visit)

    size, unused, backup, seen = await visit.house.database.read_heavy(look)
    files = visit.house.pictures.files
    pictures = await asyncio.to_thread(size_below, files.folder) if isinstance(files, Disk) else None
    space = await asyncio.to_thread(free_on, disks(visit))
    say = visit.words.hosting
    rows = [
        (say.database, said_size(size)),
        (say.pictures, say.pictures_elsewhere if pictures is None else said_size(pictures)),
        (say.waiting_files, str(unused)),
    ]
    if space is not None:
        rows.append((say.free, said_size(space[0])))
    return visit.page(
        "house_storage.html",
        rows=rows,
        when="" if seen is None else seen.when,
        overdue=seen is not None and seen.overdue,
        file=_file(visit, backup),
    )


def _file(visit: Visit, backup: LastBackup | None) -> str:
    say = visit.words.hosting
    if backup is None or not backup.path:
        return ""
    return say.backup_file.format(path=backup.path, size=said_size(backup.size), took=f"{backup.took / 1000:.1f}")
