"""The page on which members read what friends said, as a browser asks for it: by a cookie, and squeezed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import partial

from teahouse import people
from teahouse.doors.cli.bench.client import Ask, request
from teahouse.doors.cli.bench.house import Reader
from teahouse.doors.cli.bench.judge import Check, Judge, wrong
from teahouse.kit.db import Database

CPU_AIM = 5.0
WAIT_AIM = 10.0
"""Milliseconds of processor time, and until the first byte of the answer is there."""
_BROWSER = ("Accept: text/html", "Accept-Encoding: gzip", "Sec-Fetch-Site: none")
_CARD = re.compile(rb'<article [^>]*id="m-(\d+)"')


def home_pages(database: Database, judge: Judge, readers: Sequence[Reader], reckoned: int) -> list[Ask]:
    """Home for each of these, signed in by a new session; of the first `reckoned` every moment is looked at."""
    asks = []
    for place, reader in enumerate(readers):
        session = database.write_now(partial(people.open_session, account_id=reader.id))
        check = _check(judge, reader.id, reckon=place < reckoned)
        asks.append(Ask(request("GET", "/", None, b"", (*_BROWSER, f"Cookie: teahouse-session={session}")), check))
    return asks


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
