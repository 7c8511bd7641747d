"""Finds the pages that somebody can come to by links, one or two of each kind, and what is wrong with each.

Promises to find them by itself, so that a page of tomorrow is looked at as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = ((320, 640), (390, 844), (768, 1024), (1280, 900), (2560, 1440))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NO_PAGES = re.compile(
    r"^/(static|media|oauth)/|\.(atom|csv|js|json|svg|png|jpg|webp|webmanifest|zip|txt)$|/feed|sign_out"
)
MOST = 200
WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest('.unseen'))
    .slice(-3).map((one) => one.outerHTML.slice(0, 160));
}"""


def kind_of(path: str) -> str:
    """The page's kind: its address without ids, names and codes."""
    bare = re.sub(r"/@[^/]+", "/@…", urlsplit(path).path)
    return re.sub(r"/(tags|invite|join|reset)/[^/]+", r"/\1/…", re.sub(r"\d{5,}", "…", bare))


def pages_from(page: Page, start: str, kinds: dict[str, int], of_a_kind: int = 2) -> Iterator[str]:
    """Opens page after page, from `start` along all links, and yields each one's address while it is open.

    So many pages of one kind are looked at: the second may have what the first has not.
    """
    waiting, known = [start], {start}
    while waiting and sum(kinds.values()) < MOST:
        path = waiting.pop(0)
        if kinds.get(kind_of(path), 0) >= of_a_kind:
            continue
        kinds[kind_of(path)] = kinds.get(kind_of(path), 0) + 1
        answer = page.goto(path)
        assert answer is not None, path
        assert answer.status < 400, f"{path} answers {answer.status}"
        yield path
        for found in page.eval_on_selector_all("a[href]", "all => all.map((one) => one.getAttribute('href'))"):
            address = urlsplit(found)
            ours = not address.scheme and not address.netloc and address.path.startswith("/")
            there = f"{address.path}?{address.query}" if address.query else address.path
            if ours and there not in known and "lang=" not in there and not NO_PAGES.search(address.path):
                known.add(there)
                waiting.append(there)


def faults_of(page: Page, axe: Axe, path: str) -> list[str]:
    """What keeps somebody from reading the page that is open: broken rules, light and dark; and what is cut off."""
    faults: list[str] = []
    for wide, high in SCREENS:
        page.set_viewport_size({"width": wide, "height": high})
        faults += [f"{path} at {wide}: runs off the screen: {one}" for one in page.evaluate(WIDER)]
    page.set_viewport_size({"width": 390, "height": 844})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        only = RULES if scheme == "light" else ["color-contrast"]
        kind = "tag" if scheme == "light" else "rule"
        found = axe.run(page, options={"runOnly": {"type": kind, "values": only}, "resultTypes": ["violations"]})
        for rule in found.response["violations"]:
            where = [node["html"][:140] for node in rule["nodes"][:3]]
            faults.append(f"{path} {scheme}: {rule['id']}: {rule['help']}: {where}")
    page.emulate_media(color_scheme="light")
    return faults
