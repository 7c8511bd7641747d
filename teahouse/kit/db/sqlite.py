"""SQLite: reads at once on the caller's own connection, writes by one writer thread that commits them in groups.

An answer leaves only after its commit (WAL, synchronous=FULL). Each act stands in its own savepoint: one that raises
changes nothing and does not disturb the others of its group.
"""

from __future__ import annotations

import asyncio
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from teahouse.kit.db.database import Database
from teahouse.kit.db.tx import Context, Execute, ReadTx, WriteTx
from teahouse.kit.errors import Refusal, Unavailable

Result = TypeVar("Result")

GROUP = 256
"""At most so many acts share a commit."""


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with the settings that the house's promises need. A new file is private."""
    _make_private(path)
    con = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512, timeout=10.0)
    con.execute("PRAGMA journal_mode=WAL")
    con.execute("PRAGMA synchronous=FULL")
    con.execute("PRAGMA foreign_keys=ON")
    con.execute("PRAGMA temp_store=MEMORY")
    con.execute("PRAGMA cache_size=-16384")
    # The most that SQLite maps unless it was built for more; what lies beyond is read through the cache above.
    con.execute("PRAGMA mmap_size=2147418112")
    if readonly:
        con.execute("PRAGMA query_only=ON")
    return con


def _make_private(path: Path) -> None:
    """Make a file that is not there yet, readable by nobody else whatever the umask says; its log takes after it."""
    # Never opened where it is there: to close it again would let go of SQLite's own locks on it.
    with suppress(FileExistsError):
        os.close(os.open(path.resolve(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


class _Act:
    """An act on its way to the writer, and whom to answer."""

    __slots__ = ("act", "answer", "error", "result")

    def __init__(self, act: Callable[[WriteTx], Any], answer: Callable[[_Act], object]) -> None:
        self.act = act
        self.answer = answer
        self.result: Any = None
        self.error: BaseException | None = None


class SqliteDatabase(Database):
    """One SQLite file, opened by this process alone for writing."""

    def __init__(self, context: Context, path: Path) -> None:
        super().__init__(context)
        self.path = path
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._readers_lock = threading.Lock()
        self._heavy = ThreadPoolExecutor(2, thread_name_prefix="heavy-read")
        self._queue: queue.SimpleQueue[_Act | None] = queue.SimpleQueue()
        self._writer_connection = connect(path)
        self._writing = self._writer_connection.cursor()
        self._writer = threading.Thread(target=self._write_groups, name="writer", daemon=True)
        self._writer.start()
        self._closed = False

    # reading

    def _reader(self) -> Execute:
        """What runs a statement on this thread's connection: of one cursor, as a new one each time would cost more."""
        execute: Execute | None = getattr(self._local, "execute", None)
        if execute is None:
            con = connect(self.path, readonly=True)
            execute = self._local.execute = con.cursor().execute
            with self._readers_lock:
                self._readers.append(con)
        return execute

    def read_now(self, act: Callable[[ReadTx], Result]) -> Result:
        execute = self._reader()
        self.tally.reads += 1
        execute("BEGIN")
        try:
            return act(ReadTx(self.context, execute))
        finally:
            execute("COMMIT")

    async def read(self, act: Callable[[ReadTx], Result]) -> Result:
        return self.read_now(act)

    async def read_heavy(self, act: Callable[[ReadTx], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._heavy, self.read_now, act)

    # writing

    async def write(self, act: Callable[[WriteTx], Result]) -> Result:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()

        def deliver(done: _Act) -> None:
            if future.cancelled():
                return
            if done.error is not None:
                future.set_exception(done.error)
            else:
                future.set_result(done.result)

        self._put(_Act(act, lambda done: loop.call_soon_threadsafe(deliver, done)))
        return await future

    def write_now(self, act: Callable[[WriteTx], Result]) -> Result:
        return self._send(act).result()

    def write_each_now(self, acts: Sequence[Callable[[WriteTx], object]]) -> list[Exception | None]:
        # All are on their way before the first is awaited, so they share a commit.
        sent = [self._send(act) for act in acts]
        faults = [future.exception() for future in sent]
        for fault in faults:
            if fault is not None and not isinstance(fault, Exception):
                raise fault
        return [fault if isinstance(fault, Exception) else None for fault in faults]

    def write_later(self, act: Callable[[WriteTx], object]) -> None:
        self._put(_Act(act, lambda done: None))

    def _send(self, act: Callable[[WriteTx], Result]) -> Future[Result]:
        future: Future[Result] = Future()

        def deliver(done: _Act) -> None:
            if done.error is not None:
                future.set_exception(done.error)
            else:
                future.set_result(done.result)

        self._put(_Act(act, deliver))
        return future

    def _put(self, act: _Act) -> None:
        if self._closed:
            raise Unavailable
        self._queue.put(act)

    def _write_groups(self) -> None:
        stop = False
        while not stop:
            first = self._queue.get()
            if first is None:
                return
            group = [first]
            told = False
            said: list[str] = []
            try:
                self._begin()
                told = self._run_one(first, said)
                while len(group) < GROUP:
                    try:
                        act = self._queue.get_nowait()
                    except queue.Empty:
                        break
                    if act is None:
                        stop = True
                        break
                    group.append(act)
                    told = self._run_one(act, said) or told
                self._writer_connection.execute("COMMIT")
                self.tally.committed(len(group))
            except BaseException as error:  # the disk is full, the file is gone: nobody may be told "done"
                self._give_up(group, error)
                told = False
                said = []
            self._say(said)
            for act in group:
                act.answer(act)
            if told:
                self.on_told()

    def _say(self, said: list[str]) -> None:
        if self.on_said is not None:
            for message in said:
                self.on_said(message)

    def _begin(self) -> None:
        deadline = time.monotonic() + 10
        while True:
            try:
                self._writer_connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError:  # another process (a backup, a command of the host) holds the lock
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _run_one(self, act: _Act, said: list[str]) -> bool:
        execute = self._writing.execute
        execute("SAVEPOINT act")
        tx = WriteTx(self.context, execute, self._writing.executemany)
        try:
            act.result = act.act(tx)
        except BaseException as error:
            act.error = error
            execute("ROLLBACK TO act")
            tx = WriteTx(self.context, execute, self._writing.executemany)
            if isinstance(error, Refusal) and error.trace is not None:
                try:
                    error.trace(tx)
                except BaseException as worse:
                    act.error = worse
                    execute("ROLLBACK TO act")
                    tx = WriteTx(self.context, execute, self._writing.executemany)
        execute("RELEASE act")
        said += tx.said
        return tx.told

    def _give_up(self, group: list[_Act], error: BaseException) -> None:
        if self._writer_connection.in_transaction:
            self._writer_connection.execute("ROLLBACK")
        for act in group:
            failure = Unavailable()
            failure.__cause__ = error
            act.error = failure

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._writer.join(timeout=30)
        self._heavy.shutdown(wait=True)
        with self._readers_lock:
            for con in self._readers:
                con.close()
        self._writer_connection.execute("PRAGMA optimize")
        self._writer_connection.close()
