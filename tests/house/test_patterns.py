"""No pattern of the standard library's `re` keeps a whole group possessively.

Python before 3.11.5, Debian 12's among them, forgets to undo half-matched groups in `(...)*+`, `(...)?+`, `(?>...)`
and finds what does not match. A possessive class (`[a-z]++`) is sound, and so is the `regex` package.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import teahouse

UNSOUND = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")


def patterns() -> Iterator[tuple[str, str]]:
    """(where, pattern) of every compiled pattern that a module of the house holds."""
    for found in pkgutil.walk_packages(teahouse.__path__, "teahouse."):
        if ".migrations" in found.name or found.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{found.name}.{name}", value.pattern


def test_no_group_is_possessive() -> None:
    seen = dict(patterns())
    assert seen, "there is nothing to judge"
    assert [where for where, pattern in seen.items() if UNSOUND.search(pattern)] == []


@pytest.mark.parametrize("pattern", [r"(?:a|b)*+", r"(x)?+", r"(x){2,3}+", r"(?:\.[a-z]++)++", "(?>a)"])
def test_a_possessive_group_is_found(pattern: str) -> None:
    assert UNSOUND.search(pattern)


@pytest.mark.parametrize("pattern", [r"[a-z]++", r"\w*+x", r"(?:a|b)*", r"\)++", r"(a)+b", r"[+]"])
def test_what_is_sound_passes(pattern: str) -> None:
    assert not UNSOUND.search(pattern)
