"""SQL of single moments: reading a row, writing, counting up and down."""

from __future__ import annotations

import sqlalchemy as sa

from teahouse.kit.db import Statement, among, insert_or_ignore, one_of, upsert
from teahouse.moments.model import Edit, Kind, Moment, State
from teahouse.moments.schema import (
    audience_circle,
    audience_person,
    bookmark,
    edit,
    liking,
    mention,
    moment,
    once,
    pin,
    tag,
    thread_mute,
)

COLUMNS = tuple(moment.c[name] for name in Moment.__struct_fields__)
_id = sa.bindparam("moment_id_", type_=sa.BigInteger)

MOMENT = Statement(sa.select(*COLUMNS).where(moment.c.id == _id), Moment)
INSERT: Statement[None] = Statement(
    moment.insert().values({name: sa.bindparam(name) for name in Moment.__struct_fields__})
)
UPDATE_TEXT: Statement[None] = Statement(
    moment.update()
    .where(moment.c.id == _id)
    .values(
        {
            name: sa.bindparam(f"to_{name}")
            for name in (
                "text",
                "html",
                "spoiler",
                "sensitive",
                "language",
                "mentions",
                "tags",
                "marks",
                "edited_at",
                "media",
            )
        }
    )
)
# A share is marked as what it shows, so that who turned that down is spared the share too.
MARK_SHARES: Statement[None] = Statement(
    moment.update()
    .where(moment.c.share_of_id == _id, moment.c.state == int(State.LIVE), moment.c.share_of_id.is_not(None))
    .values(marks=sa.bindparam("to_marks"))
)
SET_STATE: Statement[None] = Statement(moment.update().where(moment.c.id == _id).values(state=sa.bindparam("to_state")))
SET_MARKS: Statement[None] = Statement(moment.update().where(moment.c.id == _id).values(marks=sa.bindparam("to_marks")))
SET_POLICY: Statement[None] = Statement(
    moment.update().where(moment.c.id == _id).values(comment_policy=sa.bindparam("to_policy"))
)
# What remains of a deleted moment: that it was there, whose, and where. Its words are gone.
BURY: Statement[None] = Statement(
    moment.update()
    .where(moment.c.id == _id)
    .values(
        state=int(State.DELETED),
        text="",
        html="",
        spoiler="",
        mentions="[]",
        tags="[]",
        media="[]",
        app_name=sa.null(),
        app_website=sa.null(),
    )
)
COUNT_LIKES: Statement[None] = Statement(
    moment.update().where(moment.c.id == _id).values(likes_count=moment.c.likes_count + sa.bindparam("step"))
)
# A comment counts for what it answers and, once, for its root: a root has all the comments of its thread.
COUNT_COMMENTS: Statement[None] = Statement(
    moment.update()
    .where(moment.c.id.in_([sa.bindparam("parent", type_=sa.BigInteger), sa.bindparam("root", type_=sa.BigInteger)]))
    .values(comments_count=moment.c.comments_count + sa.bindparam("step"))
)
COUNT_SHARES: Statement[None] = Statement(
    moment.update().where(moment.c.id == _id).values(shares_count=moment.c.shares_count + sa.bindparam("step"))
)

ADD_CIRCLE: Statement[None] = Statement(insert_or_ignore(audience_circle))
ADD_PERSON: Statement[None] = Statement(insert_or_ignore(audience_person))
ADD_MENTION: Statement[None] = Statement(
    upsert(mention, ["moment_id", "account_id"], ["moment_id", "account_id", "leading"])
)
ADD_TAG: Statement[None] = Statement(insert_or_ignore(tag))
CIRCLES_OF: Statement[None] = Statement(
    sa.select(audience_circle.c.circle_id)
    .where(audience_circle.c.moment_id == _id)
    .order_by(audience_circle.c.circle_id)
)
PEOPLE_OF: Statement[None] = Statement(
    sa.select(audience_person.c.account_id)
    .where(audience_person.c.moment_id == _id)
    .order_by(audience_person.c.account_id)
)
MENTIONED_IN: Statement[None] = Statement(sa.select(mention.c.account_id).where(mention.c.moment_id == _id))


LEADING_IN: Statement[None] = Statement(
    sa.select(mention.c.account_id).where(mention.c.moment_id == _id, mention.c.leading)
)


def _drop_of(table: sa.Table) -> Statement[None]:
    return Statement(table.delete().where(table.c.moment_id == _id))


DROP_MENTIONS = _drop_of(mention)
DROP_TAGS = _drop_of(tag)
DROP_CIRCLES = _drop_of(audience_circle)
DROP_PEOPLE = _drop_of(audience_person)
DROP_EDITS = _drop_of(edit)
DROP_LIKES = _drop_of(liking)
DROP_PINS = _drop_of(pin)
DROP_BOOKMARKS = _drop_of(bookmark)

REACTIONS = {"like": liking, "bookmark": bookmark, "pin": pin, "mute": thread_mute}
ADD_REACTION: dict[str, Statement[None]] = {
    name: Statement(insert_or_ignore(table)) for name, table in REACTIONS.items()
}
DROP_REACTION: dict[str, Statement[None]] = {
    name: Statement(table.delete().where(table.c.moment_id == _id, table.c.account_id == sa.bindparam("account_id_")))
    for name, table in REACTIONS.items()
}
HAS_REACTION: dict[str, Statement[None]] = {
    name: Statement(
        sa.select(table.c.id).where(table.c.moment_id == _id, table.c.account_id == sa.bindparam("account_id_"))
    )
    for name, table in REACTIONS.items()
}
COUNT_PINS: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(pin).where(pin.c.account_id == sa.bindparam("account_id_"))
)

SHARE_BY: Statement[None] = Statement(
    sa.select(moment.c.id).where(
        moment.c.share_of_id == _id,
        moment.c.author_id == sa.bindparam("account_id_", type_=sa.BigInteger),
        moment.c.state == int(State.LIVE),
        moment.c.share_of_id.is_not(None),
    )
)
SHARES_OF: Statement[None] = Statement(
    sa.select(moment.c.id).where(
        moment.c.share_of_id == _id, moment.c.state == int(State.LIVE), moment.c.share_of_id.is_not(None)
    )
)

EDITS = Statement(
    sa.select(edit.c["at"], edit.c.text, edit.c.html, edit.c.spoiler, edit.c.sensitive, edit.c.media)
    .where(edit.c.moment_id == _id)
    .order_by(edit.c["at"]),
    Edit,
)
ADD_EDIT: Statement[None] = Statement(
    insert_or_ignore(edit, ["moment_id", "at", "text", "html", "spoiler", "sensitive", "media"])
)

ONCE: Statement[None] = Statement(
    sa.select(once.c.moment_id).where(
        once.c.account_id == sa.bindparam("account_id_"),
        once.c.key == sa.bindparam("key_"),
        once.c["at"] > sa.bindparam("since"),
    )
)
PUT_ONCE: Statement[None] = Statement(upsert(once, ["account_id", "key"], ["account_id", "key", "moment_id", "at"]))
DROP_ONCE: Statement[None] = Statement(once.delete().where(once.c["at"] < sa.bindparam("before")))

# A deny-list that has lost its circle must not open: the moment becomes its author's own.
CLOSE_DENYING: Statement[None] = Statement(
    moment.update()
    .where(
        moment.c.audience == int(Kind.EXCEPT),
        moment.c.id.in_(
            sa.select(audience_circle.c.moment_id).where(audience_circle.c.circle_id == sa.bindparam("circle_"))
        ),
    )
    .values(audience=int(Kind.ONLY_ME))
)
COUNT_DENYING: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(moment.join(audience_circle, audience_circle.c.moment_id == moment.c.id))
    .where(
        moment.c.audience == int(Kind.EXCEPT),
        audience_circle.c.circle_id == sa.bindparam("circle_"),
        moment.c.state != int(State.DELETED),
    )
)
# A page's tag audience that has lost its last tag must not open to all followers.
CLOSE_TAGGED: Statement[None] = Statement(
    moment.update()
    .where(
        moment.c.audience == int(Kind.FOLLOWERS),
        moment.c.id.in_(
            sa.select(audience_circle.c.moment_id).where(audience_circle.c.circle_id == sa.bindparam("circle_"))
        ),
        sa.select(sa.func.count())
        .select_from(audience_circle)
        .where(audience_circle.c.moment_id == moment.c.id)
        .scalar_subquery()
        == 1,
    )
    .values(audience=int(Kind.ONLY_ME))
)
NEWEST_PUBLIC: Statement[None] = Statement(
    sa.select(sa.func.max(moment.c.id)).where(
        moment.c.author_id == sa.bindparam("account_id_"),
        moment.c.state == int(State.LIVE),
        among(moment.c.audience, (Kind.PUBLIC, Kind.QUIET)),
        moment.c.share_of_id.is_(None),
        moment.c.parent_id.is_(None),
    )
)
MUTERS: Statement[None] = Statement(
    sa.select(thread_mute.c.account_id).where(thread_mute.c.moment_id == _id, one_of(thread_mute.c.account_id, "among"))
)
SHARER_IDS: Statement[None] = Statement(
    sa.select(moment.c.author_id).where(
        moment.c.share_of_id == _id, moment.c.state == int(State.LIVE), moment.c.share_of_id.is_not(None)
    )
)
