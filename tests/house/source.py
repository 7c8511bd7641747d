"""The house's own source, read once and handed to the laws.

Promises paths relative to the checkout, with forward slashes, and only files that belong to the project.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CACHES = {".hypothesis", ".schemathesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
NOT_OURS = CACHES | {".git", ".venv", ".tea", "__pycache__", "build", "dist", "node_modules"}


class Module(NamedTuple):
    """One Python file: where it stands, its text, its tree."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    def under(self, *folders: str) -> bool:
        """Whether the file stands in one of the folders."""
        return any(self.path.is_relative_to(folder) for folder in folders)


class Fault(NamedTuple):
    """One breach: the line it stands on and what is wrong there."""

    line: int
    what: str


def module(path: str, text: str) -> Module:
    return Module(PurePosixPath(path), text, ast.parse(text))


def modules(*folders: str) -> Iterator[Module]:
    """Every Python file in the folders."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield module(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))


def texts() -> Iterator[tuple[PurePosixPath, str]]:
    """Every text file of the project, whatever its kind; hidden ones at the top too, caches not."""
    for top in sorted(ROOT.iterdir()):
        for file in [] if top.name in NOT_OURS else [top] if top.is_file() else sorted(top.rglob("*")):
            if not file.is_file() or NOT_OURS & set(file.parts[len(ROOT.parts) :]):
                continue
            try:
                yield PurePosixPath(file.relative_to(ROOT).as_posix()), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
