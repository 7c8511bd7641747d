"""`serve`: the server itself. Loads nothing that it does not need, since a host may run it on a small machine."""

from __future__ import annotations

import socket
from errno import EADDRINUSE

import click
import msgspec

from teahouse.app import serve as run_server
from teahouse.doors.cli.frame import settings_option
from teahouse.settings import Settings

OPEN_HOUSE = """\
*** OPEN HOUSE ***  Anybody may join, new accounts are unlocked and post to the whole world, nothing is
*** OPEN HOUSE ***  rate limited, passwords may be sent by apps. For trying out apps; not for the internet."""


@click.command()
@settings_option
@click.option("--host", metavar="ADDRESS", help="The network address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--open-house", is_flag=True, help="Mastodon's defaults, for trying apps out: open, unlocked, public.")
def serve(settings: Settings, host: str | None, port: int | None, open_house: bool) -> None:
    """Start the server; stop it with Ctrl-C."""
    settings = listening(settings, host, port)
    if open_house:
        settings = msgspec.structs.replace(settings, open_house=True)
    if settings.open_house:
        click.secho(OPEN_HOUSE, fg="yellow", bold=True, err=True)
    check_free(settings.host, settings.port)
    run_server(settings, announce=click.echo)


def listening(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings with another place to listen; an origin that nobody chose follows the port."""
    chosen = msgspec.structs.replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    if settings.origin != Settings().origin or not chosen.port:
        return chosen
    return msgspec.structs.replace(chosen, origin=f"http://127.0.0.1:{chosen.port}")


def check_free(host: str, port: int) -> None:
    """Raises `ClickException` where nobody can listen, before anything is opened."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = "something else listens there already" if error.errno == EADDRINUSE else error.strerror
        raise click.ClickException(f"Cannot listen on {host}, port {port}: {why}. Choose another by --port.") from None
