"""SQL of pictures: kept once however often the same one comes, and counted by who uses it."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, one_of
from teahouse.kit.pictures.model import Picture
from teahouse.kit.pictures.schema import picture, unused_file

_ID = sa.bindparam("picture_id", type_=sa.BigInteger)
_COLUMNS = tuple(picture.c[name] for name in Picture.__struct_fields__)

BY_DIGEST = Statement(sa.select(*_COLUMNS).where(picture.c.digest == sa.bindparam("digest_")), Picture)
BY_ID = Statement(sa.select(*_COLUMNS).where(picture.c.id == _ID), Picture)
ADD: Statement[None] = Statement(
    picture.insert().values({name: sa.bindparam(name) for name in Picture.__struct_fields__})
)
USE: Statement[None] = Statement(
    picture.update().where(picture.c.id == _ID).values(uses=picture.c.uses + sa.bindparam("step", type_=sa.Integer))
)
DROP: Statement[None] = Statement(picture.delete().where(picture.c.id == _ID))

NAMED: Statement[None] = Statement(
    sa.select(picture.c.name)
    .where(one_of(picture.c.name, "names", text=True))
    .union_all(sa.select(picture.c.small).where(one_of(picture.c.small, "names", text=True)))
)

ADD_UNUSED: Statement[None] = Statement(insert_or_ignore(unused_file))
UNUSED: Statement[None] = Statement(sa.select(unused_file.c.name).limit(sa.bindparam("n", type_=sa.Integer)))
COUNT_UNUSED: Statement[None] = Statement(sa.select(sa.func.count()).select_from(unused_file))
FORGET_UNUSED: Statement[None] = Statement(unused_file.delete().where(one_of(unused_file.c.name, "names", text=True)))
