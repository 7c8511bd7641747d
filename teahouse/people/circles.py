"""Circles and reading lists: private, named lists of their owner. Nobody else learns that they exist."""

from __future__ import annotations

from collections.abc import Sequence

from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Forbidden, Invalid, NotFound
from teahouse.people import rules
from teahouse.people import store_circles as store
from teahouse.people.accounts import fetch_account
from teahouse.people.befriend import fetch_tie
from teahouse.people.friends import Cursor, are_friends, page_listing
from teahouse.people.model import Account, Circle, CircleKind, Kind, Limits, Sight
from teahouse.people.store_ties import Listed

REPLIES_POLICIES = ("followed", "list", "none")


def fetch_circle(tx: ReadTx, owner: int, circle_id: int) -> Circle:
    """One of the owner's circles or lists. Raises `NotFound`: another's and none get the same answer."""
    circle = tx.one(store.CIRCLE, circle_=circle_id)
    if circle is None or circle.owner_id != owner:
        raise NotFound
    return circle


def fetch_circles(tx: ReadTx, owner: int) -> list[Circle]:
    """All circles and reading lists of the owner, oldest first."""
    return tx.all(store.CIRCLES_OF, owner=owner)


def fetch_circles_with(tx: ReadTx, owner: int, member: int) -> list[Circle]:
    """The owner's circles and lists in which this account stands."""
    return tx.all(store.CIRCLES_WITH, owner=owner, member=member)


def count_in_circles(tx: ReadTx, owner: int) -> dict[int, int]:
    """How many of the owner's friends stand in each circle or list today; empty ones are left out."""
    return dict(tx.all(store.SIZES, owner=owner))


def check_own_circles(tx: ReadTx, owner: int, circle_ids: Sequence[int]) -> None:
    """Raises `NotFound` unless each is a circle of the owner's (a reading list is no audience)."""
    if circle_ids and len(tx.column(store.OWNED_IDS, owner=owner, circles=list(circle_ids))) != len(set(circle_ids)):
        raise NotFound


def create_circle(
    tx: WriteTx,
    owner: Account,
    title: str,
    kind: CircleKind = CircleKind.CIRCLE,
    *,
    replies_policy: str = "list",
    exclusive: bool = False,
) -> Circle:
    """A new, empty one. Raises `Invalid`, or `Forbidden` past the house's number."""
    most = tx.handed(Limits).max_circles
    if tx.value(store.COUNT, owner=owner.id) >= most:
        raise Forbidden(f"You have {most} lists; that is as many as this house allows")
    circle = Circle(
        tx.new_id(), owner.id, int(kind), rules.check_title(title), _check_policy(replies_policy), exclusive
    )
    tx.run(
        store.INSERT,
        id=circle.id,
        owner_id=owner.id,
        kind=circle.kind,
        title=circle.title,
        replies_policy=replies_policy,
        exclusive=exclusive,
        created_at=tx.now,
    )
    return circle


def change_circle(
    tx: WriteTx,
    owner: int,
    circle_id: int,
    *,
    title: str | None = None,
    replies_policy: str | None = None,
    exclusive: bool | None = None,
) -> Circle:
    """Rename it or change how it reads; None leaves each as it is."""
    circle = fetch_circle(tx, owner, circle_id)
    changed = Circle(
        circle.id,
        owner,
        circle.kind,
        circle.title if title is None else rules.check_title(title),
        circle.replies_policy if replies_policy is None else _check_policy(replies_policy),
        bool(circle.exclusive) if exclusive is None else exclusive,
    )
    tx.run(
        store.UPDATE,
        circle_=circle_id,
        to_title=changed.title,
        to_policy=changed.replies_policy,
        to_exclusive=changed.exclusive,
    )
    return changed


def delete_circle(tx: WriteTx, owner: int, circle_id: int) -> None:
    """Remove it with its memberships. What was shown to it is the moments' concern: call `moments.delete_circle`."""
    fetch_circle(tx, owner, circle_id)
    tx.run(store.DELETE, circle_=circle_id)


def page_members(tx: ReadTx, owner: Account, circle_id: int, at: Cursor) -> list[Listed]:
    """Those in the circle with whom the tie stands today, and who are there."""
    circle = fetch_circle(tx, owner.id, circle_id)
    if owner.kind == Kind.PAGE and circle.kind == CircleKind.CIRCLE:
        return page_listing(tx, store.FOLLOWER_MEMBERS, at, owner=owner.id, circle_=circle_id)
    flag = Sight.FRIEND if circle.kind == CircleKind.CIRCLE else Sight.FOLLOWS
    return page_listing(tx, store.MEMBERS, at, owner=owner.id, circle_=circle_id, flag=int(flag))


def add_members(tx: WriteTx, owner: Account, circle_id: int, members: Sequence[int]) -> None:
    """Put friends into a circle (or, into a reading list, anybody whom the owner follows).

    A page's circles hold its followers. Who stands in it already is no matter: they may have been there unseen while
    the tie was down. Raises `NotFound` where one of them may not stand in it: then none is added.
    """
    circle = fetch_circle(tx, owner.id, circle_id)
    for member in members:
        if not _may_stand_in(tx, owner, circle, member):
            raise NotFound
        tx.run(store.ADD_MEMBER, circle_id=circle_id, account_id=member)


def _may_stand_in(tx: ReadTx, owner: Account, circle: Circle, member: int) -> bool:
    if fetch_account(tx, member) is None:
        return False
    if circle.kind == CircleKind.READING:
        return member == owner.id or bool(fetch_tie(tx, owner.id, member).following)
    if owner.kind == Kind.PAGE:
        return bool(fetch_tie(tx, member, owner.id).following)
    return are_friends(tx, owner.id, member)


def drop_members(tx: WriteTx, owner: int, circle_id: int, members: Sequence[int]) -> None:
    """Take people out; those who are not in it are no matter."""
    fetch_circle(tx, owner, circle_id)
    tx.run(store.DROP_MEMBERS, circle_=circle_id, members=list(members))


def _check_policy(policy: str) -> str:
    if policy not in REPLIES_POLICIES:
        raise Invalid("replies_policy", "ERR_INVALID", f"must be one of {', '.join(REPLIES_POLICIES)}")
    return policy
