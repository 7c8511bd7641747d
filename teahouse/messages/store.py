"""SQL of private talk. Whatever a room shows of its letters is asked of the gate, in the same query."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse import moments
from teahouse.kit.db import Statement, exists, insert_or_ignore, one_of
from teahouse.messages.schema import room, room_member, room_message


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_READER, _ROOM, _MOMENT = _big("reader"), _big("room"), _big("moment")
_MAX, _SINCE, _N = _big("max_id"), _big("since_id"), _big("n")

# Keeping: written with each letter.
ADD_ROOM: Statement[None] = Statement(insert_or_ignore(room))
ROOM_OF: Statement[None] = Statement(sa.select(room.c.id).where(room.c.people == sa.bindparam("key", type_=sa.Text)))
ADD_MEMBER: Statement[None] = Statement(insert_or_ignore(room_member))
ADD_MESSAGE: Statement[None] = Statement(insert_or_ignore(room_message))
TOUCH: Statement[None] = Statement(
    room_member.update()
    .where(room_member.c.room_id == _ROOM, room_member.c.last_id < _MOMENT)
    .values(last_id=sa.bindparam("moment", type_=sa.BigInteger))
)
# What is put away is read as well, and what is read anew stays away.
READ: Statement[None] = Statement(
    room_member.update()
    .where(room_member.c.room_id == _ROOM, room_member.c.account_id == _READER, room_member.c.read_to < _big("to"))
    .values(read_to=_big("to"))
)
UNREAD: Statement[None] = Statement(
    room_member.update()
    .where(room_member.c.room_id == _ROOM, room_member.c.account_id == _READER)
    .values(read_to=_big("to"))
)
HIDE: Statement[None] = Statement(
    room_member.update()
    .where(room_member.c.room_id == _ROOM, room_member.c.account_id == _READER)
    .values(hidden_to=room_member.c.last_id, read_to=room_member.c.last_id)
)
FORGET: Statement[None] = Statement(room_member.delete().where(room_member.c.account_id == _READER))


def _shown_in(m: sa.FromClause, x: sa.FromClause) -> sa.ColumnElement[bool]:
    """A letter of the member's room that the member did not put away and may see."""
    return sa.and_(
        x.c.room_id == m.c.room_id, x.c.moment_id > m.c.hidden_to, moments.shows(m.c.account_id, x.c.moment_id)
    )


def _rooms(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Rooms of the reader's: (room, its newest letter, how far it is read, the last letter that is seen or none)."""
    x = room_message.alias()
    last = sa.select(x.c.moment_id).where(_shown_in(room_member, x)).order_by(x.c.moment_id.desc()).limit(1)
    return sa.select(
        room_member.c.room_id,
        room_member.c.last_id,
        room_member.c.read_to,
        last.correlate(room_member).scalar_subquery(),
    ).where(room_member.c.account_id == _READER, room_member.c.last_id > room_member.c.hidden_to, *where)


ROOMS_BELOW: Statement[Any] = Statement(
    lambda _: _rooms(room_member.c.last_id < _MAX).order_by(room_member.c.last_id.desc()).limit(_N)
)
ROOM: Statement[Any] = Statement(lambda _: _rooms(room_member.c.room_id == _ROOM))
OTHERS: Statement[Any] = Statement(
    sa.select(room_member.c.room_id, room_member.c.account_id)
    .where(one_of(room_member.c.room_id, "rooms"), room_member.c.account_id != _READER)
    .order_by(room_member.c.room_id, room_member.c.account_id)
)
PEOPLE: Statement[None] = Statement(
    sa.select(room_member.c.account_id).where(room_member.c.room_id == _ROOM).order_by(room_member.c.account_id)
)


def _count_unread() -> sa.Select[Any]:
    """Rooms in which something that is seen stands above what is read; most have nothing above it at all."""
    x = room_message.alias()
    news = sa.select(room_member.c.room_id).where(
        room_member.c.account_id == _READER,
        room_member.c.last_id > room_member.c.read_to,
        exists(x, _shown_in(room_member, x), x.c.moment_id > room_member.c.read_to),
    )
    return sa.select(sa.func.count()).select_from(news.limit(_N).subquery())


COUNT_UNREAD: Statement[None] = Statement(lambda _: _count_unread())


def _messages() -> sa.Select[Any]:
    return (
        sa.select(room_message.c.moment_id)
        .select_from(room_message.join(room_member, room_member.c.room_id == room_message.c.room_id))
        .where(
            room_message.c.room_id == _ROOM,
            room_member.c.account_id == _READER,
            _shown_in(room_member, room_message),
            room_message.c.moment_id < _MAX,
            room_message.c.moment_id > _SINCE,
        )
    )


NEWEST_FIRST: Statement[None] = Statement(lambda _: _messages().order_by(room_message.c.moment_id.desc()).limit(_N))
OLDEST_FIRST: Statement[None] = Statement(lambda _: _messages().order_by(room_message.c.moment_id).limit(_N))
ROOM_WITH: Statement[None] = Statement(
    sa.select(room_message.c.room_id)
    .join(room_member, room_member.c.room_id == room_message.c.room_id)
    .where(room_message.c.moment_id == _MOMENT, room_member.c.account_id == _READER)
)


def _written_to() -> sa.Select[Any]:
    x = room_message.alias()
    others = moments.shows(_READER, x.c.moment_id, by_others=True)
    return sa.select(x.c.moment_id).where(x.c.room_id == _ROOM, others).limit(1)


# Somebody else's letter in the room that the reader may see, put away or not.
WRITTEN_TO: Statement[None] = Statement(lambda _: _written_to())
