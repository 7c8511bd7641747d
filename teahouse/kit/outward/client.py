"""The one client for addresses that somebody else named.

Promises to connect to public addresses only (checked when the connection is made, whatever the name resolved to
before), to follow no redirect, to read no more than it was told to, and to come back in time.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from teahouse.kit.db import Outcome
from teahouse.kit.outward.addresses import Gate

if TYPE_CHECKING:
    import aiohttp

MOST_URL = 2_000
_URL = re.compile(r"https?://[!-~]+\Z")


class HttpParcel(msgspec.Struct, frozen=True):
    """A request to carry. `note` is for whoever settles it."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    note: int = 0


def address_fault(url: str, gate: Gate) -> str | None:
    """What is wrong with an address before anybody is asked; None where nothing is."""
    if len(url) > MOST_URL or not _URL.match(url):
        return "is not an address that begins with https://"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not an address that begins with https://"
    if parts.scheme == "http" and not gate.allows_plain:
        return "must begin with https://"
    if not parts.hostname or parts.username is not None or parts.password is not None or port == 0:
        return "must name a host and nobody who signs in"
    return None


class Client:
    """Sends requests; made in the event loop in which it is used."""

    def __init__(self, gate: Gate, *, seconds: float = 20.0, most_bytes: int = 65_536) -> None:
        self._gate = gate
        self._seconds = seconds
        self._most = most_bytes
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def carry(self, parcel: HttpParcel) -> Outcome:
        """POST it; nothing that happens on the way is raised."""
        import aiohttp  # noqa: PLC0415 - loaded when the first parcel leaves

        fault = address_fault(parcel.url, self._gate)
        if fault is not None:
            return Outcome(0, f"the address {fault}")
        session = self._session(plain=parcel.url.startswith("http://"))
        try:
            async with session.post(
                parcel.url, data=parcel.body, headers=parcel.headers, allow_redirects=False
            ) as answer:
                body = await self._read(answer)
                return Outcome(answer.status, f"answered {answer.status}", _seconds(answer.headers), body)
        except TimeoutError:
            return Outcome(0, "did not answer in time")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # Its text may hold the whole address, which may be a secret.
            return Outcome(0, f"could not be reached ({type(error).__name__})")

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        held = bytearray()
        async for piece in answer.content.iter_chunked(8192):
            held += piece
            if len(held) > self._most:
                answer.close()
                return bytes(held[: self._most])
        return bytes(held)

    def _session(self, *, plain: bool) -> aiohttp.ClientSession:
        import aiohttp  # noqa: PLC0415 - see `carry`

        if plain not in self._sessions:

            def connect(info: Any) -> socket.socket:
                family, kind, protocol, _, place = info
                if not self._gate.allows(str(place[0]), int(place[1]), plain=plain):
                    raise PermissionError("not an address of the public network")
                made = socket.socket(family, kind, protocol)
                made.setblocking(False)
                return made

            self._sessions[plain] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=64, limit_per_host=8, socket_factory=connect, use_dns_cache=False),
                timeout=aiohttp.ClientTimeout(total=self._seconds, connect=self._seconds / 2),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "Teahouse", "Accept-Encoding": "identity"},
                auto_decompress=False,
                trust_env=False,
            )
        return self._sessions[plain]

    async def close(self) -> None:
        """Let go of all connections."""
        for session in self._sessions.values():
            await session.close()
        await asyncio.sleep(0)


def _seconds(headers: Mapping[str, str]) -> int | None:
    """Retry-After in seconds, as far as it is a number; never more than a day."""
    said = headers.get("Retry-After", "").strip()
    return min(int(said), 86_400) if said.isascii() and said.isdecimal() and len(said) < 9 else None
