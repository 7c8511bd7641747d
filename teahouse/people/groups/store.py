"""SQL of groups: rooms, members, requests, links."""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from teahouse.kit.db import Statement, bits, exists, insert_or_ignore, now_param, number, one_of
from teahouse.people.groups.model import Group, Link, Member, Role, Summary
from teahouse.people.model import Account, Author, Kind, Sight, State
from teahouse.people.schema import account, group_link, group_member, group_request, group_room, sight, tie


def _big(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_GROUP, _WHO, _OTHER = _big("group_"), _big("who"), _big("other")
_THERE = account.c.state == State.INSIDE

# As a member knows it: what the member's own row, the account and the room say.
_KNOWN = (
    sa.select(
        account.c.id,
        account.c.handle,
        account.c.username,
        account.c.display_name,
        account.c.note,
        group_room.c.joining,
        group_room.c.posting,
        account.c.created_at,
        group_member.c.role,
        group_member.c.since,
    )
    .select_from(group_member)
    .join(account, account.c.id == group_member.c.group_id)
    .join(group_room, group_room.c.account_id == account.c.id)
    .where(group_member.c.account_id == _WHO, _THERE)
)
GROUP = Statement(_KNOWN.where(account.c.id == _GROUP), Group)
GROUPS_OF = Statement(_KNOWN.order_by(account.c.id), Group)
BY_HANDLE = Statement(_KNOWN.where(account.c.handle == sa.bindparam("handle_")), Group)
_both = group_member.alias("both")
GROUPS_WITH = Statement(
    _KNOWN.where(exists(_both, _both.c.group_id == account.c.id, _both.c.account_id == _OTHER)).order_by(account.c.id),
    Group,
)
# Nobody asks for these but who has been let in, or is on the way by a link.
ROOM = Statement(
    sa.select(*(account.c[name] for name in Account.__struct_fields__)).where(account.c.id == _GROUP, _THERE), Account
)
JOINING_OF: Statement[None] = Statement(
    sa.select(group_room.c.joining)
    .join(account, account.c.id == group_room.c.account_id)
    .where(group_room.c.account_id == _GROUP, _THERE)
)
ASKED_BY_NAME: Statement[None] = Statement(
    sa.select(account.c.id).where(
        account.c.handle == sa.bindparam("handle_"), account.c.kind == Kind.GROUP, account.c.state == State.INSIDE
    )
)
SHOWN = Statement(
    sa.select(*(account.c[name] for name in Author.__struct_fields__))
    .join(group_member, group_member.c.group_id == account.c.id)
    .where(one_of(account.c.id, "ids"), group_member.c.account_id == _WHO, _THERE),
    Author,
)
COUNTS: Statement[Any] = Statement(
    sa.select(group_member.c.group_id, sa.func.count())
    .join(account, account.c.id == group_member.c.account_id)
    .where(one_of(group_member.c.group_id, "ids"), account.c.state == State.ACTIVE)
    .group_by(group_member.c.group_id)
)

ADD_ROOM: Statement[None] = Statement(insert_or_ignore(group_room))
SET_ROOM: Statement[None] = Statement(
    group_room.update()
    .where(group_room.c.account_id == _GROUP)
    .values(joining=sa.bindparam("to_joining"), posting=sa.bindparam("to_posting"))
)
SET_WORDS: Statement[None] = Statement(
    account.update()
    .where(account.c.id == _GROUP)
    .values(display_name=sa.bindparam("to_name"), note=sa.bindparam("to_note"), note_html=sa.bindparam("to_note_html"))
)
CLOSE: Statement[None] = Statement(account.update().where(account.c.id == _GROUP).values(state=int(State.GONE)))
DROP_MEMBERS: Statement[None] = Statement(group_member.delete().where(group_member.c.group_id == _GROUP))
DROP_REQUESTS: Statement[None] = Statement(group_request.delete().where(group_request.c.group_id == _GROUP))
DROP_LINKS: Statement[None] = Statement(group_link.delete().where(group_link.c.group_id == _GROUP))

ROLE: Statement[None] = Statement(
    sa.select(group_member.c.role).where(group_member.c.group_id == _GROUP, group_member.c.account_id == _WHO)
)
HELPERS: Statement[None] = Statement(
    sa.select(group_member.c.account_id)
    .join(account, account.c.id == group_member.c.group_id)
    .where(group_member.c.group_id == _GROUP, group_member.c.role >= Role.HELPER, _THERE)
)
ADD_MEMBER: Statement[None] = Statement(insert_or_ignore(group_member))
SET_ROLE: Statement[None] = Statement(
    group_member.update()
    .where(group_member.c.group_id == _GROUP, group_member.c.account_id == _WHO)
    .values(role=sa.bindparam("to_role"))
)
DROP_MEMBER: Statement[None] = Statement(
    group_member.delete().where(group_member.c.group_id == _GROUP, group_member.c.account_id == _WHO)
)
COUNT_MEMBERS: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(group_member).where(group_member.c.group_id == _GROUP)
)
COUNT_GROUPS: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(group_member).where(group_member.c.account_id == _WHO)
)


class Members(NamedTuple):
    """A list of people in both directions; the cursor is the account's id."""

    newest_first: Statement[Member]
    oldest_first: Statement[Member]


def _people(select: sa.Select[Any], who: sa.ColumnElement[int]) -> Members:
    """The active ones, bounded by `max_id`, `above` and `n`."""
    bounded = (
        select.join(account, account.c.id == who)
        .where(account.c.state == State.ACTIVE, who < _big("max_id"), who > _big("above"))
        .limit(sa.bindparam("n", type_=sa.Integer))
    )
    return Members(Statement(bounded.order_by(who.desc()), Member), Statement(bounded.order_by(who.asc()), Member))


_MEMBERS = sa.select(group_member.c.account_id, group_member.c.role, group_member.c.since).where(
    group_member.c.group_id == _GROUP
)
MEMBERS = _people(_MEMBERS, group_member.c.account_id)
_seen = sight.alias("seen")
_held = tie.alias("held")
COUNT_FRIENDS: Statement[None] = Statement(
    sa.select(sa.func.count())
    .select_from(group_member.join(_seen, _seen.c.author == group_member.c.account_id))
    .where(
        group_member.c.group_id == _GROUP,
        _seen.c.viewer == _WHO,
        _seen.c.flags.bitwise_and(number(Sight.FRIEND | Sight.BLOCKED | Sight.GONE)) == number(Sight.FRIEND),
    )
)
# Neither a friend nor asked already, nor across a block.
STRANGERS = _people(
    _MEMBERS.where(
        group_member.c.account_id != _WHO,
        ~exists(
            _seen,
            _seen.c.viewer == _WHO,
            _seen.c.author == group_member.c.account_id,
            bits(_seen.c.flags, Sight.FRIEND | Sight.BLOCKED),
        ),
        ~exists(
            _held,
            _held.c.source == _WHO,
            _held.c.target == group_member.c.account_id,
            sa.or_(_held.c.requested, _held.c.following),
        ),
    ),
    group_member.c.account_id,
)
_ASKING = sa.select(group_request.c.account_id, sa.literal_column("0"), group_request.c["at"]).where(
    group_request.c.group_id == _GROUP
)
REQUESTS = _people(_ASKING.where(~group_request.c.barred), group_request.c.account_id)
BARRED = _people(_ASKING.where(group_request.c.barred), group_request.c.account_id)
REQUEST: Statement[None] = Statement(
    sa.select(group_request.c.barred).where(group_request.c.group_id == _GROUP, group_request.c.account_id == _WHO)
)
ADD_REQUEST: Statement[None] = Statement(insert_or_ignore(group_request))
DROP_REQUEST: Statement[None] = Statement(
    group_request.delete().where(group_request.c.group_id == _GROUP, group_request.c.account_id == _WHO)
)

_LINK = sa.select(*(group_link.c[name] for name in Link.__struct_fields__))
_STILL_WORKS = sa.and_(
    ~group_link.c.revoked,
    sa.or_(group_link.c.max_uses == 0, group_link.c.uses < group_link.c.max_uses),
    sa.or_(group_link.c.expires_at.is_(None), group_link.c.expires_at > now_param()),
)
_maker, _room, _keeper = account.alias("maker"), account.alias("room"), group_member.alias("keeper")
# A link works as long as who made it is there and lets people in.
USABLE = Statement(
    _LINK.where(
        group_link.c.code_hash == sa.bindparam("hashed", type_=sa.LargeBinary),
        _STILL_WORKS,
        exists(_room, _room.c.id == group_link.c.group_id, _room.c.state == State.INSIDE),
        exists(_maker, _maker.c.id == group_link.c.maker_id, _maker.c.state == State.ACTIVE),
        exists(
            _keeper,
            _keeper.c.group_id == group_link.c.group_id,
            _keeper.c.account_id == group_link.c.maker_id,
            _keeper.c.role >= Role.HELPER,
        ),
    ),
    Link,
)
SPEND: Statement[None] = Statement(
    group_link.update().where(group_link.c.id == _big("link"), _STILL_WORKS).values(uses=group_link.c.uses + 1)
)
ADD_LINK: Statement[None] = Statement(insert_or_ignore(group_link))
LINKS = Statement(
    _LINK.where(group_link.c.group_id == _GROUP, group_link.c.id < _big("max_id"))
    .order_by(group_link.c.id.desc())
    .limit(sa.bindparam("n", type_=sa.Integer)),
    Link,
)
COUNT_LINKS: Statement[None] = Statement(
    sa.select(sa.func.count()).select_from(group_link).where(group_link.c.group_id == _GROUP, _STILL_WORKS)
)
REVOKE: Statement[None] = Statement(
    group_link.update()
    .where(group_link.c.id == _big("link"), group_link.c.group_id == _GROUP)
    .values(revoked=sa.true())
)

_owned, _owner = group_member.alias("owned"), account.alias("owner")
_size = (
    sa.select(sa.func.count())
    .select_from(group_member)
    .where(group_member.c.group_id == account.c.id)
    .correlate(account)
    .scalar_subquery()
)
ALL = Statement(
    sa.select(account.c.id, account.c.username, account.c.display_name, _owner.c.username, _size, account.c.state)
    .select_from(account)
    .outerjoin(_owned, sa.and_(_owned.c.group_id == account.c.id, _owned.c.role == Role.OWNER))
    .outerjoin(_owner, _owner.c.id == _owned.c.account_id)
    .where(account.c.kind == Kind.GROUP)
    .order_by(account.c.id),
    Summary,
)
