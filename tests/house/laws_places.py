"""Laws about which words may stand where: SQL, frameworks, faces, the domain, the clock.

Promises to judge from the tree alone, so that a string or a comment never breaks a law.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tests.house.source import ROOT, Fault, Module

DRIVERS = {"sqlite3", "psycopg", "psycopg_pool"}
SQL = DRIVERS | {"sqlalchemy", "alembic"}
FRAMEWORKS = {"starlette", "uvicorn", "uvloop", "httptools", "jinja2", "click", "python_multipart"}
OUTSIDE_WORLD = {"asyncio", "os", "pathlib", "random", "secrets", "socket", "subprocess", "threading", "time"}
DOMAIN_WORDS = {"account", "moment", "circle", "friend", "tie", "comment", "group", "invite", "notice"}
# Words of libraries that kit uses: a match of a regular expression has groups, an HTML sanitizer meets comments.
LIBRARY_ATTRIBUTES = {"group", "groups", "strip_comments"}
NOW = {
    ("time", "time"),
    ("time", "time_ns"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of all that is imported, at the top or inside a function; names from a module too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def top(name: str) -> str:
    return name.partition(".")[0]


def sql_in_its_place(module: Module) -> Iterator[Fault]:
    """SQL is written in kit/db and in a domain's store, schema, audience and look (the expressions that it lends)."""
    if module.under("teahouse/kit/db", "teahouse/migrations"):
        return
    at_home = module.path.name.startswith("store") or module.path.name in {"schema.py", "audience.py", "look.py"}
    barred = DRIVERS | {"alembic"} if at_home else SQL
    for line, name in imports(module.tree):
        if top(name) in barred:
            yield Fault(line, f"imports {top(name)}; SQL belongs in a store, drivers in kit/db")


def frameworks_in_their_place(module: Module) -> Iterator[Fault]:
    """Only doors, kit/http and the composition root speak to the web framework, the templates and the terminal."""
    if module.under("teahouse/doors", "teahouse/kit/http", "teahouse/app.py"):
        return
    for line, name in imports(module.tree):
        if top(name) in FRAMEWORKS:
            yield Fault(line, f"imports {top(name)}; framework words belong in doors and kit/http")


def rules_are_pure(module: Module) -> Iterator[Fault]:
    """rules*.py: plain data in, plain data out."""
    if not module.path.name.startswith("rules"):
        return
    for line, name in imports(module.tree):
        parts = name.split(".")
        store = any(part.startswith("store") or part == "schema" for part in parts[1:])
        if top(name) in OUTSIDE_WORLD | SQL or name.startswith("teahouse.kit.db") or (parts[0] == "teahouse" and store):
            yield Fault(line, f"imports {name}; a rule does no input or output")


def one_clock(module: Module) -> Iterator[Fault]:
    """Whoever needs the time of day is handed a clock."""
    if module.under("teahouse/kit/clock.py"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if (name, node.func.attr) in NOW:
                yield Fault(node.lineno, f"asks the system for the time by {name}.{node.func.attr}; take a Clock")


def words(identifier: str) -> set[str]:
    """The words of a name, in the singular: `OldTies` has "old" and "tie", `paging` only itself."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)
    return {part.lower() for part in parts} | {part.lower().removesuffix("s") for part in parts}


def identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.Attribute(attr=name) if name not in LIBRARY_ATTRIBUTES:
                yield node.lineno, name
            case ast.keyword(arg=str(name)) if name not in LIBRARY_ATTRIBUTES:
                yield node.lineno, name


def kit_knows_no_domain_word(module: Module) -> Iterator[Fault]:
    """The machinery would serve another house as well."""
    if not module.under("teahouse/kit"):
        return
    # In the database's engine room a group is what is committed together.
    barred = DOMAIN_WORDS - ({"group"} if module.under("teahouse/kit/db") else set())
    for line, name in identifiers(module.tree):
        if said := words(name) & barred:
            yield Fault(line, f"{name} says {min(said)}; kit knows no word of the domain")


class Face(NamedTuple):
    """What a domain is made of and what of it may be seen from outside."""

    files: frozenset[str]
    exports: frozenset[str]


def faces() -> dict[str, Face]:
    """Every package directly under teahouse/ but kit and doors, which are no domains, and migrations."""
    found = {}
    for init in sorted((ROOT / "teahouse").glob("*/__init__.py")):
        domain = init.parent.name
        if domain in {"kit", "doors", "migrations"}:
            continue
        files = {file.stem for file in init.parent.iterdir() if file.suffix == ".py" or file.is_dir()}
        found[domain] = Face(frozenset(files - {"__init__", "__pycache__"}), exports(ast.parse(init.read_text())))
    return found


def exports(tree: ast.Module) -> frozenset[str]:
    """The names that a face shows: __all__ where it stands, else what the face imports or defines."""
    shown: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id == "__all__":
                return frozenset(ast.literal_eval(node.value))
            shown.add(node.targets[0].id)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            shown.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            shown.add(node.name)
    return frozenset(shown)


def enter_by_the_face(module: Module, known: Mapping[str, Face]) -> Iterator[Fault]:
    """From outside a domain only what its __init__ exports; the schemas are gathered for the migrations."""
    bound: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "teahouse":
            bound.update({alias.asname or alias.name: alias.name for alias in node.names if alias.name in known})
    for line, domain, name in entries(module.tree, bound):
        if domain not in known or module.under(f"teahouse/{domain}"):
            continue
        if module.under("teahouse/migrations", "teahouse/schema.py") and name == "schema":
            continue
        if name in known[domain].files - known[domain].exports:
            yield Fault(line, f"enters teahouse.{domain}.{name}; come in by the face, `from teahouse import {domain}`")


def entries(tree: ast.AST, bound: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """(line, domain, name) for every `teahouse.DOMAIN.NAME` that is imported, and every `DOMAIN.NAME` that is used."""
    for line, name in imports(tree):
        parts = name.split(".")
        if parts[0] == "teahouse" and len(parts) > 2:
            yield line, parts[1], parts[2]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in bound:
            yield node.lineno, bound[node.value.id], node.attr
