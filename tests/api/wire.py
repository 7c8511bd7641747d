"""HTTP to the app in this process: whole requests in, whole answers out, no client library in between."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp, Message

Fields = Mapping[str, Any]
Watcher = Callable[["Answer"], None]
_LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


@dataclass(frozen=True)
class Answer:
    """What came back, and to what."""

    method: str
    target: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @cached_property
    def json(self) -> Any:
        """The body as data; None where it is not JSON."""
        return json.loads(self.body) if b"json" in self.header("content-type").encode() else None

    def header(self, name: str) -> str:
        """A header's value, empty where it is not there."""
        return next((value.decode("latin-1") for key, value in self.headers if key == name.encode()), "")

    @property
    def links(self) -> dict[str, str]:
        """The paging links, as targets of a next request."""
        found = _LINK.findall(self.header("link"))
        return {name: f"{urlsplit(url).path}?{urlsplit(url).query}" for url, name in found}

    @property
    def told(self) -> tuple[int, tuple[tuple[bytes, bytes], ...], bytes]:
        """All that an asker learns from it: everything but the number of the request."""
        return self.status, tuple(pair for pair in self.headers if pair[0] != b"x-request-id"), self.body

    def __str__(self) -> str:
        return f"{self.method} {self.target} -> {self.status} {self.body[:600]!r}"


def form(fields: Fields) -> bytes:
    """Fields as a browser's form, lists and objects by Rails' names."""
    pairs: list[tuple[str, str]] = []

    def add(name: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                add(f"{name}[{key}]", one)
        elif isinstance(value, list):
            for one in value:
                add(f"{name}[]", one)
        else:
            pairs.append((name, str(value).lower() if isinstance(value, bool) else str(value)))

    for name, value in fields.items():
        add(name, value)
    return urlencode(pairs).encode()


class Wire:
    """Asks the app; `watcher` is shown every answer."""

    def __init__(self, app: ASGIApp, host: str, watcher: Watcher = lambda answer: None) -> None:
        self.app = app
        self.host = host.encode()
        self.watcher = watcher
        self.runner = asyncio.Runner()

    def close(self) -> None:
        """Let go of the event loop."""
        self.runner.close()

    def ask(
        self,
        method: str,
        target: str,
        token: str | None = None,
        fields: Fields | None = None,
        *,
        as_form: bool = False,
        headers: tuple[tuple[bytes, bytes], ...] = (),
    ) -> Answer:
        """One request; `fields` go as JSON or as a form."""
        sent = [(b"host", self.host), *headers]
        if token is not None:
            sent.append((b"authorization", b"Bearer " + token.encode()))
        body = b""
        if fields is not None:
            body = form(fields) if as_form else json.dumps(fields).encode()
            kind = b"application/x-www-form-urlencoded" if as_form else b"application/json"
            sent += [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
        status, got, answered = self.runner.run(self._go(method, target, sent, body))
        answer = Answer(method, target, status, got, answered)
        self.watcher(answer)
        return answer

    def send(self, method: str, target: str, token: str, body: bytes, kind: bytes) -> Answer:
        """One request with a body of whatever kind."""
        sent = [(b"host", self.host), (b"authorization", b"Bearer " + token.encode()), (b"content-type", kind)]
        sent.append((b"content-length", b"%d" % len(body)))
        status, got, answered = self.runner.run(self._go(method, target, sent, body))
        return Answer(method, target, status, got, answered)

    async def _go(
        self, method: str, target: str, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> tuple[int, tuple[tuple[bytes, bytes], ...], bytes]:
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 1),
        }
        out: list[Message] = []
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            out.append(message)

        await self.app(scope, receive, send)
        start = out[0]
        return start["status"], tuple(start["headers"]), b"".join(part.get("body", b"") for part in out[1:])
