"""SQL of the bench: bare rows, to judge answers by, and the taking out of what it posted.

Nothing here composes the gate: what is compared with it must not be it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import ReadTx, Statement, WriteTx, one_of
from teahouse.migrations.whole import whole

_TABLES = whole().tables
_account, _moment, _tie = _TABLES["account"], _TABLES["moment"], _TABLES["tie"]
_liking, _notice, _job = _TABLES["liking"], _TABLES["notice"], _TABLES["job"]
_member, _named = _TABLES["circle_member"], _TABLES["audience_circle"]
_inside, _grouped = _TABLES["group_member"], _TABLES["audience_group"]


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


FORGET_MOMENTS: Statement[None] = Statement(_moment.delete().where(_moment.c.id > _big("after")))
FORGET_JOBS: Statement[None] = Statement(_job.delete())
JOBS: Statement[None] = Statement(sa.select(sa.func.count()).select_from(_job))
TIES_FROM: Statement[Any] = Statement(sa.select(_tie).where(_tie.c.source == _big("person")))
TIES_TO: Statement[Any] = Statement(sa.select(_tie).where(_tie.c.target == _big("person")))
FOLLOWS: Statement[Any] = Statement(
    sa.select(_tie.c.source, _tie.c.target).where(one_of(_tie.c.source, "people"), _tie.c.following)
)
WINDOWS: Statement[Any] = Statement(
    sa.select(_account.c.id, _account.c.window_days).where(one_of(_account.c.id, "people"))
)
_ROOT = (
    _moment.c.id,
    _moment.c.author_id,
    _moment.c.audience,
    _moment.c.marks,
    _moment.c.share_of_id,
    _moment.c.parent_id,
    _moment.c.state,
)
ROOTS_BY: Statement[Any] = Statement(
    sa.select(*_ROOT).where(
        one_of(_moment.c.author_id, "people"), _moment.c.id > _big("after"), _moment.c.parent_id.is_(None)
    )
)
NEWEST_PUBLIC: Statement[Any] = Statement(
    sa.select(*_ROOT)
    .where(
        _moment.c.audience == 1,
        _moment.c.state == 0,
        _moment.c.parent_id.is_(None),
        _moment.c.share_of_id.is_(None),
    )
    .order_by(_moment.c.id.desc())
    .limit(_big("n"))
)
SOLD_TO_ALL: Statement[Any] = Statement(
    sa.select(*_ROOT).where(
        _moment.c.id > _big("after"), sa.or_(_moment.c.audience == 1, _moment.c.audience == 3), _moment.c.marks % 2 == 1
    )
)
BY_ID: Statement[Any] = Statement(sa.select(*_ROOT).where(one_of(_moment.c.id, "ids")))
IN_CIRCLES: Statement[Any] = Statement(
    sa.select(_named.c.moment_id)
    .join(_member, _member.c.circle_id == _named.c.circle_id)
    .where(one_of(_named.c.moment_id, "ids"), _member.c.account_id == _big("person"))
)
IN_GROUPS: Statement[Any] = Statement(
    sa.select(_grouped.c.moment_id)
    .join(_inside, _inside.c.group_id == _grouped.c.group_id)
    .where(one_of(_grouped.c.moment_id, "ids"), _inside.c.account_id == _big("person"))
)
OF_GROUP: Statement[Any] = Statement(
    sa.select(*_ROOT)
    .join(_grouped, _grouped.c.moment_id == _moment.c.id)
    .where(_grouped.c.group_id == _big("group_id"))
)
LIKES: Statement[Any] = Statement(
    sa.select(_liking.c.moment_id, _liking.c.account_id).where(one_of(_liking.c.moment_id, "ids"))
)
COMMENTS: Statement[Any] = Statement(
    sa.select(_moment.c.root_id, _moment.c.author_id, _moment.c.parent_author_id, _moment.c.id).where(
        one_of(_moment.c.root_id, "ids"), _moment.c.parent_id.is_not(None), _moment.c.state == 0
    )
)
MOST_ANSWERED: Statement[Any] = Statement(
    sa.select(_moment.c.id)
    .where(one_of(_moment.c.author_id, "people"), _moment.c.parent_id.is_(None), _moment.c.audience > 3)
    .order_by(_moment.c.comments_count.desc(), _moment.c.id)
    .limit(_big("n"))
)
NOTICES: Statement[Any] = Statement(
    sa.select(_notice.c.id, _notice.c.actor_id)
    .where(_notice.c.account_id == _big("person"))
    .order_by(_notice.c.id.desc())
    .limit(_big("n"))
)
COUNT: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(_moment).where(one_of(_moment.c.id, "ids"), _moment.c.state == 0)
)


def count_of(tx: ReadTx, ids: list[int]) -> int:
    """How many of these moments stand."""
    return int(tx.value(COUNT, ids=ids))


def forget_after(tx: WriteTx, last: int) -> None:
    """Take out every moment above this id, and what waits to be heard."""
    tx.run(FORGET_MOMENTS, after=last)
    tx.run(FORGET_JOBS)


def count_waiting(tx: ReadTx) -> int:
    """How many facts are still to be heard."""
    return int(tx.value(JOBS))
