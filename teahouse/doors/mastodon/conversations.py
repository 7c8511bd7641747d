"""Conversations: one's private talks, each with the last status that one may see of it."""

from __future__ import annotations

from teahouse import messages, moments
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.entities_talk import Conversation
from teahouse.doors.mastodon.present import present_accounts, present_statuses
from teahouse.doors.mastodon.statuses import READ
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.messages import Conversation as Talk
from teahouse.moments import Stretch

routes = Routes()
WRITE = "write:conversations"


def present_conversations(tx: ReadTx, me: int, found: list[Talk]) -> list[Conversation]:
    """These talks, in this order; who is alone in one is its account."""
    accounts, _ = present_accounts(tx, me, {other for one in found for other in one.others or (me,)})
    statuses = present_statuses(tx, me, [one.last_id for one in found])
    return [
        Conversation(
            id=str(one.id),
            unread=one.unread,
            accounts=[accounts[other] for other in one.others or (me,) if other in accounts],
            last_status=status,
        )
        for one, status in zip(found, statuses, strict=True)
    ]


@routes.get("/api/v1/conversations", scope=READ)
def show_all(tx: ReadTx, call: Call, query: Page) -> list[Conversation]:
    """The caller's talks, the one that was written in last first; pages are told by their last statuses."""
    me = call.actor_id
    at = Stretch(query.max_id, query.since_id, query.min_id, query.size())
    found = messages.page_conversations(tx, me, at)
    if found:
        call.link(found[0].last_id, found[-1].last_id, more=len(found) >= at.limit)
    return present_conversations(tx, me, found)


@routes.post("/api/v1/conversations/{id}/read", scope=WRITE)
def read(tx: WriteTx, call: Call, id: Id) -> Conversation:
    """All that the caller sees there is read."""
    return present_conversations(tx, call.actor_id, [messages.mark_read(tx, call.actor_id, id)])[0]


@routes.post("/api/v1/conversations/{id}/unread", scope=WRITE)
def unread(tx: WriteTx, call: Call, id: Id) -> Conversation:
    """The last status that the caller sees there is unread again."""
    return present_conversations(tx, call.actor_id, [messages.mark_unread(tx, call.actor_id, id)])[0]


@routes.delete("/api/v1/conversations/{id}", scope=WRITE)
def put_away(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Put a talk away, for the caller alone, until something new is said there."""
    messages.hide(tx, call.actor_id, id)
    return e.Empty()


@routes.get("/api/v1/timelines/direct", scope=READ)
def direct(tx: ReadTx, call: Call, query: Page) -> list[e.Status]:
    """Every direct status that the caller wrote or is named in, whatever its talk, newest first."""
    me = call.actor_id
    page = moments.page_letters(tx, me, Stretch(query.max_id, query.since_id, query.min_id, query.size()))
    call.link(page.first, page.last, more=True)
    return present_statuses(tx, me, page.ids)
