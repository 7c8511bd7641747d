"""Pages sent smaller: gzip for whoever takes it.

Promises that what depends on who asks goes out squeezed only to a page of the house itself, or to an address that was
typed: another site that makes a member's browser ask learns nothing from how long the answer is
(docs/decisions/0017-small-pages.md).
"""

from __future__ import annotations

import gzip

from starlette.requests import Request
from starlette.responses import Response

LEAST = 1_000
"""Shorter answers gain nothing."""
LEVEL = 5


def takes_gzip(request: Request) -> bool:
    """Whether the browser says that it does."""
    return any(
        name.strip() == "gzip" and quality.replace(" ", "") not in ("q=0", "q=0.0")
        for name, _, quality in (part.partition(";") for part in request.headers.get("accept-encoding", "").split(","))
    )


def squeeze(response: Response, request: Request, origin: str) -> None:
    """Make the body of a page smaller, where that is of use and safe."""
    if len(response.body) < LEAST or not takes_gzip(request) or not _is_asked_from_here(request, origin):
        return
    response.body = gzip.compress(response.body, LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))


def _is_asked_from_here(request: Request, origin: str) -> bool:
    if "cookie" not in request.headers:
        return True
    site = request.headers.get("sec-fetch-site")
    if site is None:  # older browsers; where a request came from, ours say only to the house itself
        return request.headers.get("referer", "").startswith(f"{origin}/")
    return site in ("same-origin", "none")
