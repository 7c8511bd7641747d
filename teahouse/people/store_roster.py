"""SQL of the roster: every account of the house in the order in which they came, and who brought whom."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from teahouse.kit.db import Statement, number
from teahouse.people.model import Kind
from teahouse.people.schema import account, brought, invite, login


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


class Arrival(msgspec.Struct, frozen=True):
    """Who came, and by whom: no inviter where the house itself gave the code."""

    account_id: int
    username: str
    display_name: str
    inviter_id: int | None
    at: int


class Code(msgspec.Struct, frozen=True):
    """An invite, with the name of whose it is."""

    id: int
    code: str
    inviter_id: int | None
    inviter: str | None
    note: str
    max_uses: int
    uses: int
    expires_at: int | None
    revoked: bool
    created_at: int


_N = sa.bindparam("n", type_=sa.Integer)
_ENROLLED = (
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
    .select_from(account.outerjoin(login, login.c.account_id == account.c.id))
    .where(account.c.domain.is_(None), account.c.kind != number(Kind.GROUP))
)
ROSTER = Statement(
    _ENROLLED.where(account.c.id > sa.bindparam("after", type_=sa.BigInteger)).order_by(account.c.id).limit(_N),
    Enrolled,
)
ENROLLED = Statement(_ENROLLED.where(account.c.id == sa.bindparam("account", type_=sa.BigInteger)), Enrolled)


def _like(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    return sa.func.lower(column).like(sa.bindparam(name, type_=sa.Text), escape="\\")


_ROLE, _STATE = sa.bindparam("role", type_=sa.Integer), sa.bindparam("state", type_=sa.Integer)
FOUND = Statement(
    _ENROLLED.where(
        account.c.id < sa.bindparam("before", type_=sa.BigInteger),
        sa.or_(_like(account.c.username, "begins"), _like(account.c.display_name, "holds")),
        sa.or_(_ROLE < 0, login.c.role == _ROLE),
        sa.or_(_STATE < 0, account.c.state == _STATE),
    )
    .order_by(account.c.id.desc())
    .limit(_N),
    Enrolled,
)
_inviter = account.alias("inviter")
CODES = Statement(
    sa.select(
        invite.c.id,
        invite.c.code,
        invite.c.inviter_id,
        _inviter.c.username,
        *(invite.c[name] for name in Code.__struct_fields__[4:]),
    )
    .select_from(invite.outerjoin(_inviter, _inviter.c.id == invite.c.inviter_id))
    .where(
        invite.c.id < sa.bindparam("before", type_=sa.BigInteger),
        sa.or_(invite.c.max_uses == 0, invite.c.uses < invite.c.max_uses),
    )
    .order_by(invite.c.id.desc())
    .limit(_N),
    Code,
)
ARRIVALS = Statement(
    sa.select(brought.c.account_id, account.c.username, account.c.display_name, brought.c.inviter_id, brought.c.at)
    .select_from(brought.join(account, account.c.id == brought.c.account_id))
    .order_by(brought.c.at, brought.c.account_id)
    .limit(_N),
    Arrival,
)
