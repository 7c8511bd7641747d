"""`group`: making groups for members, and seeing which there are."""

from __future__ import annotations

import click

from teahouse import housekeeping, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import named, opened
from teahouse.doors.cli.words import columns
from teahouse.kit.db import WriteTx
from teahouse.settings import Settings


@click.group()
def group() -> None:
    """Make groups for members, list them."""


@group.command()
@settings_option
@click.argument("name")
@click.option("--owner", metavar="MEMBER", required=True, help="The member who owns it.")
@click.option("--username", metavar="TEXT", help="Its name for mentions; without it, one is made of NAME.")
def create(settings: Settings, name: str, owner: str, username: str | None) -> None:
    """Make a group called NAME."""

    def act(tx: WriteTx) -> people.groups.Group:
        made = people.groups.create_group(tx, named(tx, owner), people.groups.Changes(name), username=username)
        housekeeping.record(
            tx, housekeeping.COMMAND_LINE, housekeeping.Act.GROUP_MADE, subject=made.username, subject_id=made.id
        )
        return made

    with opened(settings) as database:
        made = database.write_now(act)
    click.echo(f"Made the group @{made.username} ({made.display_name}).")


@group.command("list")
@settings_option
def list_groups(settings: Settings) -> None:
    """List all groups, the oldest first."""
    with opened(settings) as database:
        rows = database.read_now(people.groups.fetch_all)
    for line in columns([_line(row) for row in rows]):
        click.echo(line)


def _line(row: people.groups.Summary) -> tuple[str, ...]:
    size = "1 member" if row.members == 1 else f"{row.members} members"
    state = {people.State.INSIDE: "", people.State.GONE: " (closed)"}.get(people.State(row.state), " (suspended)")
    return f"@{row.username}", f"{size}{state}", row.owner or "", row.display_name
