"""Whatever comes in, an answer with a documented status goes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_from_bytes

import jsonschema
import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.http_house import House

KINDS = [
    b"application/json",
    b"application/x-www-form-urlencoded",
    b"multipart/form-data; boundary=B",
    b"multipart/form-data",
    b"text/plain",
    b"",
    b"\xff;;==",
]
PATHS = [b"/api/v1/things", b"/api/v1/needed", b"/api/v1/things/1/mute", b"/api/v2/media"]
NAMES = st.sampled_from(["status", "sensitive", "media_ids", "poll", "fields_attributes", "data", "shade", "weight"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
FORMS = st.lists(st.tuples(NAMES, st.text("[]ab01", max_size=8), st.text(max_size=5)), max_size=8)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.database.close()


def status(house: House, path: bytes, kind: bytes, body: bytes) -> int:
    heads = [(b"authorization", b"Bearer writer"), (b"content-type", kind)]
    answered = house.ask_raw("POST", path, heads, [body])
    json.loads(answered[1]["body"])
    code: int = answered[0]["status"]
    return code


@given(path=st.sampled_from(PATHS), kind=st.sampled_from(KINDS), body=st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_random_bytes(house: House, path: bytes, kind: bytes, body: bytes) -> None:
    assert status(house, path, kind, body) < 500
    assert status(house, path, b"multipart/form-data; boundary=B", b"--B\r\n" + body + b"\r\n--B--\r\n") < 500


@given(data=st.dictionaries(NAMES, JSON))
@settings(max_examples=300, deadline=None)
def test_random_json(house: House, data: dict[str, Any]) -> None:
    assert status(house, b"/api/v1/things", b"application/json", json.dumps(data).encode()) < 500


@given(pairs=FORMS)
@settings(max_examples=300, deadline=None)
def test_random_forms(house: House, pairs: list[tuple[str, str, str]]) -> None:
    form = b"&".join((name + nested).encode() + b"=" + value.encode() for name, nested, value in pairs)
    assert status(house, b"/api/v1/things", b"application/x-www-form-urlencoded", form) < 500


@given(segment=st.binary(max_size=20), query=st.binary(max_size=40))
@settings(max_examples=300, deadline=None)
def test_random_addresses(house: House, segment: bytes, query: bytes) -> None:
    asked = quote_from_bytes(query, safe="=&[]%+")
    for path in ("/api/v1/tags/", "/api/v1/things/", "/"):
        target = f"{path}{quote_from_bytes(segment, safe='/%')}?{asked}"
        answered = house.ask_raw("GET", target.encode(), [], [b""])
        assert answered[0]["status"] < 500


def test_the_document_is_valid_and_complete(house: House) -> None:
    answer = house.ask("GET", "/api/openapi.json")
    document = answer.json()
    schemathesis.openapi.from_dict(document).validate()
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert {(route.said.path, route.said.method.lower()) for route in house.api.routes} == {
        (path, method) for path, methods in document["paths"].items() for method in methods
    }
    things = document["paths"]["/api/v1/things"]
    assert things["post"]["security"] == [{"oauth": ["write:things"]}]
    assert set(things["post"]["requestBody"]["content"]) == {
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }
    assert {one["name"] for one in things["get"]["parameters"]} == {"max_id", "since_id", "min_id", "limit"}
    assert document["paths"]["/api/v1/things/{id}"]["get"]["security"][0] == {}
    assert "202" in document["paths"]["/api/v2/media"]["post"]["responses"]
    picture = document["components"]["schemas"]["Picture"]["properties"]["file"]
    assert picture == {"type": "string", "format": "binary"}
