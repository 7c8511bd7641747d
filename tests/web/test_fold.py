"""Bursts in a feed: pure rows."""

from __future__ import annotations

import pytest

from teahouse.doors.web.fold import fold
from teahouse.doors.web.views import MomentView, PersonView


def view(place: int, author: int) -> MomentView:
    person = PersonView(author, "", "", "", "", 0, False, "")
    return MomentView(place, person, "", "", "", False, "", "", False, (), place=place, brought_by=author)


@pytest.mark.parametrize(
    ("authors", "mark", "rows"),
    [
        ("", None, []),
        ("aab", None, ["a", "a", "b"]),
        ("aaab", None, ["a+2", "b"]),
        ("baaaaab", None, ["b", "a+4", "b"]),
        ("aaaaaa", 3, ["a+2", "|a+2"]),
        ("aaaa", 3, ["a+2", "|a"]),
        ("aaabbb", 3, ["a+2", "|b+2"]),
        ("ababab", None, ["a", "b", "a", "b", "a", "b"]),
    ],
)
def test_nothing_is_folded_across_the_mark_and_nothing_is_lost(authors: str, mark: int | None, rows: list[str]) -> None:
    views = [view(100 - number, ord(who)) for number, who in enumerate(authors)]
    folded = fold(views, None if mark is None else 100 - mark)
    said = [
        f"{'|' if row.is_mark else ''}{chr(row.moment.brought_by)}{f'+{len(row.rest)}' if row.rest else ''}"
        for row in folded
    ]
    assert said == rows
    assert [one for row in folded for one in (row.moment, *row.rest)] == views
