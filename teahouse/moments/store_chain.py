"""SQL of order chains: the chain's row, its entries, and what one viewer sees of both."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, number, one_of
from teahouse.moments.audience import shows_entry, shows_who
from teahouse.moments.model_chain import Chain, Entry, EntryState
from teahouse.moments.schema import chain, chain_entry, rows
from teahouse.moments.store_feeds import Skeleton

_VIEWER = sa.bindparam("viewer", type_=sa.BigInteger)
_moment_id = sa.bindparam("moment_id_", type_=sa.BigInteger)
_entry_id = sa.bindparam("entry_id_", type_=sa.BigInteger)
_CHAIN = tuple(chain.c[name] for name in Chain.__struct_fields__)
_ENTRY = tuple(chain_entry.c[name] for name in Entry.__struct_fields__)
_LIVE = chain_entry.c.state == number(EntryState.LIVE)

CHAIN = Statement(sa.select(*_CHAIN).where(chain.c.moment_id == _moment_id), Chain)
ADD_CHAIN: Statement[None] = Statement(insert_or_ignore(chain, list(Chain.__struct_fields__)))
CHANGE_CHAIN: Statement[None] = Statement(
    chain.update()
    .where(chain.c.moment_id == _moment_id)
    .values(
        {
            name: sa.bindparam(f"to_{name}")
            for name in ("title", "unit", "most_each", "most_total", "closes_at", "closed", "author_only", "left_told")
        }
    )
)
# No row is touched where there is not enough left: whoever asks first is served.
TAKE: Statement[None] = Statement(
    chain.update()
    .where(
        chain.c.moment_id == _moment_id,
        sa.or_(
            chain.c.most_total.is_(None),
            chain.c.taken + sa.bindparam("more", type_=sa.Integer) <= chain.c.most_total,
            sa.bindparam("more", type_=sa.Integer) <= number(0),
        ),
    )
    .values(
        taken=chain.c.taken + sa.bindparam("more", type_=sa.Integer),
        places=chain.c.places + sa.bindparam("places_more", type_=sa.Integer),
    )
)
DROP_CHAIN: Statement[None] = Statement(chain.delete().where(chain.c.moment_id == _moment_id))
DROP_ENTRIES: Statement[None] = Statement(chain_entry.delete().where(chain_entry.c.moment_id == _moment_id))

ENTRY = Statement(sa.select(*_ENTRY).where(chain_entry.c.moment_id == _moment_id, chain_entry.c.id == _entry_id), Entry)
ENTRY_BY = Statement(
    sa.select(*_ENTRY).where(
        chain_entry.c.moment_id == _moment_id,
        chain_entry.c.account_id == sa.bindparam("account_id_", type_=sa.BigInteger),
    ),
    Entry,
)
LARGEST: Statement[None] = Statement(
    sa.select(sa.func.max(chain_entry.c.quantity)).where(chain_entry.c.moment_id == _moment_id, _LIVE)
)
ADD_ENTRY: Statement[None] = Statement(
    chain_entry.insert().values(
        {name: sa.bindparam(name, type_=chain_entry.c[name].type) for name in ("moment_id", *Entry.__struct_fields__)}
    )
)
CHANGE_ENTRY: Statement[None] = Statement(
    chain_entry.update()
    .where(chain_entry.c.id == _entry_id)
    .values({name: sa.bindparam(f"to_{name}") for name in ("name", "quantity", "note", "changed_at", "state")})
)
DROP_ENTRY: Statement[None] = Statement(chain_entry.delete().where(chain_entry.c.id == _entry_id))


def _views() -> sa.Select[Any]:
    """Chains with what the viewer may count, and the viewer's own entry."""
    e, c, m, own, mine = chain_entry.alias(), chain.alias(), rows.alias(), chain_entry.alias("own"), rows.alias("mine")
    told = (
        sa.select(e.c.moment_id, sa.func.count().label("entries"), sa.func.sum(e.c.quantity).label("total"))
        .select_from(e.join(c, c.c.moment_id == e.c.moment_id).join(m, m.c.id == e.c.moment_id))
        .where(one_of(e.c.moment_id, "ids"), e.c.state == number(EntryState.LIVE), shows_entry(_VIEWER, e, c, m))
        .group_by(e.c.moment_id)
        .subquery("told")
    )
    return (
        sa.select(
            mine.c.author_id,
            sa.func.coalesce(told.c.entries, 0),
            sa.func.coalesce(told.c.total, 0),
            *_CHAIN,
            *(own.c[name] for name in Entry.__struct_fields__),
        )
        .select_from(
            chain.join(mine, mine.c.id == chain.c.moment_id)
            .outerjoin(told, told.c.moment_id == chain.c.moment_id)
            .outerjoin(own, sa.and_(own.c.moment_id == chain.c.moment_id, own.c.account_id == _VIEWER))
        )
        .where(one_of(chain.c.moment_id, "ids"))
    )


# Three columns about the viewer and the moment, the chain's, and the own entry's. The ids have passed the gate.
VIEWS: Statement[Any] = Statement(lambda _: _views())


def _entries(newest: bool, state: EntryState) -> sa.Select[Any]:
    """Entries of a chain that the viewer, who sees its moment, is shown."""
    m = rows.alias()
    low, high, n = (sa.bindparam(name, type_=sa.BigInteger) for name in ("since_id", "max_id", "n"))
    shown = {"account_id": sa.case((shows_who(_VIEWER, chain_entry, m), chain_entry.c.account_id), else_=sa.null())}
    return (
        sa.select(*(shown.get(column.name, column) for column in _ENTRY))
        .select_from(
            chain_entry.join(chain, chain.c.moment_id == chain_entry.c.moment_id).join(
                m, m.c.id == chain_entry.c.moment_id
            )
        )
        .where(
            chain_entry.c.moment_id == _moment_id,
            chain_entry.c.state == number(state),
            shows_entry(_VIEWER, chain_entry, chain, m),
            chain_entry.c.id > low,
            chain_entry.c.id < high,
        )
        .order_by(chain_entry.c.id.desc() if newest else chain_entry.c.id.asc())
        .limit(n)
    )


def _both(state: EntryState) -> Skeleton:
    return Skeleton(
        Statement(lambda _: _entries(True, state), Entry), Statement(lambda _: _entries(False, state), Entry)
    )


# Those that are removed are for the author alone, which is asked apart.
ENTRIES = {state: _both(state) for state in EntryState}
