"""SQL of keys: tickets, second steps, passkeys, and the browsers and apps of one member."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, now_param, one_of, upsert
from teahouse.people.keys.model import OwnApp, OwnSession, Passkey, Ticket
from teahouse.people.keys.schema import passkey, recovery_code, second_step
from teahouse.people.schema import access_token, app, oauth_code, session, ticket

_account = sa.bindparam("account", type_=sa.BigInteger)
_hashed = sa.bindparam("hashed", type_=sa.LargeBinary)

# tickets
_kind = sa.bindparam("of_kind", type_=sa.SmallInteger)
_LIVE = ticket.c.expires_at > now_param()
_TICKET = sa.select(*(ticket.c[name] for name in Ticket.__struct_fields__)).where(ticket.c.kind == _kind, _LIVE)
ADD_TICKET: Statement[None] = Statement(
    insert_or_ignore(ticket, ["token_hash", "kind", "account_id", "data", "expires_at"])
)
TICKET = Statement(_TICKET.where(ticket.c.token_hash == _hashed), Ticket)
TICKET_OF = Statement(_TICKET.where(ticket.c.account_id == _account), Ticket)
DROP_TICKET: Statement[None] = Statement(
    ticket.delete().where(ticket.c.token_hash == _hashed, ticket.c.kind == _kind, _LIVE)
)
DROP_TICKETS_OF: Statement[None] = Statement(
    ticket.delete().where(ticket.c.account_id == _account, one_of(ticket.c.kind, "kinds"))
)
SET_TICKET: Statement[None] = Statement(
    ticket.update()
    .where(ticket.c.account_id == _account, ticket.c.kind == _kind, _LIVE)
    .values(data=sa.bindparam("to_data"))
)
MISS: Statement[None] = Statement(
    ticket.update().where(ticket.c.token_hash == _hashed).values(tries=ticket.c.tries + 1)
)

# second steps
BEGIN_STEP: Statement[None] = Statement(
    upsert(second_step, ["account_id"], ["account_id", "secret", "is_on", "last_step", "since"])
)
STEP: Statement[Any] = Statement(
    sa.select(second_step.c.secret, second_step.c.is_on, second_step.c.last_step).where(
        second_step.c.account_id == _account
    )
)
# Of two that bring the same code at once, one finds no row.
USE_STEP: Statement[None] = Statement(
    second_step.update()
    .where(second_step.c.account_id == _account, second_step.c.last_step < sa.bindparam("step", type_=sa.BigInteger))
    .values(last_step=sa.bindparam("step", type_=sa.BigInteger), is_on=sa.true())
)
DROP_STEP: Statement[None] = Statement(second_step.delete().where(second_step.c.account_id == _account))
ADD_CODE: Statement[None] = Statement(insert_or_ignore(recovery_code))
USE_CODE: Statement[None] = Statement(
    recovery_code.delete().where(recovery_code.c.account_id == _account, recovery_code.c.code_hash == _hashed)
)
DROP_CODES: Statement[None] = Statement(recovery_code.delete().where(recovery_code.c.account_id == _account))
COUNT_CODES: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(recovery_code).where(recovery_code.c.account_id == _account)
)

# passkeys
_PASSKEY = sa.select(*(passkey.c[name] for name in Passkey.__struct_fields__))
_credential = sa.bindparam("credential", type_=sa.LargeBinary)
ADD_PASSKEY: Statement[None] = Statement(insert_or_ignore(passkey))
PASSKEYS = Statement(_PASSKEY.where(passkey.c.account_id == _account).order_by(passkey.c.id), Passkey)
PASSKEY = Statement(_PASSKEY.where(passkey.c.credential_id == _credential), Passkey)
USE_PASSKEY: Statement[None] = Statement(
    passkey.update()
    .where(passkey.c.id == sa.bindparam("key_id", type_=sa.BigInteger), passkey.c.sign_count == sa.bindparam("was"))
    .values(sign_count=sa.bindparam("count", type_=sa.BigInteger), used_week=sa.bindparam("week"))
)
DROP_PASSKEY: Statement[None] = Statement(
    passkey.delete().where(
        passkey.c.id == sa.bindparam("key_id", type_=sa.BigInteger), passkey.c.account_id == _account
    )
)

# browsers and apps
SESSIONS = Statement(
    sa.select(*(session.c[name] for name in OwnSession.__struct_fields__))
    .where(session.c.account_id == _account, session.c.expires_at > now_param())
    .order_by(session.c.seen_week.desc(), session.c.created_at.desc()),
    OwnSession,
)
DROP_SESSION: Statement[None] = Statement(
    session.delete().where(session.c.account_id == _account, session.c.token_hash == _hashed)
)
APPS = Statement(
    sa.select(
        access_token.c.app_id,
        app.c.name,
        app.c.website,
        access_token.c.actor_id,
        access_token.c.scopes,
        access_token.c.created_at,
    )
    .join(app, app.c.id == access_token.c.app_id)
    .where(
        access_token.c.member_id == _account,
        sa.or_(access_token.c.expires_at.is_(None), access_token.c.expires_at > now_param()),
    )
    .order_by(access_token.c.id.desc()),
    OwnApp,
)
_app = sa.bindparam("app_id_", type_=sa.BigInteger)
DROP_APP_TOKENS: Statement[None] = Statement(
    access_token.delete().where(access_token.c.member_id == _account, access_token.c.app_id == _app)
)
DROP_APP_CODES: Statement[None] = Statement(
    oauth_code.delete().where(oauth_code.c.member_id == _account, oauth_code.c.app_id == _app)
)
