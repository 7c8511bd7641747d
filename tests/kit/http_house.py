"""A small house of routes over a real database, and a client that speaks ASGI to it."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import httpx
from msgspec import Struct, field

from teahouse.kit.db import Database, ReadTx, WriteTx, open_database
from teahouse.kit.errors import Invalid, NotFound
from teahouse.kit.http import Api, Call, Id, Page, Reply, Routes, Upload

ORIGIN = "https://tea.example"


class Token(Struct, frozen=True):
    scopes: frozenset[str]
    actor_id: int | None


TOKENS = {
    "writer": Token(frozenset({"write"}), 7),
    "reader": Token(frozenset({"read"}), 8),
    "follower": Token(frozenset({"follow"}), 9),
    "app": Token(frozenset({"read", "write"}), None),
    "profile": Token(frozenset({"profile"}), 7),
}


class Shade(enum.Enum):
    DARK = "dark"
    LIGHT = "light"


class Poll(Struct):
    options: list[str]
    expires_in: int
    multiple: bool = False


class Field(Struct):
    name: str
    value: str = ""


class Form(Struct):
    status: str = ""
    sensitive: bool = False
    in_reply_to_id: Id | None = None
    media_ids: list[Id] = []
    poll: Poll | None = None
    fields_attributes: list[Field] = []
    visibility: Literal["public", "private"] | None = None
    shade: Shade = Shade.DARK
    weight: float | None = None
    data: dict[str, Any] = {}


class Needed(Struct):
    title: str


class Tree(Struct):
    child: Tree | None = None


class Picture(Struct):
    file: Upload
    description: str = ""


class Filter(Page, frozen=True, kw_only=True):
    id: list[Id] = field(default_factory=list)
    local: bool = False


class Seen(Struct):
    id: str


routes = Routes()


@routes.get("/api/v1/things/{id}", scope="read:things", guest=True)
def show(tx: ReadTx, call: Call, id: Id) -> Seen:
    """Show one thing."""
    if id == 404:
        raise NotFound
    return Seen(str(id))


@routes.get("/api/v1/things/search", guest=True)
def search(tx: ReadTx, query: Filter) -> dict[str, Any]:
    return {"id": query.id, "local": query.local, "size": query.size(), "max_id": query.max_id}


@routes.get("/api/v1/tags/{name}", guest=True, limit="tags")
def tag(tx: ReadTx, name: str) -> dict[str, str]:
    return {"name": name}


@routes.get("/api/v1/things", scope="read:things")
def page(tx: ReadTx, call: Call, query: Page) -> list[Seen]:
    call.link(90, 80, more=query.limit != 1)
    return [Seen("90"), Seen("80")]


@routes.get("/api/v1/none", guest=True, heavy=True)
def none(tx: ReadTx, call: Call) -> list[Seen]:
    call.link(None, None)
    return []


@routes.get("/api/v1/me", scope=("profile", "read:accounts"))
def me(tx: ReadTx, call: Call) -> Seen:
    return Seen(str(call.actor_id))


@routes.get("/api/v1/apps/me", app=True)
def app_me(tx: ReadTx, call: Call) -> dict[str, bool]:
    return {"user": call.caller is not None and call.caller.actor_id is not None}


@routes.post("/api/v1/things", scope="write:things")
def create(tx: WriteTx, call: Call, body: Form) -> Form:
    return body


@routes.delete("/api/v1/things/{id}/members", scope="write:things")
def remove(tx: WriteTx, call: Call, id: Id, body: Form) -> list[str]:
    return [str(one) for one in body.media_ids]


@routes.post("/api/v1/things/{id}/mute", scope="write:mutes")
def mute(tx: WriteTx, call: Call, id: Id) -> None:
    return None


@routes.post("/api/v1/needed", guest=True)
def needed(tx: WriteTx, call: Call, body: Needed) -> Needed:
    if body.title == "taken":
        raise Invalid("title", "ERR_TAKEN", "has already been taken")
    return body


@routes.post("/api/v1/tree", guest=True)
def tree(tx: WriteTx, body: Tree) -> dict[str, bool]:
    return {"child": body.child is not None}


@routes.post("/api/v2/media", scope="write:media", upload=True, status=202)
async def upload(house: Database, call: Call, body: Picture) -> dict[str, Any]:
    return {"size": len(await body.file.read()), "name": body.file.filename, "said": body.description}


@routes.get("/nodeinfo/2.0", guest=True, media_type="application/xml")
def raw(tx: ReadTx) -> Reply[str]:
    return Reply(b"<x/>", headers={"Cache-Control": "max-age=60"})


@routes.get("/api/v1/broken", guest=True)
def broken(tx: ReadTx) -> Seen:
    raise RuntimeError("the password is hunter2")


@routes.get("/api/v1/whoami", guest=True)
def whoami(tx: ReadTx, call: Call) -> dict[str, Any]:
    return {"ip": call.ip, "origin": call.origin}


@routes.post("/api/v1/begin", guest=True, ignore_token=True)
def begin(tx: WriteTx, call: Call, body: Needed) -> dict[str, bool]:
    return {"guest": call.caller is None}


@routes.get("/api/v1/split", guest=True)
def split(tx: ReadTx, call: Call) -> Reply[Seen]:
    return Reply(Seen("1"), headers={"X-Said": call.query.get("said", "")})


class House:
    """An API on a database of its own. `ask` sends one request and answers when the house has."""

    def __init__(self, path: Path, **settings: Any) -> None:
        self.database = open_database(f"sqlite:{path / 'house.db'}")
        self.asked: list[str] = []
        self.api = Api(
            tables=[routes],
            database=self.database,
            authenticate=self._authenticate,
            origin=ORIGIN,
            title="Test",
            version="1",
            **settings,
        )

    def _authenticate(self, tx: ReadTx, token: str) -> Token | None:
        self.asked.append(token)
        return TOKENS.get(token)

    def ask(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        client: tuple[str, int] = ("127.0.0.1", 1),
        **sent: Any,
    ) -> httpx.Response:
        """One request through httpx."""
        signed = {"Authorization": f"Bearer {token}"} if token else {}

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self.api, raise_app_exceptions=True, client=client)
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
                return await http.request(method, path, headers={**signed, **(headers or {})}, **sent)

        return asyncio.run(go())

    def ask_raw(
        self, method: str, path: bytes, headers: list[tuple[bytes, bytes]], chunks: list[bytes], *, hang: bool = False
    ) -> list[Any]:
        """One request as bare ASGI, for what no client library would send."""
        raw, _, query = path.partition(b"?")
        scope = {
            "type": "http",
            "method": method,
            "path": raw.decode("utf-8", "replace"),
            "raw_path": raw,
            "query_string": query,
            "headers": [(b"host", b"tea.example"), *headers],
            "client": ("127.0.0.1", 1),
        }
        waiting = list(chunks)
        answered: list[Any] = []

        async def receive() -> dict[str, Any]:
            if not waiting and hang:
                await asyncio.sleep(60)
            if not waiting:
                return {"type": "http.disconnect"}
            chunk = waiting.pop(0)
            return {"type": "http.request", "body": chunk, "more_body": bool(waiting) or hang}

        async def send(message: Any) -> None:
            answered.append(message)

        asyncio.run(self.api(scope, receive, send))
        return answered
