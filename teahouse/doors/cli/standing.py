"""`account suspend`, `restore`, `end-second-step`, `role`: who is not there, who is again, who keeps the house."""

from __future__ import annotations

import click

from teahouse import housekeeping, leaving, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import named, named_any, opened
from teahouse.doors.cli.words import day
from teahouse.kit.db import WriteTx
from teahouse.settings import Settings


@click.command()
@settings_option
@click.argument("name")
@click.option("--reason", default="", metavar="TEXT", help="Why; its owner may read it.")
def suspend(settings: Settings, name: str, reason: str) -> None:
    """Let nobody see anything of the account NAME, and sign it out everywhere."""

    def act(tx: WriteTx) -> tuple[people.Account, list[people.Account]]:
        account = named_any(tx, name)
        return account, housekeeping.suspend(tx, housekeeping.COMMAND_LINE, account, reason)

    with opened(settings) as database:
        account, unstaffed = database.write_now(act)
    click.echo(f"{account.username} is suspended; account restore brings all of it back.")
    for page in unstaffed:
        click.echo(f"Nobody is left to act for the page {page.username}; it can be suspended by itself.", err=True)


@click.command()
@settings_option
@click.argument("name")
@click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")
def restore(settings: Settings, name: str, reason: str) -> None:
    """Bring the suspended or deleted account NAME back as it was; it has to sign in again."""

    def act(tx: WriteTx) -> people.Account:
        account = named_any(tx, name)
        if account.state == people.State.LEAVING:
            leaving.keep(tx, housekeeping.COMMAND_LINE, account)
        else:
            housekeeping.restore(tx, housekeeping.COMMAND_LINE, account, reason)
        return account

    with opened(settings) as database:
        account = database.write_now(act)
    click.echo(f"{account.username} is back.")


@click.command()
@settings_option
@click.argument("name")
@click.option("--now", is_flag=True, help="For good, as soon as a server runs; it cannot be brought back.")
def delete(settings: Settings, name: str, *, now: bool) -> None:
    """Delete the member NAME's account: gone at once, and for good after two weeks."""

    def act(tx: WriteTx) -> tuple[people.Account, int]:
        account = named_any(tx, name)
        days = 0 if now else leaving.GRACE_DAYS
        return account, leaving.leave(tx, account, by=housekeeping.COMMAND_LINE, days=days)

    with opened(settings) as database:
        account, due = database.write_now(act)
    until = "for good" if now else f"for good on {day(due)}; until then account restore brings it back"
    click.echo(f"{account.username} is deleted: gone now, {until}.")


@click.command("end-second-step")
@settings_option
@click.argument("name")
def end_second_step(settings: Settings, name: str) -> None:
    """Let the password alone sign the member NAME in again, who has lost phone and recovery codes."""

    def act(tx: WriteTx) -> people.Account:
        account = named(tx, name)
        people.keys.end_second(tx, account.id)
        housekeeping.record(
            tx,
            housekeeping.COMMAND_LINE,
            housekeeping.Act.SECOND_STEP,
            subject=account.username,
            subject_id=account.id,
        )
        return account

    with opened(settings) as database:
        account = database.write_now(act)
    click.echo(f"{account.username} signs in with the password alone.")


ROLES = {one.name.lower(): one for one in people.HouseRole}


@click.command()
@settings_option
@click.argument("name")
@click.argument("what", type=click.Choice(list(ROLES)), metavar="host|helper|member")
def role(settings: Settings, name: str, what: str) -> None:
    """Make the member NAME a host, a helper, or neither."""

    def act(tx: WriteTx) -> people.Account:
        account = named(tx, name)
        if people.fetch_login_of(tx, account.id) is None:
            raise click.ClickException(f"{name} is a page; the members who run it sign in as themselves.")
        housekeeping.change_role(tx, housekeeping.COMMAND_LINE, account, ROLES[what])
        return account

    with opened(settings) as database:
        account = database.write_now(act)
    click.echo(f"{account.username} is a {what} now.")
