"""How well-known apps begin: what each asks of a house it has never seen, and when somebody has signed in.

Put together from what the apps' own sources ask for, in the order of their screens. `ASKED_IN_VAIN` is what is not here
yet, each with what an app does that does not find it; an app whose start needed one of them would stand here as broken.
"""

from __future__ import annotations

from dataclasses import dataclass

INSTANCE = ("/api/v2/instance", "/api/v1/instance")
FEED = ("/api/v1/timelines/home?limit=40", "/api/v1/notifications?limit=40&exclude_types[]=poll")
MARKERS = "/api/v1/markers?timeline[]=home&timeline[]=notifications"

ASKED_IN_VAIN = {
    "/api/v1/scheduled_statuses": "says on that page alone that it could not be loaded",
    "/api/v1/push/subscription": "takes it for no subscription, and asks for news while it is open",
}
"""A path -> what an app does without it."""


@dataclass(frozen=True)
class Start:
    """One app: where it wants to be sent back to, what it asks before and after somebody has signed in."""

    name: str
    back: str
    first: tuple[str, ...]
    then: tuple[str, ...]
    scopes: str = "read write follow push"
    pkce: bool = False
    web: bool = False


STARTS = (
    Start(
        "Phanpy",
        "https://phanpy.example/",
        ("/.well-known/oauth-authorization-server", *INSTANCE, "/.well-known/nodeinfo", "/nodeinfo/2.0"),
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/preferences",
            "/api/v1/announcements",
            "/api/v1/lists",
            "/api/v1/follow_requests?limit=1",
            "/api/v1/custom_emojis",
            *FEED,
            MARKERS,
            "/api/v2/filters",
            "/api/v1/followed_tags",
            "/api/v1/trends/tags",
            "/api/v1/trends/statuses",
            "/api/v1/trends/links",
            "/api/v1/scheduled_statuses",
            "/api/v2/notifications/policy",
        ),
        pkce=True,
        web=True,
    ),
    Start(
        "Elk",
        "https://elk.example/api/oauth",
        INSTANCE,
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/preferences",
            "/api/v1/custom_emojis",
            "/api/v1/lists",
            *FEED,
            MARKERS,
            "/api/v1/push/subscription",
            "/api/v1/streaming/user",
        ),
        web=True,
    ),
    Start(
        "Semaphore",
        "https://semaphore.example/settings/instances/add",
        ("/api/v1/instance",),
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/lists",
            "/api/v1/custom_emojis",
            "/api/v1/filters",
            *FEED,
            "/api/v1/streaming/user",
            "/api/v1/conversations?limit=20",
        ),
        web=True,
    ),
    Start(
        "Mastodon for Android",
        "mastodon-android-auth://callback",
        INSTANCE,
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/custom_emojis",
            "/api/v1/preferences",
            "/api/v1/announcements",
            "/api/v1/lists",
            *FEED,
            MARKERS,
            "/api/v2/filters",
            "/api/v1/filters",
            "/api/v1/followed_tags",
            "/api/v2/suggestions",
            "/api/v2/notifications/policy",
        ),
    ),
    Start(
        "Tusky",
        "oauth2redirect://com.keylesspalace.tusky/",
        INSTANCE,
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/announcements",
            "/api/v1/custom_emojis",
            "/api/v1/lists",
            "/api/v1/follow_requests",
            *FEED,
            MARKERS,
            "/api/v2/filters",
            "/api/v1/filters",
            "/api/v2/notifications/policy",
            "/api/v1/push/subscription",
        ),
    ),
    Start(
        "Ice Cubes",
        "icecubesapp://",
        ("/api/v2/instance",),
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/lists",
            "/api/v1/preferences",
            "/api/v1/custom_emojis",
            "/api/v1/timelines/home?limit=50",
            MARKERS,
            "/api/v2/filters",
            "/api/v1/followed_tags",
            "/api/v2/notifications?limit=40",
            "/api/v2/notifications/policy",
            "/api/v1/streaming/user",
        ),
    ),
    Start(
        "Whalebird",
        "urn:ietf:wg:oauth:2.0:oob",
        ("/.well-known/nodeinfo", "/nodeinfo/2.0", "/api/v1/instance"),
        (
            "/api/v1/accounts/verify_credentials",
            "/api/v1/lists",
            "/api/v1/custom_emojis",
            *FEED,
            MARKERS,
            "/api/v1/filters",
            "/api/v1/streaming/user",
        ),
        scopes="read write follow",
    ),
)
