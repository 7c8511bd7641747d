"""`report`: what members report, for the host at a terminal."""

from __future__ import annotations

import click

from teahouse import housekeeping, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import opened
from teahouse.doors.cli.words import columns, minute_of
from teahouse.housekeeping import COMMAND_LINE, Report, SeenMoment
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.settings import Settings


@click.group()
def report() -> None:
    """Read what members report, and say that it is done with."""


@report.command("list")
@settings_option
@click.option("--resolved", is_flag=True, help="Those that are done with instead.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=40, show_default=True, help="How many lines.")
@click.option("--before", type=int, metavar="NUMBER", help="Those before the report of this number.")
def list_reports(settings: Settings, resolved: bool, limit: int, before: int | None) -> None:
    """List open reports, the newest first: number, when, about whom, what for, how many posts."""
    start = housekeeping.NEWEST if before is None else before
    with opened(settings) as database:
        found = database.read_now(
            lambda tx: housekeeping.page_reports(tx, COMMAND_LINE, resolved=resolved, before=start, limit=limit)
        )
    for line in columns([_line(one) for one in found]):
        click.echo(line)


def _line(one: Report) -> tuple[str, ...]:
    said = " ".join(one.comment.split())
    return str(one.id), minute_of(one.at), one.snapshot.username, one.category, f"{len(one.snapshot.moments)}", said


@report.command()
@settings_option
@click.argument("number", type=int)
def show(settings: Settings, number: int) -> None:
    """Show report NUMBER, with what its reporter could see."""

    def look(tx: ReadTx) -> tuple[Report, list[housekeeping.Note], people.Account | None]:
        found = _found(tx, number)
        return found, housekeeping.fetch_notes(tx, found), people.fetch_account(tx, found.reporter_id)

    with opened(settings) as database:
        found, notes, reporter = database.read_now(look)
    state = "open" if found.resolved_at is None else f"resolved {minute_of(found.resolved_at)}"
    click.echo(f"{found.id}  {minute_of(found.at)}  {state}")
    click.echo(f"About {found.snapshot.username} ({found.snapshot.display_name}): {found.category}")
    click.echo(f"By {reporter.username if reporter else 'somebody who is not there any more'}")
    for rule in found.rules:
        click.echo(f"Rule {rule.id}: {rule.text}")
    if found.comment:
        click.echo(found.comment)
    for seen in found.snapshot.moments:
        click.echo(_moment(seen))
    for note in notes:
        click.echo(f"Note of {note.who}, {minute_of(note.at)}: {note.text}")


def _moment(seen: SeenMoment) -> str:
    head = f"\n{seen.id}  {minute_of(seen.at)}  {seen.author}, {seen.audience}"
    answers = f", to {seen.answers}" if seen.answers else ""
    pictures = [f"Picture: {picture.description or picture.name}" for picture in seen.pictures]
    return "\n".join(part for part in (head + answers, seen.spoiler, seen.text, *pictures) if part)


@report.command()
@settings_option
@click.argument("number", type=int)
@click.option("--note", default="", metavar="TEXT", help="What was done; hosts and helpers read it.")
def resolve(settings: Settings, number: int, note: str) -> None:
    """Say that report NUMBER is done with."""

    def act(tx: WriteTx) -> None:
        _found(tx, number)
        housekeeping.resolve(tx, COMMAND_LINE, number, note)

    with opened(settings) as database:
        database.write_now(act)
    click.echo(f"{number} is resolved.")


def _found(tx: ReadTx, number: int) -> Report:
    try:
        return housekeeping.fetch_report(tx, COMMAND_LINE, number)
    except NotFound:
        raise click.ClickException(f"There is no report {number}.") from None
