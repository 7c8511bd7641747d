"""SQL of leaving: who is on the way out, what stands in the way, and what goes in the end."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, exists, upsert
from teahouse.people.groups.model import Role
from teahouse.people.keys.schema import passkey, recovery_code, second_step
from teahouse.people.letters.schema import letter_choice
from teahouse.people.model import Account, Kind, StaffRole, State
from teahouse.people.model_sign_in import Departure
from teahouse.people.schema import (
    access_token,
    account,
    circle,
    circle_member,
    departure,
    group_link,
    group_member,
    group_request,
    invite,
    login,
    marker,
    name_key,
    oauth_code,
    remark_key,
    reset_link,
    session,
    sight,
    staff,
    ticket,
    tie,
    turning,
)
from teahouse.people.store_accounts import ACCOUNT_COLUMNS

_account = sa.bindparam("account", type_=sa.BigInteger)

PUT: Statement[None] = Statement(upsert(departure, ["account_id"], ["account_id", "due", "by_host"]))
DEPARTURE = Statement(
    sa.select(*(departure.c[name] for name in Departure.__struct_fields__)).where(departure.c.account_id == _account),
    Departure,
)
DROP: Statement[None] = Statement(departure.delete().where(departure.c.account_id == _account))

_other, _colleague = staff.alias("other"), account.alias("colleague")
# Pages that would be left without an owner who is there.
LAST_OWNED = Statement(
    sa.select(*ACCOUNT_COLUMNS)
    .join(staff, staff.c.page_id == account.c.id)
    .where(
        staff.c.member_id == _account,
        staff.c.role == StaffRole.OWNER,
        account.c.state == State.ACTIVE,
        ~exists(
            _other.join(_colleague, _colleague.c.id == _other.c.member_id),
            _other.c.page_id == account.c.id,
            _other.c.member_id != _account,
            _other.c.role == StaffRole.OWNER,
            _colleague.c.state == State.ACTIVE,
        ),
    )
    .order_by(account.c.id),
    Account,
)
OWNED_GROUPS = Statement(
    sa.select(*ACCOUNT_COLUMNS)
    .join(group_member, group_member.c.group_id == account.c.id)
    .where(
        group_member.c.account_id == _account,
        group_member.c.role == Role.OWNER,
        account.c.kind == Kind.GROUP,
        account.c.state == State.INSIDE,
    )
    .order_by(account.c.id),
    Account,
)
LEAVING = Statement(
    sa.select(*ACCOUNT_COLUMNS).where(account.c.id == _account, account.c.state == int(State.LEAVING)), Account
)
STATE: Statement[None] = Statement(sa.select(account.c.state).where(account.c.id == _account))


def _drop(table: sa.Table, *columns: str) -> Statement[Any]:
    return Statement(table.delete().where(sa.or_(*(table.c[name] == _account for name in columns))))


# In an order in which nothing is left that points to what is gone.
FORGET: tuple[Statement[Any], ...] = (
    _drop(session, "account_id"),
    _drop(access_token, "member_id"),
    _drop(oauth_code, "member_id"),
    _drop(reset_link, "account_id"),
    _drop(ticket, "account_id"),
    _drop(second_step, "account_id"),
    _drop(recovery_code, "account_id"),
    _drop(passkey, "account_id"),
    _drop(login, "account_id"),
    _drop(marker, "account_id"),
    _drop(turning, "account_id"),
    _drop(letter_choice, "account_id"),
    _drop(name_key, "account_id"),
    # Whoever has a name for the member has a tie to them.
    Statement(
        remark_key.delete().where(
            remark_key.c.target == _account,
            remark_key.c.source.in_(sa.select(tie.c.source).where(tie.c.target == _account)),
        )
    ),
    _drop(remark_key, "source"),
    _drop(tie, "source", "target"),
    _drop(sight, "viewer", "author"),
    _drop(circle_member, "account_id"),
    _drop(circle, "owner_id"),
    _drop(group_member, "account_id"),
    _drop(group_request, "account_id"),
    _drop(group_link, "maker_id"),
    _drop(staff, "member_id"),
    Statement(invite.update().where(invite.c.inviter_id == _account).values(revoked=sa.true(), note="")),
)
# What remains: that the name is taken, and that somebody was there. Who came by their invites did so still.
BURY: Statement[None] = Statement(
    account.update()
    .where(account.c.id == _account)
    .values(
        state=int(State.GONE),
        display_name="",
        note="",
        note_html="",
        fields="[]",
        bot=sa.false(),
        discoverable=sa.false(),
        indexable=sa.false(),
        language=sa.null(),
        time_zone="UTC",
        public_count=0,
        public_at=sa.null(),
        pictures="",
        avatar_id=sa.null(),
        header_id=sa.null(),
    )
)
WORN: Statement[Any] = Statement(sa.select(account.c.avatar_id, account.c.header_id).where(account.c.id == _account))
SET_LEAVING: Statement[None] = Statement(
    account.update()
    .where(account.c.id == _account, account.c.state == int(State.SUSPENDED))
    .values(state=int(State.LEAVING))
)
