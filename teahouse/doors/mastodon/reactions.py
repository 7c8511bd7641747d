"""What one does with a status, and who else did: likes, shares, bookmarks, pins, muted conversations."""

from __future__ import annotations

from typing import Literal

import msgspec

from teahouse import moments
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import present_account_list, present_statuses
from teahouse.doors.mastodon.statuses import READ, WRITE, actor_of, viewer_of
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Id, Page, Reply, Routes, refused
from teahouse.moments import Kind, Moment, Stretch

routes = Routes()


class ReblogForm(msgspec.Struct):
    """To whom a status is shared."""

    visibility: Literal["public", "unlisted", "private"] = "public"


def _shown(tx: ReadTx, viewer: int, moment: Moment) -> e.Status:
    return present_statuses(tx, viewer, [moment.id])[0]


def _taken_back(tx: ReadTx, viewer: int, moment: Moment | None) -> Reply[e.Status]:
    """A refusal raised would undo what was done."""
    return refused(NotFound()) if moment is None else Reply(_shown(tx, viewer, moment))


@routes.post("/api/v1/statuses/{id}/favourite", scope="write:favourites")
def favourite(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Like it."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.like(tx, me, id))


@routes.post("/api/v1/statuses/{id}/unfavourite", scope="write:favourites")
def unfavourite(tx: WriteTx, call: Call, id: Id) -> Reply[e.Status]:
    """Like it no more, though one may see it no more: then the answer is as for nothing."""
    me = actor_of(tx, call)
    return _taken_back(tx, me.id, moments.unlike(tx, me, id))


@routes.post("/api/v1/statuses/{id}/reblog", scope=WRITE)
def reblog(tx: WriteTx, call: Call, id: Id, body: ReblogForm) -> e.Status:
    """Share a public status; answers the share, which holds what it shares."""
    me = actor_of(tx, call)
    kinds = {"public": Kind.PUBLIC, "unlisted": Kind.QUIET, "private": Kind.FRIENDS}
    return _shown(tx, me.id, moments.share(tx, me, id, kinds[body.visibility]))


@routes.post("/api/v1/statuses/{id}/unreblog", scope=WRITE)
def unreblog(tx: WriteTx, call: Call, id: Id) -> Reply[e.Status]:
    """Take one's share back; answers what was shared, or as for nothing where one may see that no more."""
    me = actor_of(tx, call)
    return _taken_back(tx, me.id, moments.unshare(tx, me, id))


@routes.post("/api/v1/statuses/{id}/bookmark", scope="write:bookmarks")
def bookmark(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Keep it; nobody is told."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.keep(tx, me, id, on=True))


@routes.post("/api/v1/statuses/{id}/unbookmark", scope="write:bookmarks")
def unbookmark(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Keep it no longer."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.keep(tx, me, id, on=False))


@routes.post("/api/v1/statuses/{id}/mute", scope="write:mutes")
def mute(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Hear no notices of its conversation."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.mute_thread(tx, me, id, on=True))


@routes.post("/api/v1/statuses/{id}/unmute", scope="write:mutes")
def unmute(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Hear notices of its conversation again."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.mute_thread(tx, me, id, on=False))


@routes.post("/api/v1/statuses/{id}/pin", scope="write:accounts")
def pin(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Put it on top of one's profile."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.pin(tx, me, id, on=True))


@routes.post("/api/v1/statuses/{id}/unpin", scope="write:accounts")
def unpin(tx: WriteTx, call: Call, id: Id) -> e.Status:
    """Take it from the top of one's profile."""
    me = actor_of(tx, call)
    return _shown(tx, me.id, moments.pin(tx, me, id, on=False))


@routes.get("/api/v1/statuses/{id}/favourited_by", scope=READ, guest=True)
def favourited_by(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Account]:
    """Who likes it, as far as the caller may know."""
    viewer = viewer_of(call)
    moment = moments.fetch_seen(tx, viewer, id)
    at = _stretch(query)
    return _accounts(tx, call, viewer, moments.page_likers(tx, viewer, moment.share_of_id or moment.id, at), at.limit)


@routes.get("/api/v1/statuses/{id}/reblogged_by", scope=READ, guest=True)
def reblogged_by(tx: ReadTx, call: Call, id: Id, query: Page) -> list[e.Account]:
    """Who shared it, as far as the caller may know."""
    viewer = viewer_of(call)
    moment = moments.fetch_seen(tx, viewer, id)
    at = _stretch(query)
    return _accounts(tx, call, viewer, moments.page_sharers(tx, viewer, moment.share_of_id or moment.id, at), at.limit)


def _stretch(query: Page) -> Stretch:
    return Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))


def _accounts(tx: ReadTx, call: Call, viewer: int, rows: list[tuple[int, int]], size: int) -> list[e.Account]:
    if rows:
        call.link(rows[0][1], rows[-1][1], more=len(rows) >= size)
    return present_account_list(tx, viewer, [account_id for account_id, _ in rows])
