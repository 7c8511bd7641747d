"""SQL of accounts and of who works for a page."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, one_of, upsert
from teahouse.people.model import Account, Kind, State
from teahouse.people.schema import account, staff

ACCOUNT_COLUMNS = tuple(account.c[name] for name in Account.__struct_fields__)

_ACTIVE = account.c.state == State.ACTIVE

ACCOUNT = Statement(sa.select(*ACCOUNT_COLUMNS).where(account.c.id == sa.bindparam("account_id"), _ACTIVE), Account)
ACCOUNTS = Statement(sa.select(*ACCOUNT_COLUMNS).where(one_of(account.c.id, "ids"), _ACTIVE), Account)
BY_HANDLE = Statement(
    sa.select(*ACCOUNT_COLUMNS).where(account.c.handle == sa.bindparam("handle_"), _ACTIVE), Account
)
BY_HANDLES = Statement(
    sa.select(*ACCOUNT_COLUMNS).where(one_of(account.c.handle, "handles", text=True), _ACTIVE), Account
)
HANDLE_TAKEN: Statement[None] = Statement(
    sa.select(account.c.id).where(account.c.handle == sa.bindparam("handle_"))
)
ADD_ACCOUNT: Statement[None] = Statement(insert_or_ignore(account, list(Account.__struct_fields__)))

STAFF_ROLE: Statement[None] = Statement(
    sa.select(staff.c.role).where(staff.c.page_id == sa.bindparam("page"), staff.c.member_id == sa.bindparam("member"))
)
PUT_STAFF: Statement[None] = Statement(upsert(staff, ["page_id", "member_id"], ["page_id", "member_id", "role"]))
DROP_STAFF: Statement[None] = Statement(
    staff.delete().where(staff.c.page_id == sa.bindparam("page"), staff.c.member_id == sa.bindparam("member"))
)
STAFF_IDS: Statement[None] = Statement(
    sa.select(staff.c.member_id)
    .where(staff.c.page_id == sa.bindparam("page"))
    .order_by(staff.c.role.desc(), staff.c.member_id)
)
PAGES_OF = Statement(
    sa.select(*ACCOUNT_COLUMNS)
    .join(staff, staff.c.page_id == account.c.id)
    .where(staff.c.member_id == sa.bindparam("member"), _ACTIVE, account.c.kind == Kind.PAGE)
    .order_by(account.c.id),
    Account,
)
