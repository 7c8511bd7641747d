"""SQL of notices. A notice of a moment is listed only while its reader may see the moment and its actor's act."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse import moments, people
from teahouse.kit.db import Statement, bits, exists, insert_or_ignore, now_param, number, one_of
from teahouse.notices.model import Notice, NoticeKind, Request
from teahouse.notices.schema import announcement_read, notice, notice_request

_READER = sa.bindparam("reader", type_=sa.BigInteger)


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


def _heard(who: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """The actor is there, and the reader neither has a block with them nor muted their notices."""
    s = people.seen_by(_READER, name="s")
    silenced = exists(
        s,
        s.c.viewer == _READER,
        s.c.author == who,
        sa.or_(
            bits(s.c.flags, people.Sight.BLOCKED),
            sa.and_(bits(s.c.flags, people.Sight.MUTE_NOTICES), s.c.muted_until > now_param()),
        ),
    )
    return sa.and_(people.is_active(who), ~silenced)


def _of_group(n: sa.FromClause) -> sa.ColumnElement[bool]:
    """A request is told to who lets people in while it stands, that one was let in to who is in."""
    return sa.or_(
        n.c.group_id.is_(None),
        sa.and_(
            n.c.kind == int(NoticeKind.ASKED_IN),
            people.is_asked(n.c.group_id, _READER, n.c.actor_id),
        ),
        sa.and_(n.c.kind == int(NoticeKind.LET_IN), people.in_group(n.c.group_id, _READER)),
    )


def _entries(n: sa.FromClause) -> sa.Select[tuple[int]]:
    """Whose entries the notice of a chain tells of."""
    return moments.told_entries(_READER, n.c.moment_id, n.c.since, _heard)


def _list() -> sa.Select[Any]:
    on_chain = notice.c.kind == int(NoticeKind.CHAIN)
    last = _entries(notice).limit(1).scalar_subquery()
    # The row of a chain's notice names its author: of the entries, who wrote the last that may be told.
    actor = sa.case((on_chain, last), else_=notice.c.actor_id).label("actor_id")
    return sa.select(
        notice.c.id, notice.c.kind, actor, notice.c.moment_id, notice.c.group_id, notice.c.since, notice.c.held
    ).where(
        notice.c.account_id == _READER,
        notice.c.held <= sa.bindparam("held", type_=sa.SmallInteger),
        _heard(notice.c.actor_id),
        _of_group(notice),
        sa.or_(~on_chain, last.is_not(None)),
        sa.or_(notice.c.moment_id.is_(None), moments.shows_notice(_READER, notice.c.moment_id, notice.c.actor_id)),
        sa.or_(
            notice.c.kind != int(NoticeKind.SHARE),
            moments.shows_share(_READER, notice.c.moment_id, notice.c.actor_id),
        ),
        one_of(notice.c.kind, "kinds"),
        sa.or_(_big("actor") == 0, actor == _big("actor")),
        notice.c.id < _big("max_id"),
        notice.c.id > _big("since_id"),
    )


NEWEST_FIRST = Statement(lambda _: _list().order_by(notice.c.id.desc()).limit(_big("n")), Notice)
OLDEST_FIRST = Statement(lambda _: _list().order_by(notice.c.id.asc()).limit(_big("n")), Notice)
ONE_NOTICE = Statement(lambda _: _list().where(notice.c.id == _big("notice_id")), Notice)
COUNT: Statement[None] = Statement(
    lambda _: sa.select(sa.func.count()).select_from(_list().limit(_big("n")).subquery())
)


def _about() -> sa.Select[Any]:
    """Of those that are about these moments."""
    return _list().where(one_of(notice.c.moment_id, "about"))


NEWEST_ABOUT = Statement(lambda _: _about().order_by(notice.c.id.desc()).limit(_big("n")), Notice)
OLDEST_ABOUT = Statement(lambda _: _about().order_by(notice.c.id.asc()).limit(_big("n")), Notice)


def _count_about() -> sa.Select[Any]:
    told = _about().subquery()
    return sa.select(told.c.kind, told.c.moment_id, sa.func.count()).group_by(told.c.kind, told.c.moment_id)


COUNT_ABOUT: Statement[Any] = Statement(lambda _: _count_about())
ENTRIES: Statement[None] = Statement(
    lambda _: _entries(notice).where(notice.c.account_id == _READER, notice.c.id == _big("notice_id"))
)
CHAIN = Statement(
    sa.select(
        notice.c.id,
        notice.c.kind,
        notice.c.actor_id,
        notice.c.moment_id,
        notice.c.group_id,
        notice.c.since,
        notice.c.held,
    ).where(
        notice.c.account_id == _READER,
        notice.c.kind == int(NoticeKind.CHAIN),
        notice.c.moment_id == _big("moment_"),
    ),
    Notice,
)


def _held_by() -> sa.Select[Any]:
    """Whose notices are held back, with how many of them the reader may know of; the newest request first."""
    told = _list().where(notice.c.held == number(1)).subquery()
    r = notice_request.alias()
    return (
        sa.select(r.c.id, r.c.actor_id, sa.func.count(), sa.func.max(told.c.id), sa.func.max(told.c.moment_id))
        .join(told, told.c.actor_id == r.c.actor_id)
        .where(r.c.account_id == _READER, r.c.id < _big("before"), r.c.id > _big("after"))
        .group_by(r.c.id, r.c.actor_id)
    )


HELD_NEWEST = Statement(lambda _: _held_by().order_by(sa.literal_column("1").desc()).limit(_big("n")), Request)
HELD_OLDEST = Statement(lambda _: _held_by().order_by(sa.literal_column("1").asc()).limit(_big("n")), Request)
ADD: Statement[None] = Statement(insert_or_ignore(notice))
DISMISS: Statement[None] = Statement(
    notice.delete().where(notice.c.account_id == _READER, notice.c.id == _big("notice_id"))
)
CLEAR: Statement[None] = Statement(notice.delete().where(notice.c.account_id == _READER))
WITHDRAW: Statement[None] = Statement(
    notice.delete().where(
        notice.c.account_id == _READER,
        notice.c.kind == _big("kind_"),
        notice.c.actor_id == _big("actor_"),
        sa.func.coalesce(notice.c.moment_id, notice.c.group_id, sa.literal_column("0")) == _big("about_"),
    )
)
DISMISS_ABOUT: Statement[None] = Statement(
    notice.delete().where(
        notice.c.account_id == _READER, notice.c.kind == _big("kind_"), notice.c.moment_id == _big("moment_")
    )
)
FORGET_READ: Statement[None] = Statement(announcement_read.delete().where(announcement_read.c.account_id == _READER))
FORGET_MOMENT: Statement[None] = Statement(notice.delete().where(notice.c.moment_id == _big("moment_")))
