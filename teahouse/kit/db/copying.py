"""Copies of a SQLite file and of files in general, made so that a crash leaves either all of a copy or none."""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from teahouse.kit.clock import SystemClock

DAY = 86_400_000
STEP_PAGES = 2_048
"""Pages to copy between two chances for other threads; about 8 MB."""


def copy_sqlite(source: Path, target: Path) -> None:
    """One consistent copy of a database that others may be writing to, as a single closed file that is on the disk.

    The copy is of the moment when this was called. Nobody waits for it: readers and writers go on.
    """
    with closing(sqlite3.connect(source, isolation_level=None, timeout=10.0)) as original:
        # A snapshot that is held: without it each write of another process would start the copy over again.
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            original.backup(copy, pages=STEP_PAGES)
            copy.execute("PRAGMA journal_mode=DELETE")
    sync(target)


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A private temporary path beside `path`; when the block ends well, its file is on the disk and named `path`."""
    sweep(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    # Made here, so that nobody else may read it whatever the umask says: it holds everything.
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield temporary
        sync(temporary)
        os.replace(temporary, path)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove what a process that was killed left beside `path`: temporary files and folders of yesterday and before."""
    now = SystemClock().now()
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if now - left.stat().st_mtime * 1000 > DAY:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def sync(path: Path) -> None:
    """What was written to this file, or which names stand in this folder, survives a power cut from here on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
