"""OAuth scopes: which wider ones cover a narrow one.

What covers a scope is written here once; a route holds the answer, so a request costs one set test.
"""

from __future__ import annotations

from collections.abc import Iterable

_OF_FOLLOW = {f"{verb}:{noun}" for verb in ("read", "write") for noun in ("follows", "blocks", "mutes")}


def covering(wanted: Iterable[str]) -> frozenset[str]:
    """Every granted scope that opens a route which wants any one of `wanted`."""
    return frozenset(scope for one in wanted for scope in _covering(one))


def _covering(wanted: str) -> set[str]:
    parts = wanted.split(":")
    wider = {":".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return wider | {"follow"} if wanted in _OF_FOLLOW else wider
