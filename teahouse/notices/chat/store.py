"""SQL of robots."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, number
from teahouse.notices.chat.model import Robot
from teahouse.notices.schema import chat_robot

_COLUMNS = tuple(chat_robot.c[name] for name in Robot.__struct_fields__)


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_ID = chat_robot.c.id == _big("robot")
_OF = chat_robot.c.account_id == _big("account")

ADD: Statement[None] = Statement(insert_or_ignore(chat_robot))
ONE = Statement(sa.select(*_COLUMNS).where(_ID), Robot)
OF_ACCOUNT = Statement(sa.select(*_COLUMNS).where(_OF).order_by(chat_robot.c.kind), Robot)
AWAKE: Statement[None] = Statement(sa.select(chat_robot.c.id).where(_OF, ~chat_robot.c.is_off, ~chat_robot.c.pending))
DROP: Statement[None] = Statement(chat_robot.delete().where(_OF, chat_robot.c.kind == sa.bindparam("kind_")))
DROP_ALL: Statement[None] = Statement(chat_robot.delete().where(_OF))
WAKE: Statement[None] = Statement(chat_robot.update().where(_ID).values(pending=sa.true()))
PASS_OVER: Statement[None] = Statement(chat_robot.update().where(_ID).values(told_to=_big("upto")))
SLEEP: Statement[None] = Statement(chat_robot.update().where(_ID).values(pending=sa.false()))
WENT_WELL: Statement[None] = Statement(
    chat_robot.update()
    .where(_ID)
    .values(told_to=_big("upto"), failures=number(0), last_error="", last_at=_big("at"), pending=sa.bindparam("more"))
)
WENT_WRONG: Statement[None] = Statement(
    chat_robot.update()
    .where(_ID)
    .values(
        failures=chat_robot.c.failures + number(1),
        last_error=sa.bindparam("why"),
        last_at=_big("at"),
        is_off=sa.bindparam("off"),
        pending=sa.bindparam("more"),
    )
)
TURN_ON: Statement[None] = Statement(
    chat_robot.update()
    .where(_OF, chat_robot.c.kind == sa.bindparam("kind_"))
    .values(is_off=sa.false(), failures=number(0), told_to=_big("upto"), pending=sa.false())
)
