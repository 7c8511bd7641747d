"""How a list is read and compared: whole, page by page from the top, and page by page from the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from teahouse.moments import Page, Stretch
from tests.gate.plain import Person, Post

ALL = Stretch(limit=10_000)


def same(found: object, expected: object, *about: object) -> None:
    """As `assert ==`, saying what was looked at."""
    assert found == expected, f"{' '.join(str(each) for each in about)}: found {found}, not {expected}"


def check_pages(
    read: Callable[[Stretch], Page], expected: list[int], size: int, *about: object, cursors: list[int] | None = None
) -> None:
    """A list is the same whole, page by page from the top, and page by page from the bottom; no page is short.

    Without a `size` the whole list is read, and one page right above its middle.
    """
    at = expected if cursors is None else cursors
    same(read(ALL).ids, expected, *about)
    if not size:
        half = len(at) // 2
        if half:
            above = read(Stretch(limit=1, min_id=at[half])).ids
            same(above, [expected[half - 1]], *about, "right above the middle")
        return
    found: list[int] = []
    page = read(Stretch(limit=size))
    while page.ids:
        same(len(page.ids), min(size, len(expected) - len(found)), *about, "page after", len(found))
        same((page.first, page.last), (at[len(found)], at[len(found) + len(page.ids) - 1]), *about, "cursors")
        found += page.ids
        page = read(Stretch(limit=size, max_id=page.last))
    same(found, expected, *about, "by pages")
    found = []
    page = read(Stretch(limit=size, min_id=0))
    while page.ids:
        same(len(page.ids), min(size, len(expected) - len(found)), *about, "page above", len(found))
        found = page.ids + found
        page = read(Stretch(limit=size, min_id=page.first))
    same(found, expected, *about, "by pages from the bottom")
    if len(at) > 2:
        middle = read(Stretch(limit=10_000, since_id=at[-1], max_id=at[0]))
        same(middle.ids, expected[1:-1], *about, "between the ends")


def ids_of(found: Sequence[Post] | Sequence[Person]) -> list[int]:
    """Of each."""
    return [each.id for each in found]
