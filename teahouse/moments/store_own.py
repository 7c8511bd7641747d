"""SQL of what is one's own, for taking it along and for forgetting it: whom moments are for, entries on lists."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse.kit.db import Statement, number, one_of
from teahouse.moments.model import State
from teahouse.moments.schema import (
    audience_circle,
    audience_person,
    bookmark,
    chain_entry,
    edit,
    liking,
    media,
    moment,
    once,
    pin,
    thread_mute,
)
from teahouse.moments.store_media import MediaRow

_account = sa.bindparam("account", type_=sa.BigInteger)
_after = sa.bindparam("after", type_=sa.BigInteger)
_n = sa.bindparam("n", type_=sa.Integer)

CIRCLES_OF: Statement[Any] = Statement(
    sa.select(audience_circle.c.moment_id, audience_circle.c.circle_id)
    .where(one_of(audience_circle.c.moment_id, "ids"))
    .order_by(audience_circle.c.circle_id)
)
PEOPLE_OF: Statement[Any] = Statement(
    sa.select(audience_person.c.moment_id, audience_person.c.account_id)
    .where(one_of(audience_person.c.moment_id, "ids"))
    .order_by(audience_person.c.account_id)
)
EDITS_OF: Statement[Any] = Statement(
    sa.select(edit.c.moment_id, edit.c["at"], edit.c.text, edit.c.html, edit.c.spoiler, edit.c.sensitive, edit.c.media)
    .where(one_of(edit.c.moment_id, "ids"))
    .order_by(edit.c["at"])
)
# What one wrote on lists: for oneself on anybody's, and for somebody by name on one's own.
OWN_ENTRIES: Statement[Any] = Statement(
    sa.select(
        chain_entry.c.moment_id,
        chain_entry.c.id,
        chain_entry.c.account_id,
        chain_entry.c.name,
        chain_entry.c.quantity,
        chain_entry.c.note,
        chain_entry.c.changed_at,
        chain_entry.c.state,
    )
    .join(moment, moment.c.id == chain_entry.c.moment_id)
    .where(
        sa.or_(
            chain_entry.c.account_id == _account,
            sa.and_(chain_entry.c.account_id.is_(None), moment.c.author_id == _account),
        ),
        moment.c.state != number(State.DELETED),
        chain_entry.c.id > _after,
    )
    .order_by(chain_entry.c.id)
    .limit(_n)
)

# What goes when its author goes.
NEXT_OWN: Statement[None] = Statement(
    sa.select(moment.c.id)
    .where(moment.c.author_id == _account, moment.c.state != number(State.DELETED), moment.c.id > _after)
    .order_by(moment.c.id)
    .limit(_n)
)
LOOSE_OF = Statement(
    sa.select(*(media.c[name] for name in MediaRow.__struct_fields__)).where(
        media.c.owner_id == _account, media.c.moment_id.is_(None)
    ),
    MediaRow,
)
FORGET_ACTS: tuple[Statement[Any], ...] = tuple(
    Statement(table.delete().where(table.c.account_id == _account))
    for table in (liking, bookmark, pin, thread_mute, once)
)
# An order stays ordered, and whose it was is told to nobody any more.
BLANK_ENTRIES: Statement[None] = Statement(
    chain_entry.update().where(chain_entry.c.account_id == _account).values(name="–", note="")
)
