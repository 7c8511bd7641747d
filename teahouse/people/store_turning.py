"""SQL of what a member turned down of others, and of the act that changed several at once."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, now_param, number, upsert
from teahouse.people.model import Tie
from teahouse.people.schema import tie, turning

_ACCOUNT = sa.bindparam("account", type_=sa.BigInteger)

TURNING: Statement[Any] = Statement(
    sa.select(turning.c.id, turning.c.at, turning.c.changes).where(
        turning.c.account_id == _ACCOUNT, turning.c.at > sa.bindparam("after", type_=sa.BigInteger)
    )
)
PUT_TURNING: Statement[None] = Statement(upsert(turning, ["account_id"], ["account_id", "id", "at", "changes"]))
DROP_TURNING: Statement[None] = Statement(turning.delete().where(turning.c.account_id == _ACCOUNT))
SWEEP: Statement[None] = Statement(turning.delete().where(turning.c.at <= sa.bindparam("before", type_=sa.BigInteger)))


QUIET_TIES = Statement(
    sa.select(*(tie.c[name] for name in Tie.__struct_fields__))
    .where(
        tie.c.source == _ACCOUNT,
        sa.or_(
            tie.c.selling_off,
            tie.c.asking_off,
            tie.c.shares_off,
            tie.c.hiding,
            tie.c.fold > number(0),
            tie.c.muted_until > now_param(),
        ),
    )
    .order_by(tie.c.target),
    Tie,
)
