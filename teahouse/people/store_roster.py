"""SQL of the roster: every account of the house in the order in which they came."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db import Statement
from teahouse.people.schema import account, login


class Enrolled(msgspec.Struct, frozen=True):
    """One line of the roster; `role` and `seen_week` are None for who has no login: a page."""

    id: int
    kind: int
    state: int
    username: str
    display_name: str
    role: int | None
    seen_week: int | None
    created_at: int


ROSTER = Statement(
    sa.select(
        account.c.id,
        account.c.kind,
        account.c.state,
        account.c.username,
        account.c.display_name,
        login.c.role,
        login.c.seen_week,
        account.c.created_at,
    )
    .select_from(account)
    .outerjoin(login, login.c.account_id == account.c.id)
    .where(account.c.domain.is_(None), account.c.id > sa.bindparam("after", type_=sa.BigInteger))
    .order_by(account.c.id)
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Enrolled,
)
