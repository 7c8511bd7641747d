"""Our nouns in Mastodon's words: accounts and moments as one viewer sees them.

Everything here is handed ids that passed the gate. An account's JSON is made once for an answer and spliced in
wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

import msgspec
from msgspec import UNSET

from teahouse import moments, people
from teahouse.doors.mastodon import entities as e
from teahouse.kit.db import ReadTx
from teahouse.kit.text import tag_key
from teahouse.moments import Card, Kind, Mark, Moment, State

_ENCODE = msgspec.json.Encoder().encode
_MENTIONS = msgspec.json.Decoder(list[tuple[int, str, str]])
_TAGS = msgspec.json.Decoder(list[str])
_DAY_ONE = date(1970, 1, 1).toordinal()
# Plain numbers: an enumeration's own operators would cost more than the rest of a status.
_SELLING, _ASKING, _PASSED_ON = int(Mark.SELLING), int(Mark.ASKING), int(Mark.PASSED_ON)
_NO_FEATURE = e.FeatureApproval([], [], "denied")
_NO_QUOTE = e.QuoteApproval([], [], "denied")
_VISIBILITY: dict[int, e.Visibility] = {
    Kind.PUBLIC: "public",
    Kind.QUIET: "unlisted",
    Kind.MENTIONED: "direct",
}
_EX: dict[int, str] = {
    Kind.PUBLIC: "public",
    Kind.QUIET: "unlisted",
    Kind.HOUSE: "house",
    Kind.FOLLOWERS: "followers",
    Kind.MENTIONED: "direct",
}
_SCOPE: dict[int, str] = {Kind.FRIENDS: "mutual", Kind.ONLY: "circle", Kind.EXCEPT: "except", Kind.ONLY_ME: "personal"}
_POLICY: dict[int, str] = {
    moments.CommentPolicy.ALL: "all",
    moments.CommentPolicy.FRIENDS: "friends",
    moments.CommentPolicy.NOBODY: "nobody",
}


def iso(ms: int) -> str:
    """A time as clients read it: ISO 8601 in UTC, to the millisecond."""
    return f"{datetime.fromtimestamp(ms // 1000, UTC).isoformat()[:19]}.{ms % 1000:03d}Z"


def day(ms: int) -> str:
    """The date of a time, in UTC."""
    return date.fromordinal(_DAY_ONE + ms // people.DAY).isoformat()


def account_fields(account: people.Account, numbers: people.Numbers, addresses: people.Addresses) -> dict[str, Any]:
    """All of `Account`'s fields; `numbers` are followers and following as far as the viewer may know."""
    url = addresses.of(account)
    avatar, header = f"{addresses.origin}/static/avatar.png", f"{addresses.origin}/static/header.png"
    return {
        "id": str(account.id),
        "username": account.username,
        "acct": people.acct_of(account),
        "display_name": account.display_name,
        "locked": bool(account.locked),
        "bot": bool(account.bot),
        "discoverable": bool(account.discoverable),
        "indexable": bool(account.indexable),
        "group": False,
        "created_at": f"{day(account.created_at)}T00:00:00.000Z",
        "note": account.note_html,
        "url": url,
        "uri": account.uri or url,
        "avatar": avatar,
        "avatar_static": avatar,
        "avatar_description": "",
        "header": header,
        "header_static": header,
        "header_description": "",
        "followers_count": numbers.followers,
        "following_count": numbers.following,
        "statuses_count": account.public_count,
        "last_status_at": None if account.public_at is None else day(account.public_at),
        "hide_collections": True,
        "noindex": not account.indexable,
        "emojis": [],
        "roles": [],
        "fields": [e.Field(field.name, field.html) for field in people.fields_of(account)],
        "show_featured": False,
        "show_media": False,
        "show_media_replies": False,
        "feature_approval": _NO_FEATURE,
    }


def present_accounts(
    tx: ReadTx, viewer: int, ids: Iterable[int]
) -> tuple[dict[int, e.Account], dict[int, people.Account]]:
    """The active ones among these accounts, by id: as JSON that is spliced in as it is, and as they are."""
    accounts = people.fetch_accounts(tx, set(ids))
    numbers = people.fetch_numbers(tx, viewer, list(accounts.values()))
    accounts = moments.gate_figures(tx, viewer, accounts, numbers)
    addresses = tx.handed(people.Addresses)
    presented = {
        account.id: cast(e.Account, msgspec.Raw(_ENCODE(account_fields(account, numbers[account.id], addresses))))
        for account in accounts.values()
    }
    return presented, accounts


def present_account_list(tx: ReadTx, viewer: int, ids: Sequence[int]) -> list[e.Account]:
    """These accounts, in this order."""
    presented, _ = present_accounts(tx, viewer, ids)
    return [presented[account_id] for account_id in ids if account_id in presented]


def present_statuses(tx: ReadTx, viewer: int, ids: Sequence[int]) -> list[e.Status]:
    """These moments, in this order; `viewer` is 0 for who is not signed in."""
    cards = moments.fetch_cards(tx, viewer, ids)
    authors = {card.moment.author_id for card in cards}
    authors |= {card.original.moment.author_id for card in cards if card.original is not None}
    addresses = tx.handed(people.Addresses)
    desk = _Desk(viewer, *present_accounts(tx, viewer, authors), addresses, _own_audiences(tx, viewer, cards))
    return [desk.status(card) for card in cards]


def present_status(tx: ReadTx, viewer: int, moment_id: int) -> e.Status:
    """One moment. Raises `NotFound` where the viewer may not see it."""
    moments.fetch_seen(tx, viewer, moment_id)
    return present_statuses(tx, viewer, [moment_id])[0]


def _own_audiences(tx: ReadTx, viewer: int, cards: list[Card]) -> dict[int, tuple[list[int], list[int]]]:
    """Circles and people that one's own moments name; nobody else is told."""
    named = (Kind.ONLY, Kind.EXCEPT, Kind.FOLLOWERS)
    own = [card.moment.id for card in cards if card.moment.author_id == viewer and card.moment.audience in named]
    return {moment_id: moments.fetch_named(tx, moment_id) for moment_id in own}


class _Desk:
    """What presenting the statuses of one answer needs."""

    __slots__ = ("_accounts", "_addresses", "_own", "_presented", "_viewer")

    def __init__(
        self,
        viewer: int,
        presented: dict[int, e.Account],
        accounts: dict[int, people.Account],
        addresses: people.Addresses,
        own: dict[int, tuple[list[int], list[int]]],
    ) -> None:
        self._viewer = viewer
        self._presented = presented
        self._accounts = accounts
        self._addresses = addresses
        self._own = own

    def status(self, card: Card) -> e.Status:
        """A card as a status, with the status that it shares."""
        m = card.moment
        mine = m.author_id == self._viewer
        shown = card if card.original is None else card.original
        url = f"{self._addresses.origin}/@{self._accounts[m.author_id].username}/{m.id}"
        return e.Status(
            id=str(m.id),
            created_at=iso(m.id >> 16),
            in_reply_to_id=None if card.shown_parent_id is None else str(card.shown_parent_id),
            in_reply_to_account_id=None if card.shown_parent_author_id is None else str(card.shown_parent_author_id),
            sensitive=bool(m.sensitive),
            spoiler_text=m.spoiler,
            visibility=_VISIBILITY.get(m.audience, "private"),
            language=m.language,
            uri=url,
            url=url,
            replies_count=shown.comments,
            reblogs_count=shown.shares,
            favourites_count=shown.likes,
            quotes_count=0,
            edited_at=None if m.edited_at is None else iso(m.edited_at),
            content=shown.moment.html,
            reblog=None if card.original is None else self.status(card.original),
            application=None if m.app_name is None else e.StatusApplication(m.app_name, m.app_website),
            account=self._presented[m.author_id],
            media_attachments=[],
            mentions=self._mentions(m),
            tags=self._tags(m),
            emojis=[],
            card=None,
            poll=None,
            quote=None,
            quote_approval=_NO_QUOTE,
            tagged_collections=[],
            visibility_ex=_EX.get(m.audience, "limited"),
            limited_scope=_SCOPE.get(m.audience) if mine else None,
            selling=bool(m.marks & _SELLING),
            asking=bool(m.marks & _ASKING),
            passed_on=bool(m.marks & _PASSED_ON),
            comment_policy=_POLICY[m.comment_policy],
            **(self._marks(card, shown) if self._viewer else {}),
            **(self._secrets(m) if mine else {}),
        )

    def _marks(self, card: Card, shown: Card) -> dict[str, Any]:
        """What the viewer did with it."""
        m = card.moment
        pinnable = m.author_id == self._viewer and m.share_of_id is None and m.audience != Kind.MENTIONED
        return {
            "favourited": shown.liked,
            "reblogged": shown.shared,
            "muted": shown.muted,
            "bookmarked": shown.bookmarked,
            "filtered": [],
            "pinned": card.pinned if pinnable else UNSET,
        }

    def _secrets(self, m: Moment) -> dict[str, Any]:
        """What only the author is told."""
        told: dict[str, Any] = {}
        if m.id in self._own:
            circles, named = self._own[m.id]
            told["circle_id"] = str(circles[0]) if circles else None
            told["circle_ids"] = [str(circle) for circle in circles]
            told["account_ids"] = [str(person) for person in named]
        if m.state == State.REMOVED:
            told["comment_removed"] = True
        return told

    def _mentions(self, m: Moment) -> list[e.StatusMention]:
        if m.mentions == "[]":
            return []
        return [
            e.StatusMention(str(account_id), username, self._addresses.profile(username), acct)
            for account_id, username, acct in _MENTIONS.decode(m.mentions)
        ]

    def _tags(self, m: Moment) -> list[e.StatusTag]:
        if m.tags == "[]":
            return []
        return [e.StatusTag(tag, self._addresses.tag(tag_key(tag))) for tag in _TAGS.decode(m.tags)]
