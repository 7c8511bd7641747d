"""SQL of what people chose not to hear, and of what is held back for them."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, number, one_of, upsert
from teahouse.notices.rules_held import Choice
from teahouse.notices.schema import STRANGERS, notice, notice_choice, notice_permission, notice_request

_ACCOUNT = sa.bindparam("account", type_=sa.BigInteger)
_ACTOR = sa.bindparam("actor_", type_=sa.BigInteger)

CHOICE = Statement(
    sa.select(*(notice_choice.c[name] for name in STRANGERS)).where(notice_choice.c.account_id == _ACCOUNT), Choice
)
CHOOSE: Statement[None] = Statement(upsert(notice_choice, ["account_id"], ["account_id", *STRANGERS]))
PERMITTED: Statement[None] = Statement(
    sa.select(number(1)).where(notice_permission.c.account_id == _ACCOUNT, notice_permission.c.actor_id == _ACTOR)
)
PERMIT: Statement[None] = Statement(insert_or_ignore(notice_permission))
ADD_REQUEST: Statement[None] = Statement(insert_or_ignore(notice_request))
ACTORS: Statement[None] = Statement(
    sa.select(notice_request.c.actor_id).where(
        notice_request.c.account_id == _ACCOUNT, one_of(notice_request.c.id, "requests")
    )
)
_REQUESTS = sa.and_(notice_request.c.account_id == _ACCOUNT, one_of(notice_request.c.actor_id, "actors"))
DROP_REQUESTS: Statement[None] = Statement(notice_request.delete().where(_REQUESTS))
_HELD = sa.and_(
    notice.c.account_id == _ACCOUNT, notice.c.held == sa.literal_column("1"), one_of(notice.c.actor_id, "actors")
)
LET_GO: Statement[None] = Statement(notice.update().where(_HELD).values(held=number(0)))
DROP_HELD: Statement[None] = Statement(notice.delete().where(_HELD))
FORGET_CHOICE: Statement[None] = Statement(notice_choice.delete().where(notice_choice.c.account_id == _ACCOUNT))
FORGET_REQUESTS: Statement[None] = Statement(notice_request.delete().where(notice_request.c.account_id == _ACCOUNT))
FORGET_PERMISSIONS: Statement[None] = Statement(
    notice_permission.delete().where(notice_permission.c.account_id == _ACCOUNT)
)
