"""SQL of who works for a page."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, exists, upsert
from teahouse.people.model import Account, Kind, StaffRole, State
from teahouse.people.schema import access_token, account, staff
from teahouse.people.store_accounts import ACCOUNT_COLUMNS

_page = sa.bindparam("page", type_=sa.BigInteger)
_member = sa.bindparam("member", type_=sa.BigInteger)

STAFF_ROLE: Statement[None] = Statement(
    sa.select(staff.c.role).where(staff.c.page_id == _page, staff.c.member_id == _member)
)
PUT_STAFF: Statement[None] = Statement(upsert(staff, ["page_id", "member_id"], ["page_id", "member_id", "role"]))
DROP_STAFF: Statement[None] = Statement(staff.delete().where(staff.c.page_id == _page, staff.c.member_id == _member))
DROP_TOKENS: Statement[None] = Statement(
    access_token.delete().where(access_token.c.member_id == _member, access_token.c.actor_id == _page)
)
STAFF_IDS: Statement[None] = Statement(
    sa.select(staff.c.member_id)
    .join(account, account.c.id == staff.c.member_id)
    .where(staff.c.page_id == _page, account.c.state == State.ACTIVE)
    .order_by(staff.c.role.desc(), staff.c.member_id)
)
OTHER_OWNERS: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(staff)
    .where(staff.c.page_id == _page, staff.c.member_id != _member, staff.c.role == StaffRole.OWNER)
)
PAGES_OF = Statement(
    sa.select(*ACCOUNT_COLUMNS)
    .join(staff, staff.c.page_id == account.c.id)
    .where(staff.c.member_id == _member, account.c.state == State.ACTIVE, account.c.kind == Kind.PAGE)
    .order_by(account.c.id),
    Account,
)
_other, _colleague = staff.alias("other"), account.alias("colleague")
UNSTAFFED = Statement(
    sa.select(*ACCOUNT_COLUMNS)
    .join(staff, staff.c.page_id == account.c.id)
    .where(
        staff.c.member_id == _member,
        account.c.state == State.ACTIVE,
        ~exists(
            _other.join(_colleague, _colleague.c.id == _other.c.member_id),
            _other.c.page_id == account.c.id,
            _other.c.member_id != _member,
            _colleague.c.state == State.ACTIVE,
        ),
    )
    .order_by(account.c.id),
    Account,
)
