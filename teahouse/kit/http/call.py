"""A call: one request, as a handler sees it.

It says who asks, from where and for what; and it never believes the request about the house's own address.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import quote, unquote

from starlette.datastructures import Headers, QueryParams, UploadFile

from teahouse.kit.errors import Refusal
from teahouse.kit.http.limits import Meter

_NOT_IN_LINKS = frozenset({"max_id", "min_id", "since_id", "access_token"})


class Caller(Protocol):
    """Whom a token stands for; an app's own token has no actor."""

    @property
    def scopes(self) -> frozenset[str]: ...

    @property
    def actor_id(self) -> int | None: ...


def raw_path(scope: Mapping[str, Any]) -> str:
    """The path as it was sent, still percent-encoded: a `%2F` is no slash."""
    raw = scope.get("raw_path")
    return str(raw.decode("latin-1")) if raw else quote(scope["path"])


class Call:
    """One request. `caller` is what `authenticate` returned, None for a guest."""

    def __init__(self, scope: Mapping[str, Any], *, ip: str, origin: str, now: int, request_id: str) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.ip = ip
        self.origin = origin
        self.now = now
        self.request_id = request_id
        self.caller: Any | None = None
        self.raw_headers: dict[bytes, bytes] = dict(scope["headers"])
        self.token: str | None = None
        self.answer_headers: dict[str, str] = {}
        self.meter: Meter | None = None
        self.counted = False
        self.uploads: list[UploadFile] = []

    @property
    def scopes(self) -> frozenset[str]:
        """What the token may do; nothing for a guest."""
        return frozenset() if self.caller is None else self.caller.scopes

    @property
    def actor_id(self) -> int:
        """Who acts; refuses where nobody is signed in, so that no handler forgets to ask."""
        actor = None if self.caller is None else self.caller.actor_id
        if actor is None:
            raise Refusal("This method requires an authenticated user", code="no_user", status=422)
        return int(actor)

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The request's headers, by names in any case."""
        return Headers(raw=self.scope["headers"])

    @cached_property
    def query(self) -> QueryParams:
        """The raw query; a handler that wants it typed takes a `query` struct instead."""
        return QueryParams(self.scope["query_string"])

    def link(self, first_id: int | None, last_id: int | None, *, more: bool = True) -> None:
        """Add the paging `Link` header for a page that runs from `first_id` down to `last_id`.

        Next stands first, as some clients read only the start. An empty page (None) gets no header; `more=False`
        leaves out next. Other parameters stay, save the token.
        """
        if first_id is None or last_id is None:
            return
        links = [f'<{self._turned("min_id", first_id)}>; rel="prev"']
        if more:
            links.insert(0, f'<{self._turned("max_id", last_id)}>; rel="next"')
        self.answer_headers["Link"] = ", ".join(links)

    def _turned(self, name: str, bound: int) -> str:
        sent = quote(self.scope["query_string"], safe="%&=+!$'()*,;:@/?~").split("&")
        kept = [part for part in sent if part and unquote(part.partition("=")[0]) not in _NOT_IN_LINKS]
        path = quote(raw_path(self.scope), safe="/%:@!$&'()*+,;=~")
        return f"{self.origin}{path}?{'&'.join([*kept, f'{name}={bound}'])}"
