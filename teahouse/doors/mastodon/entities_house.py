"""Mastodon's entities about apps, lists and the house itself, as clients read them.

Numbers that stock clients need stand here even where the house has none of the thing: then they are 0.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from teahouse.doors.mastodon.entities import Account, CustomEmoji, StatusTag


class Application(Struct, frozen=True):
    """An app, as its own token sees it."""

    id: str
    name: str
    website: str | None
    scopes: list[str]
    redirect_uri: str
    redirect_uris: list[str]
    vapid_key: str


class CredentialApplication(Application, frozen=True, kw_only=True):
    """An app with its secret, shown once."""

    client_id: str
    client_secret: str
    client_secret_expires_at: int


class Token(Struct, frozen=True):
    """A token, shown once. `created_at` is in seconds."""

    access_token: str
    token_type: str
    scope: str
    created_at: int


class UserInfo(Struct, frozen=True):
    """Who signed in, in OpenID's words."""

    iss: str
    sub: str
    name: str
    preferred_username: str
    profile: str
    picture: str


class AuthorizationServer(Struct, frozen=True):
    """How to sign in here (RFC 8414)."""

    issuer: str
    service_documentation: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    revocation_endpoint: str
    app_registration_endpoint: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    response_modes_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    code_challenge_methods_supported: list[str]


class Report(Struct, frozen=True, kw_only=True):
    """A report, as its reporter sees it. There are no collections here to report."""

    id: str
    action_taken: bool
    action_taken_at: str | None
    category: str
    comment: str
    forwarded: bool
    created_at: str
    status_ids: list[str]
    collection_ids: list[str] = []
    rule_ids: list[str] | None
    target_account: Account


class Circle(Struct, frozen=True):
    """A private list of friends."""

    id: str
    title: str


class List(Struct, frozen=True):
    """A list to read by; every circle is shown as one too, under its own id."""

    id: str
    title: str
    replies_policy: str
    exclusive: bool


class FamiliarFollowers(Struct, frozen=True):
    """Friends that one has in common with an account."""

    id: str
    accounts: list[Account]


class Marker(Struct, frozen=True):
    """How far one has read."""

    last_read_id: str
    version: int
    updated_at: str


class Preferences(Struct, frozen=True):
    """What an app should begin with."""

    visibility: str = field(name="posting:default:visibility")
    sensitive: bool = field(name="posting:default:sensitive")
    language: str | None = field(name="posting:default:language")
    quote_policy: str = field(name="posting:default:quote_policy")
    expand_media: Literal["default"] = field(name="reading:expand:media")
    expand_spoilers: bool = field(name="reading:expand:spoilers")
    autoplay: bool = field(name="reading:autoplay:gifs")


class Announcement(Struct, frozen=True):
    """Something that the host says to everybody."""

    id: str
    content: str
    starts_at: str | None
    ends_at: str | None
    all_day: bool
    published_at: str
    updated_at: str
    read: bool
    mentions: list[str]
    statuses: list[str]
    tags: list[StatusTag]
    emojis: list[CustomEmoji]
    reactions: list[str]


class Rule(Struct, frozen=True):
    """One rule of the house."""

    id: str
    text: str
    hint: str
    translations: dict[str, dict[str, str]]


class ExtendedDescription(Struct, frozen=True):
    """The house in more words."""

    updated_at: str | None
    content: str


class Icon(Struct, frozen=True):
    """The house's icon in one size."""

    src: str
    size: str


class Thumbnail(Struct, frozen=True):
    """The house's picture."""

    url: str
    description: str


class Users(Struct, frozen=True):
    """How many were here this month."""

    active_month: int


class Usage(Struct, frozen=True):
    """How much the house is used."""

    users: Users


class AccountBounds(Struct, frozen=True):
    """How long the parts of a profile may be."""

    max_display_name_length: int
    max_note_length: int
    max_avatar_description_length: int
    max_header_description_length: int
    max_featured_tags: int
    max_pinned_statuses: int
    max_profile_fields: int
    profile_field_name_limit: int
    profile_field_value_limit: int


class StatusBounds(Struct, frozen=True):
    """How long a post may be."""

    max_characters: int
    max_media_attachments: int
    characters_reserved_per_url: int


class MediaBounds(Struct, frozen=True):
    """What may be attached; an empty list of types is nothing."""

    supported_mime_types: list[str]
    description_limit: int = 0
    image_size_limit: int = 0
    image_matrix_limit: int = 0
    video_size_limit: int = 0
    video_frame_rate_limit: int = 0
    video_matrix_limit: int = 0


class PollBounds(Struct, frozen=True):
    """How large a poll may be; no options are no polls."""

    max_options: int = 0
    max_characters_per_option: int = 0
    min_expiration: int = 0
    max_expiration: int = 0


class Access(Struct, frozen=True):
    """Who may read a timeline."""

    local: str
    remote: str


class TimelinesAccess(Struct, frozen=True):
    """Who may read which timelines."""

    live_feeds: Access
    hashtag_feeds: Access
    trending_link_feeds: Access | None


class Urls(Struct, frozen=True):
    """Where else to go; null for what the house has not."""

    streaming: str | None
    status: str | None
    about: str
    privacy_policy: str | None
    terms_of_service: str | None


class Translation(Struct, frozen=True):
    """Whether posts can be translated."""

    enabled: bool


class Vapid(Struct, frozen=True):
    """By which key push services know the house."""

    public_key: str


class Configuration(Struct, frozen=True):
    """The bounds of the house."""

    urls: Urls
    accounts: AccountBounds
    statuses: StatusBounds
    media_attachments: MediaBounds
    polls: PollBounds
    translation: Translation
    timelines_access: TimelinesAccess
    limited_federation: bool
    vapid: Vapid


class Registrations(Struct, frozen=True):
    """Whether and how one may join."""

    enabled: bool
    approval_required: bool
    reason_required: bool
    message: str | None
    min_age: int | None
    url: str | None


class Contact(Struct, frozen=True):
    """Whom to ask."""

    email: str
    account: Account | None


class ApiVersions(Struct, frozen=True):
    """Which steps of Mastodon's API are here whole."""

    mastodon: int


class Instance(Struct, frozen=True):
    """The house, as newer clients ask for it."""

    domain: str
    title: str
    version: str
    source_url: str
    description: str
    usage: Usage
    thumbnail: Thumbnail
    icon: list[Icon]
    languages: list[str]
    configuration: Configuration
    registrations: Registrations
    api_versions: ApiVersions
    contact: Contact
    rules: list[Rule]
    fedibird_capabilities: list[str]


class V1Urls(Struct, frozen=True):
    """Where older clients stream from."""

    streaming_api: str


class Stats(Struct, frozen=True):
    """The house in numbers."""

    user_count: int
    status_count: int
    domain_count: int


class V1Accounts(Struct, frozen=True):
    """The bounds of a profile that older clients know."""

    max_featured_tags: int


class V1Configuration(Struct, frozen=True):
    """The bounds of the house that older clients know."""

    accounts: V1Accounts
    statuses: StatusBounds
    media_attachments: MediaBounds
    polls: PollBounds


class V1Instance(Struct, frozen=True):
    """The house, as older clients ask for it."""

    uri: str
    title: str
    short_description: str
    description: str
    email: str
    version: str
    urls: V1Urls
    stats: Stats
    thumbnail: str
    languages: list[str]
    registrations: bool
    approval_required: bool
    invites_enabled: bool
    configuration: V1Configuration
    contact_account: Account | None
    rules: list[Rule]
    fedibird_capabilities: list[str]
