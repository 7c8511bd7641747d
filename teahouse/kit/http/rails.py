"""Form names as Rails nests them: `a[]`, `a[b]`, `a[][b]`, `a[0][b]`.

Depth and number are bounded, and names that contradict each other are refused, never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from teahouse.kit.errors import BadRequest, Refusal
from teahouse.kit.http.shape import Repeated

MOST_KEYS = 1000
MOST_DEPTH = 4


def parse_pairs(encoded: bytes) -> dict[str, Any]:
    """A query string or a url-encoded form as nested plain data."""
    try:
        text = encoded.decode("utf-8")
        if text.count("&") >= MOST_KEYS:
            raise Refusal("There are too many fields", code="too_many_fields", status=422)
        return nest([_pair(part) for part in text.split("&") if part])
    except UnicodeDecodeError:
        raise BadRequest("The request is not valid UTF-8") from None


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    if "%" not in part and "+" not in part:
        return name, value
    return unquote(name.replace("+", " "), errors="strict"), unquote(value.replace("+", " "), errors="strict")


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Name and value pairs as nested dicts and lists."""
    root: dict[str, Any] = {}
    for name, value in pairs:
        if "[" not in name:
            _put_plain(root, name, value)
        else:
            _put(root, _steps(name), value)
    return root


def _put_plain(into: dict[str, Any], name: str, value: Any) -> None:
    if name not in into:
        into[name] = value
        return
    held = into[name]
    if isinstance(held, list):
        held.append(value)
    elif isinstance(held, dict):
        raise _contradiction(name)
    else:
        into[name] = Repeated([held, value])


def _steps(name: str) -> list[str]:
    head, _, rest = name.partition("[")
    if not head or not rest.endswith("]"):
        return [name]
    steps = [head, *rest[:-1].split("][")]
    if len(steps) - 1 > MOST_DEPTH:
        raise Refusal("A field name is nested too deeply", code="too_deep", status=422)
    return steps


def _put(root: dict[str, Any], steps: list[str], value: Any) -> None:
    into = root
    for index, step in enumerate(steps[:-1]):
        following = steps[index + 1]
        if step == "":
            continue
        if following == "":
            into = _in_list(into, step, steps[index + 2 :], value)
            if not steps[index + 2 :]:
                return
        else:
            into = _in_dict(into, step)
    _put_plain(into, steps[-1], value)


def _in_dict(into: dict[str, Any], step: str) -> dict[str, Any]:
    held = into.setdefault(step, {})
    if not isinstance(held, dict):
        raise _contradiction(step)
    return held


def _in_list(into: dict[str, Any], step: str, rest: list[str], value: Any) -> dict[str, Any]:
    """Append to the list at `step`: the value itself, or a field of its last object (a new one when it has that)."""
    held = into.setdefault(step, [])
    if isinstance(held, dict):
        raise _contradiction(step)
    if not isinstance(held, list):
        held = into[step] = Repeated([held])
    if not rest:
        held.append(value)
        return into
    if rest[0] == "":
        raise _contradiction(step)
    if not held or not isinstance(held[-1], dict) or (len(rest) == 1 and rest[0] in held[-1]):
        held.append({})
    last: dict[str, Any] = held[-1]
    return last


def _contradiction(name: str) -> BadRequest:
    return BadRequest(f"The field {name[:40]} is given in two ways")
