"""What all commands share: how they are found, how they take the settings, how they say that something is wrong.

Promises exit code 0 for done, 1 for refused or failed, 2 for a command that was typed wrong, 130 for stopped.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from teahouse.kit.config import ConfigError, load
from teahouse.kit.errors import Refusal
from teahouse.settings import Settings

FAILED, MISTYPED, STOPPED = 1, 2, 130
_FILE = "teahouse.settings_file"


class House(click.Group):
    """A group whose commands are loaded when they are named, and whose errors are one line each."""

    def __init__(self, *args: Any, commands_in: str, places: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._package = commands_in
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; only its own file is loaded."""
        if cmd_name not in self._places:
            return None
        module, _, name = self._places[cmd_name].rpartition(".")
        command: click.Command = getattr(importlib.import_module(f"{self._package}.{module}"), name)
        return command

    def main(self, *args: Any, **more: Any) -> Any:
        """Run what was typed, say in a line what is wrong with it, leave with the fitting code."""
        debug = "--debug" in (more.get("args") or (args[0] if args else None) or sys.argv[1:])
        try:
            code = super().main(*args, **{**more, "standalone_mode": False})
        except Exception as error:  # the outermost place: whatever it is, the host is told in a line
            if debug:
                traceback.print_exc()
            code = tell(error)
        sys.exit(code if isinstance(code, int) else 0)


def tell(error: Exception) -> int:
    """Say on stderr what is wrong, or how to go on where too little was typed; the code to leave with."""
    # Loads the library of the database, which a command that goes well may do without.
    from teahouse.kit.db.refused import Refused  # noqa: PLC0415

    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
            return MISTYPED
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "teahouse"
            said, code = f"{error.format_message()} See {path} --help", MISTYPED
        case click.ClickException():
            said, code = error.format_message(), error.exit_code
        case click.Abort():
            said, code = "Stopped", STOPPED
        case ConfigError():
            said, code = str(error), MISTYPED
        case Refusal():
            said, code = error.text.removeprefix("Validation failed: "), FAILED
        case Refused():
            said, code = str(error), FAILED
        case OSError():
            said, code = f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED
        case _:
            said, code = f"{type(error).__name__}: {error}. To see where, put --debug behind teahouse", FAILED
    click.echo(f"Error: {said}", err=True)
    return code


def _load(ctx: click.Context, param: click.Parameter, file: Path | None) -> Settings:
    named = os.environ.get("TEAHOUSE_CONFIG")
    ctx.meta[_FILE] = file or (Path(named) if named else None)
    return load(Settings, os.environ, file)


def settings_file(ctx: click.Context) -> Path | None:
    """The file that the settings were read from, if any."""
    file: Path | None = ctx.meta[_FILE]
    return file


settings_option = click.option(
    "--config",
    "settings",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=_load,
    help="Settings in TOML; else the file that TEAHOUSE_CONFIG names, and the environment.",
)
"""Gives a command `settings`, read and checked."""
