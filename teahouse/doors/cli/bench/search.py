"""Searches for posts: a word that many say, several that stand together, one never said, and two that never meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

import msgspec
from msgspec import Struct

from teahouse.doors.cli.bench.client import Ask, get
from teahouse.doors.cli.bench.house import Reader
from teahouse.doors.cli.bench.judge import PAGE, Check, Judge, Shown, wrong
from teahouse.kit.text import plain, words_of, words_sought

WAIT_AIM = 10.0
"""Milliseconds until the answer is there, in the middle."""
SOUGHT = {
    "a word that many say": ("market", PAGE),
    "words that stand together": ("bicycle blue sister", PAGE),
    "Chinese": ("都笑了", PAGE),
    "a word that nobody says": ("zeppelin", 0),
    "two common words that never meet": ("oven bridge", 0),
}
"""What is looked for, and how many there are on the first page at least."""


class Found(Struct):
    """What is looked at of an answer."""

    statuses: list[Shown]


def searches(judge: Judge, readers: Sequence[Reader]) -> Iterator[tuple[str, list[Ask]]]:
    """For each sort of search its name, and what each reader asks."""
    for name, (text, least) in SOUGHT.items():
        path = f"/api/v2/search?type=statuses&q={quote(text)}"
        yield name, [Ask(get(path, one.token), judge.same(path + one.token, _check(text, least))) for one in readers]


def _check(text: str, least: int) -> Check:
    """As many as there ought to be, newest first, each with all of the words."""

    def check(body: bytes) -> None:
        found = msgspec.json.decode(body, type=Found).statuses
        ids = [int(status.id) for status in found]
        if len(found) != least or ids != sorted(set(ids), reverse=True):
            raise wrong(f"search for {text}", ids, f"{least} ids, newest first")
        for status in found:
            if not words_of(plain(status.content)).issuperset(words_sought(text)):
                raise wrong(f"search for {text}", status.content, text)

    return check
