"""Every page can be read by everybody: axe finds nothing in it, and nothing runs off a screen, small or large."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Look
from tests.browser.crawl import faults_of, pages_from
from tests.browser.town import Town

STARTS = {"guest": ("/", "/about", "/auth/sign_in"), "member": ("/", "/settings", "/friends")}


LONG = pytest.mark.long


@pytest.mark.parametrize(
    ("who", "language", "of_a_kind"),
    [
        ("guest", "zh", 2),
        ("member", "en", 1),
        pytest.param("guest", "en", 2, marks=LONG),
        pytest.param("member", "en", 2, marks=LONG),
        pytest.param("member", "zh", 2, marks=LONG),
    ],
)
def test_every_page_can_be_read(same_town: Town, peek: Look, who: str, language: str, of_a_kind: int) -> None:
    name = None if who == "guest" else list(same_town.people)[language == "zh"]
    page, axe = peek(name, language=language), Axe()
    faults: list[str] = []
    kinds: dict[str, int] = {}
    for start in STARTS[who]:
        for path in pages_from(page, start, kinds, of_a_kind):
            faults += faults_of(page, axe, path)
    assert len(kinds) >= (6 if who == "guest" else 20), sorted(kinds)
    assert not faults, "\n".join([f"{len(faults)} faults", *faults])
