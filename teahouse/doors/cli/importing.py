"""`import`: bringing in what people have elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from teahouse.doors.cli.frame import settings_option
from teahouse.doors.cli.house import opened
from teahouse.doors.cli.import_network import BadFile, import_network
from teahouse.doors.cli.words import counted
from teahouse.settings import Settings

FILE = click.Path(path_type=Path)


@click.group("import")
def import_() -> None:
    """Bring in what people have elsewhere."""


@import_.command()
@settings_option
@click.argument("edges", type=FILE)
@click.option("--circles", type=FILE, multiple=True, metavar="FILE", help="A circle a line; any number of times.")
@click.option("--ego", metavar="NAME", help="Everybody in the files is this one's friend; the circles are theirs.")
@click.option("--prefix", default="n", show_default=True, help="What user names begin with.")
def network(settings: Settings, edges: Path, *, circles: tuple[Path, ...], ego: str | None, prefix: str) -> None:
    """Bring in the friendships of the file EDGES, two names a line, all or nothing."""
    with opened(settings, begin=True) as database:
        try:
            done = import_network(database, edges, circles=circles, ego=ego, prefix=prefix)
        except BadFile as error:
            raise click.ClickException(str(error)) from None
    people, ties = counted(done.people, "person", "people"), counted(done.ties, "friendship")
    click.echo(f"Brought in {people}, {ties} and {counted(done.circles, 'circle')}.")
