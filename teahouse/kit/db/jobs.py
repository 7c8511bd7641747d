"""The jobs table: facts on their way to listeners, and what failed too often.

A job is claimed under a lease, run in one write transaction together with its removal, retried with back-off, and kept
as dead after `MAX_ATTEMPTS` for the host to see. What leads out of the house has a lane of its own: it is waited for
outside of any transaction, and must not keep facts waiting.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from teahouse.kit.db.statement import ROW_ID, Statement, new_metadata, now_param, number

MAX_ATTEMPTS = 10
LEASE = 60_000
INSIDE, OUTWARD = 0, 1
"""The lanes: facts for listeners, and errands."""

metadata = new_metadata()

job = sa.Table(
    "job",
    metadata,
    sa.Column("id", ROW_ID, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("run_at", sa.BigInteger, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("dead", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.Column("lane", sa.SmallInteger, nullable=False, server_default="0"),
)
_alive = ~job.c.dead
sa.Index("ix_job_lane_run_at", job.c.lane, job.c.run_at, job.c.id, sqlite_where=_alive, postgresql_where=_alive)


class Job(msgspec.Struct, frozen=True):
    """One fact for one listener."""

    id: int
    kind: str
    payload: str
    attempts: int


class DeadJob(msgspec.Struct, frozen=True):
    """A job that failed too often, as the host sees it."""

    id: int
    kind: str
    payload: str
    attempts: int
    error: str


_NEW: dict[str, sa.ColumnElement[Any]] = {name: sa.bindparam(name) for name in ("id", "kind", "payload", "run_at")}
ENQUEUE: Statement[None] = Statement(job.insert().values(_NEW))
ENQUEUE_OUTWARD: Statement[None] = Statement(job.insert().values({**_NEW, "lane": number(OUTWARD)}))


def _claim(lane: int) -> sa.UpdateBase:
    due = (
        sa.select(job.c.id)
        .where(~job.c.dead, job.c.lane == number(lane), job.c.run_at <= now_param())
        .order_by(job.c.run_at, job.c.id)
        .limit(sa.bindparam("n", type_=sa.Integer))
        .with_for_update(skip_locked=True)
    )
    # A claim moves the job into the future by the lease: whoever dies with it leaves it to the next.
    return (
        job.update()
        .where(job.c.id.in_(due.scalar_subquery()))
        .values(run_at=now_param() + LEASE, attempts=job.c.attempts + 1)
        .returning(job.c.id, job.c.kind, job.c.payload, job.c.attempts)
    )


CLAIM = Statement(_claim(INSIDE), Job)
CLAIM_OUTWARD = Statement(_claim(OUTWARD), Job)
FINISH: Statement[None] = Statement(job.delete().where(job.c.id == sa.bindparam("job_id")))
FAIL: Statement[None] = Statement(
    job.update()
    .where(job.c.id == sa.bindparam("job_id"))
    .values(run_at=sa.bindparam("again_at"), dead=sa.bindparam("is_dead"), error=sa.bindparam("why"))
)
NEXT_DUE: Statement[None] = Statement(sa.select(sa.func.min(job.c.run_at)).where(~job.c.dead))
WAITING: Statement[None] = Statement(sa.select(sa.func.count()).select_from(job).where(~job.c.dead))
# What is for later (a letter, the end of an account) is not late.
OLDEST_WAITING: Statement[None] = Statement(
    sa.select(sa.func.min(job.c.id)).where(~job.c.dead, job.c.run_at <= now_param() + LEASE)
)
COUNT_RETRIED: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(job).where(~job.c.dead, job.c.error != "")
)
COUNT_DEAD: Statement[None] = Statement(sa.select(sa.func.count()).select_from(job).where(job.c.dead))
DROP_DEAD: Statement[None] = Statement(job.delete().where(job.c.dead, job.c.id == sa.bindparam("job_id")))
DEAD = Statement(
    sa.select(job.c.id, job.c.kind, job.c.payload, job.c.attempts, job.c.error).where(job.c.dead).order_by(job.c.id),
    DeadJob,
)
RETRY_DEAD: Statement[None] = Statement(
    job.update().where(job.c.dead).values(dead=sa.false(), attempts=0, run_at=now_param())
)
RETRY_ONE: Statement[None] = Statement(
    job.update()
    .where(job.c.dead, job.c.id == sa.bindparam("job_id"))
    .values(dead=sa.false(), attempts=0, run_at=now_param())
)
_SHOWN = sa.select(job.c.id, job.c.kind, job.c.payload, job.c.attempts, job.c.error)
_FIRST = sa.bindparam("n", type_=sa.Integer)
DEAD_PAGE = Statement(
    _SHOWN.where(job.c.dead, job.c.id > sa.bindparam("after", type_=sa.BigInteger)).order_by(job.c.id).limit(_FIRST),
    DeadJob,
)
FAILING = Statement(_SHOWN.where(~job.c.dead, job.c.error != "").order_by(job.c.id).limit(_FIRST), DeadJob)
