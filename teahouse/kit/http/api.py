"""The API: a route table as an ASGI app.

A request is measured, its caller settled and its input typed before a handler runs; what goes wrong is answered as
JSON with its own status, and what nobody foresaw is logged without secrets and answered 500.
"""

from __future__ import annotations

import itertools
import secrets
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from teahouse.kit.clock import Clock, SystemClock
from teahouse.kit.db import Database, ReadTx
from teahouse.kit.errors import NotFound, Refusal, Unauthenticated
from teahouse.kit.http.answer import JSON_TYPE, Reply, Stream, encode, header, refused, send_answer
from teahouse.kit.http.body import Bounds, ClientGone, is_multipart, read_body, uploads_in
from teahouse.kit.http.call import Call, Caller, raw_path
from teahouse.kit.http.doorstep import Doorstep, limit_key
from teahouse.kit.http.limits import Limit, Limiter
from teahouse.kit.http.openapi import describe
from teahouse.kit.http.rails import parse_pairs
from teahouse.kit.http.route import Route, Routes, Table
from teahouse.kit.http.watching import Watch, run_watched

Authenticate = Callable[[ReadTx, str], Caller | None]
OPENAPI_PATH = "/api/openapi.json"
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}


class Api:
    """The app. Paths that no route has go to the mount with the longest matching prefix, else they are 404.

    `limits=()` switches rate limiting off. `watch` is told of every answer. Answers under `/api/` are always JSON,
    whatever is mounted at `/`.
    """

    def __init__(
        self,
        *,
        tables: Iterable[Routes],
        database: Database,
        authenticate: Authenticate,
        origin: str,
        title: str,
        version: str,
        limits: Sequence[Limit] = (),
        allowed_hosts: Iterable[str] = (),
        trusted_proxies: Iterable[str] = (),
        bounds: Bounds | None = None,
        mounts: Mapping[str, ASGIApp] | None = None,
        clock: Clock | None = None,
        watch: Watch | None = None,
    ) -> None:
        own = Routes()
        own.get(OPENAPI_PATH, guest=True)(self._show_openapi)
        self.table = Table([Route(said) for routes in (*tables, own) for said in routes.declared])
        self.origin = origin.rstrip("/")
        self.title = title
        self.version = version
        self.doorstep = Doorstep(origin, allowed_hosts=allowed_hosts, trusted_proxies=trusted_proxies)
        self.limiter = Limiter(limits)
        unknown = {route.said.limit for route in self.routes} - {None, *(limit.name for limit in limits)}
        if limits and unknown:
            raise ValueError(f"routes name limits that are not there: {unknown}")
        self._limits = {route.name: self.limiter.binding(route.said.method, route.said.limit) for route in self.routes}
        self.bounds = bounds or Bounds()
        self._database = database
        self._authenticate = authenticate
        self._mounts = sorted((mounts or {}).items(), key=lambda mount: -len(mount[0]))
        self._clock = clock or SystemClock()
        self._watch = watch
        self._log = structlog.get_logger()
        self._run_id = secrets.token_hex(4)
        self._numbers = itertools.count(1)
        self._openapi = encode(self.openapi())

    @property
    def routes(self) -> list[Route]:
        """Every route, for tests and documentation that walk them."""
        return self.table.routes

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI 3.1 document of this table."""
        return describe(self.routes, title=self.title, version=self.version, origin=self.origin)

    def _show_openapi(self, tx: ReadTx) -> Reply[dict[str, Any]]:
        return Reply(self._openapi)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; WebSockets go to the mounts."""
        if scope["type"] == "lifespan":
            raise RuntimeError("the composition root runs the lifespan")
        path = raw_path(scope)
        found = self.table.find(path) or (self.table.find(path[:-1]) if path[-1:] == "/" else None)
        mount = None if found else self._mount(path)
        if mount is not None and self._hosted(scope):
            if self._watch is not None and scope["type"] == "http":
                await run_watched(mount, self._watch, scope, receive, send)
            else:
                await mount(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send, found)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _mount(self, path: str) -> ASGIApp | None:
        for prefix, app in self._mounts:
            if path.startswith(prefix):
                return None if prefix == "/" and path.startswith("/api/") else app
        return None

    def _hosted(self, scope: Scope) -> bool:
        try:
            self.doorstep.check_host(dict(scope["headers"]).get(b"host"))
        except Refusal:
            return False
        return True

    async def _serve(
        self, scope: Scope, receive: Receive, send: Send, found: tuple[dict[str, Route], tuple[str, ...]] | None
    ) -> None:
        begun = time.perf_counter()
        call = Call(
            scope,
            ip=self.doorstep.address(scope),
            origin=self.origin,
            now=self._clock.now(),
            request_id=f"{self._run_id}-{next(self._numbers):x}",
        )
        route: Route | None = None
        try:
            self._check_shape(call)
            methods, segments = found or ({}, ())
            if not methods:
                raise NotFound
            route = methods.get("GET" if call.method == "HEAD" else call.method)
            if route is None:
                reply = _without_route(call.method, methods)
            else:
                reply = await self._run(route, segments, call, receive)
            answer = _wired(call, route, reply)
        except ClientGone:
            return
        except Refusal as refusal:
            answer = _wired(call, route, refused(refusal))
        except Exception as error:
            self._note(error, call, route)
            unforeseen = Refusal("Something went wrong on our side", code="internal", status=500)
            answer = _wired(call, route, refused(unforeseen))
        await send_answer(send, *answer, bare=call.method == "HEAD")
        if self._watch is not None:
            self._watch(route.name if route else None, answer[0], time.perf_counter() - begun, call.request_id)

    def _check_shape(self, call: Call) -> None:
        self.doorstep.check_host(call.raw_headers.get(b"host"))
        if len(call.scope.get("raw_path") or b"") + len(call.scope["query_string"]) > self.bounds.most_url_bytes:
            raise Refusal("The address is too long", code="uri_too_long", status=414)

    async def _run(self, route: Route, segments: tuple[str, ...], call: Call, receive: Receive) -> Reply[Any]:
        said = route.said
        by_ip = self._limits[route.name][0]
        if by_ip:
            call.meter = self.limiter.hit(by_ip, limit_key(call.ip), call.now)
        call.token = None if said.ignore_token else _token(call)
        if said.upload:
            await self._database.read(lambda tx: self._admit(tx, route, call))
        try:
            # The path first, as it costs least.
            arguments = route.path_arguments(segments)
            data = {} if route.body is None else await self._read(route, call, receive)
            _fill(arguments, route, call, data)
            return await self._act(route, call, arguments)
        except Refusal as refusal:
            if not call.counted and refusal.status in (400, 404, 415, 422):
                # Who asks is settled before what is wrong with the question.
                await self._database.read(lambda tx: self._admit(tx, route, call))
            raise
        finally:
            for upload in call.uploads:
                upload.file.close()

    async def _read(self, route: Route, call: Call, receive: Receive) -> dict[str, Any]:
        """The body as plain data; its token and its files are the call's."""
        kind = call.raw_headers.get(b"content-type", b"").decode("latin-1")
        data = await read_body(receive, kind, self.bounds, upload=route.said.upload)
        if is_multipart(kind):
            call.uploads = uploads_in(data)
        if call.token is None and not route.said.ignore_token and isinstance(data.get("access_token"), str):
            call.token = data["access_token"]
        return data

    async def _act(self, route: Route, call: Call, arguments: dict[str, Any]) -> Reply[Any]:
        handler = route.said.handler

        def act(tx: Any) -> Any:
            self._admit(tx, route, call)
            call.answer_headers.clear()
            return handler(tx, **arguments)

        if route.kind == "read":
            result = await self._database.read(act)
        elif route.kind == "write":
            result = await self._database.write(act)
        elif route.kind == "heavy":
            result = await self._database.read_heavy(act)
        else:
            await self._database.read(lambda tx: self._admit(tx, route, call))
            result = await handler(self._database, **arguments)
        return result if isinstance(result, Reply) else Reply(result)

    def _admit(self, tx: ReadTx, route: Route, call: Call) -> None:
        """Settle who calls and whether the route is open to them. Runs in the act's own transaction, maybe again."""
        call.caller = None
        # A token that no one could have issued (a null byte, a page of text) never reaches the database.
        if call.token is not None and call.token.isascii() and call.token.isprintable() and len(call.token) <= 1024:
            call.caller = self._authenticate(tx, call.token)
        actor = None if call.caller is None else call.caller.actor_id
        if not call.counted:
            call.counted = True
            self._count(route, call, actor)
        if call.caller is None:
            if call.token is not None or not route.said.guest:
                raise Unauthenticated
            return
        if route.accepted and route.accepted.isdisjoint(call.caller.scopes):
            raise Refusal("This action is outside the authorized scopes", code="scope", status=403)
        if actor is None and not (route.said.guest or route.said.app):
            raise Refusal("This method requires an authenticated user", code="no_user", status=422)

    def _count(self, route: Route, call: Call, actor: int | None) -> None:
        limits = self._limits[route.name][1]
        if not limits:
            return
        meter = self.limiter.hit(limits, limit_key(call.ip) if actor is None else f"actor {actor}", call.now)
        if meter is not None and (call.meter is None or meter[1] < call.meter[1]):
            call.meter = meter

    def _note(self, error: Exception, call: Call, route: Route | None) -> None:
        """Log what was not foreseen: its type and place only, as an exception's text may quote a body or a row."""
        frames = traceback.extract_tb(error.__traceback__)
        self._log.error(
            "request failed",
            request_id=call.request_id,
            route=route.name if route else None,
            error=type(error).__name__,
            where=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]],
        )


def _fill(arguments: dict[str, Any], route: Route, call: Call, data: dict[str, Any]) -> None:
    """Add what else the handler takes, typed."""
    # A query that cannot be read is refused even where nobody asks for it.
    query = parse_pairs(call.scope["query_string"]) if call.scope["query_string"] else {}
    if route.query is not None:
        arguments["query"] = route.query.read(query)
    if route.body is not None:
        arguments["body"] = route.body.read({**query, **data})
    if route.call_name is not None:
        arguments[route.call_name] = call


def _without_route(method: str, methods: Mapping[str, Route]) -> Reply[Any]:
    """The answer where the path has no such method: a preflight for OPTIONS, else 405."""
    known = {*methods, "OPTIONS"} | ({"HEAD"} if "GET" in methods else set())
    allow = ", ".join(sorted(known))
    if method == "OPTIONS":
        return Reply(b"", status=204, headers={"Allow": allow, "Access-Control-Allow-Methods": allow, **_PREFLIGHT})
    return Reply({"error": "This method is not allowed here"}, status=405, headers={"Allow": allow})


def _wired(call: Call, route: Route | None, reply: Reply[Any]) -> tuple[int, bytes | Stream, list[tuple[bytes, bytes]]]:
    """The answer as it goes on the wire; all that can fail is done before its first byte."""
    status = reply.status or (route.said.status if route else 200)
    body = reply.body if isinstance(reply.body, Stream) else encode(reply.body)
    return status, body, _headers(call, route, reply)


def _headers(call: Call, route: Route | None, reply: Reply[Any]) -> list[tuple[bytes, bytes]]:
    good = (reply.status or 200) < 300
    headers = [(b"x-request-id", call.request_id.encode())]
    if reply.headers:
        headers += [header(name, value) for name, value in reply.headers.items()]
    if good and call.answer_headers:
        headers += [header(name, value) for name, value in call.answer_headers.items()]
    for name, _ in headers:
        if name == b"content-type":
            break
    else:
        headers.append((b"content-type", route.media_type if route and good else JSON_TYPE))
    if call.meter is not None:
        limit, remaining, reset = call.meter
        headers += (
            (b"x-ratelimit-limit", b"%d" % limit),
            (b"x-ratelimit-remaining", b"%d" % remaining),
            (b"x-ratelimit-reset", reset),
        )
    return headers


def _token(call: Call) -> str | None:
    """The token by header or query; a form's is taken when the form was read. A malformed one is a bad one."""
    given = call.raw_headers.get(b"authorization")
    if given is not None and given[:7].lower() == b"bearer ":
        return given[7:].strip().decode("latin-1")
    if b"access_token" in call.scope["query_string"]:
        return call.query.get("access_token")
    return None
