"""What a host may set: one TOML file and the environment, checked at start (`teahouse config` prints all of it)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

DESCRIPTION = "A circle of friends."
RULES = (
    "Be the friend you would like to have.",
    "Nobody is paid or pressed to like, share or invite.",
    "What friends tell you stays among friends.",
)
DESCRIPTION_ZH = "朋友们的小圈子。"
RULES_ZH = (
    "做你自己也想要的那种朋友。",
    "不花钱、不施压，让人点赞、转发或拉人。",
    "朋友之间说的话，留在朋友之间。",
)

Rules = Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=500)], ...], Meta(max_length=30)]


class Settings(Struct, frozen=True, kw_only=True):
    """The house's settings; each can stand in the file under its name or in the environment as TEAHOUSE_NAME."""

    origin: Annotated[
        str,
        Meta(
            pattern=r"^https?://[A-Za-z0-9.\-\[\]:]+\Z",
            title="an address such as https://tea.example, without a slash behind",
            description="The address under which everybody reaches the house. Every link is built from it.",
        ),
    ] = "http://127.0.0.1:8000"
    database: Annotated[
        str,
        Meta(
            description="Where everything is kept: `sqlite:FILE` or `postgresql://USER:PASSWORD@HOST/NAME`. "
            "A FILE without a leading / is looked for in the current folder.",
            extra={"secret": True},
        ),
    ] = "sqlite:teahouse.sqlite"
    host: Annotated[str, Meta(description="The network address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="The port to listen on.")] = 8000
    name: Annotated[str, Meta(min_length=1, max_length=60, description="What the house is called.")] = "Teahouse"
    description: Annotated[str, Meta(max_length=500, description="What the front page says about the house.")] = (
        DESCRIPTION
    )
    description_zh: Annotated[
        str, Meta(max_length=500, description="The same in Chinese; without it Chinese pages show the other.")
    ] = ""
    contact: Annotated[
        str,
        Meta(
            max_length=200,
            pattern=r"^(|[^@\s]+@[^@\s]+)\Z",
            title="an e-mail address, or an empty text",
            description="An e-mail address for questions to the host, shown to all.",
        ),
    ] = ""
    rules: Annotated[Rules, Meta(description="The house rules, one string each.")] = RULES
    rules_zh: Annotated[
        Rules,
        Meta(description="The same rules in Chinese, in the same order; one that is not there is shown as it is."),
    ] = ()
    languages: Annotated[tuple[str, ...], Meta(min_length=1, description="The languages spoken here.")] = ("en", "zh")
    sign_up: Annotated[
        Literal["closed", "invite", "open"],
        Meta(description="Who may join: nobody, whoever has an invite code, or anybody."),
    ] = "invite"
    front_posts: Annotated[
        bool, Meta(description="Whether guests find on the front page what was said to everyone lately.")
    ] = True
    source: Annotated[
        str,
        Meta(
            pattern=r"^(|https?://[!-~]{3,500})\Z",
            title="an address that begins with https://, or an empty one",
            description="Where the source code of this house can be had, if it is not the one that is published; "
            "the licence asks whoever changed it to say so.",
        ),
    ] = ""
    open_house: Annotated[
        bool,
        Meta(description="Mastodon's defaults for trying clients out: open, unlocked, public, no rate limits."),
    ] = False
    max_characters: Annotated[int, Meta(ge=1, le=100_000, description="How long a post may be.")] = 500
    max_friends: Annotated[int, Meta(ge=1, le=100_000, description="How many friends one member may have.")] = 5_000
    max_invites: Annotated[
        int,
        Meta(
            ge=0,
            le=1_000,
            description="How many invites that still work one member may have; hosts may have any number, and with 0 "
            "only they invite.",
        ),
    ] = 20
    max_group_members: Annotated[int, Meta(ge=2, le=10_000, description="How many members one group may have.")] = 500
    max_talk_people: Annotated[int, Meta(ge=2, le=50, description="How many people one private talk may have.")] = 20
    media: Annotated[
        str,
        Meta(
            description="Where pictures are kept: a folder, or `s3://BUCKET/PREFIX`. Empty is a folder beside the "
            "SQLite file, named after it; with PostgreSQL, `teahouse-media` in the current folder."
        ),
    ] = ""
    s3_endpoint: Annotated[
        str, Meta(description="The address of the S3 server, such as https://s3.example; empty is Amazon's.")
    ] = ""
    s3_region: Annotated[str, Meta(description="The region of the bucket.")] = "us-east-1"
    s3_key: Annotated[
        str, Meta(description="Who asks the S3 server; empty takes AWS_ACCESS_KEY_ID from the environment.")
    ] = ""
    s3_secret: Annotated[str, Meta(description="The secret of `s3_key`.", extra={"secret": True})] = ""
    max_picture_mb: Annotated[int, Meta(ge=1, le=100, description="How large an uploaded picture may be.")] = 16
    max_picture_megapixels: Annotated[
        int, Meta(ge=1, le=200, description="How many million pixels an uploaded picture may have.")
    ] = 50
    picture_workers: Annotated[
        int, Meta(ge=1, le=16, description="How many pictures are decoded at once, each in a process of its own.")
    ] = 1
    picture_memory_mb: Annotated[
        int, Meta(ge=128, le=8192, description="How much memory (address space) each of these processes may use.")
    ] = 768
    max_streams: Annotated[
        int, Meta(ge=1, le=100_000, description="How many streams may be open at once in one server process.")
    ] = 5_000
    rate_limits: Annotated[bool, Meta(description="Whether requests are counted and limited.")] = True
    allowed_hosts: Annotated[
        tuple[str, ...], Meta(description="Further host names that requests may name besides the origin's.")
    ] = ()
    trusted_proxies: Annotated[
        tuple[str, ...], Meta(description="Networks whose X-Forwarded-For is believed, such as 127.0.0.1/32.")
    ] = ()
    reachable: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[0-9A-Fa-f.:]+(/[0-9]{1,3})?\Z")], ...],
        Meta(
            description="Networks of one's own that the house may reach by addresses that members and apps name, such "
            "as 10.0.0.5/32. All others must be public, and asked by https.",
        ),
    ] = ()
    mail_server: Annotated[
        str,
        Meta(
            pattern=r"^(|smtp(s|\+plain)?://[!-~]{1,500})\Z",
            title="an address such as smtp://USER:PASSWORD@mail.example:587, or an empty one",
            description="Where letters are handed over: `smtps://` is encrypted from the start, `smtp://` must become "
            "so (STARTTLS), `smtp+plain://` is for a server on the same machine. Without one no letters are sent.",
            extra={"secret": True},
        ),
    ] = ""
    mail_from: Annotated[
        str,
        Meta(
            max_length=200,
            pattern=r"^(|[^@\s]+@[^@\s]+)\Z",
            title="an e-mail address, or an empty text",
            description="Who letters are from; empty is `teahouse@` and the host of the origin.",
        ),
    ] = ""
    chat_hosts: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[a-z0-9.\-\[\]:]+\Z")], ...],
        Meta(
            description="Hosts (with their ports, where they have one) at which members may have robots that tell "
            "them, besides those of WeCom, DingTalk and Feishu."
        ),
    ] = ()
    backup_days: Annotated[
        int,
        Meta(ge=0, le=365, description="After how many days without a backup the host is warned; 0: never."),
    ] = 2
    metrics_token: Annotated[
        str,
        Meta(
            pattern=r"^(|[!-~]{20,200})\Z",
            title="a text of at least 20 letters and signs without spaces, or an empty one",
            description="What a monitor shows as its bearer token to read /metrics; without one there is no such page.",
            extra={"secret": True},
        ),
    ] = ""
    access_log: Annotated[
        bool,
        Meta(description="Whether each request is logged: its number, route, status and milliseconds; never who asks."),
    ] = False
    threads: Annotated[int, Meta(ge=1, le=64, description="Connections to a PostgreSQL server.")] = 8
    given: Annotated[tuple[str, ...], Meta(extra={"given": True})] = ()
    """Which of these the file or the environment set: the pages change none of them."""

    @property
    def letters_from(self) -> str:
        """Who letters are from."""
        return self.mail_from or f"teahouse@{urlsplit(self.origin).hostname}"

    def description_in(self, language: str) -> str:
        """What the house says of itself to readers of this language (`zh`, or any other)."""
        if language != "zh":
            return self.description
        return self.description_zh or (DESCRIPTION_ZH if self.description == DESCRIPTION else self.description)

    def rules_in(self, language: str) -> tuple[str, ...]:
        """The house rules for readers of this language: always as many as there are."""
        if language != "zh":
            return self.rules
        translated = self.rules_zh or (RULES_ZH if self.rules == RULES else ())
        return translated[: len(self.rules)] + self.rules[len(translated) :]

    def with_choices(self, choices: Mapping[str, Any]) -> Settings:
        """These settings with what hosts chose on the pages, where nothing else was given.

        A choice that is not allowed (any more) counts for nothing: the bounds may be narrower than when it was made.
        """
        good = {}
        for name, value in choices.items():
            if name in CHOOSABLE and name not in self.given:
                try:
                    good[name] = check_choice(name, value)
                except ValueError:
                    continue
        return msgspec.structs.replace(self, **good)


CHOOSABLE = (
    "name",
    "description",
    "description_zh",
    "contact",
    "sign_up",
    "rules",
    "rules_zh",
    "languages",
    "front_posts",
    "source",
    "max_characters",
    "max_friends",
    "max_invites",
    "max_group_members",
    "backup_days",
)
"""What hosts may change on the pages; docs/decisions/0016 says why these and no others."""


def type_of(name: str) -> Any:
    """What the setting takes, with its bounds."""
    return next(field.type for field in msgspec.structs.fields(Settings) if field.name == name)


def check_choice(name: str, value: Any) -> Any:
    """The value as the setting keeps it, by the very rules that the file is read with. Raises `ValueError`."""
    return msgspec.convert(value, type_of(name), strict=True)
