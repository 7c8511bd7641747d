"""Whose notifications are told, held back or dropped, and looking through what is held back."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from teahouse import notices
from teahouse.doors.mastodon import entities as e
from teahouse.doors.mastodon.notifications import READ, WRITE
from teahouse.doors.mastodon.present import iso, present_accounts, present_statuses
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.http import Call, Id, Page, Routes
from teahouse.moments import Stretch
from teahouse.notices import Request
from teahouse.notices.held import Choice, Treatment

routes = Routes()
Word = Literal["accept", "filter", "drop"]
NAMES = Choice.__struct_fields__


class Summary(Struct, frozen=True):
    """What is held back now."""

    pending_requests_count: int
    pending_notifications_count: int


class Policy(Struct, frozen=True):
    """How notifications are treated, by whose they are."""

    for_not_following: str
    for_not_followers: str
    for_new_accounts: str
    for_private_mentions: str
    for_limited_accounts: str
    summary: Summary


class PolicyForm(Struct, frozen=True):
    """What is to be treated otherwise from now on; the rest stays."""

    for_not_following: Word | None = None
    for_not_followers: Word | None = None
    for_new_accounts: Word | None = None
    for_private_mentions: Word | None = None
    for_limited_accounts: Word | None = None


class V1Policy(Struct, frozen=True):
    """The same, as older apps know it: held back or not."""

    filter_not_following: bool
    filter_not_followers: bool
    filter_new_accounts: bool
    filter_private_mentions: bool
    summary: Summary


class V1PolicyForm(Struct, frozen=True):
    """What is to be treated otherwise, as older apps say it."""

    filter_not_following: bool | None = None
    filter_not_followers: bool | None = None
    filter_new_accounts: bool | None = None
    filter_private_mentions: bool | None = None


class NotificationRequest(Struct, frozen=True):
    """Somebody whose notifications are held back."""

    id: str
    created_at: str
    updated_at: str
    notifications_count: str
    account: e.Account
    last_status: e.Status | UnsetType = UNSET


class Merged(Struct, frozen=True):
    """Whether all that was accepted stands among the others."""

    merged: bool


class ManyForm(Struct, frozen=True):
    """Several requests at once."""

    id: list[Id] = []


def _summary(tx: ReadTx, me: int) -> Summary:
    return Summary(*notices.held.count(tx, me))


def _policy(tx: ReadTx, me: int) -> Policy:
    choice = notices.held.fetch_choice(tx, me)
    said = {f"for_{name}": Treatment(getattr(choice, name)).name.lower() for name in NAMES}
    return Policy(**said, summary=_summary(tx, me))


@routes.get("/api/v2/notifications/policy", scope=READ)
def show_policy(tx: ReadTx, call: Call) -> Policy:
    """How the caller's notifications are treated, and what is held back."""
    return _policy(tx, call.actor_id)


@routes.patch("/api/v2/notifications/policy", scope=WRITE)
def change_policy(tx: WriteTx, call: Call, body: PolicyForm) -> Policy:
    """For what is told from now on."""
    said = {name: getattr(body, f"for_{name}") for name in NAMES}
    _change(tx, call.actor_id, {name: Treatment[word.upper()] for name, word in said.items() if word is not None})
    return _policy(tx, call.actor_id)


def _change(tx: WriteTx, me: int, changes: dict[str, int]) -> None:
    notices.held.choose(tx, me, msgspec.structs.replace(notices.held.fetch_choice(tx, me), **changes))


def _v1_policy(tx: ReadTx, me: int) -> V1Policy:
    choice = notices.held.fetch_choice(tx, me)
    said = {f"filter_{name}": getattr(choice, name) != Treatment.ACCEPT for name in NAMES[:-1]}
    return V1Policy(**said, summary=_summary(tx, me))


@routes.get("/api/v1/notifications/policy", scope=READ)
def show_v1_policy(tx: ReadTx, call: Call) -> V1Policy:
    """The same for older apps; what is dropped counts as held back."""
    return _v1_policy(tx, call.actor_id)


@routes.patch("/api/v1/notifications/policy", scope=WRITE)
def change_v1_policy(tx: WriteTx, call: Call, body: V1PolicyForm) -> V1Policy:
    """As older apps say it; what is dropped stays so where they ask for it to be held back."""
    choice, changes = notices.held.fetch_choice(tx, call.actor_id), {}
    for name in NAMES[:-1]:
        wanted = getattr(body, f"filter_{name}")
        if wanted is not None and wanted != (getattr(choice, name) != Treatment.ACCEPT):
            changes[name] = int(Treatment.FILTER if wanted else Treatment.ACCEPT)
    _change(tx, call.actor_id, changes)
    return _v1_policy(tx, call.actor_id)


def _present(tx: ReadTx, me: int, rows: list[Request]) -> list[NotificationRequest]:
    accounts, _ = present_accounts(tx, me, [row.actor_id for row in rows])
    about = list(dict.fromkeys(row.moment_id for row in rows if row.moment_id is not None))
    statuses = dict(zip(about, present_statuses(tx, me, about), strict=True))
    return [
        NotificationRequest(
            id=str(row.id),
            created_at=iso(row.id >> 16),
            updated_at=iso(row.newest_id >> 16),
            notifications_count=str(row.count),
            account=accounts[row.actor_id],
            last_status=UNSET if row.moment_id is None else statuses[row.moment_id],
        )
        for row in rows
    ]


@routes.get("/api/v1/notifications/requests", scope=READ)
def show_requests(tx: ReadTx, call: Call, query: Page) -> list[NotificationRequest]:
    """Whose notifications are held back, the newest first."""
    at = Stretch(query.max_id, query.since_id, query.min_id, query.size(40, 80))
    rows = notices.held.page_requests(tx, call.actor_id, at)
    if rows:
        call.link(rows[0].id, rows[-1].id, more=len(rows) >= at.limit)
    return _present(tx, call.actor_id, rows)


@routes.get("/api/v1/notifications/requests/merged", scope=READ)
def merged(tx: ReadTx, call: Call) -> Merged:
    """Whether what was accepted is told: always, as it is told at once."""
    return Merged(merged=True)


@routes.get("/api/v1/notifications/requests/{id}", scope=READ)
def show_request(tx: ReadTx, call: Call, id: Id) -> NotificationRequest:
    """One of them."""
    return _present(tx, call.actor_id, [notices.held.fetch_request(tx, call.actor_id, id)])[0]


@routes.post("/api/v1/notifications/requests/accept", scope=WRITE)
def accept_many(tx: WriteTx, call: Call, body: ManyForm) -> e.Empty:
    """Tell what is held back of these, and nothing of theirs is held back any more."""
    notices.held.accept(tx, call.actor_id, body.id)
    return e.Empty()


@routes.post("/api/v1/notifications/requests/dismiss", scope=WRITE)
def dismiss_many(tx: WriteTx, call: Call, body: ManyForm) -> e.Empty:
    """Put away what is held back of these so far."""
    notices.held.dismiss(tx, call.actor_id, body.id)
    return e.Empty()


@routes.post("/api/v1/notifications/requests/{id}/accept", scope=WRITE)
def accept(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """The same for one."""
    notices.held.fetch_request(tx, call.actor_id, id)
    notices.held.accept(tx, call.actor_id, [id])
    return e.Empty()


@routes.post("/api/v1/notifications/requests/{id}/dismiss", scope=WRITE)
def dismiss(tx: WriteTx, call: Call, id: Id) -> e.Empty:
    """The same for one."""
    notices.held.fetch_request(tx, call.actor_id, id)
    notices.held.dismiss(tx, call.actor_id, [id])
    return e.Empty()
