"""Notifications (version 2): those of one thing in one group, as newer apps ask for them.

A group is named by what it is about: `favourite-ID`, `reblog-ID`, or `ungrouped-ID` for a notice by itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from teahouse import notices
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.notifications import (
    READ,
    TYPES,
    WRITE,
    AccountsQuery,
    Count,
    CountQuery,
    KnownQuery,
    NotificationQuery,
    group_key,
    kinds_of,
    ours,
    shown_kinds,
    with_held,
)
from teahouse.doors.mastodon.present import iso, present_account_list, present_accounts, present_statuses
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import NotFound
from teahouse.kit.http import Call, Routes
from teahouse.moments import Stretch
from teahouse.notices import Group, NoticeKind

routes = Routes()
SAMPLE = 8
"""Of how many accounts a group shows at once; all of them have a page of their own."""


class GroupedQuery(NotificationQuery, frozen=True, kw_only=True):
    """Which notices, which types of them are grouped, and how much is told of accounts that are not the first."""

    grouped_types: list[str] = []
    expand_accounts: Literal["full", "partial_avatars"] = "full"


class GroupCountQuery(CountQuery, frozen=True):
    """What is counted, and how far."""

    grouped_types: list[str] = []


class NotificationGroup(Struct, frozen=True):
    """Notices of one thing. `page_…` are of the notices that this page covers."""

    group_key: str
    notifications_count: int
    type: str
    most_recent_notification_id: int
    page_min_id: str
    page_max_id: str
    latest_page_notification_at: str
    sample_account_ids: list[str]
    status_id: str | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    entries_count: int | UnsetType = UNSET
    ruling_id: str | UnsetType = UNSET


class PartialAccount(Struct, frozen=True):
    """As much of an account as a small picture needs."""

    id: str
    acct: str
    url: str
    avatar: str
    avatar_static: str
    avatar_description: str
    locked: bool
    bot: bool


class Grouped(Struct, frozen=True):
    """Groups, with the accounts and statuses that they name, each once."""

    accounts: list[e.Account]
    statuses: list[e.Status]
    notification_groups: list[NotificationGroup]
    partial_accounts: list[PartialAccount] | UnsetType = UNSET


def _together(types: list[str]) -> set[NoticeKind]:
    return {kind for kind in notices.TOGETHER if not types or TYPES[kind] in types}


def _present(tx: ReadTx, me: int, groups: list[Group], *, partial: bool) -> Grouped:
    samples = [list(dict.fromkeys(notice.actor_id for notice in group.notices))[:SAMPLE] for group in groups]
    everybody = list(dict.fromkeys(one for sample in samples for one in sample))
    written, _ = present_accounts(tx, me, everybody)
    first = {sample[0] for sample in samples} if partial else set(everybody)
    about = list(dict.fromkeys(group.newest.moment_id for group in groups if group.newest.moment_id is not None))
    few: list[PartialAccount] | UnsetType = UNSET
    if partial:
        others = [written[one] for one in everybody if one not in first]
        few = [msgspec.json.decode(msgspec.json.encode(other), type=PartialAccount) for other in others]
    return Grouped(
        accounts=[written[one] for one in everybody if one in first],
        statuses=present_statuses(tx, me, about),
        notification_groups=[_group(tx, me, group, sample) for group, sample in zip(groups, samples, strict=True)],
        partial_accounts=few,
    )


def _group(tx: ReadTx, me: int, group: Group, sample: list[int]) -> NotificationGroup:
    newest = group.newest
    return NotificationGroup(
        group_key=group_key(newest) if group.together else f"ungrouped-{newest.id}",
        notifications_count=group.count,
        type=TYPES[NoticeKind(newest.kind)],
        most_recent_notification_id=newest.id,
        page_min_id=str(group.notices[-1].id),
        page_max_id=str(newest.id),
        latest_page_notification_at=iso(newest.id >> 16),
        sample_account_ids=[str(one) for one in sample],
        status_id=UNSET if newest.moment_id is None else str(newest.moment_id),
        **ours(tx, me, newest),
    )


def _named(key: str) -> tuple[NoticeKind | None, int]:
    """What a group's name means: a kind and a moment, or no kind and a notice. Raises `NotFound`."""
    name, _, number = key.rpartition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 20):
        raise NotFound
    if name == "ungrouped":
        return None, int(number)
    for kind in notices.TOGETHER:
        if TYPES[kind] == name:
            return kind, int(number)
    raise NotFound


@routes.get("/api/v2/notifications", scope=READ)
def show_all(tx: ReadTx, call: Call, query: GroupedQuery) -> Grouped:
    """What the caller was told, in groups, newest first."""
    at = Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))
    page = notices.page_groups(
        tx,
        call.actor_id,
        at,
        kinds=kinds_of(query),
        actor=query.account_id,
        held=with_held(query),
        together=_together(query.grouped_types),
    )
    call.link(page.first, page.last)
    return _present(tx, call.actor_id, page.groups, partial=query.expand_accounts == "partial_avatars")


@routes.get("/api/v2/notifications/unread_count", scope=READ)
def unread_count(tx: ReadTx, call: Call, query: GroupCountQuery) -> Count:
    """How many groups stand above the caller's marker, counted up to `limit`."""
    return Count(
        notices.count_unread_groups(
            tx,
            call.actor_id,
            kinds=kinds_of(query),
            together=_together(query.grouped_types),
            actor=query.account_id,
            held=with_held(query),
            most=max(1, min(query.limit, 1000)),
        )
    )


@routes.get("/api/v2/notifications/{group_key}", scope=READ)
def show(tx: ReadTx, call: Call, group_key: str, query: KnownQuery) -> Grouped:
    """One group."""
    kind, number = _named(group_key)
    if kind is None:
        group = Group([notices.fetch_notice(tx, call.actor_id, number, shown_kinds(query))], 1, together=False)
    else:
        group = notices.fetch_group(tx, call.actor_id, kind, number)
    return _present(tx, call.actor_id, [group], partial=False)


@routes.get("/api/v2/notifications/{group_key}/accounts", scope=READ)
def accounts(tx: ReadTx, call: Call, group_key: str, query: AccountsQuery) -> list[e.Account]:
    """Everybody in a group, who did it last first."""
    me = call.actor_id
    kind, number = _named(group_key)
    at = Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))
    if kind is None:
        return present_account_list(tx, me, [notices.fetch_notice(tx, me, number, shown_kinds(query)).actor_id])
    rows = notices.page_group(tx, me, kind, number, at)
    if rows:
        call.link(rows[0].id, rows[-1].id, more=len(rows) >= at.limit)
    return present_account_list(tx, me, [row.actor_id for row in rows])


@routes.post("/api/v2/notifications/{group_key}/dismiss", scope=WRITE)
def dismiss(tx: WriteTx, call: Call, group_key: str) -> e.Empty:
    """Put a group away."""
    kind, number = _named(group_key)
    if kind is None:
        notices.dismiss(tx, call.actor_id, number)
    else:
        notices.dismiss_group(tx, call.actor_id, kind, number)
    return e.Empty()
