"""SQL of how far a member has read, and of the house's numbers."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, number, one_of, upsert
from teahouse.people.model import State
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


_GONE = account.c.state != number(State.ACTIVE)


def _members(*where: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """All logins less the few that are shut: both are a stretch of an index."""
    all_of = sa.select(sa.func.count()).select_from(login).where(*where)
    shut = sa.select(sa.func.count()).select_from(account.join(login, login.c.account_id == account.c.id))
    return all_of.scalar_subquery() - shut.where(_GONE, *where).scalar_subquery()


def _public(*where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    total = sa.func.coalesce(sa.func.sum(account.c.public_count), 0)
    return sa.select(sa.cast(total, sa.BigInteger)).where(*where).scalar_subquery()


def _seen_since(name: str) -> sa.ColumnElement[bool]:
    return login.c.seen_week >= sa.bindparam(name, type_=sa.Integer)


# Counts of who is there, and a sum over all accounts less those that are not.
FIGURES = Statement(
    sa.select(
        _members(),
        _members(_seen_since("month")),
        _members(_seen_since("half_year")),
        _public() - _public(_GONE),
    ),
    Figures,
)
HERE_SINCE: Statement[None] = Statement(sa.select(_members(_seen_since("week"))))
