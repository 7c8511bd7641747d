"""A PostgreSQL server for the tests, and databases in it that nobody else uses.

Promises that a test either gets a real server or says loudly that there is none; in continuous integration (CI set)
a missing server is a failure, never a skip.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"
STAMP = "teahouse_test_"
LEFT_BEHIND_SECONDS = 6 * 3600


def server() -> Iterator[str]:
    """The address of a server where databases may be made; for a session fixture (`yield from server()`).

    TEAHOUSE_TEST_POSTGRES, else the usual place, else a server of our own from an installed PostgreSQL.
    """
    if named := os.environ.get("TEAHOUSE_TEST_POSTGRES"):
        if not answers(named):
            pytest.fail(f"TEAHOUSE_TEST_POSTGRES names {named}, where no PostgreSQL answers")
        sweep(named)
        yield named
    elif answers(USUAL):
        sweep(USUAL)
        yield USUAL
    elif programs := installed():
        with own_server(programs) as address:
            yield address
    else:
        why = "no PostgreSQL: none answers at 127.0.0.1:5432 (user postgres), none is installed, and "
        why += "TEAHOUSE_TEST_POSTGRES is not set"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


@contextmanager
def fresh_database(admin_dsn: str) -> Iterator[str]:
    """The address of an empty database (UTF-8) with a name of its own; it is dropped afterwards, whoever is in it."""
    name = f"{STAMP}{int(time.time())}_{uuid4().hex[:12]}"
    run(admin_dsn, sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(name)))
    try:
        yield address_of(admin_dsn, name)
    finally:
        run(admin_dsn, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def address_of(admin_dsn: str, name: str) -> str:
    """The same server, another database; an address stays an address, so that a settings file can hold it."""
    if not admin_dsn.startswith(("postgresql://", "postgres://")):
        return make_conninfo(admin_dsn, dbname=name)
    head, mark, query = admin_dsn.partition("?")
    scheme, _, rest = head.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{name}{mark}{query}"


def answers(dsn: str) -> bool:
    try:
        psycopg.connect(dsn, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def run(dsn: str, statement: sql.Composed) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


def sweep(admin_dsn: str) -> None:
    """Drops what test runs that were killed left behind long ago."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [STAMP]).fetchall()
        for (name,) in rows:
            made = name.removeprefix(STAMP).partition("_")[0]
            if made.isdigit() and time.time() - int(made) > LEFT_BEHIND_SECONDS:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def installed() -> Path | None:
    """The folder of the newest installed server's programs."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(packaged, key=lambda initdb: float(initdb.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def own_server(programs: Path) -> Iterator[str]:
    """A server in a temporary folder, stopped and wiped afterwards; for root it runs as user postgres or nobody."""
    with tempfile.TemporaryDirectory(prefix="teahouse-postgres-") as folder:
        home, port = Path(folder), free_port()
        user = servant()
        if user:
            shutil.chown(home, user)
        data = home / "data"
        command([str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"], user, home)
        options = f"-p {port} -h 127.0.0.1 -k {home} -c fsync=off"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log")]
        command([*control, "-o", options, "start"], user, home)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            command([*control, "-m", "immediate", "stop"], user, home)


def servant() -> str | None:
    """PostgreSQL refuses to run as root; the user who runs it then."""
    if os.geteuid() != 0:
        return None
    known = Path("/etc/passwd").read_text(encoding="utf-8")
    return "postgres" if "\npostgres:" in known else "nobody"


def command(words: list[str], user: str | None, home: Path) -> None:
    """Runs to the end; output goes to a file, because a server that inherits a pipe would keep it open."""
    # The folder, not the caller's: the servant may not be allowed to enter that one.
    with (home / "output").open("a+", encoding="utf-8") as output:
        done = subprocess.run(words, stdout=output, stderr=subprocess.STDOUT, user=user, cwd=home, check=False)
        if done.returncode:
            output.seek(0)
            pytest.fail(f"{words[0]} ended with {done.returncode}:\n{output.read()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
