"""`demo`: a neighbourhood of three hundred people to look around in, ready in well under a minute, then in a second.

Promises to leave the host's own settings and database alone: a demo has a folder, a database and rules of its own.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import click
import segno

from teahouse.app import serve
from teahouse.doors.cli.demo_house import USUAL_PORT, DemoHouse
from teahouse.doors.cli.serving import check_free
from teahouse.doors.cli.words import columns, day
from teahouse.settings import Settings

HERE = "127.0.0.1"
PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--lan", is_flag=True, help="Open it to the local network, with random passwords and a QR code.")
@click.option("--host", metavar="ADDRESS", help="With --lan: the address to take, where this machine has several.")
@click.option("--port", type=PORT, default=USUAL_PORT, show_default=True, help="The port to listen on.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="The folder to keep it in.")
@click.option("--fresh", is_flag=True, help="Build it anew; what was done in it is gone.")
@click.option("--no-serve", is_flag=True, help="Build it and stop.")
def demo(lan: bool, *, host: str | None, port: int, data: Path | None, fresh: bool, no_serve: bool) -> None:
    """Build a neighbourhood to look around in, and open it."""
    if host is not None and not lan:
        raise click.UsageError("--host goes with --lan.")
    address = (host or lan_address()) if lan else HERE
    house = DemoHouse(data or default_folder(), settings_for(address, port, lan=lan))
    house.check_idle()
    if not no_serve:
        check_free(address, port)
    house.make_ready(fresh=fresh, progress=show_progress)
    if no_serve:
        click.echo(f"Built in {house.file}, on {day(house.stamp.built_at)}.")
        show_guests(house)
        return
    serve(house.settings, announce=lambda _: welcome(house, qr=lan))


def settings_for(address: str, port: int, *, lan: bool) -> Settings:
    """The demo's own rules; nothing is taken from the environment, where a real house may be described."""
    return Settings(
        origin=f"http://{address}:{port}",
        host=address,
        port=port,
        name="Willowford 柳津",
        description="A demonstration: three hundred neighbours, their friends, and what they told each other.",
        description_zh="一次演示：三百位街坊邻居，他们的朋友，和他们说过的话。",
        sign_up="invite" if lan else "open",
    )


def default_folder() -> Path:
    """`.tea` in the checkout that ./tea belongs to, else where this person's programs keep their data."""
    program = Path(os.environ.get("TEA_PROGRAM", "")).absolute()
    if program.is_file() and (program.parent / ".tea").is_dir():
        return program.parent / ".tea"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return base / "teahouse"


def lan_address() -> str:
    """This machine's address in the local network: the one it would send from. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
        except OSError:
            found = ""
    if not found or found.startswith("127."):
        raise click.ClickException("This machine seems to be in no network. Name its address by --host.")
    return found


def show_progress(text: str) -> None:
    """One line that changes on a terminal; where nobody watches, a line each."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{text}", nl=False, err=True)
    else:
        click.echo(text, err=True)


def welcome(house: DemoHouse, *, qr: bool) -> None:
    """Say where the house is and as whom one may come in."""
    origin = house.settings.origin
    click.echo(f"\n{house.settings.name} is open at {origin}\n")
    show_guests(house)
    click.echo("Open it in a browser, or give the address to any Mastodon app. Ctrl-C closes it.")
    if qr:
        segno.make(origin, micro=False).terminal(compact=True)


def show_guests(house: DemoHouse) -> None:
    """Three people to sign in as."""
    rows = [("sign in as", "password", ""), *((each.username, each.password, each.name) for each in house.stamp.guests)]
    for line in columns(rows):
        click.echo(f"  {line}")
    click.echo("")
