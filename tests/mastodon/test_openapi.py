"""The checker itself: what it finds, what it lets pass."""

from __future__ import annotations

from typing import Any

import pytest

from tests.mastodon import openapi
from tests.mastodon.openapi import Document, faults

THING = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "next": {"$ref": "#/x/Thing"}}}


def told(schema: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}


def small() -> Document:
    things = {"type": "array", "items": {"$ref": "#/x/Thing"}}
    paths = {"/things/{id}": {"get": told({"$ref": "#/x/Thing"})}, "/things/all": {"get": told(things)}}
    return Document({"paths": paths, "x": {"Thing": THING}})


@pytest.mark.parametrize(
    ("path", "status", "answer", "wrong"),
    [
        ("/things/5", 200, {"id": "5", "next": {"id": "6"}, "more": 1}, 0),
        ("/things/5?q=1", 200, {"id": 5}, 1),
        ("/things/5", 200, {"next": {}}, 2),
        ("/things/all", 200, [{"id": "5"}, {}], 1),
        ("/things/all", 200, {"id": "5"}, 1),
        ("/things/5", 404, {"never": "told"}, 0),
        ("/other", 200, {"never": "told"}, 0),
    ],
)
def test_what_is_found(path: str, status: int, answer: object, wrong: int) -> None:
    assert len(faults("GET", path, status, answer, small())) == wrong


@pytest.mark.skipif(not openapi.present(), reason="Mastodon's OpenAPI document is not here")
def test_mastodons_document_is_read() -> None:
    marker = {"last_read_id": "1", "version": 1, "updated_at": "2026-01-01T00:00:00.000Z"}
    assert faults("GET", "/api/v1/accounts/1", 200, {"id": "1"}) != []
    assert faults("GET", "/api/v1/accounts/relationships", 200, [{"id": "1"}]) != []
    assert faults("POST", "/api/v1/markers", 200, {"home": marker}) == []
    assert faults("GET", "/api/v1/accounts/1", 404, {"error": "Record not found"}) == []
    assert faults("GET", "/api/v1/accounts/1", 404, {"fault": "Record not found"}) != []
