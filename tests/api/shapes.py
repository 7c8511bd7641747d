"""Holds many answers against Mastodon's OpenAPI document quickly.

A compiled validator says yes to what is right; only what it turns down is looked at by `tests.mastodon.openapi`, which
knows where Mastodon itself deviates and has the last word.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import jsonschema_rs

from tests.mastodon import openapi

_HOME = "urn:mastodon"


class Shapes:
    """Validators by operation and status, made when they are first needed."""

    def __init__(self) -> None:
        self._document = openapi.document()
        self._known: dict[tuple[str, str, int], Any] = {}
        if self._document is not None:
            self._registry = jsonschema_rs.Registry([(_HOME, {"paths": self._document.paths, **_rest()})])

    def check(self, method: str, target: str, status: int, answer: object) -> None:
        """Fail where an answer is not what Mastodon's document says; silent where the document is not here."""
        if self._document is None:
            return
        template = self._document.template(urlsplit(target).path)
        if template is None:
            return
        key = (method, template, status)
        if key not in self._known:
            self._known[key] = self._made(*key)
        validator = self._known[key]
        if validator is not None and not validator.is_valid(answer):
            openapi.check(method, target, status, answer)

    def _made(self, method: str, template: str, status: int) -> Any:
        assert self._document is not None
        operation = self._document.paths[template].get(method.lower(), {})
        content = operation.get("responses", {}).get(str(status), {}).get("content", {})
        if "application/json" not in content:
            return None
        steps = ("paths", template, method.lower(), "responses", str(status), "content", "application/json", "schema")
        pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
        reference = {"$ref": f"{_HOME}#/{quote(pointer, safe='/~')}"}
        return jsonschema_rs.Draft202012Validator(reference, registry=self._registry, validate_formats=True)


def _rest() -> dict[str, Any]:
    known = openapi.document()
    assert known is not None
    content: Any = known.registry.contents(openapi.HOME)
    return {name: part for name, part in content.items() if name != "paths"}
