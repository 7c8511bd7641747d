"""The opened house, for commands that read or write in it, also while a server runs on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from teahouse import people
from teahouse.app import open_house
from teahouse.kit.db import Database, ReadTx
from teahouse.kit.db.migrate import check_known, current, head, migrate
from teahouse.kit.db.refused import NeedsMigration
from teahouse.migrations import FOLDER
from teahouse.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The house's database, made where there was none, closed when the command is done.

    Raises `NeedsMigration` where it is older than the program: a command is not the hour to change that.
    """
    prepare(settings.database)
    database = open_house(settings)
    try:
        yield database
    finally:
        database.close()


def prepare(url: str) -> None:
    """Leaves a database of today's revision at the address, or raises `Refused`."""
    was, newest = current(url), head(FOLDER)
    if was is None:
        migrate(url, FOLDER)
    elif was != newest:
        check_known(was, FOLDER)
        raise NeedsMigration(f"The database is at revision {was}, not {newest}. Run the command migrate, or serve.")


def named(tx: ReadTx, name: str) -> people.Account:
    """The account of this name. Raises `ClickException` where there is none."""
    account = people.find_account(tx, name, local_host=tx.handed(people.Addresses).local_host)
    if account is None:
        raise click.ClickException(f"There is no account {name}.")
    return account
