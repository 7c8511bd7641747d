"""A browser on a real connection, for the two pages on which a member lets an app in."""

from __future__ import annotations

import re
from html import unescape
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpx

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_CODE = re.compile(r'<code id="code">([^<]+)</code>')


class Browser:
    """Keeps cookies, fills in forms; redirects are shown, not followed."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.http = httpx.Client(base_url=origin, headers={"Accept-Language": "en"}, timeout=60, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.http.close()

    def allow(self, url: str, name: str, password: str, decision: str = "allow") -> httpx.Response:
        """Open an app's link, sign in on the way, and decide; answers where that leads."""
        page = self.http.get(url)
        if page.is_redirect:
            page = self.http.get(urljoin(self.origin, page.headers["location"]))
            page = self._send(page, "/auth/sign_in", {"name": name, "password": password})
            assert page.is_redirect, page.text
            page = self.http.get(urljoin(self.origin, page.headers["location"]))
        assert page.status_code == 200, page.text
        return self._send(page, "/oauth/authorize", {"decision": decision})

    def code(self, url: str, name: str, password: str) -> str:
        """The code that is shown to whoever lets an app in that has no address of its own."""
        answer = self.allow(url, name, password)
        shown = self.http.get(urljoin(self.origin, answer.headers["location"]))
        found = _CODE.search(shown.text)
        assert found is not None, shown.text
        return unescape(found[1])

    def _send(self, page: httpx.Response, to: str, data: dict[str, str]) -> httpx.Response:
        hidden = {unescape(name): unescape(value) for name, value in _HIDDEN.findall(page.text)}
        return self.http.post(to, data={**hidden, **data}, headers={"Origin": self.origin})
