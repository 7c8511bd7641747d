"""`invite`: the host's own codes that let people in."""

from __future__ import annotations

import click

from teahouse import housekeeping, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import opened
from teahouse.doors.cli.words import DAY, columns, day
from teahouse.kit.clock import SystemClock
from teahouse.kit.db import WriteTx
from teahouse.settings import Settings


@click.group()
def invite() -> None:
    """Let people in by codes."""


@invite.command()
@settings_option
@click.option("--uses", type=click.IntRange(min=0), default=1, show_default=True, help="For how many; 0: any number.")
@click.option("--days", type=click.IntRange(min=1, max=36_500), help="For how long; without it, for ever.")
@click.option("--note", default="", help="What it is for; only hosts see it.")
@click.option("--for", "name", metavar="TEXT", help="For one who is called so, and need type nothing; a week, once.")
def create(settings: Settings, uses: int, days: int | None, note: str, name: str | None) -> None:
    """Make a code and print the address that takes it."""
    if name is not None:
        if uses != 1 or days is not None or note:
            raise click.UsageError("--for goes with none of the other options.")
        with opened(settings) as database:
            link = database.write_now(lambda tx: people.keys.make_first_link(tx, None, name))
        click.echo(f"{settings.origin}/auth/first/{link}")
        return

    def act(tx: WriteTx) -> people.Invite:
        until = None if days is None else tx.now + days * DAY
        return people.make_invite(tx, None, max_uses=uses, expires_at=until, note=note)

    with opened(settings) as database:
        made = database.write_now(act)
    click.echo(f"{settings.origin}/invite/{made.code}")
    if settings.sign_up == "closed" and not settings.open_house:
        click.echo("Nobody can use it yet: sign_up is closed.", err=True)


@invite.command("list")
@settings_option
def list_invites(settings: Settings) -> None:
    """List the host's codes, the newest first."""
    now = SystemClock().now()
    with opened(settings) as database:
        before = None
        while rows := database.read_now(lambda tx: people.page_invites(tx, None, max_id=before)):  # noqa: B023 - run at once
            for line in columns([_line(row, now) for row in rows]):
                click.echo(line)
            before = rows[-1].id


@invite.command()
@settings_option
@click.argument("code")
def revoke(settings: Settings, code: str) -> None:
    """Let nobody in by CODE any more; who came stays."""

    def act(tx: WriteTx) -> None:
        found = people.fetch_usable_invite(tx, code)
        if found is None:
            raise click.ClickException(f"There is no code {code} that still works.")
        people.revoke_invite(tx, None, found.id)
        # The code works no more, so it is no secret now.
        housekeeping.record(
            tx, housekeeping.COMMAND_LINE, housekeeping.Act.INVITE_REVOKED, subject=found.code, subject_id=found.id
        )

    with opened(settings) as database:
        database.write_now(act)
    click.echo(f"{code} lets nobody in any more.")


def _line(row: people.Invite, now: int) -> tuple[str, ...]:
    used = f"{row.uses} of {row.max_uses or 'any number'} used"
    if row.revoked:
        until = "revoked"
    elif row.expires_at is None:
        until = "for ever"
    else:
        until = f"{'ended' if row.expires_at <= now else 'until'} {day(row.expires_at)}"
    return row.code, used, until, row.note
