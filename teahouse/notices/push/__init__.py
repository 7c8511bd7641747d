"""Push: an app or a browser is told on a telephone that sleeps, by its push service (RFC 8030, 8188, 8291, 8292).

The service learns that something came and how long it is, rounded up; what it says only the app can read. Whether the
reader may see what it tells is asked at the moment of sending.
"""

from teahouse.notices.push.deliver import PushErrand, push
from teahouse.notices.push.model import ALERTS, Policy, Subscription, Wanted
from teahouse.notices.push.seal import Sealed, make_key, seal, sign
from teahouse.notices.push.subscribe import (
    change_subscription,
    choose_texts,
    chose_texts,
    drop_browser,
    drop_subscription,
    fetch_public_key,
    fetch_subscription,
    is_browser_told,
    keep_keys,
    subscribe,
    subscribe_browser,
)

__all__ = [
    "ALERTS",
    "Policy",
    "PushErrand",
    "Sealed",
    "Subscription",
    "Wanted",
    "change_subscription",
    "choose_texts",
    "chose_texts",
    "drop_browser",
    "drop_subscription",
    "fetch_public_key",
    "fetch_subscription",
    "is_browser_told",
    "keep_keys",
    "make_key",
    "push",
    "seal",
    "sign",
    "subscribe",
    "subscribe_browser",
]
