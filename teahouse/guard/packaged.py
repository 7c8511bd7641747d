"""Reads the files of rules and signals that come with the package: the only input that the guard has of its own."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def table(name: str) -> dict[str, Any]:
    """The file `signals/NAME.toml`."""
    return _read("signals", name)


def rules_file(name: str) -> dict[str, Any]:
    """The file `rules/NAME.toml`."""
    return _read("rules", name)


def _read(folder: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / folder / f"{name}.toml").read_text(encoding="utf-8"))
