"""`bench`: measures a real server on a generated house, and judges every answer while it does.

Promises figures of one run in one table, and to stop at the first wrong answer.
"""

from __future__ import annotations

from pathlib import Path

import click

from teahouse.doors.cli.bench.costs import show as show_costs
from teahouse.doors.cli.bench.guard import show as show_guard
from teahouse.doors.cli.bench.house import stand_up
from teahouse.doors.cli.bench.measures import SMALL, Bench, Scale
from teahouse.doors.cli.bench.report import machine, page
from teahouse.doors.cli.bench.town import Size
from teahouse.doors.cli.trying import default_folder
from teahouse.kit.clock import SystemClock

SMALL_SIZE = Size(accounts=1_200, friendships=12_000, moments=5_000, readers=12, reader_friends=150)
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
COUNT = click.IntRange(1, 100_000_000)


@click.command()
@click.argument("what", required=False, type=click.Choice(["guard"]))
@click.option("--accounts", type=COUNT, default=100_000, show_default=True, help="People in the house.")
@click.option("--friendships", type=COUNT, default=2_500_000, show_default=True, help="Pairs of friends.")
@click.option("--moments", type=COUNT, default=1_000_000, show_default=True, help="Moments, besides comments.")
@click.option("--small", is_flag=True, help="A thousand people and few requests: a test of the bench itself.")
@click.option("--costs", is_flag=True, help="What houses of 50, 200 and 1,000 members take of a machine, instead.")
@click.option("--fresh", is_flag=True, help="Build the house anew.")
@click.option("--data", type=FOLDER, help="The folder to keep the house in.")
@click.option("--postgres", metavar="URL", help="Measure on this PostgreSQL database, empty or the bench's own.")
@click.option(
    "--shared",
    type=FOLDER,
    envvar="TEAHOUSE_SHARED",
    default=Path("../shared"),
    show_default=True,
    help="Where the texts for `bench guard` are.",
)
@click.option("--out", type=FILE, default=Path("bench-out/bench.md"), show_default=True, help="Where the table goes.")
def bench(
    what: str | None,
    accounts: int,
    friendships: int,
    moments: int,
    *,
    small: bool,
    costs: bool,
    fresh: bool,
    data: Path | None,
    postgres: str | None,
    shared: Path,
    out: Path,
) -> None:
    """Measure a server on a large generated house; or, with `guard`, the house-rule check on texts of people."""

    def progress(text: str) -> None:
        click.echo(f"  {text}", err=True)

    if what == "guard":
        show_guard(shared, click.echo, progress)
        return
    if costs:
        show_costs(progress)
        return
    size = SMALL_SIZE if small else Size(accounts, friendships, moments, readers=min(1_000, friendships // 600))
    try:
        house = stand_up(size, data or default_folder(), postgres, fresh=fresh, progress=progress)
    except ValueError as error:
        raise click.UsageError(f"No house can be built of these numbers: {error}.") from None
    run = Bench(house, SMALL if small else Scale(), progress)
    run.run()
    about = [
        *machine(house.url),
        (
            "house",
            f"{size.accounts:,} people, {size.friendships:,} friendships, {size.moments:,} moments "
            f"({house.moments:,} with comments and shares); each reader has {size.reader_friends} friends",
        ),
        ("judged", f"every answer by its shape and against the first of its kind, {run.reckoned} moment by moment"),
    ]
    text = page(run.results, run.unit, about, SystemClock().now())
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    click.echo(text)
