"""Puts a backup back in place.

Promises that a backup is checked through before anything is touched, that whatever goes wrong leaves what was there,
and that a database which is in use or not empty stays, unless its host insists.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from teahouse.kit.db.archive import DATABASE, Archive, Manifest, opened
from teahouse.kit.db.backup import Media, count_sqlite
from teahouse.kit.db.copying import appearing, sync
from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.migrate import check_known, current, engine_for, upgrade
from teahouse.kit.db.refused import BadBackup, InUse, NotEmpty, NotOurs, Refused
from teahouse.kit.db.running import hold_alone


def restore(tar: Path, url: str, folder: Path, *, force: bool = False, media: Media | None = None) -> Manifest:
    """Restore the database (and the `media` folders) from a backup; `folder` holds the migrations' steps.

    Raises `InUse` while a server runs, `NotEmpty` where there is something already, unless `force`, and `BadBackup`.
    A SQLite file or a folder that is replaced by force stays as `NAME.replaced`.
    """
    with hold_alone(url), opened(tar) as archive:
        manifest = archive.manifest
        _check_kind(manifest, url)
        check_known(manifest.revision, folder)
        with _media(archive, media or {}, force=force) as put_in_place:
            if is_postgresql(url):
                _restore_postgresql(archive, url, folder, force=force)
            else:
                _restore_sqlite(archive, sqlite_path(url), force=force)
            put_in_place()
    return manifest


def _check_kind(manifest: Manifest, url: str) -> None:
    kind = "postgresql" if is_postgresql(url) else "sqlite"
    if manifest.kind != kind:
        raise Refused(f"This is a backup of a {manifest.kind} database and cannot be restored into a {kind} one.")


def _check_names(archive: Archive, wanted: list[str]) -> None:
    if wanted != [name for name in archive.names() if not name.startswith("media/")]:
        raise BadBackup("It does not hold the database that its manifest states.")


def _restore_sqlite(archive: Archive, path: Path, *, force: bool) -> None:
    _check_names(archive, [DATABASE])
    if path.exists() and path.stat().st_size and not force:
        raise NotEmpty(f"{path} is there already. Move it away, or insist.")
    with appearing(path) as temporary:
        archive.take_out(DATABASE, temporary)
        _check_sqlite(temporary, archive.manifest)
        replaced = _set_aside(path) if path.exists() else None
    if replaced is not None:
        # Not before: until then it was the same file under two names.
        replaced.chmod(replaced.stat().st_mode & 0o600)


def _check_sqlite(path: Path, manifest: Manifest) -> None:
    """What the checksum cannot say: that it is a sound database, of the stated revision, with the stated rows."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                raise BadBackup(f"The database in it is damaged ({said}).")
            if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
                raise BadBackup("The database in it would do things of its own: it holds triggers or views.")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise BadBackup("The database in it holds rows that point to nothing.")
            if list(count_sqlite(connection)) != manifest.tables:
                raise BadBackup("The database in it has not the rows that its manifest states.")
        if current(f"sqlite:{path}") != manifest.revision:
            raise BadBackup("The database in it is not of the revision that its manifest states.")
    except (sqlite3.DatabaseError, NotOurs) as error:
        raise BadBackup(f"The database in it cannot be read ({error}).") from error


def _set_aside(path: Path) -> Path:
    """Keep what is replaced under another name, which is returned. What its log still holds goes into it first."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    for suffix in ("-wal", "-shm", "-journal"):
        if path.with_name(path.name + suffix).exists():
            # A log beside the restored file would be played into it.
            raise InUse(f"{path}{suffix} is there: another program has the database open, or it is damaged.")
    replaced = path.with_name(f"{path.name}.replaced")
    replaced.unlink(missing_ok=True)
    os.link(path, replaced)
    return replaced


def _restore_postgresql(archive: Archive, url: str, folder: Path, *, force: bool) -> None:
    """Tables and rows in one transaction: whoever looks sees what was there, or all that is restored."""
    from teahouse.kit.db.copying_postgresql import (  # noqa: PLC0415 - the driver is loaded when it is needed
        VERSION_TABLE,
        copy_in,
        drop_all,
        tables_of,
    )

    manifest = archive.manifest
    _check_names(archive, [f"tables/{rows.name}.copy" for rows in manifest.tables])
    if current(url) is not None and not force:
        raise NotEmpty("This database holds something already. Give an empty one, or insist.")
    engine = engine_for(url)
    with engine.begin() as outer:
        connection: Any = outer.connection.driver_connection
        drop_all(connection)
        upgrade(outer, folder, manifest.revision)
        made = tables_of(connection)
        made.pop(VERSION_TABLE)
        if made != {rows.name: rows.columns for rows in manifest.tables}:
            raise BadBackup(f"Its tables are not those of revision {manifest.revision}.")
        for rows in manifest.tables:
            copy_in(connection, rows, archive.pieces(f"tables/{rows.name}.copy"))
    engine.dispose()


@contextmanager
def _media(archive: Archive, targets: Media, *, force: bool) -> Iterator[Callable[[], None]]:
    """All files taken out beside their folders; what is handed on puts them in place."""
    names = [name for name in archive.names() if name.startswith("media/")]
    wanted = sorted({name.split("/")[1] for name in names})
    for name in wanted:
        if name not in targets:
            raise Refused(f"There are files of the folder {name} in it, and nothing says where that should stand.")
        if _holds_files(targets[name]) and not force:
            raise NotEmpty(f"{targets[name]} holds files already. Move it away, or insist.")
    for name in wanted:
        targets[name].parent.mkdir(parents=True, exist_ok=True)
    taken = {name: Path(mkdtemp(prefix=f".{name}.", dir=targets[name].parent)) for name in wanted}
    try:
        for name in names:
            _, top, rest = name.split("/", 2)
            _take_out(archive, name, taken[top] / rest)

        def put_in_place() -> None:
            for name in wanted:
                _swap(taken[name], targets[name])

        yield put_in_place
    finally:
        for folder in taken.values():
            shutil.rmtree(folder, ignore_errors=True)


def _take_out(archive: Archive, name: str, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        archive.take_out(name, target)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise BadBackup(f"{name} is a file and a folder at once.") from error
    sync(target)


def _holds_files(folder: Path) -> bool:
    """What begins with a dot is a lock, or was never finished."""
    return folder.exists() and any(path.name[0] != "." for path in folder.iterdir())


def _swap(taken: Path, target: Path) -> None:
    if _holds_files(target):
        replaced = target.with_name(f"{target.name}.replaced")
        shutil.rmtree(replaced, ignore_errors=True)
        target.rename(replaced)
    else:
        shutil.rmtree(target, ignore_errors=True)
    taken.rename(target)
