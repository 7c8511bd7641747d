"""The porch: what every answer of this door passes on its way out.

Promises the security headers on each, a bound on addresses, and no traceback to anybody: what nobody foresaw is
logged by its type and place.
"""

from __future__ import annotations

import traceback

import structlog
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_ADDRESS = 8192
VARY = "Cookie, Accept-Language, Accept-Encoding"


def policy(*, form_target: str | None = "") -> str:
    """The content security policy of a page: our own files and nobody else's, and nothing written into the page.

    `blob:` shows pictures that a member has chosen and not sent yet. `form_target` is where a form's answer may lead
    besides here; None where that cannot be named: then anywhere.
    """
    parts = [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self' blob:",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    if form_target is not None:
        parts.append(f"form-action 'self' {form_target}".rstrip())
    return "; ".join(parts)


class Porch:
    """Wraps the door's app."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._log = structlog.get_logger()
        self._headers = {
            "Content-Security-Policy": policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page; whatever else is asked for is turned away."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return
        started = False

        async def send_dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(MutableHeaders(scope=message))
            await send(message)

        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS:
            await PlainTextResponse("The address is too long", 414)(scope, receive, send_dressed)
            return
        try:
            await self._app(scope, receive, send_dressed)
        except Exception as error:
            self._note(error)
            if not started:
                raise

    def _dress(self, headers: MutableHeaders) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        if "Vary" not in headers:
            headers["Vary"] = VARY
        elif not headers.get("Cache-Control", "").startswith("public"):
            headers.add_vary_header(VARY)  # what is not for everybody depends on who asks, whatever else it depends on

    def _note(self, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        self._log.error(
            "page failed",
            error=type(error).__name__,
            where=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]],
        )
