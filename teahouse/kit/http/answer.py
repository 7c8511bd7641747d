"""Answers: what a handler returns, put on the wire.

One encoder, raw ASGI messages, no response objects; a header that could split the answer is never sent.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, Generic, TypeVar

import msgspec
from starlette.types import Send

from teahouse.kit.errors import Refusal

T = TypeVar("T")

COMMON_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id",
    ),
)
JSON = "application/json; charset=utf-8"
JSON_TYPE = JSON.encode()


class Stream:
    """A body that is sent as it is read, so that it is never in memory whole."""

    __slots__ = ("pieces", "size")

    def __init__(self, size: int, pieces: AsyncGenerator[bytes, None]) -> None:
        self.size = size
        self.pieces = pieces


class Reply(Generic[T]):
    """An answer that is more than its body: a status, headers, or a body encoded already (bytes go as they are)."""

    __slots__ = ("body", "headers", "status")

    def __init__(
        self, body: T | bytes | Stream, *, status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        self.body = body
        self.status = status
        self.headers = headers or {}


def encode(body: object) -> bytes:
    """The body as JSON; bytes are taken as encoded, None is an empty object."""
    if isinstance(body, bytes):
        return body
    return b"{}" if body is None else msgspec.json.encode(body)


def refused(refusal: Refusal) -> Reply[Any]:
    """The answer to a refusal: its own status and text, details where it has them."""
    body: dict[str, Any] = {"error": refusal.text}
    if refusal.details is not None:
        body["details"] = refusal.details
    if refusal.more is not None:
        body |= refusal.more
    headers: dict[str, str] = {}
    if refusal.retry_after is not None:
        headers["Retry-After"] = str(refusal.retry_after)
    if refusal.status == 401:
        headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    if refusal.status in (408, 413):
        headers["Connection"] = "close"
    return Reply(body, status=refusal.status, headers=headers)


async def send_answer(
    send: Send, status: int, body: bytes | Stream, headers: list[tuple[bytes, bytes]], *, bare: bool = False
) -> None:
    """Send the whole answer at once, or a stream bit by bit; `bare` leaves the body out, as HEAD wants it."""
    if status not in (204, 304):
        headers.append((b"content-length", b"%d" % (body.size if isinstance(body, Stream) else len(body))))
    for name, _ in headers:
        if name == b"cache-control":
            break
    else:
        headers.append((b"cache-control", b"private, no-store"))
    headers += COMMON_HEADERS
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if not isinstance(body, Stream):
        await send({"type": "http.response.body", "body": b"" if bare else body})
        return
    async with aclosing(body.pieces) as pieces:
        if not bare:
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def header(name: str, value: str) -> tuple[bytes, bytes]:
    """A header for the wire; refuses one that would split the answer."""
    if "\n" in value or "\r" in value:
        raise ValueError(f"line break in header {name}")
    return name.lower().encode("latin-1"), value.encode("latin-1")
