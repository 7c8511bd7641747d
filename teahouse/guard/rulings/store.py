"""SQL of rulings and of what is said about them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.guard.rulings.model import Breach, KeptRuling, State, Word
from teahouse.guard.rulings.schema import ruling, ruling_word
from teahouse.kit.db import Statement, one_of


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


def _state(state: State) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{state.value}'")


_COLUMNS = tuple(ruling.c[name] for name in KeptRuling.__struct_fields__)
_BY_ID = ruling.c.id == _big("ruling_id_")
_OWN = ruling.c.account_id == _big("account")
_BELOW = ruling.c.id < _big("before")
_N = sa.bindparam("n", type_=sa.Integer)
_WAITING = ruling.c.state == _state(State.WAITING)
_APPEALED = sa.and_(ruling.c.appealed_at.is_not(None), ruling.c.answered_at.is_(None))
# Nobody decides about themselves, or about a page that they work for.
_NOT_OWN = sa.and_(
    ~one_of(ruling.c.account_id, "own"), ~one_of(sa.func.coalesce(ruling.c.member_id, ruling.c.account_id), "own")
)
_COUNTS = sa.and_(
    ruling.c.first_id.is_(None),
    ruling.c.rung > sa.literal_column("0"),
    ruling.c.state != _state(State.OVERTURNED),
    ruling.c.state != _state(State.WAITING),
)

ADD: Statement[None] = Statement(
    ruling.insert().values({name: sa.bindparam(name) for name in KeptRuling.__struct_fields__})
)
ONE = Statement(sa.select(*_COLUMNS).where(_BY_ID), KeptRuling)
OWN = Statement(sa.select(*_COLUMNS).where(_OWN, _BELOW).order_by(ruling.c.id.desc()).limit(_N), KeptRuling)
SAME = Statement(
    sa.select(*_COLUMNS).where(_OWN, ruling.c.digest == sa.bindparam("digest")).order_by(ruling.c.id.desc()).limit(1),
    KeptRuling,
)
OF_MOMENT = Statement(
    sa.select(*_COLUMNS)
    .where(ruling.c.moment_id == _big("moment"), ruling.c.holds)
    .order_by(ruling.c.id.desc())
    .limit(1),
    KeptRuling,
)
HOLDING = Statement(
    sa.select(*_COLUMNS).where(one_of(ruling.c.moment_id, "moments"), ruling.c.holds).order_by(ruling.c.id), KeptRuling
)
BREACHES = Statement(
    sa.select(*(ruling.c[name] for name in Breach.__struct_fields__))
    .where(_OWN, ruling.c.family == sa.bindparam("family"), ruling.c.id > _big("since"), _COUNTS)
    .order_by(ruling.c.id),
    Breach,
)
RESTRICTING = Statement(
    sa.select(*_COLUMNS)
    .where(
        _OWN,
        ruling.c.until > _big("at"),
        ruling.c.state != _state(State.OVERTURNED),
        ruling.c.uses.bitwise_and(sa.bindparam("uses", type_=sa.SmallInteger)) != sa.literal_column("0"),
    )
    .order_by(ruling.c.until.desc())
    .limit(1),
    KeptRuling,
)
OPEN = Statement(
    sa.select(*_COLUMNS).where(sa.or_(_WAITING, _APPEALED), _NOT_OWN, _BELOW).order_by(ruling.c.id.desc()).limit(_N),
    KeptRuling,
)
COUNT_OPEN: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(ruling).where(sa.or_(_WAITING, _APPEALED), _NOT_OWN)
)
CLOSED = Statement(
    sa.select(*_COLUMNS)
    .where(
        ~_WAITING, ~_APPEALED, _NOT_OWN, ruling.c.decided_at.is_not(None) | ruling.c.answered_at.is_not(None), _BELOW
    )
    .order_by(ruling.c.id.desc())
    .limit(_N),
    KeptRuling,
)
SET_RUNG: Statement[None] = Statement(
    ruling.update().where(_BY_ID).values(rung=sa.bindparam("to_rung", type_=sa.SmallInteger), until=_big("to_until"))
)
SET_STATE: Statement[None] = Statement(
    ruling.update()
    .where(_BY_ID)
    .values(state=sa.bindparam("to_state"), holds=sa.bindparam("to_holds"), until=_big("to_until"))
)
DECIDE: Statement[None] = Statement(
    ruling.update()
    .where(_BY_ID)
    .values(decided_by=_big("to_who"), decided_at=_big("to_time"), why=sa.bindparam("to_why"))
)
APPEAL: Statement[None] = Statement(ruling.update().where(_BY_ID).values(appealed_at=_big("to_time")))
ANSWER: Statement[None] = Statement(
    ruling.update()
    .where(_BY_ID)
    .values(answered_by=_big("to_who"), answered_at=_big("to_time"), answer=sa.bindparam("to_why"))
)
ADD_WORD: Statement[None] = Statement(
    ruling_word.insert().values({name: sa.bindparam(name) for name in Word.__struct_fields__})
)
WORDS = Statement(
    sa.select(*(ruling_word.c[name] for name in Word.__struct_fields__))
    .where(ruling_word.c.ruling_id == _big("ruling_id_"))
    .order_by(ruling_word.c.id),
    Word,
)
# What the figures are made of: the rows since a day, as few columns as they take.
FIGURES: Statement[Any] = Statement(
    sa.select(
        ruling.c.id,
        ruling.c.findings,
        ruling.c.state,
        ruling.c.appealed_at,
        ruling.c.answered_at,
        ruling.c.decided_at,
        ruling.c.decided_by,
    ).where(ruling.c.id > _big("since"))
)
FORGET: Statement[None] = Statement(ruling.delete().where(_OWN))
FORGET_MEMBER: Statement[None] = Statement(
    ruling.update().where(ruling.c.member_id == _big("account")).values(member_id=sa.null())
)
