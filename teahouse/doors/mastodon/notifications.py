"""Notifications (version 1)."""

from __future__ import annotations

from typing import Any

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
    NoticeKind.ASKED_IN: "teahouse.group_request",
    NoticeKind.LET_IN: "teahouse.group_join",
    NoticeKind.CHAIN: "teahouse.chain_entry",
    NoticeKind.RULING: "teahouse.ruling",
}
OURS = frozenset({NoticeKind.ASKED_IN, NoticeKind.LET_IN, NoticeKind.CHAIN, NoticeKind.RULING})
"""Apps that read types into a closed list throw a whole page away for one of these: only who names it is told."""


class NotificationQuery(Page, frozen=True, kw_only=True):
    """Which notices: of some types only, not of others, by one account."""

    types: list[str] = []
    exclude_types: list[str] = []
    supported_types: list[str] = []
    account_id: Id = 0
    include_filtered: bool = False


class AccountsQuery(Page, frozen=True, kw_only=True):
    """Which of a group's accounts, and which of our own types the app knows."""

    types: list[str] = []
    supported_types: list[str] = []


class KnownQuery(msgspec.Struct, frozen=True):
    """Which of our own types the app knows."""

    types: list[str] = []
    supported_types: list[str] = []


class CountQuery(KnownQuery, frozen=True):
    """What is counted, and how far."""

    limit: int = 100
    exclude_types: list[str] = []
    account_id: Id = 0
    include_filtered: bool = False


class Count(msgspec.Struct, frozen=True):
    """How many are unread."""

    count: int


def kinds_of(query: NotificationQuery | CountQuery) -> list[NoticeKind]:
    """The kinds of notices that a query means; ours only where it names them."""
    known = [kind for kind in shown_kinds(query) if TYPES[kind] not in query.exclude_types]
    return [kind for kind in known if not query.types or TYPES[kind] in query.types]


def with_held(query: NotificationQuery | CountQuery) -> bool:
    """Whether those that are held back are meant too: where one asks for them, or for one account's."""
    return query.include_filtered or query.account_id != 0


def shown_kinds(query: NotificationQuery | AccountsQuery | KnownQuery) -> list[NoticeKind]:
    """Mastodon's kinds, and those of ours that the query names."""
    named = {*query.types, *query.supported_types}
    return [kind for kind, name in TYPES.items() if kind not in OURS or name in named]


def group_key(row: Notice) -> str:
    """The name of the group that a notice belongs to, among all of them."""
    if row.kind in notices.TOGETHER and row.moment_id is not None:
        return f"{TYPES[NoticeKind(row.kind)]}-{row.moment_id}"
    return f"ungrouped-{row.id}"


def ours(tx: ReadTx, me: int, row: Notice) -> dict[str, Any]:
    """What a notification says beside Mastodon's fields: which group or ruling, how many put themselves down."""
    if row.kind == NoticeKind.RULING:
        return {"ruling_id": str(row.since)}
    said: dict[str, Any] = {} if row.group_id is None else {"group_id": str(row.group_id)}
    return said | ({"entries_count": len(notices.fetch_told(tx, me, row))} if row.kind == NoticeKind.CHAIN else {})


def present_notices(tx: ReadTx, me: int, rows: list[Notice]) -> list[e.Notification]:
    """Notices of one's own, as they were read."""
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
            **ours(tx, me, row),
        )
        for row in rows
    ]


@routes.get("/api/v1/notifications", scope=READ)
def show_all(tx: ReadTx, call: Call, query: NotificationQuery) -> list[e.Notification]:
    """What the caller was told, newest first."""
    me = call.actor_id
    at = Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))
    kinds = kinds_of(query)
    rows = notices.page_notices(tx, me, at, kinds=kinds, actor=query.account_id, held=with_held(query))
    if rows:
        call.link(rows[0].id, rows[-1].id)
    return present_notices(tx, me, rows)


@routes.get("/api/v1/notifications/unread_count", scope=READ)
def unread_count(tx: ReadTx, call: Call, query: CountQuery) -> Count:
    """How many stand above the caller's marker, counted up to `limit`."""
    me = call.actor_id
    most = max(1, min(query.limit, 1000))
    kinds = kinds_of(query)
    return Count(notices.count_unread(tx, me, kinds=kinds, actor=query.account_id, held=with_held(query), most=most))


@routes.get("/api/v1/notifications/{id}", scope=READ)
def show(tx: ReadTx, call: Call, id: Id, query: KnownQuery) -> e.Notification:
    """One of them."""
    me = call.actor_id
    return present_notices(tx, me, [notices.fetch_notice(tx, me, id, shown_kinds(query))])[0]


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
