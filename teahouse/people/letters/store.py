"""SQL of who may write to whom."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, exists, number, one_of, upsert, value_of
from teahouse.people.letters.model import Writers
from teahouse.people.letters.schema import letter_choice
from teahouse.people.look import is_blocked, is_friend
from teahouse.people.model import Kind, State
from teahouse.people.schema import account, group_member

_WHO = sa.bindparam("who", type_=sa.BigInteger)

CHOICE: Statement[None] = Statement(sa.select(letter_choice.c.writers).where(letter_choice.c.account_id == _WHO))
CHOOSE: Statement[None] = Statement(upsert(letter_choice, ["account_id"], ["account_id", "writers"]))


def _refusing() -> sa.Select[tuple[int]]:
    """Which of these the writer may not begin a talk with. Who is not there takes no letter and refuses none."""
    mine, theirs, room = group_member.alias(), group_member.alias(), account.alias()
    together = exists(
        mine.join(theirs, theirs.c.group_id == mine.c.group_id).join(room, room.c.id == mine.c.group_id),
        mine.c.account_id == _WHO,
        theirs.c.account_id == account.c.id,
        room.c.state == State.INSIDE,
    )
    chosen = value_of(letter_choice.c.writers, letter_choice, letter_choice.c.account_id == account.c.id)
    usual = sa.case(
        (account.c.kind == Kind.PAGE, number(Writers.EVERYONE)), else_=sa.bindparam("usual", type_=sa.BigInteger)
    )
    writers = sa.func.coalesce(chosen, usual)
    lets = sa.and_(
        ~is_blocked(_WHO, account.c.id),
        sa.or_(
            is_friend(_WHO, account.c.id),
            writers == number(Writers.EVERYONE),
            sa.and_(writers == number(Writers.GROUPS), together),
        ),
    )
    return (
        sa.select(account.c.id)
        .where(one_of(account.c.id, "others"), account.c.state == State.ACTIVE, ~lets)
        .order_by(account.c.id)
    )


REFUSING: Statement[None] = Statement(lambda _: _refusing())
