"""`audit`: what hosts, helpers and commands did to others."""

from __future__ import annotations

import click

from teahouse import housekeeping
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import opened
from teahouse.doors.cli.words import columns, minute_of
from teahouse.settings import Settings


@click.group()
def audit() -> None:
    """Read what was done to others in the host's name."""


@audit.command("list")
@settings_option
@click.option("--limit", type=click.IntRange(1, 1_000), default=40, show_default=True, help="How many lines.")
@click.option("--before", type=int, metavar="NUMBER", help="Those before the line of this number.")
def list_entries(settings: Settings, limit: int, before: int | None) -> None:
    """List the log, the newest first: number, when, who, what, on whom, why."""
    start = housekeeping.NEWEST if before is None else before
    with opened(settings) as database:
        entries = database.read_now(lambda tx: housekeeping.page_log(tx, before=start, limit=limit))
    for line in columns([_line(entry) for entry in entries]):
        click.echo(line)


def _line(entry: housekeeping.Entry) -> tuple[str, ...]:
    reason = " ".join(entry.reason.split())
    return str(entry.id), minute_of(entry.at), entry.who, entry.act, entry.subject, reason
