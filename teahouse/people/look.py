"""What the gate may ask about a viewer and an author, as SQL expressions that other floors compose into one query.

`look_up` asks by key, wherever a query stands; `look_at` reads a row of `sight` that the query has joined already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from teahouse.kit.db import bits, count_of, exists, number, one_of, slim, value_of
from teahouse.people.groups.model import Role
from teahouse.people.model import Author, Kind, Sight, State
from teahouse.people.schema import account, circle, circle_member, group_member, group_request, sight, staff

_account = slim(account, "id", "kind", "state", "window_days")
_sight = slim(sight)
_staff = slim(staff, "page_id", "member_id")
_circle = slim(circle, "id", "owner_id", "exclusive")
_circle_member = slim(circle_member)
_group_member = slim(group_member, "group_id", "account_id", "role")
_group_request = slim(group_request, "group_id", "account_id", "barred")

Expr = sa.ColumnElement[Any]


class Look(NamedTuple):
    """The answers about one viewer and one author; each is a SQL expression, true or false but for `window_days`."""

    friend: sa.ColumnElement[bool]
    follows: sa.ColumnElement[bool]
    blocked: sa.ColumnElement[bool]
    hidden: sa.ColumnElement[bool]
    gone: sa.ColumnElement[bool]
    window_days: sa.ColumnElement[int]


def _flagged(viewer: Expr, author: Expr, flag: Sight) -> sa.ColumnElement[bool]:
    s = _sight.alias()
    return exists(s, s.c.viewer == viewer, s.c.author == author, bits(s.c.flags, flag))


def is_friend(viewer: Expr, author: Expr) -> sa.ColumnElement[bool]:
    """Both ties stand between these two people."""
    return _flagged(viewer, author, Sight.FRIEND)


def is_near(viewer: Expr, other: Expr) -> sa.ColumnElement[bool]:
    """Both ties stand, neither blocks, and the other's account is active: three answers for one look at a row."""
    s = _sight.alias()
    asked = Sight.FRIEND | Sight.BLOCKED | Sight.GONE
    near = s.c.flags.bitwise_and(sa.literal_column(str(int(asked)), sa.Integer)) == number(Sight.FRIEND)
    return exists(s, s.c.viewer == viewer, s.c.author == other, near)


def is_blocked(viewer: Expr, author: Expr) -> sa.ColumnElement[bool]:
    """Either of these two blocks the other."""
    return _flagged(viewer, author, Sight.BLOCKED)


def look_up(viewer: Expr, author: Expr) -> Look:
    """The answers, each by its own look at the derived row or the account."""
    a = _account.alias()
    author_row = value_of(a.c.window_days, a, a.c.id == author)
    b = _account.alias()
    return Look(
        friend=is_friend(viewer, author),
        follows=_flagged(viewer, author, Sight.FOLLOWS),
        blocked=is_blocked(viewer, author),
        hidden=_flagged(viewer, author, Sight.HIDDEN),
        gone=~exists(b, b.c.id == author, b.c.state == State.ACTIVE),
        window_days=author_row,
    )


def look_at(row: sa.FromClause) -> Look:
    """The answers from a joined row of `sight` (or an alias of it)."""
    return Look(
        friend=bits(row.c.flags, Sight.FRIEND),
        follows=bits(row.c.flags, Sight.FOLLOWS),
        blocked=bits(row.c.flags, Sight.BLOCKED),
        hidden=bits(row.c.flags, Sight.HIDDEN),
        gone=bits(row.c.flags, Sight.GONE),
        window_days=row.c.window_days,
    )


class Beside(NamedTuple):
    """An author and what stands between them and a viewer, joined to a row of the author's.

    `columns` are read by `number_beside`.
    """

    joined: sa.FromClause
    look: Look
    columns: tuple[Expr, ...]


def beside(viewer: Expr, row: sa.FromClause, author: Expr) -> Beside:
    """The answers about the author of one row, and the account itself, for one look at each."""
    a, s = account.alias("a"), _sight.alias("s")
    # Strangers have no row between them.
    flags = sa.func.coalesce(s.c.flags, number(0))
    between = sa.and_(s.c.viewer == viewer, s.c.author == author)
    return Beside(
        joined=row.join(a, a.c.id == author).outerjoin(s, between),
        look=Look(
            friend=bits(flags, Sight.FRIEND),
            follows=bits(flags, Sight.FOLLOWS),
            blocked=bits(flags, Sight.BLOCKED),
            hidden=bits(flags, Sight.HIDDEN),
            gone=a.c.state != number(State.ACTIVE),
            window_days=a.c.window_days,
        ),
        columns=(s.c.common, s.c.flags, *(a.c[name] for name in Author.__struct_fields__)),
    )


def is_active(account_id: Expr) -> sa.ColumnElement[bool]:
    """The account is there to be seen."""
    a = _account.alias()
    return exists(a, a.c.id == account_id, a.c.state == State.ACTIVE)


def is_member(viewer: Expr) -> sa.ColumnElement[bool]:
    """The viewer is a member of this house (a page is not one)."""
    a = _account.alias()
    return exists(a, a.c.id == viewer, a.c.kind == Kind.MEMBER, a.c.state == State.ACTIVE)


def is_staff(page: Expr, member: Expr) -> sa.ColumnElement[bool]:
    """The member works for the page."""
    s = _staff.alias()
    return exists(s, s.c.page_id == page, s.c.member_id == member)


def in_circle(circle: Expr, member: Expr) -> sa.ColumnElement[bool]:
    """The account stands in the circle; whether it is still a friend is asked apart."""
    c = _circle_member.alias()
    return exists(c, c.c.circle_id == circle, c.c.account_id == member)


def in_group(group: Expr, member: Expr) -> sa.ColumnElement[bool]:
    """The account is a member of the group today, and the group is there."""
    g, a = _group_member.alias(), _account.alias()
    there = g.join(a, a.c.id == g.c.group_id)
    return exists(there, g.c.group_id == group, g.c.account_id == member, a.c.state == State.INSIDE)


def is_asked(group: Expr, helper: Expr, asker: Expr) -> sa.ColumnElement[bool]:
    """The asker waits to be let into a group that is there, and the helper lets people in there today."""
    g, a, r = _group_member.alias(), _account.alias(), _group_request.alias()
    there = g.join(a, a.c.id == g.c.group_id)
    lets_in = g.c.role >= number(Role.HELPER)
    return sa.and_(
        exists(there, g.c.group_id == group, g.c.account_id == helper, lets_in, a.c.state == State.INSIDE),
        exists(r, r.c.group_id == group, r.c.account_id == asker, ~r.c.barred),
    )


def groups_of(member: Expr) -> sa.Select[Any]:
    """The groups that the account is a member of, to look for theirs; whether each is there is asked apart."""
    g = _group_member.alias()
    return sa.select(g.c.group_id).where(g.c.account_id == member)


def seen_by(viewer: Expr, *, name: str = "f") -> sa.FromClause:
    """The derived rows of all whom a viewer has a tie with, to be joined by `author`."""
    return _sight.alias(name)


def accounts_among(name: str, condition: Callable[[Expr], sa.ColumnElement[bool]]) -> sa.Select[Any]:
    """The active accounts in the list handed as parameter `name` for whom `condition` (of their id) holds."""
    a = _account.alias()
    return sa.select(a.c.id).where(one_of(a.c.id, name), a.c.state == State.ACTIVE, condition(a.c.id))


def count_blocked(
    viewer: Expr, acts: sa.FromClause, actor: Expr, *where: sa.ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    """How many of these acts are by people with whom the viewer has a block: found from the viewer's few blocks.

    Acts of accounts that are gone are not among them: what is counted for all does not count those either.
    """
    s = _sight.alias()
    return count_of(
        s.join(acts, actor == s.c.author),
        s.c.viewer == viewer,
        bits(s.c.flags, Sight.BLOCKED),
        ~bits(s.c.flags, Sight.GONE),
        *where,
    )


def is_kept_apart(viewer: Expr, author: Expr) -> sa.ColumnElement[bool]:
    """The author stands in an exclusive list of the viewer's: read there, not at home."""
    c, member = _circle.alias(), _circle_member.alias()
    apart = (
        sa.select(member.c.account_id)
        .select_from(c.join(member, member.c.circle_id == c.c.id))
        .where(c.c.owner_id == viewer, c.c.exclusive)
    )
    return author.in_(apart)
