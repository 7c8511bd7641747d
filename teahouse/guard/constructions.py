"""Reads the notation in which rules say what they look for, and turns it into patterns over signs.

    7 share|post ... give .. goods - free_way      strength 7: an act, then a reward, and nobody says it is open to all

Names are kinds of words or groups of kinds; `|` gives alternatives, `?` behind a name makes it optional, `&` takes both
sides in either order. Next to each other: at most two unknown words between. `..`: a few words of one sentence.
`...`: into the next sentence. `^` begins a sentence. Behind ` - ` stand kinds that make it void where one of them
stands in the same sentences. Promises patterns without nested repetition: each costs a bounded number of steps a place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from teahouse.guard.scanning import HARD, SOFT, UNKNOWN

STRENGTH = 5
_NEAR = f"[{UNKNOWN}{SOFT}]{{0,2}}"
_WITHIN = f"[^{HARD}]{{0,5}}?"
_ACROSS = f"[^{HARD}]{{0,16}}?(?:[{HARD}][^{HARD}]{{0,8}}?){{0,1}}"
_GAPS = {"..": _WITHIN, "...": _ACROSS}
_NAME = re.compile(r"[a-z_]+\??\Z")


class Construction(NamedTuple):
    """One thing that a rule looks for; `keys` are signs of which one must be there for it to be worth a look."""

    rule: str
    strength: int
    pattern: re.Pattern[str]
    keys: frozenset[str]
    needs: tuple[frozenset[str], ...]
    void: frozenset[str]


def construct(rule: str, said: str, kinds: Mapping[str, str]) -> list[Construction]:
    """The constructions of one line; `kinds` gives the signs of every kind and group. ValueError says what is wrong."""
    body, _, barred = said.partition(" - ")
    parts = body.split()
    strength = STRENGTH
    if parts and parts[0].isdigit():
        strength = int(parts.pop(0))
    void = frozenset("".join(_signs(name, kinds) for name in barred.split("|"))) if barred else frozenset()
    if "&" in parts:
        at = parts.index("&")
        orders = [[*parts[:at], "...", *parts[at + 1 :]], [*parts[at + 1 :], "...", *parts[:at]]]
    else:
        orders = [parts]
    return [_construction(rule, strength, order, void, kinds) for order in orders]


def _construction(
    rule: str, strength: int, parts: list[str], void: frozenset[str], kinds: Mapping[str, str]
) -> Construction:
    made: list[str] = []
    needs: list[frozenset[str]] = []
    before = ""
    for part in parts:
        if part == "^":
            made.append(f"(?:(?<=[{HARD}{SOFT}])|^)")
            before = "^"
        elif part in _GAPS:
            made.append(_GAPS[part])
            before = part
        else:
            signs = "".join(_signs(name.removesuffix("?"), kinds) for name in part.split("|"))
            if before and before not in {*_GAPS, "^"}:
                made.append(_NEAR)
            optional = part.endswith("?")
            made.append(f"[{signs}]" + ("?" if optional else ""))
            if not optional:
                needs.append(frozenset(signs))
            before = part
    if not needs or before in _GAPS:
        raise ValueError("names nothing to look for" if not needs else "ends with a gap")
    keys = min(needs, key=len)
    return Construction(rule, strength, re.compile("".join(made)), keys, tuple(needs), void)


def _signs(name: str, kinds: Mapping[str, str]) -> str:
    name = name.strip()
    if not _NAME.match(name) or name not in kinds:
        raise ValueError(f"names the kind of words {name!r}, which there is not")
    return kinds[name]
