"""Takes single clauses out of the house's gate, to show that the property test misses each of them.

A clause is one operand of `sa.and_` or `sa.or_`, one condition of `exists`, `count_of` or `where`, or one number of
`among`, in a file that says who sees what. The file is run again in its own module without it, and whatever was built
from it is built anew; `whole_again` puts all back.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from teahouse import moments, people
from teahouse.moments import (
    audience,
    store_cards,
    store_chain,
    store_feeds,
    store_market,
    store_media,
    store_search,
    store_tags,
    store_talk,
)
from teahouse.moments.streams import store as store_streams
from teahouse.notices import store as store_notices
from teahouse.people import look

IN_ORDER: tuple[ModuleType, ...] = (
    look,
    audience,
    store_feeds,
    store_streams,
    store_market,
    store_cards,
    store_media,
    store_talk,
    store_search,
    store_tags,
    store_chain,
    store_notices,
)
"""Each is built from those before it."""

FIRST_CONDITION = {"and_": 0, "or_": 0, "where": 0, "exists": 1, "count_of": 1, "value_of": 2}


@dataclass(frozen=True)
class Clause:
    """One clause: where it stands, and what it says."""

    module: ModuleType
    function: str
    call: int
    operand: int
    text: str

    @property
    def name(self) -> str:
        """As it is called in the output of a test run."""
        return f"{self.module.__name__.rpartition('.')[2]}.{self.function}: {self.text}"


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), node


def _calls(node: ast.AST) -> list[ast.Call]:
    return [each for each in ast.walk(node) if isinstance(each, ast.Call)]


def _operands(call: ast.Call) -> Iterator[tuple[int, list[ast.expr], ast.expr]]:
    """(number, the list it stands in, the operand) of each clause of this call."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in FIRST_CONDITION:
        for n in range(FIRST_CONDITION[name], len(call.args)):
            if not isinstance(call.args[n], ast.Starred):
                yield n, call.args, call.args[n]
    if name == "among" and isinstance(call.args[1], ast.Tuple):
        elements = call.args[1].elts
        for n, element in enumerate(elements):
            yield n, elements, element


def clauses_of(module: ModuleType) -> list[Clause]:
    """Every clause in the file, from top to bottom."""
    found = []
    for function, node in _functions(ast.parse(inspect.getsource(module))):
        for n, call in enumerate(_calls(node)):
            for operand, _, expression in _operands(call):
                found.append(Clause(module, function, n, operand, ast.unparse(expression)))
    return found


def is_smallest(clause: Clause) -> bool:
    """It holds no other clause: without all of these, nothing of a larger one is left."""
    expression = ast.parse(clause.text, mode="eval")
    return not any(list(_operands(call)) for call in _calls(expression))


def drop(clause: Clause) -> None:
    """Build the house's reading without this clause."""
    tree = ast.parse(inspect.getsource(clause.module))
    node = next(node for name, node in _functions(tree) if name == clause.function)
    call = _calls(node)[clause.call]
    operands, expression = next((all_, each) for n, all_, each in _operands(call) if n == clause.operand)
    operands.remove(expression)
    _build({clause.module: tree})


def whole_again() -> None:
    """Build everything as it is written."""
    _build({})


def _build(changed: dict[ModuleType, ast.Module]) -> None:
    for module in IN_ORDER:
        tree = changed.get(module) or ast.parse(inspect.getsource(module))
        exec(compile(tree, str(module.__file__), "exec"), vars(module))
        for face in (people, moments):
            for name in set(face.__all__) & set(vars(module)):
                if getattr(vars(module)[name], "__module__", "") == module.__name__:
                    setattr(face, name, vars(module)[name])
