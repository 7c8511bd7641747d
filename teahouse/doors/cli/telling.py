"""`announce`: what the host says to everybody who is signed in; apps show it above the feed."""

from __future__ import annotations

import click

from teahouse import notices
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import opened
from teahouse.doors.cli.words import DAY, columns, day
from teahouse.kit.db import Database, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.settings import Settings


@click.command()
@settings_option
@click.argument("text", required=False)
@click.option("--days", type=click.IntRange(min=1, max=3_650), help="For how long; without it, until withdrawn.")
@click.option("--list", "listing", is_flag=True, help="List all announcements with their numbers instead.")
@click.option("--withdraw", type=int, metavar="NUMBER", help="Say this one no more instead.")
def announce(settings: Settings, text: str | None, *, days: int | None, listing: bool, withdraw: int | None) -> None:
    """Say TEXT to everybody who is signed in."""
    if [text is not None, listing, withdraw is not None].count(True) != 1:
        raise click.UsageError("Give a TEXT, or --list, or --withdraw NUMBER.")
    with opened(settings) as database:
        if listing:
            _list(database)
        elif withdraw is not None:
            _withdraw(database, withdraw)
        else:
            click.echo(f"Announced as {database.write_now(lambda tx: _publish(tx, text or '', days))}.")


def _publish(tx: WriteTx, text: str, days: int | None) -> int:
    until = None if days is None else tx.now + days * DAY
    return notices.publish_announcement(tx, text, ends_at=until).id


def _withdraw(database: Database, number: int) -> None:
    try:
        database.write_now(lambda tx: notices.withdraw_announcement(tx, number))
    except NotFound:
        raise click.ClickException(f"There is no announcement {number}.") from None
    click.echo(f"{number} is said no more.")


def _list(database: Database) -> None:
    said = database.read_now(notices.fetch_announcements)
    for line in columns([_line(each) for each in said]):
        click.echo(line)


def _line(said: notices.Announcement) -> tuple[str, ...]:
    until = "until withdrawn" if said.ends_at is None else f"until {day(said.ends_at)}"
    return str(said.id), day(said.published_at), until, " ".join(said.text.split())
