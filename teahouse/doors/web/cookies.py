"""Cookies: who is signed in or on the way to it, which visit a form belongs to, which language and size of letters
were chosen, where new things began, what was put off.

Promises HttpOnly and SameSite=Lax on each, and over https also Secure and a name that no other host can set.
"""

from __future__ import annotations

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

Name = Literal["session", "visit", "lang", "mark", "type", "later", "step"]
MONTH = 30 * 24 * 3600
YEAR = 365 * 24 * 3600
LOOK = 10 * 60
"""Looks at home that come closer together than this are one: what was new at the first of them stays new."""
STEP = 10 * 60
"""So long a sign-in may take that has a second step."""
_LASTS: dict[Name, int | None] = {
    "session": MONTH,
    "visit": None,
    "lang": YEAR,
    "mark": LOOK,
    "type": YEAR,
    "later": MONTH,
    "step": STEP,
}


class Jar:
    """Reads and writes the house's cookies; `secure` where the house is reached over https."""

    def __init__(self, *, secure: bool) -> None:
        self.secure = secure

    def name(self, what: Name) -> str:
        """The cookie's name: `__Host-` makes browsers refuse one that another host planted."""
        return f"__Host-teahouse-{what}" if self.secure else f"teahouse-{what}"

    def read(self, request: Request, what: Name) -> str | None:
        """What the browser sent, if it can be one of ours at all."""
        value = request.cookies.get(self.name(what))
        return value if value and len(value) <= 128 and value.isascii() and value.isprintable() else None

    def put(self, response: Response, what: Name, value: str) -> None:
        """Hand the browser a cookie."""
        response.set_cookie(
            self.name(what), value, max_age=_LASTS[what], path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def drop(self, response: Response, what: Name) -> None:
        """Take it back."""
        response.delete_cookie(self.name(what), path="/", secure=self.secure, httponly=True, samesite="lax")
