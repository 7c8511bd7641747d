"""Pages for when something is wrong: what it was, in plain words, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from teahouse.doors.web.addresses import inside
from teahouse.doors.web.languages import said_wait
from teahouse.doors.web.visit import Visit
from teahouse.kit.errors import Refusal

_BY_CODE = {"stale_form": "form", "invalid_client": "client", "invalid_redirect_uri": "redirect"}
_OF_APPS = frozenset({"invalid_scope", "invalid_request", "unsupported_response_type"})
_BY_STATUS = {
    401: "401",
    403: "403",
    404: "404",
    405: "405",
    413: "413",
    429: "429",
    500: "500",
    503: "503",
}


def refused(visit: Visit, error: Exception) -> Response:
    """A refusal, in the reader's language. A guest who has to sign in is shown the way, and led back."""
    refusal = error if isinstance(error, Refusal) else Refusal()
    if refusal.status == 401 and visit.me is None and refusal.code == "unauthenticated":
        return _sign_in_first(visit)
    name = _BY_CODE.get(refusal.code) or ("app" if refusal.code in _OF_APPS else _BY_STATUS.get(refusal.status, "400"))
    return _page(visit, name, refusal.status, refusal)


def _sign_in_first(visit: Visit) -> Response:
    target = inside(visit.request.scope["path"] if visit.request.method == "GET" else _came_from(visit))
    return _told(visit, 401, visit.words.error_401, visit.words.error_401_do, next=target)


def _came_from(visit: Visit) -> str:
    """The page of ours that a form stood on, as far as the browser says."""
    origin, referer = visit.house.settings.origin, visit.request.headers.get("referer", "")
    return referer.removeprefix(origin) if referer.startswith(f"{origin}/") else "/"


def not_routed(visit: Visit, error: Exception) -> Response:
    """No such address, or not that way."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    response = _page(visit, _BY_STATUS.get(status, "400"), status)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


def broken(visit: Visit, error: Exception) -> Response:
    """Nobody foresaw this; the porch notes it."""
    return _page(visit, "500", 500)


def _page(visit: Visit, name: str, status: int, refusal: Refusal | None = None) -> Response:
    words = visit.words
    wait = refusal.retry_after if refusal is not None and refusal.retry_after is not None else 0
    member = name == "404" and visit.me is not None
    text = (words.error_404_member if member else getattr(words, f"error_{name}_do")).format(
        wait=said_wait(words, wait), text="" if refusal is None else refusal.text
    )
    headers = {"Retry-After": str(wait)} if wait else {}
    return _told(visit, status, getattr(words, f"error_{name}"), text, headers=headers)


def _told(
    visit: Visit, status: int, title: str, text: str, *, next: str = "/", headers: Mapping[str, str] | None = None
) -> Response:
    """The page, with the words that came along; for a script the words of it alone."""
    if visit.wants_json:
        said = {"title": title, "error": text}
        kept = {"Cache-Control": "no-store", **(headers or {})}
        return visit.finish(JSONResponse(said, status, headers=kept))
    template = "_fault.html" if visit.is_piece else "told.html"
    return visit.page(template, status=status, headers=headers, title=title, text=text, next=next)
