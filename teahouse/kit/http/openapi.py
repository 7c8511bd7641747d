"""OpenAPI 3.1, told from the route table.

What stands here is what is served: paths, parameters, bodies and answers come from the same signatures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from starlette.datastructures import UploadFile

from teahouse.kit.http.paging import Id
from teahouse.kit.http.route import Route

_ERRORS = {
    400: "The request could not be read.",
    401: "The access token is invalid, or there is none.",
    403: "The token or its user may not do this.",
    404: "Not there, or not for the caller to see.",
    408: "The request took too long to arrive.",
    409: "This conflicts with what is already there.",
    413: "The request is too large.",
    414: "The address is too long.",
    415: "The content type is not understood.",
    421: "The host is not served here.",
    422: "A value is not valid.",
    429: "Too many requests.",
    503: "Temporarily unavailable.",
}
_NO_WORD = re.compile(r"\W+")
_BODY_TYPES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
_ERROR_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string"},
        "details": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"error": {"type": "string"}, "description": {"type": "string"}},
                    "required": ["error", "description"],
                },
            },
        },
    },
}


def describe(routes: Sequence[Route], *, title: str, version: str, origin: str) -> dict[str, Any]:
    """The document."""
    schemas = _Schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.said.path, {})[route.said.method.lower()] = _operation(route, schemas)
    scopes = sorted({scope for route in routes for scope in route.accepted})
    flow = {
        "authorizationUrl": f"{origin}/oauth/authorize",
        "tokenUrl": f"{origin}/oauth/token",
        "scopes": {scope: scope for scope in scopes},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "servers": [{"url": origin}],
        "paths": paths,
        "components": {
            "schemas": {"Error": _ERROR_SCHEMA, **schemas.components},
            "responses": {str(status): _error(text) for status, text in _ERRORS.items()},
            "securitySchemes": {"oauth": {"type": "oauth2", "flows": {"authorizationCode": flow}}},
        },
    }


class _Schemas:
    """The schemas of every type that the routes name."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._types: list[Any] = []
        for route in routes:
            shapes = [shape.struct for shape in (route.query, route.body) if shape is not None]
            self._types.extend([*shapes, _answer_type(route)])
        told, self.components = msgspec.json.schema_components(
            self._types, schema_hook=_hook, ref_template="#/components/schemas/{name}"
        )
        self._told = list(told)

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of a type; a reference for a struct."""
        return self._told[self._types.index(kind)]

    def fields_of(self, struct: Any) -> tuple[dict[str, Any], list[str]]:
        """A struct's properties and which of them are required."""
        schema = self.of(struct)
        known = self.components[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        return known.get("properties", {}), known.get("required", [])


def _hook(kind: type) -> dict[str, Any]:
    return {"type": "string", "format": "binary"} if kind is UploadFile else {"title": "Any value"}


def _answer_type(route: Route) -> Any:
    return dict[str, Any] if route.returns in (None, type(None)) else route.returns


def _operation(route: Route, schemas: _Schemas) -> dict[str, Any]:
    said = route.said
    summary = (said.handler.__doc__ or said.handler.__name__.replace("_", " ")).strip().partition("\n")[0]
    operation: dict[str, Any] = {
        "operationId": _NO_WORD.sub("_", f"{said.method.lower()}{said.path}").strip("_"),
        "summary": summary,
        "parameters": [*_path_parameters(route), *_query_parameters(route, schemas)],
        "responses": _responses(route, schemas),
        "security": _security(route),
    }
    if route.body is not None and said.method != "GET":
        schema = schemas.of(route.body.struct)
        operation["requestBody"] = {"content": {kind: {"schema": schema} for kind in _BODY_TYPES}}
    return operation


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    number = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": number if route.path_types[name] is Id else {"type": "string", "minLength": 1},
        }
        for name in route.path_names
    ]


def _query_parameters(route: Route, schemas: _Schemas) -> list[dict[str, Any]]:
    shape = route.body if route.said.method == "GET" and route.body is not None else route.query
    if shape is None:
        return []
    properties, required = schemas.fields_of(shape.struct)
    return [
        {"name": name, "in": "query", "required": name in required, "schema": schema}
        for name, schema in properties.items()
    ]


def _responses(route: Route, schemas: _Schemas) -> dict[str, Any]:
    media_type = route.said.media_type.partition(";")[0]
    good = {"description": "Success.", "content": {media_type: {"schema": schemas.of(_answer_type(route))}}}
    told: dict[str, Any] = {str(status): good for status in (route.said.status, *route.said.also)}
    told.update({str(status): {"$ref": f"#/components/responses/{status}"} for status in _ERRORS})
    return told


def _security(route: Route) -> list[dict[str, list[str]]]:
    if route.said.ignore_token:
        return []
    token: list[dict[str, list[str]]] = [{"oauth": [scope]} for scope in route.said.scopes] or [{"oauth": []}]
    return [{}, *token] if route.said.guest else token


def _error(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}
