"""Who runs on a database: a lock that a server holds as long as it lives, and that whoever needs it alone asks for.

Promises that the lock goes with the process, however it ends. On SQLite it is a lock on the file `NAME.running`,
which stays where it is; on PostgreSQL an advisory lock, shared by all servers on the database.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from teahouse.kit.db.database import is_postgresql, sqlite_path
from teahouse.kit.db.refused import InUse

RUNNING_KEY = 8_390_880_571_226_481_253
MIGRATING_KEY = 8_390_880_571_226_481_254
"""Keys of advisory locks: any two numbers that nobody else takes in the same database."""


class Running:
    """A held lock; leaving it, or the end of the process, lets go."""

    def __init__(self, let_go: Callable[[], object]) -> None:
        self.close = let_go

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def hold(url: str) -> Running:
    """For a server, as long as it runs. Raises `InUse` where that cannot be: SQLite has one server to a file."""
    return _hold_postgresql(url, alone=False) if is_postgresql(url) else _hold_file(sqlite_path(url))


def hold_alone(url: str) -> Running:
    """For what must not happen under a running server. Raises `InUse` while one runs."""
    return _hold_postgresql(url, alone=True) if is_postgresql(url) else _hold_file(sqlite_path(url))


def _hold_file(database: Path) -> Running:
    path = database.with_name(f"{database.name}.running")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise InUse(f"A server runs on {database}{f' (process {holder})' if holder else ''}. Stop it first.") from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, b"%d\n" % os.getpid())
    return Running(lambda: os.close(descriptor))


def _hold_postgresql(url: str, *, alone: bool) -> Running:
    import psycopg  # noqa: PLC0415 - the driver is loaded when it is needed

    connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
    function = "pg_try_advisory_lock" if alone else "pg_try_advisory_lock_shared"
    row = connection.execute(f"SELECT {function}(%s)".encode(), [RUNNING_KEY]).fetchone()
    if row is None or not row[0]:
        connection.close()
        raise InUse(
            "A server runs on this database. Stop all of them first."
            if alone
            else "This database is being restored or migrated. Try again when that is done."
        )

    def let_go() -> None:
        # Closing alone would do, but a moment later: the server lets go when it has noticed that nobody is there.
        with suppress(psycopg.Error), closing(connection):
            connection.execute(b"SELECT pg_advisory_unlock_all()")

    return Running(let_go)
