"""The worker that lets facts be heard: claims due jobs, runs each in a transaction of its own, retries what failed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

import structlog

from teahouse.kit.db import jobs
from teahouse.kit.db.database import Database
from teahouse.kit.db.jobs import Job
from teahouse.kit.db.tx import WriteTx

BATCH = 200
CHORES = 3600.0
"""Seconds between two rounds of the house's chores."""
IDLE = 5.0
"""Seconds between looks when no bell rings (jobs for later, jobs of processes that died)."""


def run_due(database: Database, *, log: structlog.stdlib.BoundLogger | None = None) -> int:
    """Claim up to `BATCH` due jobs and run them; how many were claimed."""
    claimed = sorted(database.write_now(lambda tx: tx.all(jobs.CLAIM, n=BATCH)), key=lambda job: job.id)
    faults = database.write_each_now([partial(_run, job=job) for job in claimed])
    for job, fault in zip(claimed, faults, strict=True):
        if fault is not None:  # whatever a listener raises must not stop the others
            if log is not None:
                log.warning("job failed", kind=job.kind, attempts=job.attempts, error=type(fault).__name__)
            database.write_now(partial(_fail, job=job, error=fault))
    return len(claimed)


def _run(tx: WriteTx, job: Job) -> None:
    # Removed first: on a database where two workers raced past a lease, the second finds nothing and does nothing.
    if tx.run(jobs.FINISH, job_id=job.id):
        tx.hear(job.kind, job.payload)


def _fail(tx: WriteTx, job: Job, error: Exception) -> None:
    dead = job.attempts >= jobs.MAX_ATTEMPTS
    delay = min(1000 * 2**job.attempts, 3_600_000)
    tx.run(
        jobs.FAIL, job_id=job.id, again_at=tx.now + delay, is_dead=dead, why=f"{type(error).__name__}: {error}"[:500]
    )


class Worker:
    """One thread that runs due jobs whenever the database's bell rings."""

    def __init__(
        self,
        database: Database,
        chores: Sequence[Callable[[WriteTx], object]] = (),
        errands: Sequence[Callable[[Database], object]] = (),
    ) -> None:
        """`chores` are done at the start and every `CHORES` seconds.

        `errands` are run whenever there is nothing else to do; they may take their time outside of any transaction.
        """
        self._database = database
        self._chores = chores
        self._errands = errands
        self._chores_at = time.monotonic()
        self._bell = threading.Event()
        self._stop = False
        self._log: structlog.stdlib.BoundLogger = structlog.get_logger()
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        database.on_told = self._bell.set
        self._thread.start()

    def _work(self) -> None:
        while not self._stop:
            idle = not self._bell.wait(IDLE)
            self._bell.clear()
            try:
                while not self._stop and run_due(self._database, log=self._log):
                    pass
                self._do_chores()
                for errand in self._errands if idle else ():
                    errand(self._database)
            except Exception as error:  # the database is away for a moment; the next bell or look tries again
                self._log.warning("worker could not look", error=type(error).__name__)

    def _do_chores(self) -> None:
        if time.monotonic() < self._chores_at:
            return
        self._chores_at = time.monotonic() + CHORES
        for chore in self._chores:
            self._database.write_now(chore)

    def close(self) -> None:
        """Finish the job at hand and stop."""
        self._stop = True
        self._bell.set()
        self._thread.join(timeout=30)
