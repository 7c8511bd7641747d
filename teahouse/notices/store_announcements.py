"""SQL of announcements."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, exists, insert_or_ignore, now_param
from teahouse.notices.model import Announcement, ShownAnnouncement
from teahouse.notices.schema import announcement, announcement_read

_COLUMNS = tuple(announcement.c[name] for name in Announcement.__struct_fields__)
_NAMED = sa.bindparam("announcement", type_=sa.BigInteger)
_READER = sa.bindparam("reader", type_=sa.BigInteger)

ADD: Statement[None] = Statement(insert_or_ignore(announcement))
DROP: Statement[None] = Statement(announcement.delete().where(announcement.c.id == _NAMED))
ALL = Statement(sa.select(*_COLUMNS).order_by(announcement.c.id), Announcement)
CURRENT = Statement(
    sa.select(
        *_COLUMNS,
        exists(
            announcement_read,
            announcement_read.c.account_id == _READER,
            announcement_read.c.announcement_id == announcement.c.id,
        ),
    )
    .where(sa.or_(announcement.c.ends_at.is_(None), announcement.c.ends_at > now_param()))
    .order_by(announcement.c.id),
    ShownAnnouncement,
)
EXISTS: Statement[None] = Statement(sa.select(announcement.c.id).where(announcement.c.id == _NAMED))
MARK_READ: Statement[None] = Statement(insert_or_ignore(announcement_read))
