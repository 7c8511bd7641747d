"""A client of the API: asks as one of the cast, and holds every answer against Mastodon's document."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx

from teahouse import people
from teahouse.kit.http import Api
from tests.cast import Cast
from tests.mastodon import openapi

ALL_SCOPES = ("read", "write", "follow", "push", "profile")
Who = people.Account | str | None
"""An account (with a token of all scopes), a token, or a guest."""


class Client:
    """Speaks HTTP to the whole API in this process; `cast` lives in the same house."""

    def __init__(self, api: Api, cast: Cast) -> None:
        self.api = api
        self.cast = cast
        self.origin = api.origin
        self._tokens: dict[int, str] = {}
        self._runner = asyncio.Runner()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something on the loop that requests are made on."""
        return self._runner.run(work)

    def close(self) -> None:
        """Let go of the event loop."""
        self._runner.close()

    def token(self, who: people.Account, *scopes: str) -> str:
        """A new token of the house's own app for this account."""
        wanted = scopes or ALL_SCOPES
        issued: people.Issued = self.cast.do(people.issue_token, None, who.id, who.id, wanted)
        return issued.token

    def ask(self, method: str, path: str, by: Who = None, **sent: Any) -> httpx.Response:
        """One request; facts that it told are heard before this returns."""
        headers = {**self._signed(by), **sent.pop("headers", {})}

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self.api, raise_app_exceptions=True)
            async with httpx.AsyncClient(transport=transport, base_url=self.origin) as http:
                return await http.request(method, path, headers=headers, **sent)

        answer = self._runner.run(go())
        if method != "GET":
            self.cast.settle()
        if "json" in answer.headers.get("content-type", "") and answer.content:
            openapi.check(method, path, answer.status_code, answer.json())
        assert answer.status_code < 500, answer.text
        return answer

    def _signed(self, by: Who) -> dict[str, str]:
        if by is None:
            return {}
        if isinstance(by, people.Account):
            if by.id not in self._tokens:
                self._tokens[by.id] = self.token(by)
            by = self._tokens[by.id]
        return {"Authorization": f"Bearer {by}"}

    def json(self, method: str, path: str, by: Who = None, *, want: int = 200, **sent: Any) -> Any:
        """The JSON of an answer that has the status wanted."""
        answer = self.ask(method, path, by, **sent)
        assert answer.status_code == want, f"{method} {path} -> {answer.status_code} {answer.text}"
        return answer.json()

    def get(self, path: str, by: Who = None, *, want: int = 200, **params: Any) -> Any:
        """GET with these parameters."""
        return self.json("GET", path, by, want=want, params=params or None)

    def post(self, path: str, by: Who = None, *, want: int = 200, **body: Any) -> Any:
        """POST these fields as JSON."""
        return self.json("POST", path, by, want=want, json=body)

    def refused(self, method: str, path: str, by: Who = None, **sent: Any) -> tuple[int, str]:
        """Status and text of a refusal."""
        answer = self.ask(method, path, by, **sent)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()["error"]


def handles(accounts: list[dict[str, Any]]) -> list[str]:
    """Whom a list names."""
    return [account["acct"] for account in accounts]


def links(answer: httpx.Response) -> dict[str, str]:
    """The paging links of an answer, by their relation."""
    return {str(name): link["url"] for name, link in answer.links.items()}
