"""`export`: a member's archive, as they would download it themselves."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from teahouse import leaving
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import named, opened
from teahouse.kit.db import Database
from teahouse.kit.errors import NotFound
from teahouse.kit.pictures import Pictures
from teahouse.settings import Settings


@click.command("export")
@settings_option
@click.argument("name")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.zip")
def export(settings: Settings, name: str, out: Path) -> None:
    """Write all that is the member NAME's into OUT.zip, as they would get it themselves."""
    with opened(settings) as database:
        account = database.read_now(lambda tx: named(tx, name))
        try:
            size = asyncio.run(_write(database, account.id, out))
        except NotFound:
            raise click.ClickException(f"{name} is no member.") from None
        finally:
            database.context.handed[Pictures].close()
    click.echo(f"{out}: {size / 1e6:.1f} MB.")


async def _write(database: Database, account_id: int, out: Path) -> int:
    """The file, readable by its owner alone, whole or not at all; its size."""
    part = out.with_name(f".{out.name}.part")
    size = 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            async for piece in leaving.pack(database, database.context.handed[Pictures].files, account_id):
                size += file.write(piece)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return size
