"""What an app may do, in plain words.

Promises a line for every scope that the house knows, and none that sounds smaller than it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from teahouse.doors.web.words import Words

_ORDER = ("profile", "read", "write", "follow", "push")


def wishes(words: Words, scopes: Iterable[str]) -> list[str]:
    """One line for each wide scope, and one for all narrow ones that see, and one for those that change."""
    asked = set(scopes)
    lines = [getattr(words, f"scope_{name}") for name in _ORDER if name in asked]
    for verb, sentence in (("read", words.scope_see), ("write", words.scope_change)):
        nouns = sorted(scope.partition(":")[2] for scope in asked if scope.startswith(f"{verb}:"))
        if nouns and verb not in asked:
            comma = "、" if words.tag.startswith("zh") else ", "
            lines.append(sentence.format(nouns=comma.join(getattr(words, f"noun_{noun}") for noun in nouns)))
    if any(scope.startswith("admin:") for scope in asked):
        lines.append(words.scope_admin)
    return lines
