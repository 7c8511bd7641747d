"""`move`: from SQLite to PostgreSQL and back."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click
import msgspec

from teahouse import housekeeping
from teahouse.app import media_folder
from teahouse.doors.cli.frame import settings_file, settings_option
from teahouse.doors.cli.house import expect, note
from teahouse.doors.cli.words import columns, counted
from teahouse.kit.db import moving
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.migrations import FOLDER
from teahouse.settings import Settings

VARIABLE = "TEAHOUSE_DATABASE"


@click.command()
@settings_option
@click.option(
    "--to", "target", required=True, metavar="ADDRESS", help="The new place, as the setting `database` says it."
)
@click.pass_context
def move(ctx: click.Context, settings: Settings, target: str) -> None:
    """Copy the whole house to an empty database of the other kind; no server may run on either."""
    if not is_postgresql(target) and not target.startswith("sqlite:"):
        raise click.UsageError("Write the new place as sqlite:FILE or postgresql://USER:PASSWORD@HOST/NAME.")
    expect(settings.database)
    said = Said()
    try:
        moved = moving.move(settings.database, target, FOLDER, said.progress)
    finally:
        said.end()
    moved_to = msgspec.structs.replace(settings, database=target)
    note(moved_to, housekeeping.Act.DATABASE_MOVED, f"from {_kind(settings.database)} to {_kind(target)}")
    for line in columns([("table", "rows", "both sides"), *(_row(each) for each in moved)]):
        click.echo(line)
    click.echo(
        f"\nEverything is in both places now: {counted(sum(each.rows for each in moved), 'row')}, each compared."
    )
    click.echo(f"Before you start the server, {_change(settings_file(ctx), target)}")
    if not settings.media and (pictures := media_folder(settings)) is not None:
        click.echo(f'and, as pictures stay where they are,\n  media = "{pictures.absolute()}"')
    click.echo("Make a backup then: those from before can only be restored to the old place, which stays as it is.")


class Said:
    """What is being done: a line that changes on a terminal, a line for each part elsewhere."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = ""

    def progress(self, what: str, done: int, total: int) -> None:
        """For `moving.move`."""
        if self._terminal:
            click.echo(f"\r\033[K{what} {done:,} of {counted(total, 'row')}", nl=False, err=True)
        elif what != self._last:
            click.echo(f"{what} {counted(total, 'row')}", err=True)
        self._last = what

    def end(self) -> None:
        """Leave the line."""
        if self._terminal and self._last:
            click.echo("", err=True)


def _kind(address: str) -> str:
    """What is written into the log: addresses hold names and passwords."""
    return "PostgreSQL" if is_postgresql(address) else "SQLite"


def _row(each: moving.Compared) -> tuple[str, ...]:
    return each.table, f"{each.rows:,}", f"equal ({each.digest[:12]})"


def _change(file: Path | None, target: str) -> str:
    """What the host is to change; a password is not repeated."""
    shown = re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:PASSWORD@", target)
    if not is_postgresql(target):
        shown = f"sqlite:{sqlite_path(target).absolute()}"
    if VARIABLE in os.environ:
        return f"set {VARIABLE} to\n  {shown}"
    return f'write into {file or "your settings"}:\n  database = "{shown}"'
