"""docs/clients.md tells what the expectation files say."""

from __future__ import annotations

from tests.house.source import ROOT
from tests.suites.page import rows


def test_the_page_tells_the_figures_as_they_are() -> None:
    text = (ROOT / "docs/clients.md").read_text(encoding="utf-8")
    assert "\n".join(rows()) in text, "make them anew: python -m tests.suites.page"
