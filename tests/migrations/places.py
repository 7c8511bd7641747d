"""Databases of PostgreSQL that serve one test after another, emptied of all tables in between.

Making and dropping a database takes the server seconds on a busy disk; emptying one takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg

from tests import postgres


class Places:
    """As many databases as one test needs at once."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._stack = ExitStack()
        self._free: list[str] = []

    def lend(self) -> Iterator[str]:
        """The address of a database without any table; for a fixture (`yield from places.lend()`)."""
        address = self._free.pop() if self._free else self._stack.enter_context(postgres.fresh_database(self._server))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        yield address
        self._free.append(address)

    def close(self) -> None:
        self._stack.close()
