"""`backup`, `restore`, `tidy` and `migrate`: what a host does to the house as a whole."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

import teahouse
from teahouse import people
from teahouse.app import media_folder
from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import expect, note, opened
from teahouse.doors.cli.words import counted, minute_of
from teahouse.housekeeping import Act
from teahouse.kit.clock import SystemClock
from teahouse.kit.db import backup as backing_up
from teahouse.kit.db import migrate as migrating
from teahouse.kit.db import restore as restoring
from teahouse.kit.db.refused import NotEmpty
from teahouse.kit.files import Disk
from teahouse.kit.pictures import Pictures
from teahouse.migrations import FOLDER
from teahouse.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@settings_option
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.tar")
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="OUT is a folder: name it by the time, keep N.")
def backup(settings: Settings, out: Path, keep: int | None) -> None:
    """Write everything into OUT.tar; the server may go on running."""
    expect(settings.database)
    if keep is not None and not out.is_dir():
        raise click.UsageError(f"--keep wants a folder, and {out} is none.")
    file = out if keep is None else out / backing_up.name_of(SystemClock().now())
    folder = media_folder(settings)
    with nullcontext() if folder is None else Disk(folder).held():
        kept = backing_up.backup(settings.database, file, version=teahouse.__version__, media=_media(folder))
    rows = sum(table.count for table in kept.manifest.tables)
    click.echo(f"{kept.path}: {counted(rows, 'row')} in {kept.size / 1e6:.1f} MB, {kept.took / 1000:.1f} s.")
    if folder is None:
        click.echo("Pictures are in their bucket, and not in it.")
    if keep is not None and (gone := backing_up.keep_newest(out, keep)):
        click.echo(f"Removed {', '.join(path.name for path in gone)}.")
    if not kept.noted:
        click.echo("It could not be noted in the database, so status goes on showing the one before.", err=True)


def _media(folder: Path | None) -> backing_up.Media:
    """Pictures in a bucket are kept by whoever keeps that."""
    return {} if folder is None else {"pictures": folder}


@click.command()
@settings_option
@click.argument("file", type=FILE, metavar="FILE.tar")
@click.option("--force", is_flag=True, help="Replace what is there already.")
def restore(settings: Settings, file: Path, force: bool) -> None:
    """Put the backup FILE.tar in place; no server may run on the database."""
    try:
        media = _media(media_folder(settings))
        manifest = restoring.restore(file, settings.database, FOLDER, force=force, media=media)
    except NotEmpty as error:
        raise click.ClickException(f"{error} (--force)") from None
    note(settings, Act.DATABASE_RESTORED, f"as it was on {minute_of(manifest.made_at)} UTC")
    click.echo(f"Restored the house as it was on {minute_of(manifest.made_at)} UTC.")
    if manifest.revision != migrating.head(FOLDER):
        click.echo(f"It is of the earlier revision {manifest.revision}: run the command migrate, or serve.")


@click.command()
@settings_option
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and leave it.")
def tidy(settings: Settings, dry_run: bool) -> None:
    """Remove files of pictures that belong to nothing, because a crash came between a file and its row."""
    with opened(settings) as database:
        pictures: Pictures = database.context.handed[Pictures]
        # An upload of today may have put its files and not committed its row.
        before = SystemClock().now() - people.DAY
        names = pictures.find_orphans(database, before)
        if dry_run:
            for name in names:
                click.echo(name)
            return
        unfinished = pictures.files.drop_unfinished(before)
        if names and not pictures.files.drop(names):
            raise click.ClickException("A backup is being made: nothing is removed meanwhile. Try again later.")
    click.echo(f"Removed {counted(len(names), 'file')} that belonged to nothing, and {unfinished} unfinished.")


@click.command()
@settings_option
def migrate(settings: Settings) -> None:
    """Bring the database to what this release needs; no server may run on it."""
    done = migrating.migrate(settings.database, FOLDER)
    if done.was == done.now:
        click.echo(f"The database is at revision {done.now} already.")
        return
    if done.was is not None:
        note(settings, Act.DATABASE_MIGRATED, f"from {done.was} to {done.now}")
    click.echo(f"The database went from {done.was or 'nothing'} to revision {done.now}.")
    if done.copy is not None:
        click.echo(f"A copy from before stands in {done.copy}.")
