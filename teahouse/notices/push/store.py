"""SQL of push."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, insert_or_ignore, upsert
from teahouse.notices.push.model import Browser, Subscription
from teahouse.notices.schema import notice_choice, push_browser, push_subscription

_COLUMNS = tuple(push_subscription.c[name] for name in Subscription.__struct_fields__)


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


ADD: Statement[None] = Statement(insert_or_ignore(push_subscription))
OF_TOKEN = Statement(sa.select(*_COLUMNS).where(push_subscription.c.token_id == _big("token")), Subscription)
OF_ACCOUNT = Statement(
    sa.select(*_COLUMNS).where(push_subscription.c.account_id == _big("account")).order_by(push_subscription.c.id),
    Subscription,
)
ONE = Statement(sa.select(*_COLUMNS).where(push_subscription.c.id == _big("subscription")), Subscription)
CHANGE: Statement[None] = Statement(
    push_subscription.update()
    .where(push_subscription.c.token_id == _big("token"))
    .values(alerts=sa.bindparam("alerts_"), policy=sa.bindparam("policy_"))
)
DROP_OF_TOKEN: Statement[None] = Statement(
    push_subscription.delete().where(push_subscription.c.token_id == _big("token"))
)
DROP: Statement[None] = Statement(push_subscription.delete().where(push_subscription.c.id == _big("subscription")))
DROP_OF_ACCOUNT: Statement[None] = Statement(
    push_subscription.delete().where(push_subscription.c.account_id == _big("account"))
)
# browsers
_SESSION = push_browser.c.session_hash == sa.bindparam("session", type_=sa.LargeBinary)
ADD_BROWSER: Statement[None] = Statement(insert_or_ignore(push_browser))
BROWSER = Statement(
    sa.select(*(push_browser.c[name] for name in Browser.__struct_fields__)).where(
        push_browser.c.id == _big("subscription")
    ),
    Browser,
)
BROWSERS_OF_ACCOUNT: Statement[None] = Statement(
    sa.select(push_browser.c.id).where(push_browser.c.account_id == _big("account")).order_by(push_browser.c.id)
)
BROWSER_OF_SESSION: Statement[None] = Statement(sa.select(push_browser.c.id).where(_SESSION))
DROP_BROWSER: Statement[None] = Statement(push_browser.delete().where(push_browser.c.id == _big("subscription")))
DROP_BROWSER_OF_SESSION: Statement[None] = Statement(push_browser.delete().where(_SESSION))
DROP_BROWSERS_OF_ACCOUNT: Statement[None] = Statement(
    push_browser.delete().where(push_browser.c.account_id == _big("account"))
)

TEXTS: Statement[None] = Statement(
    sa.select(notice_choice.c.push_texts).where(notice_choice.c.account_id == _big("account"))
)
SET_TEXTS: Statement[None] = Statement(upsert(notice_choice, ["account_id"], ["account_id", "push_texts"]))
