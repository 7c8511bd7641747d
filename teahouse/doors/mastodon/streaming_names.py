"""The names of streams: what each is subscribed to, what it calls itself, and which scope opens it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from teahouse.kit.errors import BadRequest, NotFound, Refusal
from teahouse.kit.http import covering
from teahouse.kit.live import Hub, Line
from teahouse.kit.text import tag_key

HOME, NOTICES, PUBLIC, PICTURED, TAG, LIST, DIRECT = "home", "notices", "public", "pictured", "tag", "list", "direct"
"""Families of topics."""
PATHS = {
    "/user": "user",
    "/user/notification": "user:notification",
    "/public": "public",
    "/public/local": "public:local",
    "/public/remote": "public:remote",
    "/hashtag": "hashtag",
    "/hashtag/local": "hashtag:local",
    "/list": "list",
    "/direct": "direct",
}
"""Where server-sent events have them, below `/api/v1/streaming`."""
_PUBLIC = {
    "public": (PUBLIC, ""),
    "public:local": (PUBLIC, ""),
    "public:media": (PICTURED, ""),
    "public:local:media": (PICTURED, ""),
    # Every account is local.
    "public:remote": None,
    "public:remote:media": None,
}
NAMES = frozenset({*_PUBLIC, "user", "user:notification", "hashtag", "hashtag:local", "list", "direct"})
_STATUSES, _NOTIFICATIONS, _LISTS = (
    covering([scope]) for scope in ("read:statuses", "read:notifications", "read:lists")
)
_LONGEST_TAG = 500


class Stream(Struct, frozen=True):
    """A stream as one reader has it: the topics that are pushed on it, and what it is called."""

    topics: tuple[tuple[str, str], ...]
    label: tuple[str, ...]
    list_id: int | None = None
    """Of a list: it has to be the reader's."""

    def enter(self, hub: Hub, line: Line) -> None:
        """Subscribe the line."""
        for topic in self.topics:
            hub.subscribe(line, topic, self.label)

    def leave(self, hub: Hub, line: Line) -> None:
        """Subscribe it no more."""
        for topic in self.topics:
            hub.unsubscribe(line, topic, self.label)


def name_of(path: str, query: Mapping[str, str]) -> str:
    """The name of the stream at a path of server-sent events. Raises `NotFound`."""
    name = PATHS.get(path)
    if name is None:
        raise NotFound
    pictured = query.get("only_media") in ("true", "1", "on")
    return f"{name}:media" if pictured and name in _PUBLIC else name


def find_stream(name: str, asked: Mapping[str, object], reader: int, scopes: frozenset[str]) -> Stream:
    """The stream that a client means, if its token opens it.

    Raises `BadRequest` for what is no stream, and a refusal with 403 where the scope is missing.
    """
    if name in _PUBLIC:
        _check(scopes, _STATUSES)
        topic = _PUBLIC[name]
        return Stream(() if topic is None else (topic,), (name,))
    me = str(reader)
    if name == "user":
        _check(scopes, _STATUSES)
        told = () if _NOTIFICATIONS.isdisjoint(scopes) else ((NOTICES, me),)
        return Stream(((HOME, me), *told), (name,))
    if name == "user:notification":
        _check(scopes, _NOTIFICATIONS)
        return Stream(((NOTICES, me),), (name,))
    if name == "direct":
        _check(scopes, _STATUSES)
        return Stream(((DIRECT, me),), (name,))
    if name in ("hashtag", "hashtag:local"):
        _check(scopes, _STATUSES)
        tag = _text(asked, "tag")
        return Stream(((TAG, tag_key(tag.removeprefix("#"))),), (name, tag))
    if name == "list":
        _check(scopes, _LISTS)
        return _list(_text(asked, "list"))
    raise BadRequest("Unknown stream type")


def _list(said: str) -> Stream:
    if not (said.isascii() and said.isdecimal() and 0 < int(said) < 2**63):
        raise NotFound
    return Stream(((LIST, str(int(said))),), ("list", said), int(said))


def _text(asked: Mapping[str, object], name: str) -> str:
    value = asked.get(name)
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text or len(text) > _LONGEST_TAG or not text.isprintable():
        raise BadRequest(f"The parameter {name} is missing or cannot be read")
    return text


def _check(scopes: frozenset[str], wanted: frozenset[str]) -> None:
    if wanted.isdisjoint(scopes):
        raise Refusal("This action is outside the authorized scopes", code="scope", status=403)
