"""SQL of invites and of who came by them."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, now_param
from teahouse.people.model import State
from teahouse.people.model_sign_in import Brought, Invite
from teahouse.people.schema import account, brought, invite

_INVITE = sa.select(*(invite.c[name] for name in Invite.__struct_fields__))
_BROUGHT = sa.select(*(brought.c[name] for name in Brought.__struct_fields__))
_invite_id = sa.bindparam("invite", type_=sa.BigInteger)
_inviter = sa.bindparam("inviter", type_=sa.BigInteger)

_STILL_WORKS = sa.and_(
    ~invite.c.revoked,
    sa.or_(invite.c.max_uses == 0, invite.c.uses < invite.c.max_uses),
    sa.or_(invite.c.expires_at.is_(None), invite.c.expires_at > now_param()),
)
_INVITER_IS_HERE = sa.or_(
    invite.c.inviter_id.is_(None),
    sa.exists(
        sa.select(sa.literal_column("1")).where(account.c.id == invite.c.inviter_id, account.c.state == State.ACTIVE)
    ),
)

ADD_INVITE: Statement[None] = Statement(insert_or_ignore(invite))
USABLE = Statement(_INVITE.where(invite.c.code == sa.bindparam("code_"), _STILL_WORKS, _INVITER_IS_HERE), Invite)
OWN_USABLE = Statement(_INVITE.where(invite.c.id == _invite_id, invite.c.inviter_id == _inviter, _STILL_WORKS), Invite)
# Asked again in the very statement that counts: of two who come at once for the last place one finds no row.
SPEND: Statement[None] = Statement(
    invite.update().where(invite.c.id == _invite_id, _STILL_WORKS).values(uses=invite.c.uses + 1)
)
COUNT_LIVE: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(invite).where(invite.c.inviter_id == _inviter, _STILL_WORKS)
)


def _page(whose: sa.ColumnElement[bool]) -> Statement[Invite]:
    return Statement(
        _INVITE.where(whose, invite.c.id < sa.bindparam("before", type_=sa.BigInteger))
        .order_by(invite.c.id.desc())
        .limit(sa.bindparam("n", type_=sa.Integer)),
        Invite,
    )


PAGE = _page(invite.c.inviter_id == _inviter)
PAGE_OF_HOST = _page(invite.c.inviter_id.is_(None))
REVOKE: Statement[None] = Statement(
    invite.update().where(invite.c.id == _invite_id, invite.c.inviter_id == _inviter).values(revoked=sa.true())
)
REVOKE_ANY: Statement[None] = Statement(invite.update().where(invite.c.id == _invite_id).values(revoked=sa.true()))

ADD_BROUGHT: Statement[None] = Statement(insert_or_ignore(brought))
BROUGHT = Statement(_BROUGHT.where(brought.c.account_id == sa.bindparam("account", type_=sa.BigInteger)), Brought)
BROUGHT_BY = Statement(
    _BROUGHT.where(brought.c.inviter_id == _inviter).order_by(brought.c.at, brought.c.account_id), Brought
)
