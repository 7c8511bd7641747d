"""The jobs table: facts on their way to listeners, and what failed too often.

A job is claimed under a lease, run in one write transaction together with its removal, retried with back-off, and kept
as dead after `MAX_ATTEMPTS` for the host to see.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db.statement import ROW_ID, Statement, new_metadata, now_param

MAX_ATTEMPTS = 10
LEASE = 60_000

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
)
sa.Index("ix_job_run_at", job.c.run_at, job.c.id, sqlite_where=~job.c.dead, postgresql_where=~job.c.dead)


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


ENQUEUE: Statement[None] = Statement(
    job.insert().values(
        id=sa.bindparam("id"), kind=sa.bindparam("kind"), payload=sa.bindparam("payload"), run_at=sa.bindparam("run_at")
    )
)

_DUE = (
    sa.select(job.c.id)
    .where(~job.c.dead, job.c.run_at <= now_param())
    .order_by(job.c.run_at, job.c.id)
    .limit(sa.bindparam("n", type_=sa.Integer))
    .with_for_update(skip_locked=True)
)
# A claim moves the job into the future by the lease: whoever dies with it leaves it to the next.
CLAIM = Statement(
    job.update()
    .where(job.c.id.in_(_DUE.scalar_subquery()))
    .values(run_at=now_param() + LEASE, attempts=job.c.attempts + 1)
    .returning(job.c.id, job.c.kind, job.c.payload, job.c.attempts),
    Job,
)
FINISH: Statement[None] = Statement(job.delete().where(job.c.id == sa.bindparam("job_id")))
FAIL: Statement[None] = Statement(
    job.update()
    .where(job.c.id == sa.bindparam("job_id"))
    .values(run_at=sa.bindparam("again_at"), dead=sa.bindparam("is_dead"), error=sa.bindparam("why"))
)
NEXT_DUE: Statement[None] = Statement(sa.select(sa.func.min(job.c.run_at)).where(~job.c.dead))
WAITING: Statement[None] = Statement(sa.select(sa.func.count()).select_from(job).where(~job.c.dead))
OLDEST_WAITING: Statement[None] = Statement(sa.select(sa.func.min(job.c.id)).where(~job.c.dead))
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
