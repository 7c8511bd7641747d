"""Backs a running house up into one file.

Promises one consistent state of the database, nobody who waits for it, and a file that is complete and on the disk as
soon as it has its name.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from teahouse.kit.clock import Clock, SystemClock
from teahouse.kit.db.archive import DATABASE, FORMAT, Kind, Manifest, Rows, Writer
from teahouse.kit.db.copying import appearing, copy_sqlite
from teahouse.kit.db.database import is_postgresql, open_database, sqlite_path
from teahouse.kit.db.migrate import current
from teahouse.kit.db.refused import Refused
from teahouse.kit.db.upkeep import LastBackup, note_backup

_NAME = re.compile(r"teahouse-[0-9]{8}-[0-9]{6}\.tar")


Media = Mapping[str, Path]
"""Folders of files that belong to the house, by what they are called in its backups."""


class Kept(msgspec.Struct, frozen=True):
    """A finished backup. `noted` is false where the database could not be told of it."""

    path: Path
    size: int
    took: int
    manifest: Manifest
    noted: bool


def backup(url: str, out: Path, *, version: str, clock: Clock | None = None, media: Media | None = None) -> Kept:
    """Write `out` (in place of an earlier backup there), and note in the database when it was made.

    `version` is the program's. Each of the `media` folders goes in under its name there; what begins with a dot stays
    out. Raises `Refused`.
    """
    _check_target(url, out)
    if current(url) is None:
        raise Refused("There is no database yet, so there is nothing to back up.")
    made_at, begun = (clock or SystemClock()).now(), time.monotonic()
    with appearing(out) as temporary, _spool(out) as folder:
        writer = Writer(temporary, made_at)
        add = _add_postgresql if is_postgresql(url) else _add_sqlite
        revision, tables = add(url, Path(folder), writer)
        for title, each in (media or {}).items():
            for name, path in _files_of(title, each):
                writer.add(name, path)
        kind: Kind = "postgresql" if is_postgresql(url) else "sqlite"
        manifest = Manifest(FORMAT, kind, version, revision, made_at, tables, writer.members)
        writer.close(manifest)
    size, took = out.stat().st_size, round((time.monotonic() - begun) * 1000)
    noted = _note(url, LastBackup(made_at, str(out.absolute()), size, took))
    return Kept(out, size, took, manifest, noted)


def name_of(made_at: int) -> str:
    """What a backup of that time is called in a folder of several."""
    return f"teahouse-{datetime.fromtimestamp(made_at / 1000, UTC):%Y%m%d-%H%M%S}.tar"


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Remove all but the newest so many of those in the folder that have such a name; what was removed."""
    old = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())[:-count]
    for path in old:
        path.unlink()
    return old


def _spool(out: Path) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f".{out.name}.", suffix=".part", dir=out.parent)


def _check_target(url: str, out: Path) -> None:
    if not out.parent.is_dir():
        raise Refused(f"There is no folder {out.parent}.")
    if not is_postgresql(url) and out.resolve() == sqlite_path(url).resolve():
        raise Refused(f"{out} is the database itself.")
    if out.exists() and not (out.is_file() and tarfile.is_tarfile(out)):
        raise Refused(f"{out} is there already and is no backup.")


def _add_sqlite(url: str, folder: Path, writer: Writer) -> tuple[str, list[Rows]]:
    copy = folder / DATABASE
    copy_sqlite(sqlite_path(url), copy)
    revision = current(f"sqlite:{copy}") or ""
    with closing(sqlite3.connect(copy)) as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise Refused(f"The database is damaged ({said}); a backup of it would be as well.")
        tables = list(count_sqlite(connection))
    writer.add(DATABASE, copy)
    return revision, tables


def count_sqlite(connection: sqlite3.Connection) -> Iterator[Rows]:
    """Every table with its columns and its number of rows."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        if not name.startswith("sqlite_"):
            columns = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", [name])]
            quoted = name.replace('"', '""')
            (count,) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
            yield Rows(name, columns, count)


def _add_postgresql(url: str, folder: Path, writer: Writer) -> tuple[str, list[Rows]]:
    from teahouse.kit.db.copying_postgresql import (  # noqa: PLC0415 - the driver is loaded when it is needed
        VERSION_TABLE,
        copy_out,
        snapshot,
        tables_of,
    )

    tables = []
    with snapshot(url) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        for name, columns in tables_of(connection).items():
            if name != VERSION_TABLE:
                file = folder / f"{name}.copy"
                tables.append(copy_out(connection, name, columns, file))
                writer.add(f"tables/{name}.copy", file)
                file.unlink()
    return str(revision), tables


def _files_of(title: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Every plain file under a folder, with its name in the backup."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        for file in sorted(files):
            path = Path(parent, file)
            if file[0] != "." and path.is_file() and not path.is_symlink():
                yield f"media/{title}/{path.relative_to(folder).as_posix()}", path


def _note(url: str, made: LastBackup) -> bool:
    database = open_database(url, threads=1)
    try:
        database.write_now(lambda tx: note_backup(tx, made))
    except Exception:  # too busy to be told, or of an earlier revision: the backup is as good
        return False
    finally:
        database.close()
    return True
