"""Friend requests: who asks, yes, and no."""

from __future__ import annotations

from teahouse import people
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present_people import answer_rows, cursor_of, known_account, present_relationship
from teahouse.doors.mastodon.statuses import actor_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Page, Routes

routes = Routes()


@routes.get("/api/v1/follow_requests", scope="read:follows")
def show_all(tx: ReadTx, call: Call, query: Page) -> list[e.Account]:
    """Who asks to be one's friend."""
    me, at = call.actor_id, cursor_of(query)
    return answer_rows(tx, call, me, people.page_requests(tx, me, at), at)


@routes.post("/api/v1/follow_requests/{account_id}/authorize", scope="write:follows")
def authorize(tx: WriteTx, call: Call, account_id: Id) -> e.Relationship:
    """Accept: both are friends from now on."""
    me = actor_of(tx, call)
    people.accept(tx, me, known_account(tx, account_id))
    return present_relationship(tx, me.id, account_id)


@routes.post("/api/v1/follow_requests/{account_id}/reject", scope="write:follows")
def reject(tx: WriteTx, call: Call, account_id: Id) -> e.Relationship:
    """Turn it down; the other is not told."""
    me = actor_of(tx, call)
    people.reject(tx, me, known_account(tx, account_id))
    return present_relationship(tx, me.id, account_id)
