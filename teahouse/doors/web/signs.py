"""The small drawings of the pages, as `_icons.html` draws them.

Each is drawn once for the house: a page of home shows a hundred.
"""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup


class Signs(dict[str, Markup]):
    """Drawings by name."""

    def __init__(self, templates: Environment) -> None:
        super().__init__()
        self._templates = templates

    def __missing__(self, name: str) -> Markup:
        drawn: Markup = self._templates.get_template("_icons.html").module.icon(name)  # type: ignore[attr-defined]
        self[name] = drawn
        return drawn
