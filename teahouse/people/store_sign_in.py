"""SQL of signing in: logins, sessions, apps, codes, tokens, reset links."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, now_param
from teahouse.people.model import State
from teahouse.people.model_sign_in import App, CallerRow
from teahouse.people.schema import access_token, account, app, login, staff

# logins
ADD_LOGIN: Statement[None] = Statement(
    insert_or_ignore(login, ["account_id", "password_hash", "email", "role", "locale", "created_at"])
)
EMAIL_TAKEN: Statement[None] = Statement(
    sa.select(login.c.account_id).where(login.c.email == sa.bindparam("email_"))
)

# apps
ADD_APP: Statement[None] = Statement(insert_or_ignore(app, list(App.__struct_fields__)))
APP_BY_CLIENT = Statement(
    sa.select(*(app.c[name] for name in App.__struct_fields__)).where(app.c.client_id == sa.bindparam("client")), App
)

# tokens
ADD_TOKEN: Statement[None] = Statement(insert_or_ignore(access_token))

_actor, _member = account.alias("actor"), account.alias("member")
CALLER = Statement(
    sa.select(
        access_token.c.id,
        app.c.id,
        app.c.name,
        app.c.website,
        access_token.c.scopes,
        access_token.c.actor_id,
        access_token.c.member_id,
        _actor.c.kind,
        _actor.c.username,
        _actor.c.language,
        _actor.c.time_zone,
        _actor.c.audience,
        _actor.c.sensitive,
        login.c.role,
        login.c.seen_week,
    )
    .select_from(access_token)
    .join(app, app.c.id == access_token.c.app_id)
    .outerjoin(_actor, _actor.c.id == access_token.c.actor_id)
    .outerjoin(_member, _member.c.id == access_token.c.member_id)
    .outerjoin(login, login.c.account_id == access_token.c.member_id)
    .where(
        access_token.c.token_hash == sa.bindparam("hashed", type_=sa.LargeBinary),
        sa.or_(access_token.c.expires_at.is_(None), access_token.c.expires_at > now_param()),
        sa.or_(
            access_token.c.actor_id.is_(None),
            sa.and_(
                _actor.c.state == State.ACTIVE,
                _member.c.state == State.ACTIVE,
                sa.or_(
                    _actor.c.id == _member.c.id,
                    sa.exists(
                        sa.select(sa.literal_column("1")).where(
                            staff.c.page_id == _actor.c.id, staff.c.member_id == _member.c.id
                        )
                    ),
                ),
            ),
        ),
    ),
    CallerRow,
)
