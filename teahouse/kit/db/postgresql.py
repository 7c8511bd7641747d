"""PostgreSQL: every act on a thread of a small pool, SERIALIZABLE, run again when it met another.

The driver is psycopg 3, used directly; statements come compiled.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg
from psycopg import IsolationLevel
from psycopg_pool import ConnectionPool, PoolTimeout

from teahouse.kit.db.database import Database
from teahouse.kit.db.listening import Ear
from teahouse.kit.db.tx import Context, ReadTx, WriteTx
from teahouse.kit.errors import Refusal, Unavailable

Result = TypeVar("Result")

RETRIES = 40
_AGAIN = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)


# The gate's statements are long and answer in a millisecond: compiling one to machine code takes seconds, planning it
# anew for each set of parameters takes longer than running it.
_OPTIONS = "-c jit=off -c plan_cache_mode=force_generic_plan"


def _configure(connection: psycopg.Connection[Any]) -> None:
    connection.prepare_threshold = 0
    connection.prepared_max = 500


class PostgresqlDatabase(Database):
    """A PostgreSQL database, shared with any number of other processes."""

    def __init__(self, context: Context, url: str, *, threads: int) -> None:
        super().__init__(context)
        self._url = url
        self._ear: Ear | None = None
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=threads,
            configure=_configure,
            kwargs={"options": _OPTIONS, "cursor_factory": psycopg.RawCursor},
            timeout=10,
            open=True,
        )
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="database")

    def read_now(self, act: Callable[[ReadTx], Result]) -> Result:
        def attempt(connection: psycopg.Connection[Any]) -> Result:
            return act(ReadTx(self.context, connection.execute))

        self.tally.reads += 1
        # One snapshot is enough for a reader; SERIALIZABLE would make it a reason for others to fail.
        return self._attempts(attempt, IsolationLevel.REPEATABLE_READ, read_only=True)

    def write_now(self, act: Callable[[WriteTx], Result]) -> Result:
        try:
            return self._write(act)
        except Refusal as refusal:
            if refusal.trace is not None:
                self._write(refusal.trace)
            raise

    def _write(self, act: Callable[[WriteTx], Result]) -> Result:
        told = False

        def attempt(connection: psycopg.Connection[Any]) -> Result:
            nonlocal told

            def execute_many(sql: str, rows: Any) -> None:
                with connection.cursor() as cursor:
                    cursor.executemany(sql, rows)

            tx = WriteTx(self.context, connection.execute, execute_many)
            result = act(tx)
            told = tx.told
            return result

        result = self._attempts(attempt, IsolationLevel.SERIALIZABLE, read_only=False)
        self.tally.committed(1)
        if told:
            self.on_told()
        return result

    def _attempts(
        self, attempt: Callable[[psycopg.Connection[Any]], Result], level: IsolationLevel, *, read_only: bool
    ) -> Result:
        for tried in range(RETRIES):
            try:
                with self._pool.connection() as connection:
                    # Said with the BEGIN, and so without a way to the server of its own.
                    connection.isolation_level, connection.read_only = level, read_only
                    with connection.transaction():
                        return attempt(connection)
            except _AGAIN:
                time.sleep(random.uniform(0, 0.002 * min(2**tried, 64)))  # noqa: S311 - spreads retries, no secret
            except (psycopg.OperationalError, PoolTimeout) as error:
                raise Unavailable from error
        raise Unavailable

    async def read(self, act: Callable[[ReadTx], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.read_now, act)

    async def read_heavy(self, act: Callable[[ReadTx], Result]) -> Result:
        return await self.read(act)

    async def write(self, act: Callable[[WriteTx], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.write_now, act)

    def write_later(self, act: Callable[[WriteTx], object]) -> None:
        self._threads.submit(self.write_now, act)

    def listen(self, hear: Callable[[str], None], lost: Callable[[], None]) -> None:
        if self._ear is not None:
            self._ear.close()
        self._ear = Ear(self._url, hear, lost)

    def close(self) -> None:
        if self._ear is not None:
            self._ear.close()
        self._threads.shutdown(wait=True)
        self._pool.close()
