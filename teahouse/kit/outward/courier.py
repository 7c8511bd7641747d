"""The courier: runs the errands that lead out of the house, many at once, on a thread of its own.

Each is looked up in a read transaction (so what it carries is what is so now), carried outside of any, and settled in a
write transaction. What failed is tried again with back-off and kept as dead after `MAX_ATTEMPTS` for the host to see.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from teahouse.kit.db import Again, Database, Outcome, WriteTx, jobs
from teahouse.kit.db.jobs import Job

AT_ONCE = 32
IDLE = 5.0
"""Seconds between looks when no bell rings."""
SLOWEST = 3_600_000
NOTHING = Outcome(0, "nothing was carried")

Carrier = Callable[[Any], Awaitable[Outcome]]


class Courier:
    """One thread with an event loop; `carriers` says who carries which type of parcel.

    `open_carriers` is called in that loop, and answers them with what is called when the courier stops.
    """

    def __init__(
        self,
        database: Database,
        open_carriers: Callable[[], tuple[Mapping[type, Carrier], Callable[[], Awaitable[None]]]],
    ) -> None:
        self._database = database
        self._open = open_carriers
        self._log: structlog.stdlib.BoundLogger = structlog.get_logger()
        self._stop = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._bell: asyncio.Event | None = None
        also = database.on_told

        def told() -> None:
            also()
            self.ring()

        database.on_told = told
        self._thread = threading.Thread(target=lambda: asyncio.run(self._work()), name="courier", daemon=True)
        self._thread.start()

    def ring(self) -> None:
        """There may be something to carry."""
        loop, bell = self._loop, self._bell
        if loop is not None and bell is not None and not loop.is_closed():
            loop.call_soon_threadsafe(bell.set)

    async def _work(self) -> None:
        self._bell = bell = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        carriers, close = self._open()
        under_way: set[asyncio.Task[None]] = set()

        def done(task: asyncio.Task[None]) -> None:
            under_way.discard(task)
            bell.set()

        while not self._stop:
            bell.clear()
            for job in await self._claim(AT_ONCE - len(under_way)):
                task = asyncio.create_task(self._run(job, carriers))
                under_way.add(task)
                task.add_done_callback(done)
            try:
                await asyncio.wait_for(bell.wait(), IDLE)
            except TimeoutError:
                continue
        if under_way:
            await asyncio.wait(under_way, timeout=5)
        await close()

    async def _claim(self, most: int) -> list[Job]:
        if most <= 0:
            return []
        try:
            return sorted(await claim(self._database, most), key=lambda job: job.id)
        except Exception as error:  # the database is away for a moment; the next look tries again
            self._log.warning("courier could not look", error=type(error).__name__)
            return []

    async def _run(self, job: Job, carriers: Mapping[type, Carrier]) -> None:
        try:
            why = await run_errand(self._database, job, carriers)
        except Exception as error:  # the lease runs out, and it is tried again
            why = type(error).__name__
        if why is not None:
            self._log.info("errand failed", kind=job.kind, attempts=job.attempts, error=why)

    def close(self) -> None:
        """Finish what is under way, for a few seconds, and stop; the rest is done after the next start."""
        self._stop = True
        self.ring()
        self._thread.join(timeout=30)


async def claim(database: Database, most: int) -> list[Job]:
    """Take up to so many errands that are due."""
    return await database.write(lambda tx: tx.all(jobs.CLAIM_OUTWARD, n=most))


async def run_errand(database: Database, job: Job, carriers: Mapping[type, Carrier]) -> str | None:
    """Run one that was claimed; answers why it failed, if it is to be tried again (or is dead now)."""
    try:
        errand, fact = database.context.listeners.errand(job.kind, job.payload.encode())
        parcel = await database.read(lambda tx: errand.prepare(tx, fact))
        outcome = NOTHING if parcel is None else await carriers[type(parcel)](parcel)

        def settle(tx: WriteTx) -> str | None:
            return _settled(tx, job, errand.settle(tx, fact, parcel, outcome))

        return await database.write(settle)
    except Exception as error:
        # Its text may hold what is a secret of somebody's.
        failed = Again(f"a fault of ours ({type(error).__name__})")
        return await database.write(lambda tx: _settled(tx, job, failed))


def _settled(tx: WriteTx, job: Job, again: Again | None) -> str | None:
    if again is None:
        tx.run(jobs.FINISH, job_id=job.id)
        return None
    dead = again.hopeless or job.attempts >= jobs.MAX_ATTEMPTS
    delay = max(min(1000 * 4**job.attempts, SLOWEST), again.after)
    tx.run(jobs.FAIL, job_id=job.id, again_at=tx.now + delay, is_dead=dead, why=again.why[:500])
    return again.why
