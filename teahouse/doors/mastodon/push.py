"""Web Push: where an app wants to be told, one subscription for each token."""

from __future__ import annotations

from typing import Any

import msgspec

from teahouse import notices
from teahouse.doors.mastodon import entities as e
from teahouse.kit.db import ReadTx, WriteTx
from teahouse.kit.errors import Invalid
from teahouse.kit.http import Call, Routes
from teahouse.notices.push import Policy, Subscription, Wanted

routes = Routes()

ALERTS = (
    *dict.fromkeys(name for name in notices.push.ALERTS.values() if not name.startswith("teahouse.")),
    "poll",
    "quote",
    "quoted_update",
    "admin.sign_up",
    "admin.report",
)
"""Mastodon's types, those too that nothing here tells of yet: what an app asked for it is answered."""
OURS = tuple(name for name in notices.push.ALERTS.values() if name.startswith("teahouse."))


class Keys(msgspec.Struct, frozen=True):
    """By which the app opens what it is sent."""

    p256dh: str = ""
    auth: str = ""


class Place(msgspec.Struct, frozen=True):
    """Where the app is told. `standard`: by the published standards."""

    endpoint: str = ""
    keys: Keys = Keys()
    standard: bool = False


class Data(msgspec.Struct, frozen=True):
    """What is told, and of whose doing."""

    alerts: dict[str, bool] = {}
    policy: Policy | None = None


class SubscribeForm(msgspec.Struct, frozen=True):
    """A new subscription."""

    subscription: Place = Place()
    data: Data = Data()
    policy: Policy | None = None


class ChangeForm(msgspec.Struct, frozen=True):
    """What is told from now on."""

    data: Data = Data()
    policy: Policy | None = None


class PushSubscription(msgspec.Struct, frozen=True):
    """A subscription, as its app sees it."""

    id: str
    endpoint: str
    standard: bool
    alerts: dict[str, bool]
    policy: str
    server_key: str


def _shown(tx: ReadTx, held: Subscription) -> PushSubscription:
    types = held.types
    alerts = {name: name in types for name in ALERTS} | {name: True for name in OURS if name in types}
    return PushSubscription(
        str(held.id), held.endpoint, bool(held.standard), alerts, held.policy, notices.push.fetch_public_key(tx)
    )


def _wanted(data: Data) -> tuple[str, ...]:
    return tuple(name for name in (*ALERTS, *OURS) if data.alerts.get(name))


def _token(call: Call) -> int:
    caller: Any = call.caller
    return int(caller.token_id)


@routes.post("/api/v1/push/subscription", scope="push")
def subscribe(tx: WriteTx, call: Call, body: SubscribeForm) -> PushSubscription:
    """Tell this app from now on, in place of what it asked for before."""
    place = body.subscription
    if not place.endpoint:
        raise Invalid("endpoint", "ERR_BLANK", "can't be blank")
    policy = body.data.policy or body.policy or "all"
    wanted = Wanted(place.endpoint, place.keys.p256dh, place.keys.auth, place.standard, _wanted(body.data), policy)
    return _shown(tx, notices.push.subscribe(tx, call.actor_id, _token(call), wanted))


@routes.get("/api/v1/push/subscription", scope="push")
def show(tx: ReadTx, call: Call) -> PushSubscription:
    """What this app asked for."""
    return _shown(tx, notices.push.fetch_subscription(tx, _token(call)))


@routes.put("/api/v1/push/subscription", scope="push")
def change(tx: WriteTx, call: Call, body: ChangeForm) -> PushSubscription:
    """Tell other things from now on; `data` names all of them."""
    policy = body.data.policy or body.policy
    return _shown(tx, notices.push.change_subscription(tx, _token(call), _wanted(body.data), policy))


@routes.delete("/api/v1/push/subscription", scope="push")
def unsubscribe(tx: WriteTx, call: Call) -> e.Empty:
    """Tell this app nothing more."""
    notices.push.drop_subscription(tx, _token(call))
    return e.Empty()
