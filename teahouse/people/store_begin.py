"""SQL of beginning a house, and of who hosts it."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, exists, now_param, number
from teahouse.people.model import Account, State
from teahouse.people.model_sign_in import HouseRole
from teahouse.people.schema import account, begin_link, login
from teahouse.people.store_accounts import ACCOUNT_COLUMNS

_hashed = sa.bindparam("hashed", type_=sa.LargeBinary)
# A house whose only host is suspended has been begun all the same.
_IS_BEGUN = exists(login, login.c.role == number(HouseRole.HOST))

ANYBODY: Statement[None] = Statement(sa.select(login.c.account_id).limit(1))
ADD_LINK: Statement[None] = Statement(
    begin_link.insert().values(token_hash=sa.bindparam("token_hash"), expires_at=sa.bindparam("expires_at"))
)
LINK: Statement[None] = Statement(
    sa.select(begin_link.c.expires_at).where(
        begin_link.c.token_hash == _hashed, begin_link.c.expires_at > now_param(), ~_IS_BEGUN
    )
)
DROP_LINK: Statement[None] = Statement(begin_link.delete().where(begin_link.c.token_hash == _hashed))
DROP_LINKS: Statement[None] = Statement(begin_link.delete())
DROP_OLD: Statement[None] = Statement(begin_link.delete().where(begin_link.c.expires_at <= now_param()))
HOSTS = Statement(
    sa.select(*ACCOUNT_COLUMNS)
    .select_from(login.join(account, account.c.id == login.c.account_id))
    .where(login.c.role == number(HouseRole.HOST), account.c.state == number(State.ACTIVE))
    .order_by(account.c.id)
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Account,
)
