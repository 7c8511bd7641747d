"""Ears: open streams of the app in this process, as a client or a page has them, and what was heard on each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from threading import Event
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

from teahouse.kit.db import Database
from teahouse.kit.live import Hub

BARRIER = "(all before this was heard)"


class Ear:
    """One stream: of server-sent events, or a WebSocket."""

    def __init__(self, *, websocket: bool) -> None:
        self.websocket = websocket
        self.status = 0
        """Of a refusal or of server-sent events; 101 for a WebSocket."""
        self.subprotocol: str | None = None
        self.refusal: Any = None
        self.closed: tuple[int, str] | None = None
        self.came: list[dict[str, Any]] = []
        """Events as a WebSocket has them; server-sent ones have no `stream`."""
        self.stuck: asyncio.Event | None = None
        """Set to an event to read nothing until it is set."""
        self.cut = False
        self._text = b""
        self._ready = asyncio.Event()
        self._incoming: asyncio.Queue[Message] = asyncio.Queue()

    async def open(
        self, app: ASGIApp, full: str, headers: list[tuple[bytes, bytes]], query: dict[str, str], protocols: list[str]
    ) -> None:
        scope = {
            "type": "websocket" if self.websocket else "http",
            "method": "GET",
            "path": full,
            "raw_path": full.encode(),
            "query_string": urlencode(query).encode(),
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "subprotocols": protocols,
            "teahouse.hang_up": self._hang_up,
        }
        if self.websocket:
            self._incoming.put_nowait({"type": "websocket.connect"})

        async def receive() -> Message:
            return await self._incoming.get()

        self.task = asyncio.get_running_loop().create_task(app(scope, receive, self._send))  # type: ignore[arg-type]
        await asyncio.wait_for(self._ready.wait(), 10)

    async def _send(self, message: Message) -> None:
        if self.stuck is not None:
            await self.stuck.wait()
        kind = message["type"]
        if kind == "websocket.accept":
            self.status, self.subprotocol = 101, message.get("subprotocol")
        elif kind in ("http.response.start", "websocket.http.response.start"):
            self.status = message["status"]
        elif kind == "websocket.send":
            frame = json.loads(message["text"])
            if "payload" in frame:
                frame["payload"] = json.loads(frame["payload"])
            self.came.append(frame)
        elif kind == "websocket.close":
            self.closed = message["code"], message["reason"]
            self._incoming.put_nowait({"type": "websocket.disconnect", "code": message["code"]})
        elif kind in ("http.response.body", "websocket.http.response.body"):
            self._body(message)
        if kind in ("websocket.accept", "http.response.body", "websocket.http.response.body"):
            self._ready.set()

    def _body(self, message: Message) -> None:
        if self.status != 200:
            self.refusal = json.loads(message["body"]) if message["body"][:1] == b"{" else None
        else:
            *whole, self._text = (self._text + message.get("body", b"")).split(b"\n\n")
            for block in whole:
                fields = dict(line.split(b": ", 1) for line in block.split(b"\n") if not line.startswith(b":"))
                if fields:
                    self.came.append({"event": fields[b"event"].decode(), "payload": json.loads(fields[b"data"])})
                elif block.startswith(b": "):
                    self.closed = 0, block[2:].decode()
        if not message.get("more_body", False):
            self._incoming.put_nowait({"type": "http.disconnect"})

    def _hang_up(self) -> None:
        self.cut = True
        kind = "websocket.disconnect" if self.websocket else "http.disconnect"
        self._incoming.put_nowait({"type": kind, "code": 1006})

    def say(self, said: object) -> None:
        """Send a message: JSON, or bytes as they are."""
        data = {"bytes": said} if isinstance(said, bytes) else {"text": said if isinstance(said, str) else _json(said)}
        self._incoming.put_nowait({"type": "websocket.receive", **data})

    def hang_up(self) -> None:
        """Go away, as clients do: without a word."""
        self._hang_up()
        self.cut = False

    def take(self) -> list[dict[str, Any]]:
        """What was heard since the last time."""
        came, self.came = self.came, []
        return came

    def told(self) -> list[tuple[str, Any]]:
        """The same in short: the event, and the id (or what it is about)."""
        return [short(frame) for frame in self.take()]


def short(frame: dict[str, Any]) -> tuple[str, Any]:
    """An event and the id of what it is about, as a number."""
    if "event" not in frame:
        return "error", frame["status"]
    payload = frame["payload"]
    if frame["event"] == "notification":
        return f"notification {payload['type']}", int(payload.get("status", payload["account"])["id"])
    return frame["event"], int(payload["id"] if isinstance(payload, dict) else payload)


def _json(said: object) -> str:
    return json.dumps(said)


class Ears:
    """Opens streams of an app, on a loop that only runs while somebody asks."""

    def __init__(
        self, app: ASGIApp, database: Database, run: Callable[[Coroutine[Any, Any, Any]], Any], host: str
    ) -> None:
        self.app = app
        self.hub: Hub = database.context.handed[Hub]
        self.open_ones: list[Ear] = []
        self._database = database
        self._run = run
        self._host = host
        self._all_heard = Event()
        database.listen(self._hear, self.hub.lost)

    def _hear(self, message: str) -> None:
        if message == BARRIER:
            self._all_heard.set()
        else:
            self.hub.hear(message)

    def _open(self, ear: Ear, path: str, token: str | None, query: dict[str, str], by_protocol: bool) -> Ear:
        signed = token is not None and not by_protocol
        headers = [(b"authorization", f"Bearer {token}".encode())] if signed else []
        return self._enter(ear, f"/api/v1/streaming{path}", headers, query, [token or ""] if by_protocol else [])

    def _enter(
        self, ear: Ear, full: str, headers: list[tuple[bytes, bytes]], query: dict[str, str], protocols: list[str]
    ) -> Ear:
        self._run(ear.open(self.app, full, [(b"host", self._host.encode()), *headers], query, protocols))
        self.open_ones.append(ear)
        self.settle()
        return ear

    def page(self, session: str | None) -> Ear:
        """The stream of a page that is open in the browser with this session."""
        cookie = f"__Host-teahouse-session={session}".encode()
        return self._enter(Ear(websocket=False), "/live", [(b"cookie", cookie)] if session else [], {}, [])

    def events(self, path: str, token: str | None, **query: str) -> Ear:
        """A stream of server-sent events."""
        return self._open(Ear(websocket=False), path, token, query, False)

    def socket(self, token: str | None, stream: str = "", *, by_protocol: bool = False, **query: str) -> Ear:
        """A WebSocket, subscribed to this stream from the beginning."""
        asked = {**query, "stream": stream} if stream else query
        return self._open(Ear(websocket=True), "", token, asked, by_protocol)

    def settle(self) -> None:
        """Until all that was broadcast so far is heard, pushed and sent."""
        self._all_heard.clear()
        self._database.write_now(lambda tx: tx.broadcast(BARRIER))
        assert self._all_heard.wait(10)
        self._run(self._quiet())

    async def _quiet(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0.001)
            while not self.hub.is_quiet:
                await asyncio.sleep(0.001)

    def wait(self, seconds: float) -> None:
        """Let the loop run for so long."""
        self._run(asyncio.sleep(seconds))

    def close(self) -> None:
        """All go away."""

        async def go() -> None:
            for ear in self.open_ones:
                ear.hang_up()
            await asyncio.sleep(0.01)
            for ear in self.open_ones:
                ear.task.cancel()
            await asyncio.gather(*(ear.task for ear in self.open_ones), return_exceptions=True)

        self._run(go())
