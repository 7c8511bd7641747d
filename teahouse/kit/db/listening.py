"""Hearing what other processes on a PostgreSQL database broadcast: one connection of its own, on one thread.

Promises that each message that was committed while the connection stood is heard once, in the order of the commits, and
that a connection that was lost is told as lost: what was said meanwhile nobody can say any more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from teahouse.kit.db.statement import Statement

CHANNEL = "teahouse"
NOTIFY: Statement[None] = Statement(
    sa.select(sa.func.pg_notify(sa.literal_column(f"'{CHANNEL}'", sa.Text), sa.bindparam("message", type_=sa.Text)))
)
LOOK = 0.5
"""Seconds between two looks whether to stop."""


class Ear:
    """Listens from the moment that it is made until it is closed."""

    def __init__(self, url: str, hear: Callable[[str], None], lost: Callable[[], None]) -> None:
        """`hear` gets each message and `lost` is called when some may have been missed, both on the ear's own thread.

        Raises what the driver raises where the database cannot be reached.
        """
        self._url = url
        self._hear = hear
        self._lost = lost
        self._stop = threading.Event()
        self._connection = self._connect()
        self._thread = threading.Thread(target=self._listen, name="ear", daemon=True)
        self._thread.start()

    def _connect(self) -> Any:
        import psycopg  # noqa: PLC0415 - the driver is loaded when it is needed

        connection: psycopg.Connection[Any] = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
        connection.execute(f"LISTEN {CHANNEL}".encode())
        return connection

    def _listen(self) -> None:
        import psycopg  # noqa: PLC0415 - see above

        while not self._stop.is_set():
            try:
                for said in self._connection.notifies(timeout=LOOK):
                    self._hear(said.payload)
            except psycopg.Error:
                self._reconnect()
        self._connection.close()

    def _reconnect(self) -> None:
        import psycopg  # noqa: PLC0415 - see above

        self._connection.close()
        while not self._stop.wait(LOOK):
            try:
                self._connection = self._connect()
            except psycopg.Error:
                continue
            # Only now, as whoever is told begins anew at once.
            self._lost()
            return

    def close(self) -> None:
        """Listen no more."""
        self._stop.set()
        self._thread.join(timeout=10)
