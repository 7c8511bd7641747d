"""What a setting expects, said in words, from its type.

Promises a phrase that fits after "Set it to", for every type that a settings struct may use.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import inspect

Bounded = inspect.IntType | inspect.FloatType


def expectation(type_: Any) -> str:
    """A phrase such as "a whole number, at least 1" or `one of "closed", "open"`; a `title` in `Meta` wins."""
    return _say(inspect.type_info(type_))


def extras(type_: Any) -> dict[str, Any]:
    """What `Meta` says besides bounds: `title`, `description` and the keys of `extra`."""
    info = inspect.type_info(type_)
    if not isinstance(info, inspect.Metadata):
        return {}
    return {**(info.extra_json_schema or {}), **(info.extra or {})}


def _say(info: inspect.Type) -> str:
    match info:
        case inspect.Metadata():
            return str((info.extra_json_schema or {}).get("title") or _say(info.type))
        case inspect.ListType() | inspect.SetType() | inspect.FrozenSetType() | inspect.VarTupleType():
            return f"a list, each {_say(info.item_type)}"
        case inspect.DictType() | inspect.StructType():
            return "a table"
        case inspect.UnionType():
            ordered = sorted(info.types, key=lambda part: isinstance(part, inspect.NoneType))
            return ", or ".join(_say(part) for part in ordered)
        case _:
            return _say_single(info)


def _say_single(info: inspect.Type) -> str:
    match info:
        case inspect.BoolType():
            said = "true or false"
        case inspect.IntType():
            said = "a whole number" + _bounds(info)
        case inspect.FloatType():
            said = "a number" + _bounds(info)
        case inspect.StrType():
            said = "a text" + _length(info)
        case inspect.LiteralType():
            said = _choice(info.values)
        case inspect.EnumType():
            said = _choice([member.value for member in info.cls])
        case inspect.CustomType():
            said = f"a {info.cls.__name__.lower()}"
        case inspect.NoneType():
            said = "nothing"
        case _:
            raise TypeError(f"a setting cannot be {info}")
    return said


def _choice(values: Any) -> str:
    return "one of " + ", ".join(msgspec.json.encode(value).decode() for value in values)


def _bounds(info: Bounded) -> str:
    lower = (("at least", info.ge), ("more than", info.gt))
    upper = (("at most", info.le), ("less than", info.lt))
    return "".join(f", {words} {bound}" for words, bound in (*lower, *upper) if bound is not None)


def _length(info: inspect.StrType) -> str:
    if info.min_length and info.max_length:
        return f" of {info.min_length} to {info.max_length} characters"
    if info.max_length:
        return f" of at most {info.max_length} characters"
    if info.min_length == 1:
        return " that is not empty"
    if info.min_length:
        return f" of at least {info.min_length} characters"
    return ""
