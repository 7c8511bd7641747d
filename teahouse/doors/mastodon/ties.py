"""Ties: following and friendship, who follows whom, and how one stands to others."""

from __future__ import annotations

import msgspec

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon import entities_house as h
from teahouse.doors.mastodon.accounts import ManyQuery
from teahouse.doors.mastodon.present import present_account_list
from teahouse.doors.mastodon.present_people import (
    answer_rows,
    cursor_of,
    known_account,
    present_relationship,
    present_relationships,
)
from teahouse.doors.mastodon.statuses import actor_of, viewer_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Call, Id, Page, Routes

routes = Routes()
READ, WRITE = "read:follows", "write:follows"
MOST_RELATIONSHIPS = 100
MOST_FAMILIAR = 20
MOST_SHOWN = 40


class FollowForm(msgspec.Struct):
    """Whether one wants their shares, and a notice of each moment; what is left out stays."""

    reblogs: bool | None = None
    notify: bool | None = None


@routes.get("/api/v1/accounts/relationships", scope=READ)
def relationships(tx: ReadTx, call: Call, query: ManyQuery) -> list[e.Relationship]:
    """How one stands to each of these accounts, in the order asked."""
    if len(query.id) > MOST_RELATIONSHIPS:
        raise Invalid("id", "ERR_TOO_MANY", f"are too many (maximum is {MOST_RELATIONSHIPS})")
    return present_relationships(tx, call.actor_id, query.id)


@routes.get("/api/v1/accounts/familiar_followers", scope=READ)
def familiar_followers(tx: ReadTx, call: Call, body: ManyQuery) -> list[h.FamiliarFollowers]:
    """The friends that one has in common with each of these accounts. Some clients name them in a body of JSON."""
    if len(body.id) > MOST_FAMILIAR:
        raise Invalid("id", "ERR_TOO_MANY", f"are too many (maximum is {MOST_FAMILIAR})")
    me = call.actor_id
    accounts = people.fetch_accounts(tx, body.id)
    asked = [accounts[account_id] for account_id in dict.fromkeys(body.id) if account_id in accounts]
    return [
        h.FamiliarFollowers(str(account.id), present_account_list(tx, me, _in_common(tx, me, account)))
        for account in asked
    ]


def _in_common(tx: ReadTx, me: int, account: people.Account) -> list[int]:
    if account.id == me:
        return people.fetch_friend_ids(tx, me)[:MOST_SHOWN]
    rows = people.page_followers(tx, me, account, people.Cursor(limit=MOST_SHOWN))
    return [row.account_id for row in rows]


@routes.get("/api/v1/accounts/{id}/followers", scope="read:accounts", guest=True)
def followers(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Account]:
    """Who follows an account: all of one's own, the friends in common of others, nobody of a page's."""
    viewer, at = viewer_of(call), cursor_of(query)
    return answer_rows(tx, call, viewer, people.page_followers(tx, viewer, known_account(tx, id), at), at)


@routes.get("/api/v1/accounts/{id}/following", scope="read:accounts", guest=True)
def following(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Account]:
    """Whom an account follows: all of one's own, the friends in common of others, nobody of a page's."""
    viewer, at = viewer_of(call), cursor_of(query)
    return answer_rows(tx, call, viewer, people.page_following(tx, viewer, known_account(tx, id), at), at)


@routes.post("/api/v1/accounts/{id}/follow", scope=WRITE)
def follow(tx: WriteTx, call: Call, id: Id, body: FollowForm) -> e.Relationship:
    """Follow an account, or ask a member to be friends; where they asked already, this accepts."""
    me = actor_of(tx, call)
    people.follow(tx, me, known_account(tx, id), shares=body.reblogs, notify=body.notify)
    return present_relationship(tx, me.id, id)


@routes.post("/api/v1/accounts/{id}/unfollow", scope=WRITE)
def unfollow(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Follow them no more, or take one's request back; a friendship ends with it."""
    me = actor_of(tx, call)
    people.unfollow(tx, me, known_account(tx, id))
    return present_relationship(tx, me.id, id)


@routes.post("/api/v1/accounts/{id}/remove_from_followers", scope=WRITE)
def remove_from_followers(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Have them follow one no more; a friendship ends with it."""
    me = actor_of(tx, call)
    people.drop_follower(tx, me, known_account(tx, id))
    return present_relationship(tx, me.id, id)


@routes.post("/api/v1/accounts/{id}/block", scope="write:blocks")
def block(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Neither sees anything of the other from now on; ties stay and count again after unblocking."""
    me = actor_of(tx, call)
    people.block(tx, me, known_account(tx, id))
    return present_relationship(tx, me.id, id)


@routes.post("/api/v1/accounts/{id}/unblock", scope="write:blocks")
def unblock(tx: WriteTx, call: Call, id: Id) -> e.Relationship:
    """Take a block back."""
    me = actor_of(tx, call)
    people.unblock(tx, me, known_account(tx, id))
    return present_relationship(tx, me.id, id)


@routes.get("/api/v1/blocks", scope="read:blocks")
def blocks(tx: ReadTx, call: Call, query: Page) -> list[e.Account]:
    """Whom one blocks."""
    me, at = call.actor_id, cursor_of(query)
    return answer_rows(tx, call, me, people.page_blocks(tx, me, at), at)
