"""A browser without a screen: it keeps cookies, fills in forms and sends them with the proof that it was shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import httpx
from starlette.types import ASGIApp

ORIGIN = "https://tea.example"
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class Browser:
    """One browser. Its cookies are the house's; what it is answered is what came over the wire."""

    address = "203.0.113.7"
    """Where it stands in the network."""

    def __init__(self, site: ASGIApp, language: str = "en", origin: str = ORIGIN) -> None:
        self.site = site
        self.origin = origin
        self.cookies = httpx.Cookies()
        self.headers = {"Accept-Language": language}

    def ask(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **sent: Any) -> httpx.Response:
        """One request; redirects are shown, not followed."""

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self.site, client=(self.address, 1))
            async with httpx.AsyncClient(transport=transport, base_url=self.origin, cookies=self.cookies) as http:
                answer = await http.request(method, path, headers={**self.headers, **(headers or {})}, **sent)
                self.cookies = http.cookies
                return answer

        return asyncio.run(go())

    def get(self, path: str, **sent: Any) -> httpx.Response:
        """Look at a page."""
        return self.ask("GET", path, **sent)

    def submit(self, page: str, data: Mapping[str, str], *, to: str | None = None) -> httpx.Response:
        """Open a page and send its form, hidden fields and all, with these values."""
        shown = self.get(page)
        hidden = {unescape(name): unescape(value) for name, value in _HIDDEN.findall(shown.text)}
        return self.ask("POST", to or page.partition("?")[0], data={**hidden, **data})

    def proof(self, page: str = "/auth/sign_in?again=1") -> str:
        """The proof that this browser's forms carry."""
        found = _CSRF.search(self.get(page).text)
        assert found is not None
        return found[1]

    def sign_in(self, name: str, password: str) -> httpx.Response:
        """By the sign-in page."""
        return self.submit("/auth/sign_in?again=1", {"name": name, "password": password})

    @property
    def is_in(self) -> bool:
        """Whether the front page greets a member."""
        return "Sign out" in self.get("/").text
