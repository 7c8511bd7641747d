"""SQL of housekeeping. The log is written and read; there is no statement that changes or removes a line."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.housekeeping.model import Entry
from teahouse.housekeeping.schema import audit, suspension
from teahouse.kit.db import Statement, upsert

_account = sa.bindparam("account", type_=sa.BigInteger)

WRITE: Statement[None] = Statement(audit.insert().values({c.name: sa.bindparam(c.name) for c in audit.c}))
PAGE = Statement(
    sa.select(*(audit.c[name] for name in Entry.__struct_fields__))
    .where(audit.c.id < sa.bindparam("before", type_=sa.BigInteger))
    .order_by(audit.c.id.desc())
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Entry,
)
PUT_SUSPENSION: Statement[None] = Statement(upsert(suspension, ["account_id"], ["account_id", "reason", "at"]))
DROP_SUSPENSION: Statement[None] = Statement(suspension.delete().where(suspension.c.account_id == _account))
