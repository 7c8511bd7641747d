"""How a topic of the pages says which of its handlers answers where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from starlette.responses import Response
from starlette.routing import Route

from teahouse.doors.web.visit import Visit

Page = Callable[[Visit], Awaitable[Response]]


class At(Protocol):
    """Makes the routes of one address: what shows it, what acts on it, and the limit that counts the acts.

    There is no act that nothing counts.
    """

    def __call__(
        self, path: str, show: Page | None = None, act: Page | None = None, *, limit: str = "acts"
    ) -> list[Route]: ...
