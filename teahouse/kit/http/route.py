"""Routes: what a handler's signature and its decorator say, read once at start.

A route that does not say who may use it, or whose signature cannot be served, fails when it is registered or mounted,
never on a request.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import Parameter, iscoroutinefunction, signature
from typing import Any, Literal, TypedDict, TypeVar, Unpack, get_args, get_origin, get_type_hints
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from teahouse.kit.db import Database, ReadTx, WriteTx
from teahouse.kit.errors import BadRequest, NotFound
from teahouse.kit.http.answer import JSON, Reply
from teahouse.kit.http.call import Call
from teahouse.kit.http.paging import Id
from teahouse.kit.http.scopes import covering
from teahouse.kit.http.shape import Shape

F = TypeVar("F", bound=Callable[..., Any])
Kind = Literal["read", "heavy", "write", "async"]
_PATH_NAME = re.compile(r"\{(\w+)\}")
_DIGITS = re.compile(r"[0-9]{1,19}\Z", re.ASCII)


class Declared(Struct, frozen=True, kw_only=True):
    """What a decorator says of a handler."""

    method: str
    path: str
    handler: Callable[..., Any]
    scopes: tuple[str, ...]
    guest: bool
    app: bool
    upload: bool
    heavy: bool
    limit: str | None
    status: int
    also: tuple[int, ...]
    media_type: str
    ignore_token: bool


class Said(TypedDict, total=False):
    """What `Routes.route` takes, for its shorter forms."""

    scope: str | tuple[str, ...]
    guest: bool
    app: bool
    upload: bool
    heavy: bool
    limit: str
    status: int
    also: tuple[int, ...]
    media_type: str
    ignore_token: bool


class Routes:
    """The handlers of one module. Make one there and decorate with its methods."""

    def __init__(self) -> None:
        self.declared: list[Declared] = []

    def route(
        self,
        method: str,
        path: str,
        *,
        scope: str | tuple[str, ...] = (),
        guest: bool = False,
        app: bool = False,
        upload: bool = False,
        heavy: bool = False,
        limit: str | None = None,
        status: int = 200,
        also: tuple[int, ...] = (),
        media_type: str = JSON,
        ignore_token: bool = False,
    ) -> Callable[[F], F]:
        """Serve `path` by the decorated handler.

        `scope`: what a token must carry (any one of several). `guest`: no token is needed. `app`: a token without a
        user will do. `upload`: files come, so a larger body is read, after the token was checked. `heavy`: a read
        that belongs off the event loop. `limit`: the named rate limit. `also`: further statuses of success.
        `ignore_token`: all are guests here; a token that comes along, good or bad, is not looked at.
        """
        if not (scope or guest or app):
            raise ValueError(f"{method} {path} does not say who may use it: scope, guest or app")
        if ignore_token and (scope or app or not guest):
            raise ValueError(f"{method} {path} wants a token and ignores it")
        scopes = (scope,) if isinstance(scope, str) else scope

        def register(handler: F) -> F:
            self.declared.append(
                Declared(
                    method=method,
                    path=path,
                    handler=handler,
                    scopes=scopes,
                    guest=guest,
                    app=app,
                    upload=upload,
                    heavy=heavy,
                    limit=limit,
                    status=status,
                    also=also,
                    media_type=media_type,
                    ignore_token=ignore_token,
                )
            )
            return handler

        return register

    def get(self, path: str, **said: Unpack[Said]) -> Callable[[F], F]:
        """`route` for GET (HEAD follows by itself)."""
        return self.route("GET", path, **said)

    def post(self, path: str, **said: Unpack[Said]) -> Callable[[F], F]:
        """`route` for POST."""
        return self.route("POST", path, **said)

    def put(self, path: str, **said: Unpack[Said]) -> Callable[[F], F]:
        """`route` for PUT."""
        return self.route("PUT", path, **said)

    def patch(self, path: str, **said: Unpack[Said]) -> Callable[[F], F]:
        """`route` for PATCH."""
        return self.route("PATCH", path, **said)

    def delete(self, path: str, **said: Unpack[Said]) -> Callable[[F], F]:
        """`route` for DELETE."""
        return self.route("DELETE", path, **said)


class Route:
    """One route, ready to serve: its declaration with everything that its signature says."""

    def __init__(self, said: Declared) -> None:
        self.said = said
        self.name = f"{said.method} {said.path}"
        self.accepted = covering(said.scopes)
        self.media_type = said.media_type.encode("latin-1")
        self.path_names = tuple(_PATH_NAME.findall(said.path))
        hints = get_type_hints(said.handler, include_extras=True)
        parameters = list(signature(said.handler).parameters.values())
        self.kind = self._kind_of(parameters, hints)
        self.returns = _returned(hints.get("return"))
        self.call_name: str | None = None
        self.path_types: dict[str, Any] = {}
        self.query: Shape[Any] | None = None
        self.body: Shape[Any] | None = None
        for parameter in parameters[1:]:
            self._take(parameter, hints.get(parameter.name))
        if missing := set(self.path_names) - set(self.path_types):
            raise TypeError(f"{self.name}: the handler does not take {', '.join(sorted(missing))}")

    def _kind_of(self, parameters: list[Parameter], hints: dict[str, Any]) -> Kind:
        first = hints.get(parameters[0].name) if parameters else None
        if first is Database and iscoroutinefunction(self.said.handler):
            return "async"
        if first is WriteTx:
            return "write"
        if first is ReadTx:
            return "heavy" if self.said.heavy else "read"
        raise TypeError(f"{self.name}: a handler takes ReadTx or WriteTx first, or Database when it is async")

    def _take(self, parameter: Parameter, kind: Any) -> None:
        name = parameter.name
        if kind is Call:
            self.call_name = name
        elif name in self.path_names:
            if kind not in (Id, str):
                raise TypeError(f"{self.name}: {name} must be Id or str")
            self.path_types[name] = kind
        elif name == "query":
            self.query = Shape(kind)
        elif name == "body":
            # On a GET too, where the handler asks: some clients send as JSON what belongs into the query.
            self.body = Shape(kind)
        else:
            raise TypeError(f"{self.name}: nothing is known to give {name}")

    def path_arguments(self, segments: tuple[str, ...]) -> dict[str, Any]:
        """The path's values by name; `NotFound` for what is no id."""
        if not segments:
            return {}
        values = zip(self.path_names, segments, strict=True)
        return {name: _path_value(self.path_types[name], value) for name, value in values}


def _path_value(kind: Any, segment: str) -> str | int:
    if kind is Id:
        number = int(segment) if _DIGITS.match(segment) else -1
        if not 0 <= number < 2**63:
            raise NotFound
        return number
    if "%" not in segment and segment.isascii():
        return segment
    try:
        text = unquote_to_bytes(segment.encode("latin-1")).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The path is not valid UTF-8") from None
    if "\x00" in text:
        raise BadRequest("The path holds a null byte")
    return text


def _returned(hint: Any) -> Any:
    """What the body of an answer is: inside of `Reply[T]` it is T."""
    if get_origin(hint) is Reply:
        return get_args(hint)[0]
    return None if hint is Reply else hint


class Table:
    """All routes by path: a dict for fixed paths, a tree by segments for the others."""

    def __init__(self, routes: list[Route]) -> None:
        self.routes = routes
        self._fixed: dict[str, dict[str, Route]] = {}
        self._tree = _Node()
        for route in routes:
            path = route.said.path
            methods = self._tree.grow(path.split("/")) if "{" in path else self._fixed.setdefault(path, {})
            if route.said.method in methods:
                raise ValueError(f"{route.name} is served twice")
            methods[route.said.method] = route

    def find(self, path: str) -> tuple[dict[str, Route], tuple[str, ...]] | None:
        """The methods at a raw path and the segments that its names stand for."""
        fixed = self._fixed.get(path)
        if fixed is not None:
            return fixed, ()
        # Nearly every path goes straight down: words before names, and never back.
        segments = path.split("/")
        node, taken = self._tree, []
        for segment in segments:
            word = node.words.get(segment)
            if word is None:
                word = node.any
                if word is None or not segment:
                    break
                taken.append(segment)
            node = word
        else:
            if node.methods:
                return node.methods, tuple(taken)
        return self._tree.find(segments, 0, ())


class _Node:
    """A place in the tree; fixed words go before names."""

    __slots__ = ("any", "methods", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.methods: dict[str, Route] = {}

    def grow(self, segments: list[str]) -> dict[str, Route]:
        node = self
        for segment in segments:
            if segment.startswith("{"):
                node.any = node = node.any or _Node()
            else:
                node = node.words.setdefault(segment, _Node())
        return node.methods

    def find(
        self, segments: list[str], at: int, taken: tuple[str, ...]
    ) -> tuple[dict[str, Route], tuple[str, ...]] | None:
        if at == len(segments):
            return (self.methods, taken) if self.methods else None
        segment = segments[at]
        word = self.words.get(segment)
        found = word.find(segments, at + 1, taken) if word is not None else None
        if found is None and self.any is not None and segment:
            return self.any.find(segments, at + 1, (*taken, segment))
        return found
