"""Settings: a typed struct filled from its defaults, one TOML file and the environment, in this order.

Promises all or nothing: either every value has the type and bounds that the struct declares and every name is
known, or one `ConfigError` that lists all that is wrong, where it stands and how to mend it.

The struct is the caller's. A field that is itself a struct is a table of the file; in the environment its fields
are reached with two underscores (`PREFIX_TABLE__FIELD`). `Meta` on a field says the rest: bounds, `description`
for the documentation, `title` for what is expected where bounds alone would not explain it, and
`extra={"secret": True}` for values that no message may repeat. A field with `extra={"given": True}` is no setting: it
is told the names of those that the file or the environment set.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import msgspec
from msgspec import NODEFAULT

from teahouse.kit.config_words import expectation, extras

T = TypeVar("T", bound=msgspec.Struct)
_ABSENT = object()


class Setting(msgspec.Struct, frozen=True):
    """One setting as the host meets it in the file, in the environment and in the documentation."""

    path: tuple[str, ...]
    variable: str
    type: Any
    default: Any  # msgspec.NODEFAULT where there is none
    expected: str
    description: str
    secret: bool

    @property
    def name(self) -> str:
        """The dotted name, as TOML writes it."""
        return ".".join(self.path)


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong: where it stands, what is wrong, how to mend it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.mend}."


class ConfigError(Exception):
    """The settings cannot be used; its text is the whole list, ready to be shown."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        many = "1 setting is" if len(problems) == 1 else f"{len(problems)} settings are"
        super().__init__("\n".join([f"{many} wrong:", *(f"  - {problem}" for problem in problems)]))


def load(
    struct: type[T],
    environ: Mapping[str, str],
    file: Path | None = None,
    *,
    prefix: str = "TEAHOUSE_",
    not_settings: Collection[str] = (),
) -> T:
    """Fills `struct`; raises `ConfigError`. Without `file`, the one that PREFIX_CONFIG names, or none, is read.

    `not_settings` are variables with the prefix that mean something to somebody else.
    """
    named = environ.get(f"{prefix}CONFIG", "")
    source = _read(file or (Path(named) if named else None))
    settings = list(settings_of(struct, prefix))
    problems = list(source.problems)
    values: dict[tuple[str, ...], Any] = {}
    given = [one.name for one in settings if one.variable in environ or source.get(one.path) is not _ABSENT]
    for setting in settings:
        try:
            values[setting.path] = _value(setting, environ, source)
        except _Wrong as wrong:
            problems.append(wrong.problem)
    if not source.problems:
        problems += _unknown_keys(settings, source)
    problems += _unknown_variables(settings, environ, prefix, {f"{prefix}CONFIG", *not_settings})
    if problems:
        raise ConfigError(problems)
    return cast(T, _build(struct, values, (), tuple(given)))


def settings_of(struct: type[msgspec.Struct], prefix: str = "TEAHOUSE_") -> Iterator[Setting]:
    """Every setting of the struct, tables opened, in the order in which they are declared."""
    return _flatten(struct, prefix, (), NODEFAULT)


class _Source(msgspec.Struct, frozen=True):
    """The file as it was read: an empty one where there is none."""

    name: str = ""
    text: str = ""
    tree: dict[str, Any] = {}
    problems: tuple[Problem, ...] = ()

    def get(self, path: tuple[str, ...]) -> Any:
        found: Any = self.tree
        for key in path:
            if not isinstance(found, dict) or key not in found:
                return _ABSENT
            found = found[key]
        return found

    def where(self, path: tuple[str, ...]) -> str:
        """File and, where the key stands alone on its line, that line."""
        table: list[str] = []
        for number, line in enumerate(self.text.splitlines(), 1):
            bare = line.split("#")[0].strip()
            if bare.startswith("["):
                table = [part.strip(" \"'") for part in bare.strip("[]").split(".")]
                key = table
            else:
                key = [*table, *(part.strip(" \"'") for part in bare.split("=")[0].split("."))]
            if tuple(key) == path:
                return f"{self.name}, line {number}"
        return self.name


class _Wrong(Exception):
    def __init__(self, where: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.problem = Problem(where, what, mend)


def _read(file: Path | None) -> _Source:
    if file is None:
        return _Source()
    name = str(file)
    try:
        text = file.read_text(encoding="utf-8")
        return _Source(name, text, tomllib.loads(text))
    except OSError as error:
        problem = Problem(name, f"cannot be read: {error.strerror}", "Name a file that exists and may be read")
    except UnicodeDecodeError as error:
        problem = Problem(name, f"is not UTF-8 at byte {error.start}", "Save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        problem = Problem(name, f"is not TOML: {error}", 'Write one `name = value` a line, texts in "quotes"')
    return _Source(name, problems=(problem,))


def _flatten(struct: type[msgspec.Struct], prefix: str, path: tuple[str, ...], given: Any) -> Iterator[Setting]:
    for field in msgspec.structs.fields(struct):
        here = (*path, field.encode_name)
        default = getattr(given, field.name) if given is not NODEFAULT else _default(field)
        if (table := _table(field.type)) is not None:
            yield from _flatten(table, prefix, here, default)
            continue
        extra = extras(field.type)
        if extra.get("given"):
            continue
        yield Setting(
            path=here,
            variable=prefix + "__".join(here).upper(),
            type=field.type,
            default=default,
            expected=expectation(field.type),
            description=str(extra.get("description", "")),
            secret=bool(extra.get("secret")),
        )


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not NODEFAULT:
        return cast(Any, field.default_factory)()
    return field.default


def _table(type_: Any) -> type[msgspec.Struct] | None:
    bare = get_args(type_)[0] if hasattr(type_, "__metadata__") else type_
    return bare if isinstance(bare, type) and issubclass(bare, msgspec.Struct) else None


def _value(setting: Setting, environ: Mapping[str, str], source: _Source) -> Any:
    if setting.variable in environ:
        given = environ[setting.variable]
        return _convert(setting, _from_text(given, setting), given, setting.variable, strict=False)
    found = source.get(setting.path)
    if found is not _ABSENT:
        return _convert(setting, found, found, source.where(setting.path), strict=True)
    if setting.default is NODEFAULT:
        mend = f"Set {setting.name} in the file or {setting.variable} to {setting.expected}"
        raise _Wrong(source.name or setting.variable, f"{setting.name} is missing", mend)
    return setting.default


def _from_text(text: str, setting: Setting) -> Any:
    """A variable as TOML would have said it: lists with commas or as JSON, tables as JSON, nothing as none."""
    kind = setting.expected
    if not text and "nothing" in kind:
        return None
    if text.lstrip().startswith(("[", "{")) and kind.startswith(("a list", "a table")):
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError:
            return text
    if kind.startswith("a list"):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _convert(setting: Setting, value: Any, given: Any, where: str, *, strict: bool) -> Any:
    try:
        return msgspec.convert(value, setting.type, strict=strict, dec_hook=_path)
    except (msgspec.ValidationError, ValueError) as error:
        shown = "the secret that is set there" if setting.secret else msgspec.json.encode(given, enc_hook=str)
        what = shown.decode() if isinstance(shown, bytes) else shown
        detail = "" if setting.secret or " - at `$" not in str(error) else f" ({error})"
        raise _Wrong(where, f"{setting.name} cannot be {what}{detail}", f"Set it to {setting.expected}") from None


def _path(type_: type, value: Any) -> Any:
    if type_ is Path and isinstance(value, str) and value:
        return Path(value)
    raise ValueError("not a path")


def _unknown_keys(settings: list[Setting], source: _Source) -> Iterator[Problem]:
    names = {setting.path for setting in settings}
    tables = {path[:depth] for path in names for depth in range(1, len(path))}

    def walk(tree: dict[str, Any], path: tuple[str, ...]) -> Iterator[Problem]:
        for key, value in tree.items():
            here = (*path, key)
            if here in names:
                continue
            if here not in tables:
                known = [".".join(name) for name in sorted(names | tables)]
                yield _stranger(source.where(here), ".".join(here), known)
            elif isinstance(value, dict):
                yield from walk(value, here)
            else:
                mend = f"Write its settings under [{'.'.join(here)}]"
                yield Problem(source.where(here), f"{'.'.join(here)} is a table, not a value", mend)

    return walk(source.tree, ())


def _unknown_variables(
    settings: list[Setting], environ: Mapping[str, str], prefix: str, others: set[str]
) -> Iterator[Problem]:
    known = {setting.variable for setting in settings}
    for name in sorted(environ):
        if name.startswith(prefix) and name not in known | others:
            yield _stranger(name, name, sorted(known))


def _stranger(where: str, name: str, known: list[str]) -> Problem:
    near = difflib.get_close_matches(name, known, n=1)
    mend = f"Did you mean {near[0]}? Else take it out" if near else "Take it out; the documentation lists them all"
    return Problem(where, f"there is no setting {name}", mend)


def _build(
    struct: type[msgspec.Struct],
    values: Mapping[tuple[str, ...], Any],
    path: tuple[str, ...],
    given: tuple[str, ...] = (),
) -> Any:
    """The struct itself; what its `__post_init__` refuses is reported under the table's name."""
    parts: dict[str, Any] = {}
    for field in msgspec.structs.fields(struct):
        here = (*path, field.encode_name)
        table = _table(field.type)
        if table is not None:
            parts[field.name] = _build(table, values, here)
        else:
            parts[field.name] = given if extras(field.type).get("given") else values[here]
    try:
        return struct(**parts)
    except ValueError as error:
        mend = "Change one of the settings that do not go together"
        raise ConfigError([Problem(".".join(path) or "settings", str(error).rstrip("."), mend)]) from None
