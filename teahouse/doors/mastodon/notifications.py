"""Notifications (version 1)."""

from __future__ import annotations

import msgspec

from teahouse import notices
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.present import iso, present_accounts, present_statuses
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.moments import Stretch
from teahouse.notices import Notice, NoticeKind

routes = Routes()
READ, WRITE = "read:notifications", "write:notifications"

TYPES = {
    NoticeKind.FRIEND_REQUEST: "follow_request",
    NoticeKind.FOLLOW: "follow",
    NoticeKind.MENTION: "mention",
    NoticeKind.COMMENT: "mention",
    NoticeKind.LIKE: "favourite",
    NoticeKind.SHARE: "reblog",
    NoticeKind.POST: "status",
    NoticeKind.EDIT: "update",
}


class NotificationQuery(Page, frozen=True, kw_only=True):
    """Which notices: of some types only, not of others, by one account."""

    types: list[str] = []
    exclude_types: list[str] = []
    account_id: Id = 0
    include_filtered: bool = False


class CountQuery(msgspec.Struct, frozen=True):
    """What is counted, and how far."""

    limit: int = 100
    types: list[str] = []
    exclude_types: list[str] = []


class Count(msgspec.Struct, frozen=True):
    """How many are unread."""

    count: int


def kinds_of(types: list[str], excluded: list[str]) -> list[NoticeKind]:
    """The kinds of notices that a query means."""
    return [kind for kind, name in TYPES.items() if (not types or name in types) and name not in excluded]


def group_key(row: Notice) -> str:
    """The name of the group that a notice belongs to, among all of them."""
    if row.kind in notices.TOGETHER and row.moment_id is not None:
        return f"{TYPES[NoticeKind(row.kind)]}-{row.moment_id}"
    return f"ungrouped-{row.id}"


def _present(tx: ReadTx, me: int, rows: list[Notice]) -> list[e.Notification]:
    accounts, _ = present_accounts(tx, me, [row.actor_id for row in rows])
    about = list(dict.fromkeys(row.moment_id for row in rows if row.moment_id is not None))
    statuses = dict(zip(about, present_statuses(tx, me, about), strict=True))
    return [
        e.Notification(
            id=str(row.id),
            type=TYPES[NoticeKind(row.kind)],
            created_at=iso(row.id >> 16),
            group_key=group_key(row),
            account=accounts[row.actor_id],
            status=msgspec.UNSET if row.moment_id is None else statuses[row.moment_id],
        )
        for row in rows
    ]


@routes.get("/api/v1/notifications", scope=READ)
def show_all(tx: ReadTx, call: Call, query: NotificationQuery) -> list[e.Notification]:
    """What the caller was told, newest first."""
    me = call.actor_id
    at = Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))
    kinds = kinds_of(query.types, query.exclude_types)
    rows = notices.page_notices(tx, me, at, kinds=kinds, actor=query.account_id)
    if rows:
        call.link(rows[0].id, rows[-1].id)
    return _present(tx, me, rows)


@routes.get("/api/v1/notifications/unread_count", scope=READ)
def unread_count(tx: ReadTx, call: Call, query: CountQuery) -> Count:
    """How many stand above the caller's marker, counted up to `limit`."""
    me = call.actor_id
    most = max(1, min(query.limit, 1000))
    kinds = kinds_of(query.types, query.exclude_types)
    return Count(notices.count_unread(tx, me, kinds=kinds, most=most))


@routes.get("/api/v1/notifications/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id) -> e.Notification:
    """One of them."""
    me = call.actor_id
    return _present(tx, me, [notices.fetch_notice(tx, me, id)])[0]


@routes.post("/api/v1/notifications/clear", scope=WRITE)
def clear(tx: WriteTx, call: Call) -> e.Empty:
    """Put all of them away."""
    notices.clear(tx, call.actor_id)
    return e.Empty()


@routes.post("/api/v1/notifications/{id}/dismiss", scope=WRITE)
def dismiss(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """Put one away."""
    notices.dismiss(tx, call.actor_id, id)
    return e.Empty()
