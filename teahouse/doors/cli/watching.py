"""`status` and `jobs`: how the house is doing, and what it could not do."""

from __future__ import annotations

import click

from teahouse import moments, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import opened
from teahouse.doors.cli.words import ago, columns, counted
from teahouse.kit.db import ReadTx, WriteTx, jobs
from teahouse.kit.db.migrate import current
from teahouse.kit.db.upkeep import LastBackup, fetch_last_backup, is_overdue
from teahouse.settings import Settings


@click.command()
@settings_option
def status(settings: Settings) -> None:
    """Show the house in numbers, and how old its last backup is."""

    def read(tx: ReadTx) -> tuple[list[tuple[str, ...]], str]:
        figures, (posted, comments) = people.count_house(tx), moments.count_moments(tx)
        last = fetch_last_backup(tx)
        rows: list[tuple[str, ...]] = [
            ("members", f"{figures.members}, {figures.active_month} of them here this month"),
            ("moments", f"{posted}, with {counted(comments, 'comment')}"),
            ("jobs", f"{tx.value(jobs.WAITING)} waiting, {tx.value(jobs.COUNT_DEAD)} dead"),
            ("last backup", "none yet" if last is None else _told(last, tx.now)),
        ]
        if not is_overdue(last, tx.now, settings.backup_days):
            return rows, ""
        days = counted(settings.backup_days, "day")
        return rows, "there is no backup yet" if last is None else f"there was no backup for more than {days}"

    with opened(settings) as database:
        rows, overdue = database.read_now(read)
    rows += [
        ("revision", current(settings.database) or "none"),
        ("address", settings.origin),
    ]
    for line in columns(rows):
        click.echo(line)
    if overdue:
        click.echo(f"Warning: {overdue}.", err=True)


def _told(last: LastBackup, now: int) -> str:
    more = f": {last.path}, {last.size / 1e6:.1f} MB in {last.took / 1000:.1f} s" if last.path else ""
    return f"{ago(last.at, now)}{more}"


@click.command("jobs")
@settings_option
@click.option("--dead", is_flag=True, help="List those that failed too often and were given up.")
@click.option("--retry", is_flag=True, help="Try those again that were given up.")
@click.option("--drop", type=int, metavar="NUMBER", help="Forget this one of those that were given up.")
def show_jobs(settings: Settings, dead: bool, retry: bool, drop: int | None) -> None:
    """Count what the house has still to do, and what it gave up."""
    if [dead, retry, drop is not None].count(True) > 1:
        raise click.UsageError("--dead lists, --retry tries again, --drop forgets; use one after the other.")
    with opened(settings) as database:
        if drop is not None:
            if not database.write_now(lambda tx: tx.run(jobs.DROP_DEAD, job_id=drop)):
                raise click.ClickException(f"No job {drop} was given up.")
            click.echo(f"{drop} is forgotten: what should have followed from it never will.")
        elif retry:
            again = database.write_now(_retry)
            click.echo(f"{again} {'is' if again == 1 else 'are'} tried again.")
        elif dead:
            for line in columns([_line(job) for job in database.read_now(_dead)]):
                click.echo(line)
        else:
            waiting, again, given_up = database.read_now(_counts)
            click.echo(f"{waiting} waiting ({again} of them failed before and are tried again), {given_up} dead")


def _counts(tx: ReadTx) -> tuple[int, int, int]:
    return tx.value(jobs.WAITING), tx.value(jobs.COUNT_RETRIED), tx.value(jobs.COUNT_DEAD)


def _retry(tx: WriteTx) -> int:
    return tx.run(jobs.RETRY_DEAD)


def _dead(tx: ReadTx) -> list[jobs.DeadJob]:
    return tx.all(jobs.DEAD)


def _line(job: jobs.DeadJob) -> tuple[str, ...]:
    return str(job.id), f"tried {counted(job.attempts, 'time')}", job.kind, job.error
