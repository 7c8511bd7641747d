"""Shapes: loose input (JSON, forms, queries) made into one typed struct.

Values are read kindly ("0" is false, one value is a list of one), and every fault is told by its field; text with a
null byte or half a character never gets in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import UNSET, inspect
from starlette.datastructures import UploadFile

from teahouse.kit.errors import Detail, Invalid

S = TypeVar("S")
Faults = dict[str, list[Detail]]
Loosen = Callable[[Any, str, Faults], Any]
"""Reads one value at a path, noting faults; UNSET stands for a value that is as good as absent."""

MOST_NESTED = 32
MOST_FAULTS = 20
_TRUE = frozenset({"true", "1", "on", "t", "yes"})
_FALSE = frozenset({"false", "0", "off", "f", "no"})
_BAD_TEXT = re.compile("[\x00\ud800-\udfff]")
_INTEGER = re.compile(r"[+-]?[0-9]{1,20}\Z", re.ASCII)
_PLACE = re.compile(r"^(.*?)(?: - at `\$\.?(.*?)`)?$", re.DOTALL)


class Repeated(list[Any]):
    """The values of a plain name that came several times: a list where one is wanted, else the last counts."""


class Shape(Generic[S]):
    """Reads plain data into one struct type; made once for each type."""

    def __init__(self, struct: type[S]) -> None:
        self.struct = struct
        self._loosen = _Compiler().compile(inspect.type_info(struct))

    def read(self, data: object) -> S:
        """The struct, or `Invalid` with the faults of every field."""
        faults: Faults = {}
        try:
            plain = self._loosen(data, "", faults)
            if not faults:
                return msgspec.convert(plain, self.struct, strict=False)
        except msgspec.ValidationError as error:
            raise _told(str(error)) from None
        except RecursionError:
            raise Invalid("body", "ERR_INVALID", "is nested too deeply") from None
        raise Invalid.many(faults)


def _told(message: str) -> Invalid:
    found = _PLACE.match(message)
    text, place = (found[1], found[2]) if found else (message, None)
    code = "ERR_TOO_LONG" if "length <=" in text else "ERR_INVALID"
    return Invalid(place or "body", code, f"is not valid: {text[:1].lower()}{text[1:]}")


def _blame(faults: Faults, path: str, code: str, description: str) -> None:
    if path in faults or len(faults) >= MOST_FAULTS:
        return
    faults[path or "body"] = [{"error": code, "description": description}]


def _last(value: Any) -> Any:
    return value[-1] if isinstance(value, Repeated) else value


def _text(value: Any, path: str, faults: Faults) -> Any:
    value = _last(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str):
        _blame(faults, path, "ERR_INVALID", "must be text")
    elif _BAD_TEXT.search(value):
        _blame(faults, path, "ERR_INVALID", "contains a character that is not allowed")
    return value


def _integer(value: Any, path: str, faults: Faults) -> Any:
    value = _last(value)
    if isinstance(value, str):
        value = value.strip()
        if not value:
            return UNSET
        value = int(value) if _INTEGER.match(value) else None
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        _blame(faults, path, "ERR_INVALID", "must be an integer")
    elif not -(2**63) <= value < 2**63:
        _blame(faults, path, "ERR_INVALID", "is out of range")
    return value


def _boolean(value: Any, path: str, faults: Faults) -> Any:
    value = _last(value)
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower() if isinstance(value, str | int) else "?"
    if not word:
        return UNSET
    if word not in _TRUE and word not in _FALSE:
        _blame(faults, path, "ERR_INVALID", "must be true or false")
    return word in _TRUE


def _number(value: Any, path: str, faults: Faults) -> Any:
    value = _last(value)
    if value == "":
        return UNSET
    try:
        number = float("nan" if isinstance(value, bool | list | dict) else value)
    except (TypeError, ValueError, OverflowError):
        number = float("nan")
    if not abs(number) < float("inf"):
        _blame(faults, path, "ERR_INVALID", "must be a number")
    return number


def _word(value: Any, path: str, faults: Faults) -> Any:
    """A member of an enum or literal."""
    value = _last(value)
    return UNSET if value == "" else _anything(value, path, faults)


def _upload(value: Any, path: str, faults: Faults) -> Any:
    value = _last(value)
    if value == "":
        return UNSET
    if not isinstance(value, UploadFile):
        _blame(faults, path, "ERR_INVALID", "must be a file")
    return value


def _anything(value: Any, path: str, faults: Faults, depth: int = 0) -> Any:
    """Untyped data: only its text, its numbers and its depth are looked at."""
    if depth > MOST_NESTED:
        _blame(faults, path, "ERR_INVALID", "is nested too deeply")
    elif isinstance(value, str):
        return _text(value, path, faults)
    elif isinstance(value, dict):
        return {_text(key, path, faults): _anything(one, path, faults, depth + 1) for key, one in value.items()}
    elif isinstance(value, list):
        return [_anything(one, path, faults, depth + 1) for one in value]
    elif isinstance(value, UploadFile):
        return UNSET
    elif isinstance(value, int) and not isinstance(value, bool):
        return _integer(value, path, faults)
    return value


_SIMPLE: dict[type[inspect.Type], Loosen] = {
    inspect.StrType: _text,
    inspect.IntType: _integer,
    inspect.BoolType: _boolean,
    inspect.FloatType: _number,
    inspect.EnumType: _word,
    inspect.LiteralType: _word,
}


class _Compiler:
    """Turns msgspec's description of a type into the function that loosens its values."""

    def __init__(self) -> None:
        self._structs: dict[type, Loosen] = {}

    def compile(self, info: inspect.Type) -> Loosen:
        if isinstance(info, inspect.Metadata):
            info = info.type
        match info:
            case inspect.StructType():
                return self._struct(info)
            case inspect.UnionType():
                return self._union(info)
            case inspect.ListType() | inspect.SetType() | inspect.FrozenSetType() | inspect.VarTupleType():
                return self._list(info.item_type)
            case inspect.DictType():
                return self._dict(info.value_type)
        is_file = isinstance(info, inspect.CustomType) and info.cls is UploadFile
        return _upload if is_file else _SIMPLE.get(type(info), _anything)

    def _union(self, info: inspect.UnionType) -> Loosen:
        members = [one for one in info.types if not isinstance(one, inspect.NoneType)]
        return self.compile(members[0]) if len(members) == 1 else _anything

    def _struct(self, info: inspect.StructType) -> Loosen:
        known = self._structs.get(info.cls)
        if known is not None:
            return known
        fields: list[tuple[str, bool, Loosen]] = []

        def loosen(value: Any, path: str, faults: Faults) -> Any:
            value = _last(value)
            if not isinstance(value, dict):
                if value == "" and path:
                    return UNSET
                _blame(faults, path, "ERR_INVALID", "must be an object")
                return value
            return _fields(fields, value, f"{path}." if path else "", faults)

        self._structs[info.cls] = loosen
        fields.extend((one.encode_name, one.required, self.compile(one.type)) for one in info.fields)
        return loosen

    def _list(self, item: inspect.Type) -> Loosen:
        each = self.compile(item)

        def loosen(value: Any, path: str, faults: Faults) -> Any:
            read = [each(one, path, faults) for one in _listed(value) if one is not None]
            return [one for one in read if one is not UNSET]

        return loosen

    def _dict(self, item: inspect.Type) -> Loosen:
        each = self.compile(item)

        def loosen(value: Any, path: str, faults: Faults) -> Any:
            value = _last(value)
            if not isinstance(value, dict):
                _blame(faults, path, "ERR_INVALID", "must be an object")
                return value
            read = {key: each(one, path, faults) for key, one in value.items() if _text(key, path, faults)}
            return {key: one for key, one in read.items() if one is not UNSET}

        return loosen


def _fields(fields: list[tuple[str, bool, Loosen]], value: dict[str, Any], path: str, faults: Faults) -> Any:
    read: dict[str, Any] = {}
    for name, required, loosen in fields:
        given = value.get(name)
        loosened = UNSET if given is None else loosen(given, path + name, faults)
        if loosened is not UNSET:
            read[name] = loosened
        elif required:
            _blame(faults, path + name, "ERR_BLANK", "can't be blank")
    return read


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and value and all(isinstance(key, str) and key.isdecimal() for key in value):
        return [value[key] for key in sorted(value, key=lambda key: (len(key), key))]
    return [] if value == "" else [value]
