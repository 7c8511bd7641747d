"""The opened house, for commands that read or write in it, also while a server runs on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from teahouse import housekeeping, people
from teahouse.app import open_house, refresh
from teahouse.kit.db import Database, ReadTx
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.migrate import check_known, current, head, migrate
from teahouse.kit.db.refused import NeedsMigration, Refused
from teahouse.migrations import FOLDER
from teahouse.settings import Settings


@contextmanager
def opened(settings: Settings, *, begin: bool = False) -> Iterator[Database]:
    """The house's database, closed when the command is done; made where there was none if the command may `begin` one.

    Raises `NeedsMigration` where it is older than the program: a command is not the hour to change that.
    """
    prepare(settings.database, begin=begin)
    database = open_house(settings)
    try:
        refresh(database)
        yield database
    finally:
        database.close()


def prepare(url: str, *, begin: bool = False) -> None:
    """Leaves a database of today's revision at the address, or raises `Refused`."""
    was, newest = current(url), head(FOLDER)
    if was is None:
        if not begin:
            raise _no_house(url)
        migrate(url, FOLDER)
    elif was != newest:
        check_known(was, FOLDER)
        raise NeedsMigration(f"The database is at revision {was}, not {newest}. Run the command migrate, or serve.")


def expect(url: str) -> None:
    """Raises `Refused` where there is no house yet."""
    if current(url) is None:
        raise _no_house(url)


def _no_house(url: str) -> Refused:
    place = "in this PostgreSQL database" if is_postgresql(url) else f"at {sqlite_path(url).absolute()}"
    return Refused(f"There is no house {place} yet. Begin one by serve, or by account create.")


def named(tx: ReadTx, name: str) -> people.Account:
    """The account of this name. Raises `ClickException` where there is none."""
    account = people.find_account(tx, name, local_host=tx.handed(people.Addresses).local_host)
    if account is None:
        raise click.ClickException(f"There is no account {name}.")
    return account


def named_any(tx: ReadTx, name: str) -> people.Account:
    """As `named`, whatever the account's state."""
    handle = people.handle_of(name, local_host=tx.handed(people.Addresses).local_host)
    account = None if handle is None else people.find_any_account(tx, handle)
    if account is None:
        raise click.ClickException(f"There is no account {name}.")
    return account


def note(settings: Settings, act: housekeeping.Act, said: str) -> None:
    """Write a line into the log of a database that the command has changed as a whole.

    Does nothing to one that is not of today's revision: it has no log yet, or one that waits for `migrate`.
    """
    if current(settings.database) != head(FOLDER):
        return
    with opened(settings) as database:
        database.write_now(lambda tx: housekeeping.record(tx, housekeeping.COMMAND_LINE, act, subject=said))
