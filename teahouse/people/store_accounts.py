"""SQL of accounts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, one_of
from teahouse.people.model import Account, Author, State
from teahouse.people.schema import account, sight

ACCOUNT_COLUMNS = tuple(account.c[name] for name in Account.__struct_fields__)

_ACTIVE = account.c.state == State.ACTIVE

ACCOUNT = Statement(sa.select(*ACCOUNT_COLUMNS).where(account.c.id == sa.bindparam("account_id"), _ACTIVE), Account)
ACCOUNTS = Statement(sa.select(*ACCOUNT_COLUMNS).where(one_of(account.c.id, "ids"), _ACTIVE), Account)
_KEPT = sa.and_(sight.c.viewer == sa.bindparam("viewer_", type_=sa.BigInteger), sight.c.author == account.c.id)
# What stands between the viewer and each first, then what is shown of the account.
AUTHORS_KEPT: Statement[Any] = Statement(
    sa.select(sight.c.common, sight.c.flags, *(account.c[name] for name in Author.__struct_fields__))
    .select_from(account.outerjoin(sight, _KEPT))
    .where(one_of(account.c.id, "ids"), _ACTIVE)
)
BY_HANDLE = Statement(sa.select(*ACCOUNT_COLUMNS).where(account.c.handle == sa.bindparam("handle_"), _ACTIVE), Account)
BY_HANDLES = Statement(
    sa.select(*ACCOUNT_COLUMNS).where(one_of(account.c.handle, "handles", text=True), _ACTIVE), Account
)
SHUT_BY_HANDLES: Statement[Any] = Statement(
    sa.select(account.c.handle, account.c.id).where(one_of(account.c.handle, "handles", text=True), ~_ACTIVE)
)
ANY_BY_HANDLE = Statement(sa.select(*ACCOUNT_COLUMNS).where(account.c.handle == sa.bindparam("handle_")), Account)
# Only from the state that it is thought to be in: of two who do it at once, one finds no row.
SET_STATE: Statement[None] = Statement(
    account.update()
    .where(account.c.id == sa.bindparam("account_id"), account.c.state == sa.bindparam("from_state"))
    .values(state=sa.bindparam("to_state"))
)
HANDLE_TAKEN: Statement[None] = Statement(sa.select(account.c.id).where(account.c.handle == sa.bindparam("handle_")))
ADD_ACCOUNT: Statement[None] = Statement(insert_or_ignore(account, list(Account.__struct_fields__)))

PROFILE_COLUMNS = (
    "display_name",
    "note",
    "note_html",
    "fields",
    "bot",
    "locked",
    "discoverable",
    "indexable",
    "window_days",
    "audience",
    "sensitive",
    "language",
    "time_zone",
)
SET_PROFILE: Statement[None] = Statement(
    account.update()
    .where(account.c.id == sa.bindparam("account_id"))
    .values({name: sa.bindparam(f"to_{name}", type_=account.c[name].type) for name in PROFILE_COLUMNS})
)

COUNT_PUBLIC_UP: Statement[None] = Statement(
    account.update()
    .where(account.c.id == sa.bindparam("account_id"))
    .values(
        public_count=account.c.public_count + sa.bindparam("step", type_=sa.Integer),
        public_at=sa.case(
            (account.c.public_at > sa.bindparam("posted_at", type_=sa.BigInteger), account.c.public_at),
            else_=sa.bindparam("posted_at", type_=sa.BigInteger),
        ),
    )
)
COUNT_PUBLIC_DOWN: Statement[None] = Statement(
    account.update()
    .where(account.c.id == sa.bindparam("account_id"))
    .values(
        public_count=account.c.public_count + sa.bindparam("step", type_=sa.Integer),
        public_at=sa.bindparam("posted_at", type_=sa.BigInteger),
    )
)
