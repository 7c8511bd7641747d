"""SQL of pictures: uploads, what hangs on a moment, and who may fetch a file."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, exists, number
from teahouse.kit.pictures.schema import picture
from teahouse.moments.audience import sees
from teahouse.moments.schema import media, moment, rows


class MediaRow(msgspec.Struct, frozen=True):
    """A row of the table."""

    id: int
    owner_id: int
    moment_id: int | None
    picture_id: int
    description: str
    focus_x: float | None
    focus_y: float | None
    shown: bool
    since: int


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_ID, _VIEWER = _big("media_id"), _big("viewer")
_COLUMNS = tuple(media.c[name] for name in MediaRow.__struct_fields__)

ADD: Statement[None] = Statement(
    media.insert().values({name: sa.bindparam(name) for name in MediaRow.__struct_fields__})
)
BY_ID = Statement(sa.select(*_COLUMNS).where(media.c.id == _ID), MediaRow)
OF_MOMENT = Statement(
    sa.select(*_COLUMNS).where(media.c.moment_id == _big("moment_id_")).order_by(media.c.id), MediaRow
)
DESCRIBE: Statement[None] = Statement(
    media.update()
    .where(media.c.id == _ID)
    .values({name: sa.bindparam(f"to_{name}") for name in ("description", "focus_x", "focus_y")})
)
HANG: Statement[None] = Statement(
    media.update()
    .where(media.c.id == _ID)
    .values({name: sa.bindparam(f"to_{name}") for name in ("moment_id", "shown", "since")})
)
SET_MEDIA: Statement[None] = Statement(
    moment.update().where(moment.c.id == _big("moment_id_")).values(media=sa.bindparam("to_media"))
)
DROP: Statement[None] = Statement(media.delete().where(media.c.id == _ID))
LOOSE = Statement(
    sa.select(*_COLUMNS)
    .where(media.c.moment_id.is_(None), media.c.since < _big("before"))
    .order_by(media.c.since)
    .limit(_big("n")),
    MediaRow,
)

# Not by an index: a host asks it now and then, of one account.
FILES_OF: Statement[Any] = Statement(
    sa.select(picture.c.name, picture.c.small)
    .select_from(media.join(picture, picture.c.id == media.c.picture_id))
    .where(media.c.owner_id == _big("owner_id_"))
    .distinct()
    .limit(_big("n"))
)


def _seen() -> sa.Select[tuple[int]]:
    """What hangs on a moment is seen with it, by the gate and nothing else; what hangs nowhere by its owner.

    An address outlives tokens and sessions, so that here the viewer has to be there still.
    """
    m = rows.alias("m")
    here = sa.or_(number(0) == _VIEWER, people.is_active(_VIEWER))
    loose = sa.and_(media.c.moment_id.is_(None), media.c.owner_id == _VIEWER)
    return sa.select(media.c.picture_id).where(
        media.c.id == _ID, here, sa.or_(loose, exists(m, m.c.id == media.c.moment_id, sees(_VIEWER, m)))
    )


SEEN: Statement[None] = Statement(lambda _: _seen())
