"""SQL of letters."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, number, upsert
from teahouse.notices.letters.model import Letters
from teahouse.notices.schema import letters

_COLUMNS = Letters.__struct_fields__
_OF = letters.c.account_id == sa.bindparam("account", type_=sa.BigInteger)


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


ONE = Statement(sa.select(*(letters.c[name] for name in _COLUMNS)).where(_OF), Letters)
KEEP: Statement[None] = Statement(upsert(letters, ["account_id"], list(_COLUMNS)))
DROP: Statement[None] = Statement(letters.delete().where(_OF))
WENT_WELL: Statement[None] = Statement(
    letters.update()
    .where(_OF)
    .values(told_to=_big("upto"), due=_big("next_due"), failures=number(0), last_error="", last_at=_big("at"))
)
WENT_WRONG: Statement[None] = Statement(
    letters.update()
    .where(_OF)
    .values(
        failures=letters.c.failures + number(1),
        last_error=sa.bindparam("why"),
        last_at=_big("at"),
        due=_big("next_due"),
    )
)
NEXT: Statement[None] = Statement(letters.update().where(_OF).values(due=_big("next_due")))
