"""Pages as a browser asks for them, by a cookie and squeezed: home, and that for cleaning one's circle."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import partial

from teahouse import moments, people
from teahouse.doors.cli.bench.client import Ask, request
from teahouse.doors.cli.bench.house import Reader
from teahouse.doors.cli.bench.judge import Check, Judge, wrong
from teahouse.kit.db import Database

CPU_AIM = 5.0
WAIT_AIM = 10.0
"""Milliseconds of processor time, and until the first byte of the answer is there."""
_BROWSER = ("Accept: text/html", "Accept-Encoding: gzip", "Sec-Fetch-Site: none")
_CARD = re.compile(rb'<article [^>]*id="m-(\d+)"')
_CAME = re.compile(rb"days (\d+) posts came to you")


def home_pages(database: Database, judge: Judge, readers: Sequence[Reader], reckoned: int) -> list[Ask]:
    """Home for each of these, signed in by a new session; of the first `reckoned` every moment is looked at."""
    return [
        _asked(database, reader, "/", _check(judge, reader.id, reckon=place < reckoned))
        for place, reader in enumerate(readers)
    ]


def clean_pages(database: Database, judge: Judge, readers: Sequence[Reader]) -> list[Ask]:
    """What came to each of these in thirty days, what to turn down of it, and home before and after."""
    return [_asked(database, reader, "/clean", _check_clean(judge, reader.id)) for reader in readers]


def _asked(database: Database, reader: Reader, path: str, check: Check) -> Ask:
    """By a new session of the reader's."""
    session = database.write_now(partial(people.open_session, account_id=reader.id))
    return Ask(request("GET", path, None, b"", (*_BROWSER, f"Cookie: teahouse-session={session}")), check)


def _check_clean(judge: Judge, reader: int) -> Check:
    """How much came, as the page says it; the first answer to each reader is reckoned, the rest says the same."""
    shown: list[int] = []

    def check(body: bytes) -> None:
        said = [int(found) for found in _CAME.findall(gzip.decompress(body))]
        if len(said) != 1:
            raise wrong(f"page for cleaning of {reader}", said, "one number of posts")
        if not shown:
            judge.check_came(reader, said[0], moments.LATELY)
            shown.extend(said)
        elif said != shown:
            raise wrong(f"page for cleaning of {reader}", said, shown)

    return check


def _check(judge: Judge, reader: int, *, reckon: bool) -> Check:
    """The cards on it; the first answer to each reader is reckoned, the rest shows the same ones."""
    shown: list[int] = []

    def check(body: bytes) -> None:
        ids = [int(found) for found in _CARD.findall(gzip.decompress(body))]
        if not shown:
            judge.check_cards(reader, ids, reckon=reckon)
            shown.extend(ids)
        elif ids != shown:
            raise wrong(f"home page of {reader}", ids, shown)

    return check
