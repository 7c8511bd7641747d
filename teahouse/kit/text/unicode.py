"""The one door to the regular expressions that know Unicode's properties and graphemes.

Promises the standard library's interface, so that the rest of the package need not know which engine runs.
"""

from __future__ import annotations

import re
from typing import cast

import regex  # type: ignore[import-untyped]  # carries no type information of its own


def unicode_pattern(pattern: str) -> re.Pattern[str]:
    r"""A compiled pattern that may use `\p{…}` and `\X`."""
    return cast("re.Pattern[str]", regex.compile(pattern))
