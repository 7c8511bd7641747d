"""SQL of who is to hear of a moment at once: the conditions of the lists, asked in reverse, of many readers at a time.

Each takes the readers as a list; nothing is looked for but what stands between them and this one moment.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from teahouse import people
from teahouse.kit.db import Statement, exists, number, one_of
from teahouse.moments.audience import saw, sees_root
from teahouse.moments.model import State
from teahouse.moments.schema import audience_group, metadata, moment, rows, tag, tag_follow
from teahouse.moments.store_feeds import follows_it, is_by_stranger, is_listed, is_own, stranger_turned_down

_circle = metadata.tables["circle"]
_ID = sa.bindparam("moment_id", type_=sa.BigInteger)


def _followers() -> sa.SelectBase:
    m, own, f = rows.alias("m"), rows.alias("own"), people.seen_by(sa.null(), name="f")
    apart = people.is_kept_apart(f.c.viewer, f.c.author)
    of_others = (
        sa.select(f.c.viewer, sa.case((apart, number(1)), else_=number(0)).label("apart"))
        .select_from(m.join(f, f.c.author == m.c.author_id))
        .where(m.c.id == _ID, one_of(f.c.viewer, "readers"), *follows_it(m, f, f.c.viewer))
    )
    mine = sa.select(own.c.author_id, number(0).label("apart")).where(
        own.c.id == _ID, one_of(own.c.author_id, "readers"), *is_own(own, own.c.author_id)
    )
    t, tf, by_tag = tag.alias("t"), tag_follow.alias("tf"), rows.alias("by_tag")
    tagged = (
        sa.select(tf.c.account_id, number(0).label("apart"))
        .select_from(by_tag.join(t, t.c.moment_id == by_tag.c.id).join(tf, tf.c.tag == t.c.tag))
        .where(by_tag.c.id == _ID, one_of(tf.c.account_id, "readers"), *is_by_stranger(by_tag, tf.c.account_id))
    )
    return sa.union_all(of_others, mine, tagged)


# Who has it at home, or would have it but for an exclusive list in which the author stands; rows are (reader, apart).
FOLLOWERS: Statement[Any] = Statement(lambda _: _followers())
# Which of these lists the author stands in.
LISTS: Statement[None] = Statement(
    lambda _: sa.select(_circle.c.id).where(
        one_of(_circle.c.id, "lists"), people.in_circle(_circle.c.id, sa.bindparam("author", type_=sa.BigInteger))
    )
)
LISTED: Statement[None] = Statement(
    lambda _: people.accounts_among(
        "readers", lambda reader: exists(moment, moment.c.id == _ID, *is_listed(moment, reader))
    )
)


def _in_group(reader: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    m, g = rows.alias("m"), audience_group.alias("g")
    return exists(
        g.join(m, m.c.id == g.c.moment_id),
        m.c.id == _ID,
        m.c.state == number(State.LIVE),
        sees_root(reader, m),
        ~stranger_turned_down(m, reader),
        people.in_group(g.c.group_id, reader),
    )


IN_GROUP: Statement[None] = Statement(lambda _: people.accounts_among("readers", _in_group))
SAW: Statement[None] = Statement(lambda _: people.accounts_among("readers", lambda reader: saw(reader, _ID)))
TAGS: Statement[None] = Statement(sa.select(tag.c.tag).where(tag.c.moment_id == _ID))
