"""Holds answers against Mastodon's own OpenAPI document, where that lies beside the checkout.

The document is used by tests alone. It is looked for in the folder that TEAHOUSE_SHARED names, else in `../shared`;
without it every check is silent and `present()` says so.
"""

from __future__ import annotations

import functools
import json
import lzma
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).parents[2]
NAME = "client-api/mastodon-openapi-4.7.json.xz"
HOME = "urn:mastodon"

# Where Mastodon itself answers otherwise than its document says: (method, path, the place in the answer), and why.
DEVIATIONS = {
    ("DELETE", "/api/v1/statuses/{id}", "content"): "a deleted status has `text` in its place",
    ("GET", "/api/v1/filters", ""): "a list of them, as its summary says, and not one",
    ("GET", "/api/v1/instance", "email"): "empty where the host names none",
    ("GET", "/api/v2/instance", "contact.email"): "empty where the host names none",
    ("GET", "/api/v1/instance/extended_description", "updated_at"): "null where nothing was ever written",
}
# The same for every operation, by the answer's status.
EVERYWHERE = {(422, "details"): "most refusals of Mastodon's carry a text only"}
FORGOTTEN = {"/api/v1/notifications/policy"}
"""What Mastodon answers and its document says nothing of any more; as it stands, a template would fit it."""
OURS = "teahouse."
"""Types of notices that are given only to who asks for them by name."""


def _file() -> Path:
    shared = os.environ.get("TEAHOUSE_SHARED")
    return (Path(shared) if shared else ROOT.parent / "shared") / NAME


def present() -> bool:
    """Whether the document is there to be held against."""
    return _file().is_file()


class Document:
    """The document, with a validator for each answer that was met."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.paths = content["paths"]
        self.registry = Registry().with_resource(HOME, Resource(contents=content, specification=DRAFT202012))
        self.templates = sorted(self.paths, key=lambda path: (path.count("{"), path))
        self.validators: dict[tuple[str, str, str], Draft202012Validator | None] = {}

    def template(self, path: str) -> str | None:
        """The template that a path fits; fixed words go before names."""
        if path in FORGOTTEN:
            return None
        parts = path.strip("/").split("/")
        for template in self.templates:
            wanted = template.strip("/").split("/")
            if len(wanted) == len(parts) and all(w[:1] == "{" or w == p for w, p in zip(wanted, parts, strict=True)):
                return str(template)
        return None

    def validator(self, method: str, template: str, status: int) -> Draft202012Validator | None:
        """What the document says of this answer; None where it says nothing."""
        key = (method, template, str(status))
        if key not in self.validators:
            operation = self.paths[template].get(method.lower(), {})
            self.validators[key] = self._make(key, operation)
        return self.validators[key]

    def _make(self, key: tuple[str, str, str], operation: dict[str, Any]) -> Draft202012Validator | None:
        method, template, status = key
        if "application/json" not in operation.get("responses", {}).get(status, {}).get("content", {}):
            return None
        steps = ("paths", template, method.lower(), "responses", status, "content", "application/json", "schema")
        pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
        return Draft202012Validator(
            {"$ref": f"{HOME}#/{pointer}"}, registry=self.registry, format_checker=FormatChecker()
        )


@functools.cache
def document() -> Document | None:
    """Mastodon's document, read once; None where it is not there."""
    if not present():
        return None
    return Document(json.loads(lzma.decompress(_file().read_bytes())))


def faults(method: str, path: str, status: int, answer: object, against: Document | None = None) -> list[str]:
    """Everything in the answer that the document does not allow; nothing for what it does not know."""
    known = against or document()
    template = known.template(urlsplit(path).path) if known else None
    if known is None or template is None:
        return []
    validator = known.validator(method.upper(), template, status)
    if validator is None:
        return []
    found = []
    for error in validator.iter_errors(answer):
        if error.validator == "enum" and str(error.instance).startswith(OURS):
            continue
        place = ".".join(str(step) for step in error.absolute_path)
        missing = error.message.split("'")[1] if error.validator == "required" else ""
        where = ".".join(part for part in (place, missing) if part)
        if (method.upper(), template, where) not in DEVIATIONS and (status, where) not in EVERYWHERE:
            found.append(f"{method} {path} -> {status}: {where or 'the answer'}: {error.message}"[:400])
    return found


def check(method: str, path: str, status: int, answer: object) -> None:
    """Fail where the answer is not what Mastodon's document says."""
    found = faults(method, path, status, answer)
    assert not found, "\n".join(found)
