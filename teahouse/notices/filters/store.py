"""SQL of filters. A moment that a filter holds is told only while its reader may see it."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse import moments
from teahouse.kit.db import Statement, insert_or_ignore, one_of
from teahouse.notices.filters.model import Filter, HeldStatus, Keyword
from teahouse.notices.filters.schema import filters, keywords, statuses


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_READER = _big("reader")

FILTERS = Statement(
    sa.select(filters.c.id, filters.c.sort, filters.c.title, filters.c.contexts, filters.c.action, filters.c.expires_at)
    .where(filters.c.account_id == _READER)
    .order_by(filters.c.id),
    Filter,
)
KEYWORDS = Statement(
    sa.select(*(keywords.c[name] for name in Keyword.__struct_fields__))
    .where(one_of(keywords.c.filter_id, "ids"))
    .order_by(keywords.c.id),
    Keyword,
)
STATUSES = Statement(
    lambda _: (
        sa.select(*(statuses.c[name] for name in HeldStatus.__struct_fields__))
        .where(one_of(statuses.c.filter_id, "ids"), moments.shows(_READER, statuses.c.moment_id))
        .order_by(statuses.c.id)
    ),
    HeldStatus,
)
ADD: Statement[None] = Statement(insert_or_ignore(filters))
CHANGE: Statement[None] = Statement(
    filters.update()
    .where(filters.c.id == _big("filter"), filters.c.account_id == _READER)
    .values({name: sa.bindparam(f"to_{name}") for name in ("title", "contexts", "action", "expires_at")})
)
DROP: Statement[None] = Statement(
    filters.delete().where(filters.c.id == _big("filter"), filters.c.account_id == _READER)
)
DROP_ALL: Statement[None] = Statement(filters.delete().where(filters.c.account_id == _READER))
ADD_KEYWORD: Statement[None] = Statement(insert_or_ignore(keywords))
CHANGE_KEYWORD: Statement[None] = Statement(
    keywords.update()
    .where(keywords.c.id == _big("keyword_id"))
    .values(keyword=sa.bindparam("to_keyword"), whole_word=sa.bindparam("to_whole_word"))
)
DROP_KEYWORD: Statement[None] = Statement(keywords.delete().where(keywords.c.id == _big("keyword_id")))
ADD_STATUS: Statement[None] = Statement(insert_or_ignore(statuses))
DROP_STATUS: Statement[None] = Statement(statuses.delete().where(statuses.c.id == _big("status_id")))
