"""`config` and `version`: what this house is set to, and what it is.

Promises never to print a secret.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import click
import msgspec

import teahouse
from teahouse.doors.cli.frame import settings_file, settings_option
from teahouse.doors.cli.words import columns
from teahouse.kit.config import Setting, settings_of
from teahouse.settings import Settings

HIDDEN = "(hidden)"


@click.command()
def version() -> None:
    """Print the version."""
    click.echo(f"Teahouse {teahouse.__version__}")


@click.command()
@settings_option
@click.option("--example", is_flag=True, help="Print a TOML file with every setting instead, to begin from.")
@click.pass_context
def config(ctx: click.Context, settings: Settings, example: bool) -> None:
    """Print every setting, its value and where it comes from."""
    if example:
        click.echo(example_file())
        return
    file = settings_file(ctx)
    given = tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
    rows = [_row(setting, settings, given, file) for setting in settings_of(Settings)]
    for line in columns(rows):
        click.echo(line)


def example_file() -> str:
    """A TOML file with every setting at its default, each explained and commented out."""
    parts = ["# Settings of a Teahouse. Take the # away before a line to change it."]
    for setting in settings_of(Settings):
        parts.append(
            f"# {setting.description}\n# Expected: {setting.expected}.\n#{setting.name} = {_said(setting.default)}"
        )
    return "\n\n".join(parts)


def _row(setting: Setting, settings: Settings, given: dict[str, Any], file: Path | None) -> tuple[str, ...]:
    source, value = "default", getattr(settings, setting.name)
    if setting.variable in os.environ:
        source = setting.variable
    elif setting.name in given:
        source = str(file)
    return setting.name, source, HIDDEN if setting.secret and source != "default" else _said(value)


def _said(value: Any) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()
