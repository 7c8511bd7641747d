"""Mastodon's entities as clients read them, with our few additions. Field order is the order in answers.

Additions (docs/api.md): on Status `visibility_ex`, `limited_scope`, `circle_id`, `circle_ids`, `account_ids` (author
only), `selling`, `asking`, `passed_on`, `comment_policy`, `comment_removed`, `withheld`, `guessed`, `labelled`,
`campaign`, `chain`; on Relationship the quiet controls; on Source `privacy_ex` (what `privacy` means in our words),
`time_zone`, `window_days`, `direct_from`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from teahouse.doors.mastodon.entities_filters import FilterResult
from teahouse.doors.mastodon.entities_rulings import Withheld
from teahouse.guard import Campaign

Visibility = Literal["public", "unlisted", "private", "direct"]


class Field(Struct, frozen=True):
    """A line of a profile; `value` is HTML."""

    name: str
    value: str
    verified_at: str | None = None


class CustomEmoji(Struct, frozen=True):
    """A picture that stands for a `:shortcode:`."""

    shortcode: str
    url: str
    static_url: str
    visible_in_picker: bool
    category: str | None = None


class AccountRole(Struct, frozen=True):
    """A role that a profile shows."""

    id: str
    name: str
    color: str


class FeatureApproval(Struct, frozen=True):
    """Who may feature an account elsewhere; here nobody may yet."""

    automatic: list[str]
    manual: list[str]
    current_user: str


class Account(Struct, frozen=True):
    """An account as one viewer sees it."""

    id: str
    username: str
    acct: str
    display_name: str
    locked: bool
    bot: bool
    discoverable: bool | None
    indexable: bool
    group: bool
    created_at: str
    note: str
    url: str
    uri: str
    avatar: str
    avatar_static: str
    avatar_description: str
    header: str
    header_static: str
    header_description: str
    followers_count: int
    following_count: int
    statuses_count: int
    last_status_at: str | None
    hide_collections: bool | None
    noindex: bool
    emojis: list[CustomEmoji]
    roles: list[AccountRole]
    fields: list[Field]
    show_featured: bool
    show_media: bool
    show_media_replies: bool
    feature_approval: FeatureApproval


class Source(Struct, frozen=True):
    """One's own profile as it was typed, and the defaults of one's posts."""

    privacy: Visibility
    sensitive: bool
    language: str | None
    note: str
    fields: list[Field]
    follow_requests_count: int
    hide_collections: bool | None
    discoverable: bool | None
    indexable: bool
    attribution_domains: list[str]
    quote_policy: str
    privacy_ex: str
    time_zone: str
    window_days: int
    direct_from: str


class Role(Struct, frozen=True):
    """What one may do for the house."""

    id: str
    name: str
    permissions: str
    color: str
    highlighted: bool


class CredentialAccount(Account, frozen=True, kw_only=True):
    """One's own account."""

    source: Source
    role: Role


class MutedAccount(Account, frozen=True, kw_only=True):
    """An account that one does not look at, and until when."""

    mute_expires_at: str | None


class Relationship(Struct, frozen=True):
    """How one stands to another account. The lower half is ours: what one turned down of them."""

    id: str
    following: bool
    showing_reblogs: bool
    notifying: bool
    languages: list[str] | None
    followed_by: bool
    blocking: bool
    blocked_by: bool
    muting: bool
    muting_notifications: bool
    muting_expires_at: str | None
    requested: bool
    requested_by: bool
    domain_blocking: bool
    endorsed: bool
    note: str
    friend: bool
    hiding: bool
    selling_off: bool
    asking_off: bool
    shares_off: bool
    fold: int


class StatusMention(Struct, frozen=True):
    """Somebody whom a status names."""

    id: str
    username: str
    url: str
    acct: str


class StatusTag(Struct, frozen=True):
    """A tag in a status."""

    name: str
    url: str


class StatusApplication(Struct, frozen=True):
    """The app a status was posted with."""

    name: str
    website: str | None


class QuoteApproval(Struct, frozen=True):
    """Who may quote a status; here nobody may yet."""

    automatic: list[str]
    manual: list[str]
    current_user: str


class MediaSize(Struct, frozen=True):
    """How large a picture is."""

    width: int
    height: int
    size: str
    aspect: float


class Focus(Struct, frozen=True):
    """Where what matters in a picture is, from -1 to 1 each way."""

    x: float
    y: float


class MediaMeta(Struct, frozen=True):
    """How large a picture and its small form are."""

    original: MediaSize
    small: MediaSize
    focus: Focus | UnsetType = UNSET


class MediaAttachment(Struct, frozen=True):
    """A picture."""

    id: str
    type: Literal["image"]
    url: str
    preview_url: str
    remote_url: None
    preview_remote_url: None
    text_url: None
    meta: MediaMeta
    description: str | None
    blurhash: str


class OwnEntry(Struct, frozen=True):
    """What one wrote on an order chain; the author of the post may have removed it."""

    id: str
    name: str
    quantity: int
    note: str
    created_at: str
    changed_at: str | None
    removed: bool


class Chain(Struct, frozen=True):
    """An order chain as one viewer sees it: `entries_count` and `total` are of the entries that they may see."""

    title: str
    unit: str
    most_each: int | None
    most_total: int | None
    closes_at: str | None
    author_only: bool
    left_told: bool
    state: Literal["open", "full", "closed"]
    left: int | None
    entries_count: int
    total: int
    entry: OwnEntry | None


class Status(Struct, frozen=True):
    """A moment, a comment or a share as one viewer sees it."""

    id: str
    created_at: str
    in_reply_to_id: str | None
    in_reply_to_account_id: str | None
    sensitive: bool
    spoiler_text: str
    visibility: Visibility
    language: str | None
    uri: str
    url: str | None
    replies_count: int
    reblogs_count: int
    favourites_count: int
    quotes_count: int
    edited_at: str | None
    content: str
    reblog: Status | None
    application: StatusApplication | None
    account: Account
    media_attachments: list[MediaAttachment]
    mentions: list[StatusMention]
    tags: list[StatusTag]
    emojis: list[CustomEmoji]
    card: None
    poll: None
    quote: None
    quote_approval: QuoteApproval
    tagged_collections: list[str]
    visibility_ex: str
    limited_scope: str | None
    selling: bool
    asking: bool
    passed_on: bool
    comment_policy: str
    favourited: bool | UnsetType = UNSET
    reblogged: bool | UnsetType = UNSET
    muted: bool | UnsetType = UNSET
    bookmarked: bool | UnsetType = UNSET
    pinned: bool | UnsetType = UNSET
    filtered: list[FilterResult] | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    circle_id: str | UnsetType | None = UNSET
    circle_ids: list[str] | UnsetType = UNSET
    account_ids: list[str] | UnsetType = UNSET
    comment_removed: bool | UnsetType = UNSET
    withheld: Withheld | UnsetType = UNSET
    guessed: list[str] | UnsetType = UNSET
    labelled: bool | UnsetType = UNSET
    campaign: Campaign | UnsetType = UNSET
    chain: Chain | UnsetType = UNSET


class DeletedStatus(Struct, frozen=True):
    """A status that was just deleted: its source stands in place of its HTML, to be written anew."""

    id: str
    created_at: str
    in_reply_to_id: str | None
    in_reply_to_account_id: str | None
    sensitive: bool
    spoiler_text: str
    visibility: Visibility
    language: str | None
    uri: str
    url: str | None
    replies_count: int
    reblogs_count: int
    favourites_count: int
    quotes_count: int
    edited_at: str | None
    text: str
    reblog: Status | None
    application: StatusApplication | None
    account: Account
    media_attachments: list[MediaAttachment]
    mentions: list[StatusMention]
    tags: list[StatusTag]
    emojis: list[CustomEmoji]
    card: None
    poll: None
    quote: None
    quote_approval: QuoteApproval
    tagged_collections: list[str]
    visibility_ex: str
    limited_scope: str | None
    favourited: bool
    reblogged: bool
    muted: bool
    bookmarked: bool
    chain: Chain | UnsetType = UNSET


class Context(Struct, frozen=True):
    """What stands above a status and what was said below it."""

    ancestors: list[Status]
    descendants: list[Status]


class StatusEdit(Struct, frozen=True):
    """One version of a status."""

    content: str
    spoiler_text: str
    sensitive: bool
    created_at: str
    account: Account
    media_attachments: list[MediaAttachment]
    emojis: list[CustomEmoji]


class StatusSource(Struct, frozen=True):
    """A status as it was typed."""

    id: str
    text: str
    spoiler_text: str


class Notification(Struct, frozen=True):
    """A notice."""

    id: str
    type: str
    created_at: str
    group_key: str
    account: Account
    status: Status | UnsetType = UNSET
    group_id: str | UnsetType = UNSET
    entries_count: int | UnsetType = UNSET
    ruling_id: str | UnsetType = UNSET


class Empty(Struct, frozen=True):
    """`{}`."""
