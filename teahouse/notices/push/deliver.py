"""From a notice to the push service: whom to tell, what it says, and what is done with the service's answer."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from teahouse import people
from teahouse.kit.db import Again, Outcome, ReadTx, WriteTx
from teahouse.kit.outward import HttpParcel
from teahouse.notices.events import PushWanted, Told
from teahouse.notices.model import NoticeKind
from teahouse.notices.push import store
from teahouse.notices.push.model import ALERTS, Subscription
from teahouse.notices.push.seal import MOST, seal, sign
from teahouse.notices.push.subscribe import chose_texts, fetch_keys
from teahouse.notices.say import Said, say

KEPT = 172_800
"""Seconds for which a push service keeps it for a telephone that is off."""
_CAN_WAIT = frozenset({NoticeKind.LIKE, NoticeKind.SHARE, NoticeKind.EDIT, NoticeKind.FOLLOW})
_GONE = frozenset({404, 410})
_LATER = frozenset({0, 408, 425, 429})


class Message(msgspec.Struct, frozen=True):
    """What an app reads, in Mastodon's words."""

    access_token: str
    preferred_locale: str
    notification_id: int
    notification_type: str
    icon: str
    title: str
    body: str


class Shown(msgspec.Struct, frozen=True):
    """What our own pages' script reads (`static/service-worker.js`)."""

    id: int
    language: str
    icon: str
    title: str
    body: str
    url: str


def push(tx: WriteTx, fact: Told) -> None:
    """Every app of this person that wants to be told of such things has an errand of its own, and each browser."""
    for subscription in tx.all(store.OF_ACCOUNT, account=fact.account_id):
        if ALERTS[NoticeKind(fact.kind)] in subscription.types and subscription.policy != "none":
            tx.tell(PushWanted(subscription.id, fact.notice_id))
    for browser_id in tx.column(store.BROWSERS_OF_ACCOUNT, account=fact.account_id):
        tx.tell(PushWanted(browser_id, fact.notice_id))


class PushErrand:
    """Carries one notice to one app or browser."""

    def prepare(self, tx: ReadTx, fact: PushWanted) -> HttpParcel | None:
        """What the app is told, sealed: by what its reader may see now."""
        subscription = _fetch(tx, fact.subscription_id)
        if subscription is None:
            return None
        reader = subscription.account_id
        said = say(tx, reader, fact.notice_id, texts=chose_texts(tx, reader), remarks=True)
        if said is None or not _wants(tx, subscription, said):
            return None
        sealed = seal(
            _message(subscription, said), subscription.p256dh, subscription.auth, standard=bool(subscription.standard)
        )
        signed = _signed(tx, subscription)
        key = ";".join(part["Crypto-Key"] for part in (sealed.headers, signed) if "Crypto-Key" in part)
        headers = {
            **sealed.headers,
            **signed,
            **({"Crypto-Key": key} if key else {}),
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT),
            "Urgency": "low" if said.notice.kind in _CAN_WAIT else "normal",
            # What is sent twice replaces itself.
            "Topic": f"{fact.notice_id:x}",
        }
        return HttpParcel(subscription.endpoint, sealed.body, headers)

    def settle(self, tx: WriteTx, fact: PushWanted, parcel: HttpParcel | None, outcome: Outcome) -> Again | None:
        """A service that knows the subscription no longer ends it; one that is busy is asked again later."""
        if parcel is None:
            return None
        if outcome.status in _GONE:
            _drop(tx, fact.subscription_id)
            return None
        if outcome.status in _LATER or outcome.status >= 500:
            return Again(f"the push service {outcome.said}", (outcome.retry_after or 0) * 1000)
        if 200 <= outcome.status < 300:
            return None
        # It would not take the next one either; the host sees this one among what failed for good.
        _drop(tx, fact.subscription_id)
        return Again(f"the push service {outcome.said}", hopeless=True)


def _fetch(tx: ReadTx, subscription_id: int) -> Subscription | None:
    """An app's, or a browser's."""
    found = tx.one(store.ONE, subscription=subscription_id)
    if found is not None:
        return found
    browser = tx.one(store.BROWSER, subscription=subscription_id)
    return None if browser is None else browser.subscription


def _drop(tx: WriteTx, subscription_id: int) -> None:
    for statement in (store.DROP, store.DROP_BROWSER):
        tx.run(statement, subscription=subscription_id)


def _wants(tx: ReadTx, subscription: Subscription, said: Said) -> bool:
    if ALERTS[NoticeKind(said.notice.kind)] not in subscription.types:
        return False
    if subscription.policy == "all":
        return True
    relation = people.fetch_relations(tx, subscription.account_id, [said.notice.actor_id])[said.notice.actor_id]
    tie = {"followed": relation.mine, "follower": relation.theirs}.get(subscription.policy)
    return tie is not None and bool(tie.following)


def _message(subscription: Subscription, said: Said) -> bytes:
    notice = said.notice
    message: Message | Shown = Message(
        access_token=subscription.stands_for,
        preferred_locale=said.language,
        notification_id=notice.id,
        notification_type=ALERTS[NoticeKind(notice.kind)],
        icon=said.icon,
        title=said.title,
        body=said.words,
    )
    if not subscription.stands_for:
        message = Shown(notice.id, said.language, said.icon, said.title, said.words, said.url)
    whole = msgspec.json.encode(message)
    return whole if len(whole) <= MOST else msgspec.json.encode(msgspec.structs.replace(message, body="", icon=""))


def _signed(tx: ReadTx, subscription: Subscription) -> dict[str, str]:
    private, public = fetch_keys(tx)
    origin = tx.handed(people.Addresses).origin
    # Services want an address to write to; a house without TLS is one that is being tried out.
    subject = origin if urlsplit(origin).scheme == "https" else f"mailto:host@{urlsplit(origin).hostname}"
    return sign(subscription.endpoint, private, public, subject, tx.now, standard=bool(subscription.standard))
