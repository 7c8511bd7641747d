"""Streams of the client API: one address for WebSockets, others for server-sent events.

Whoever comes with a token is let in as they are for any request, and is subscribed before they are answered. What is
pushed is `streaming_push.py`'s to say. A client can send little, and nothing that makes the house wait.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import Any

import msgspec
import structlog
from starlette.datastructures import QueryParams
from starlette.types import Receive, Scope, Send

from teahouse import people
from teahouse.doors.mastodon.streaming_names import Stream, find_stream, name_of
from teahouse.doors.mastodon.streaming_push import DOOR, Pusher
from teahouse.doors.mastodon.streaming_wires import EventsWire, SocketWire
from teahouse.kit.clock import Clock
from teahouse.kit.db import Database, ReadTx
from teahouse.kit.errors import BadRequest, NotFound, Refusal, Unauthenticated
from teahouse.kit.http import TEMPLATE, Doorstep, Limit, Limiter, limit_key
from teahouse.kit.http.answer import COMMON_HEADERS, JSON_TYPE, encode, refused
from teahouse.kit.http.events import EVENTS_HEADERS, OPENED
from teahouse.kit.live import Ending, Hub, KeyWatch, Line

Authenticate = Callable[[ReadTx, str], people.Caller | None]
LIMITS = (
    Limit(name="streams", per="caller", count=120, seconds=300),
    Limit(name="streams-here", per="ip", count=1_200, seconds=300),
)
"""How often a stream may be opened."""
MOST_SUBSCRIPTIONS = 100
MOST_MESSAGES = 120
"""So many may come on one WebSocket within a minute."""
_ASKED: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, Any])
_EVENTS_HEADERS = [*((name.encode(), value.encode()) for name, value in EVENTS_HEADERS.items()), *COMMON_HEADERS]


class Streaming:
    """The app, mounted at `PATH`. With `limited` it counts how often streams are opened."""

    PATH = "/api/v1/streaming"

    def __init__(
        self,
        database: Database,
        hub: Hub,
        authenticate: Authenticate,
        *,
        doorstep: Doorstep,
        limited: bool,
        clock: Clock,
    ) -> None:
        self._database = database
        self._hub = hub
        self._authenticate = authenticate
        self._doorstep = doorstep
        self._limiter = Limiter(LIMITS if limited else ())
        self._limits = self._limiter.binding("GET")
        self._clock = clock
        self._log = structlog.get_logger()
        watch = KeyWatch(database, lambda tx, keys: people.keys.fetch_good_tokens(tx, keys).keys())
        hub.attend(DOOR, Pusher(hub, database).work, watch.still_good)
        database.listen(hub.hear, hub.lost)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection as long as it is there."""
        path = scope["path"].removeprefix(self.PATH).rstrip("/")
        if scope["type"] == "websocket":
            await self._socket(path, scope, receive, send)
            return
        scope[TEMPLATE] = f"GET {self.PATH}"
        if scope["method"] == "OPTIONS":
            await _answer(send, 204, b"", [(b"access-control-allow-methods", b"GET, OPTIONS"), _ALLOWED])
        elif scope["method"] != "GET":
            await _refuse(send, Refusal("This method is not allowed here", code="method", status=405))
        elif path == "/health":
            await _answer(send, 200, b"OK", [(b"content-type", b"text/plain; charset=utf-8")])
        else:
            await self._events(path, scope, receive, send)

    # letting in

    async def _admit(self, scope: Scope, query: QueryParams, protocols: Collection[str] = ()) -> people.Caller:
        """Who comes; raises `Refusal`."""
        address = self._doorstep.address(scope)
        by_ip, by_caller = self._limits
        now = self._clock.now()
        self._limiter.hit(by_ip, limit_key(address), now)
        token = _token(dict(scope["headers"]), query, protocols)
        if token is None or not (token.isascii() and token.isprintable() and len(token) <= 1024):
            raise Unauthenticated
        caller = await self._database.read(lambda tx: self._authenticate(tx, token))
        if caller is None or caller.actor_id is None:
            raise Unauthenticated
        self._limiter.hit(by_caller, f"actor {caller.actor_id}", now)
        return caller

    def _line(self, scope: Scope, caller: people.Caller, wire: SocketWire | EventsWire) -> Line:
        actor = caller.actor_id or 0
        return Line(DOOR, actor, caller.token_id, limit_key(self._doorstep.address(scope)), wire)

    async def _check_list(self, reader: int, stream: Stream) -> None:
        """Raises `NotFound` for a list, circle or group that is not the reader's."""
        list_id = stream.list_id
        if list_id is None:
            return

        def look(tx: ReadTx) -> None:
            try:
                people.fetch_circle(tx, reader, list_id)
            except NotFound:
                people.groups.fetch_group(tx, reader, list_id)

        await self._database.read(look)

    # server-sent events

    async def _events(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        line: Line | None = None
        try:
            query = QueryParams(scope["query_string"])
            name = name_of(path, query) if path else query.get("stream", "")
            caller = await self._admit(scope, query)
            line = self._line(scope, caller, EventsWire(scope, send))
            stream = find_stream(name, query, line.reader, caller.scopes)
            await self._check_list(line.reader, stream)
            self._hub.open(line)
            stream.enter(self._hub, line)
        except Refusal as refusal:
            await _refuse(send, refusal)
            return
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _EVENTS_HEADERS})
            line.push(OPENED)
            line.begin()
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._hub.drop(line)

    # WebSockets

    async def _socket(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        try:
            if path:
                raise NotFound
            query = QueryParams(scope["query_string"])
            protocols: list[str] = scope.get("subprotocols") or []
            caller = await self._admit(scope, query, protocols)
            line = self._line(scope, caller, SocketWire(scope, send))
            self._hub.open(line)
        except Refusal as refusal:
            await _refuse(send, refusal, websocket=True)
            return
        conversation = _Conversation(self._hub, line, caller.scopes, self._check_list)
        try:
            if "stream" in query:
                await conversation.subscribe(query["stream"], query)
            await send({"type": "websocket.accept", "subprotocol": protocols[0] if protocols else None})
            line.begin()
            while (message := await receive())["type"] == "websocket.receive":
                await conversation.hear(message.get("text"), self._clock.now())
        finally:
            self._hub.drop(line)


class _Conversation:
    """What a client says on a WebSocket, and what it is answered."""

    def __init__(self, hub: Hub, line: Line, scopes: frozenset[str], check_list: Callable[[int, Stream], Any]) -> None:
        self._hub = hub
        self._line = line
        self._scopes = scopes
        self._check_list = check_list
        self._minute = 0
        self._heard = 0

    async def hear(self, text: str | None, now: int) -> None:
        """One message: `{"type": "subscribe" | "unsubscribe", "stream": NAME, "tag" or "list": …}`."""
        if now // 60_000 != self._minute:
            self._minute, self._heard = now // 60_000, 0
        self._heard += 1
        if self._heard > MOST_MESSAGES:
            self._line.end(Ending.NOISY)
        elif text is None:
            self._line.end(Ending.UNREADABLE)
        else:
            try:
                asked = _ASKED.decode(text)
            except (msgspec.DecodeError, RecursionError):
                self._say(BadRequest("The message could not be read"))
                return
            kind, name = asked.get("type"), asked.get("stream")
            if kind == "subscribe":
                await self.subscribe(str(name), asked)
            elif kind == "unsubscribe":
                with suppress(Refusal):
                    find_stream(str(name), asked, self._line.reader, self._scopes).leave(self._hub, self._line)
            else:
                self._say(BadRequest("Unknown message type"))

    async def subscribe(self, name: str, asked: Mapping[str, object]) -> None:
        """In force before anything else is waited for; what turns out not to be the reader's is taken back."""
        try:
            stream = find_stream(name, asked, self._line.reader, self._scopes)
            if len(self._line.topics) >= MOST_SUBSCRIPTIONS:
                raise Refusal("Too many subscriptions", code="too_many_streams", status=429)
        except Refusal as refusal:
            self._say(refusal)
            return
        stream.enter(self._hub, self._line)
        try:
            await self._check_list(self._line.reader, stream)
        except Refusal as refusal:
            stream.leave(self._hub, self._line)
            self._say(refusal)

    def _say(self, refusal: Refusal) -> None:
        self._line.push(msgspec.json.encode({"error": refusal.text, "status": refusal.status}))


_ALLOWED = (b"access-control-allow-headers", b"Authorization, Cache-Control, Last-Event-ID")


def _token(headers: Mapping[bytes, bytes], query: QueryParams, protocols: Collection[str]) -> str | None:
    given = headers.get(b"authorization", b"")
    if given[:7].lower() == b"bearer ":
        return given[7:].strip().decode("latin-1")
    return query.get("access_token") or next(iter(protocols), None)


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = [(b"content-length", b"%d" % len(body))] if status != 204 else []
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length, *COMMON_HEADERS]})
    await send({"type": "http.response.body", "body": body})


async def _refuse(send: Send, refusal: Refusal, *, websocket: bool = False) -> None:
    reply = refused(refusal)
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in reply.headers.items()]
    headers.append((b"content-type", JSON_TYPE))
    body = encode(reply.body)
    if not websocket:
        await _answer(send, refusal.status, body, headers)
        return
    await send({"type": "websocket.http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})
