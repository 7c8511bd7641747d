"""SQL of how far a member has read, and of the house's numbers."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, one_of, upsert
from teahouse.people.model_sign_in import Figures, Marker
from teahouse.people.schema import account, login, marker

MARKERS = Statement(
    sa.select(*(marker.c[name] for name in Marker.__struct_fields__)).where(
        marker.c.account_id == sa.bindparam("account"), one_of(marker.c.timeline, "timelines", text=True)
    ),
    Marker,
)
PUT_MARKER: Statement[None] = Statement(
    upsert(marker, ["account_id", "timeline"], ["account_id", "timeline", "last_read_id", "version", "updated_at"])
)


def _seen_since(name: str) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(login)
        .where(login.c.seen_week >= sa.bindparam(name, type_=sa.Integer))
        .scalar_subquery()
    )


# Three counts, each by a stretch of the index on `seen_week`, and a sum over all accounts.
FIGURES = Statement(
    sa.select(
        sa.select(sa.func.count()).select_from(login).scalar_subquery(),
        _seen_since("month"),
        _seen_since("half_year"),
        sa.select(sa.cast(sa.func.coalesce(sa.func.sum(account.c.public_count), 0), sa.BigInteger)).scalar_subquery(),
    ),
    Figures,
)
