"""`account suspend` and `account restore`: who is not to be there for anybody, and who is again."""

from __future__ import annotations

import click

from teahouse import housekeeping, people
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import named_any, opened
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
    """Bring the suspended account NAME back as it was; it has to sign in again."""

    def act(tx: WriteTx) -> people.Account:
        account = named_any(tx, name)
        housekeeping.restore(tx, housekeeping.COMMAND_LINE, account, reason)
        return account

    with opened(settings) as database:
        account = database.write_now(act)
    click.echo(f"{account.username} is back.")
