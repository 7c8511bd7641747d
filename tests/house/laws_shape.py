"""Laws about the shape of a file: its length, its docstrings, its state, its excuses.

Promises to count lines as an editor does, from the first to the last of the file or the function.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.source import Fault, Module

FILE_LINES = 400
FUNCTION_LINES = 60
MUTABLE_CALLS = {"dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque", "WeakValueDictionary"}
CACHES = {"cache", "lru_cache"}
CHANGES = {"append", "add", "update", "setdefault", "pop", "popitem", "clear", "extend", "insert", "remove", "discard"}
NEEDS_NO_DOCSTRING = {"overload", "override", "property", "setter"}
PLAIN_BASES = {"ABC", "Enum", "Generic", "IntEnum", "IntFlag", "NamedTuple", "Protocol", "StrEnum", "Struct", "object"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def short_files(module: Module) -> Iterator[Fault]:
    """A file stays under 400 lines."""
    lines = len(module.text.splitlines())
    if lines >= FILE_LINES:
        yield Fault(lines, f"has {lines} lines; a file stays under {FILE_LINES}")


def short_functions(module: Module) -> Iterator[Fault]:
    """A function stays under 60 lines."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function) and (lines := (node.end_lineno or 0) - node.lineno + 1) >= FUNCTION_LINES:
            yield Fault(node.lineno, f"{node.name} has {lines} lines; a function stays under {FUNCTION_LINES}")


def modules_say_what_they_are(module: Module) -> Iterator[Fault]:
    """Every file of the house opens with a docstring."""
    if not ast.get_docstring(module.tree):
        yield Fault(1, "has no docstring that says what it is and what it promises")


def public_things_have_docstrings(module: Module) -> Iterator[Fault]:
    """Public functions, classes and methods say what their signature does not; migrations are data."""
    if not module.under("teahouse/migrations/versions"):
        yield from _without_docstring(module.tree.body, "")


def _without_docstring(body: list[ast.stmt], owner: str) -> Iterator[Fault]:
    for node in body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if {decorator_name(decorator) for decorator in node.decorator_list} & NEEDS_NO_DOCSTRING:
            continue
        if not ast.get_docstring(node):
            yield Fault(node.lineno, f"{owner}{node.name} is public and has no docstring")
        # What a base promises (`class SqliteDatabase(Database)`) is written there, once.
        if isinstance(node, ast.ClassDef) and {decorator_name(base) for base in node.bases} <= PLAIN_BASES:
            yield from _without_docstring(node.body, f"{node.name}.")


def decorator_name(node: ast.expr) -> str:
    """`lru_cache` of `@functools.lru_cache(8)`, `Generic` of `Generic[T]`."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def no_state_in_modules(module: Module) -> Iterator[Fault]:
    """What a function needs, it is handed; what stands in a module is a constant."""
    containers = dict(_containers(module.tree))
    for name, line in containers.items():
        if name != name.upper():
            yield Fault(line, f"{name} is a container that anybody may change; name it a constant or hand it on")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield Fault(node.lineno, f"global {', '.join(node.names)}")
        elif isinstance(node, Function | ast.ClassDef):
            for changed in sorted(_changed(node) & set(containers)):
                yield Fault(node.lineno, f"{node.name} changes {changed}, which belongs to the module")
    for node in module.tree.body:
        cached = isinstance(node, Function) and {decorator_name(each) for each in node.decorator_list} & CACHES
        # Without parameters it is a constant that is made when it is first needed.
        if isinstance(node, Function) and cached and (node.args.args or node.args.kwonlyargs or node.args.vararg):
            yield Fault(node.lineno, f"{node.name} keeps a cache for the whole process")


def _containers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Names at the top that hold something changeable; `__all__` and its kind belong to the language."""
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        targets, value = node.targets if isinstance(node, ast.Assign) else [node.target], node.value
        literal = isinstance(value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp | ast.SetComp)
        if literal or (isinstance(value, ast.Call) and decorator_name(value) in MUTABLE_CALLS):
            for target in targets:
                if isinstance(target, ast.Name) and not target.id.startswith("__"):
                    yield target.id, node.lineno


def _changed(function: ast.AST) -> set[str]:
    """Names that are written into (`x[k] = v`, `x.append(v)`, `del x[k]`) and are not the function's own."""
    own = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    found = set()
    for node in ast.walk(function):
        inner = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            inner = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            inner = node.func.value
        if isinstance(inner, ast.Name):
            found.add(inner.id)
    return found - own


EXCUSE = re.compile(
    r"#\s*(?P<tool>noqa|type:\s*ignore|pragma)(?P<codes>[:\s\[][A-Za-z0-9,\s\[\]-]*?)?(?P<reason>\s(-|#|–|\().*)?$"
)
# Put together, so that this line does not break the law.
PUT_OFF = re.compile(r"#.*\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")) + r")\b")


def excuses_have_reasons(module: Module) -> Iterator[Fault]:
    """Whoever silences a tool says which of its rules and why, there or just above; nothing is put off.

    For mypy the name of the rule is the reason: it fails again as soon as the library learns its types.
    """
    explained: set[str] = set()
    lines = module.text.splitlines()
    for number, line in enumerate(lines, 1):
        above = any(earlier.strip().startswith("#") for earlier in lines[max(0, number - 4) : number - 1])
        if excuse := EXCUSE.search(line):
            codes = (excuse["codes"] or "").strip(" :[]")
            if excuse["reason"] or above or (codes and excuse["tool"].startswith("type")):
                explained.add(codes)
            if not codes or codes not in explained:
                yield Fault(number, f"{excuse['tool']} without a rule or without a reason")
        if PUT_OFF.search(line):
            yield Fault(number, "puts something off; do it or file it")
