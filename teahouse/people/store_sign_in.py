"""SQL of signing in: logins, sessions, apps, codes, tokens, reset links."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, now_param, number, one_of
from teahouse.people.model import State
from teahouse.people.model_sign_in import FIRST_LINK, App, CodeRow, Login, Session
from teahouse.people.schema import access_token, account, app, login, oauth_code, reset_link, session, staff, ticket

_account = sa.bindparam("account", type_=sa.BigInteger)
_hashed = sa.bindparam("hashed", type_=sa.LargeBinary)
_ACTIVE = account.c.state == State.ACTIVE

# logins
_LOGIN = (
    sa.select(*(login.c[name] for name in Login.__struct_fields__))
    .join(account, account.c.id == login.c.account_id)
    .where(_ACTIVE)
)
LOGIN = Statement(_LOGIN.where(login.c.account_id == _account), Login)
LOGIN_BY_HANDLE = Statement(_LOGIN.where(account.c.handle == sa.bindparam("handle_")), Login)
# Of a member who is not there, to tell them so, or to have them stay, once they prove who they are.
_SHUT_LOGIN = (
    sa.select(*(login.c[name] for name in Login.__struct_fields__))
    .join(account, account.c.id == login.c.account_id)
    .where(
        account.c.state == sa.bindparam("state_", type_=sa.SmallInteger),
        account.c.state != State.ACTIVE,  # as the index of the few says it
    )
)
SHUT_LOGIN = Statement(
    _SHUT_LOGIN.where(sa.or_(account.c.handle == sa.bindparam("handle_"), login.c.email == sa.bindparam("handle_"))),
    Login,
)
SHUT_LOGIN_OF = Statement(_SHUT_LOGIN.where(login.c.account_id == _account), Login)
LOGIN_BY_EMAIL = Statement(_LOGIN.where(login.c.email == sa.bindparam("email_")), Login)
ADD_LOGIN: Statement[None] = Statement(
    insert_or_ignore(login, ["account_id", "password_hash", "email", "role", "locale", "created_at"])
)
EMAIL_TAKEN: Statement[None] = Statement(sa.select(login.c.account_id).where(login.c.email == sa.bindparam("email_")))
SET_PASSWORD: Statement[None] = Statement(
    login.update().where(login.c.account_id == _account).values(password_hash=sa.bindparam("new_hash"))
)
SET_REHASH: Statement[None] = Statement(
    login.update()
    .where(login.c.account_id == _account, login.c.password_hash == sa.bindparam("old_hash"))
    .values(password_hash=sa.bindparam("new_hash"))
)
SET_ROLE: Statement[None] = Statement(
    login.update().where(login.c.account_id == _account).values(role=sa.bindparam("to_role"))
)
SET_LOCALE: Statement[None] = Statement(
    login.update().where(login.c.account_id == _account).values(locale=sa.bindparam("to_locale"))
)
SET_SEEN: Statement[None] = Statement(
    login.update()
    .where(login.c.account_id == _account, login.c.seen_week < sa.bindparam("week", type_=sa.Integer))
    .values(seen_week=sa.bindparam("week", type_=sa.Integer))
)

# tickets of `keys`
DROP_TICKETS_OF: Statement[None] = Statement(ticket.delete().where(ticket.c.account_id == _account))
DROP_SIGN_INS_OF: Statement[None] = Statement(
    ticket.delete().where(ticket.c.account_id == _account, ticket.c.kind != number(FIRST_LINK))
)
SWEEP_TICKETS: Statement[None] = Statement(ticket.delete().where(ticket.c.expires_at <= now_param()))

# sessions
ADD_SESSION: Statement[None] = Statement(insert_or_ignore(session))
SESSION = Statement(
    sa.select(
        session.c.account_id,
        account.c.username,
        login.c.role,
        login.c.locale,
        account.c.language,
        account.c.time_zone,
        account.c.audience,
        account.c.sensitive,
        session.c.seen_week,
        session.c.created_at,
        session.c.expires_at,
    )
    .join(account, account.c.id == session.c.account_id)
    .join(login, login.c.account_id == session.c.account_id)
    .where(session.c.token_hash == _hashed, session.c.expires_at > now_param(), _ACTIVE),
    Session,
)
# By what browsers are signed in as these members, and where the members' days begin.
GOOD_SESSIONS: Statement[Any] = Statement(
    sa.select(session.c.account_id, session.c.token_hash, account.c.time_zone)
    .join(account, account.c.id == session.c.account_id)
    .join(login, login.c.account_id == session.c.account_id)
    .where(one_of(session.c.account_id, "accounts"), session.c.expires_at > now_param(), _ACTIVE)
)
SEEN_SESSION: Statement[None] = Statement(
    session.update()
    .where(session.c.token_hash == _hashed)
    .values(seen_week=sa.bindparam("week", type_=sa.Integer), expires_at=sa.bindparam("until", type_=sa.BigInteger))
)
DROP_SESSION: Statement[None] = Statement(session.delete().where(session.c.token_hash == _hashed))
DROP_OTHER_SESSIONS: Statement[None] = Statement(
    session.delete().where(
        session.c.account_id == _account, session.c.token_hash != sa.bindparam("kept", type_=sa.LargeBinary)
    )
)
SWEEP_SESSIONS: Statement[None] = Statement(
    session.delete().where(session.c.account_id == _account, session.c.expires_at <= now_param())
)
SWEEP_ALL_SESSIONS: Statement[None] = Statement(session.delete().where(session.c.expires_at <= now_param()))

# reset links
ADD_RESET: Statement[None] = Statement(insert_or_ignore(reset_link))
RESET: Statement[None] = Statement(
    sa.select(reset_link.c.account_id)
    .join(account, account.c.id == reset_link.c.account_id)
    .where(reset_link.c.token_hash == _hashed, reset_link.c.expires_at > now_param(), _ACTIVE)
)
DROP_RESET: Statement[None] = Statement(reset_link.delete().where(reset_link.c.token_hash == _hashed))
DROP_RESETS_OF: Statement[None] = Statement(reset_link.delete().where(reset_link.c.account_id == _account))
SWEEP_RESETS: Statement[None] = Statement(reset_link.delete().where(reset_link.c.expires_at <= now_param()))

# apps
ADD_APP: Statement[None] = Statement(insert_or_ignore(app, list(App.__struct_fields__)))
APP_BY_CLIENT = Statement(
    sa.select(*(app.c[name] for name in App.__struct_fields__)).where(app.c.client_id == sa.bindparam("client")), App
)
APP = Statement(
    sa.select(*(app.c[name] for name in App.__struct_fields__)).where(app.c.id == sa.bindparam("app_id_")), App
)

# codes
ADD_CODE: Statement[None] = Statement(insert_or_ignore(oauth_code))
CODE = Statement(
    sa.select(*(oauth_code.c[name] for name in CodeRow.__struct_fields__)).where(oauth_code.c.code_hash == _hashed),
    CodeRow,
)
USE_CODE: Statement[None] = Statement(
    oauth_code.update().where(oauth_code.c.code_hash == _hashed, ~oauth_code.c.used).values(used=sa.true())
)
DROP_CODES_OF: Statement[None] = Statement(oauth_code.delete().where(oauth_code.c.member_id == _account))
SWEEP_CODES: Statement[None] = Statement(
    oauth_code.delete().where(oauth_code.c.expires_at < sa.bindparam("before", type_=sa.BigInteger))
)

# tokens
ADD_TOKEN: Statement[None] = Statement(insert_or_ignore(access_token))
TOKEN_APP: Statement[None] = Statement(sa.select(access_token.c.app_id).where(access_token.c.token_hash == _hashed))
DROP_TOKEN: Statement[None] = Statement(access_token.delete().where(access_token.c.token_hash == _hashed))
DROP_TOKENS_OF: Statement[None] = Statement(access_token.delete().where(access_token.c.member_id == _account))
# All that acts as this account, or by this member's hand as a page.
DROP_TOKENS_AROUND: Statement[None] = Statement(
    access_token.delete().where(sa.or_(access_token.c.member_id == _account, access_token.c.actor_id == _account))
)
DROP_CODES_AROUND: Statement[None] = Statement(
    oauth_code.delete().where(sa.or_(oauth_code.c.member_id == _account, oauth_code.c.actor_id == _account))
)
DROP_TOKENS_OF_CODE: Statement[None] = Statement(access_token.delete().where(access_token.c.code_hash == _hashed))
SWEEP_TOKENS: Statement[None] = Statement(access_token.delete().where(access_token.c.expires_at <= now_param()))

_actor, _member = account.alias("actor"), account.alias("member")
_WORKS_FOR_IT = sa.exists(
    sa.select(sa.literal_column("1"))
    .select_from(staff.join(_member, _member.c.id == staff.c.member_id))
    .where(
        staff.c.page_id == _actor.c.id,
        staff.c.member_id == access_token.c.member_id,
        _member.c.state == State.ACTIVE,
    )
    .correlate_except(staff, _member)
)
_GOOD = (
    sa.or_(access_token.c.expires_at.is_(None), access_token.c.expires_at > now_param()),
    sa.or_(
        access_token.c.actor_id.is_(None),
        sa.and_(
            _actor.c.state == State.ACTIVE,
            sa.or_(_actor.c.id == access_token.c.member_id, _WORKS_FOR_IT),
        ),
    ),
)
# What `Caller` is made of, in its order, and when the token runs out.
CALLER: Statement[Any] = Statement(
    sa.select(
        access_token.c.id,
        access_token.c.app_id,
        access_token.c.scopes,
        access_token.c.actor_id,
        access_token.c.member_id,
        _actor.c.kind,
        _actor.c.time_zone,
        _actor.c.audience,
        login.c.role,
        login.c.seen_week,
        access_token.c.expires_at,
    )
    .select_from(access_token)
    .outerjoin(_actor, _actor.c.id == access_token.c.actor_id)
    .outerjoin(login, login.c.account_id == access_token.c.member_id)
    .where(access_token.c.token_hash == _hashed, *_GOOD),
)
# Which of these tokens are still good, and where the days of their actors begin.
GOOD_TOKENS: Statement[Any] = Statement(
    sa.select(access_token.c.id, _actor.c.time_zone)
    .select_from(access_token)
    .outerjoin(_actor, _actor.c.id == access_token.c.actor_id)
    .where(one_of(access_token.c.id, "tokens"), *_GOOD)
)
