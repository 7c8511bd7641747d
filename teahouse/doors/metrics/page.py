"""`GET /metrics`: gathers the numbers and writes them down.

Promises the answer of an address that is not there to whoever has not the token.
"""

from __future__ import annotations

import asyncio
import os
import resource
import secrets
import time
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

from msgspec import Struct
from starlette.types import Receive, Scope, Send

from teahouse import people
from teahouse.kit.db import Database, ReadTx, jobs
from teahouse.kit.db.size import fetch_size
from teahouse.kit.db.tally import SIZES
from teahouse.kit.db.upkeep import LastBackup, fetch_last_backup
from teahouse.kit.errors import NotFound
from teahouse.kit.files import size_below
from teahouse.kit.http import BOUNDS, TEMPLATE, Meters, refused
from teahouse.kit.http.answer import encode, send_answer
from teahouse.kit.ids import time_of

PATH = "/metrics"
TYPE = b"text/plain; version=0.0.4; charset=utf-8"
LASTS = 600.0
"""Seconds for which the size of a folder is good."""
_STATM = Path("/proc/self/statm")


class House(Struct, frozen=True):
    """What the database says of itself and of the house."""

    now: int
    size: int
    members: int
    here_this_week: int
    waiting: int
    oldest: int | None
    dead: int
    backup: LastBackup | None


def fetch_house(tx: ReadTx) -> House:
    """All of it, in one snapshot."""
    oldest = tx.value(jobs.OLDEST_WAITING)
    return House(
        now=tx.now,
        size=fetch_size(tx),
        members=tx.handed(people.KeptFigures).fetch(tx).members,
        here_this_week=people.count_here_this_week(tx),
        waiting=tx.value(jobs.WAITING),
        oldest=None if oldest is None else time_of(oldest),
        dead=tx.value(jobs.COUNT_DEAD),
        backup=fetch_last_backup(tx),
    )


class Folder:
    """The size of a folder, counted anew when the last count is older than `LASTS`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: tuple[float, int] | None = None

    def size(self) -> int:
        """Bytes of all files below it. Takes time."""
        now = time.monotonic()
        if self._kept is None or now - self._kept[0] > LASTS:
            self._kept = (now, size_below(self._path))
        return self._kept[1]


class Metrics:
    """The app of this door, mounted at `PATH`."""

    def __init__(self, database: Database, meters: Meters, token: str, media: Path | None) -> None:
        """`media` is the folder of pictures; none where they are not on this disk."""
        self._database = database
        self._media = None if media is None else Folder(media)
        self._meters = meters
        self._expected = b"Bearer " + token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever it is."""
        given = dict(scope["headers"]).get(b"authorization", b"")
        asked = scope["method"] in ("GET", "HEAD") and scope["path"] == PATH
        if not (secrets.compare_digest(given, self._expected) and asked):
            reply = refused(NotFound())
            headers = [(b"content-type", b"application/json; charset=utf-8")]
            await send_answer(send, reply.status or 404, encode(reply.body), headers)
            return
        scope[TEMPLATE] = f"{scope['method']} {PATH}"
        house = await self._database.read_heavy(fetch_house)
        pictures = None if self._media is None else await asyncio.to_thread(self._media.size)
        text = "".join(f"{line}\n" for line in self._lines(house, pictures))
        await send_answer(send, 200, text.encode(), [(b"content-type", TYPE)], bare=scope["method"] == "HEAD")

    def _lines(self, house: House, pictures: int | None) -> Iterator[str]:
        yield from _requests(self._meters)
        tally = self._database.tally
        yield from _one("database_reads_total", "counter", "Reads since the start.", tally.reads)
        yield from _one("database_writes_total", "counter", "Acts that were committed since the start.", tally.writes)
        yield from _head("commit_acts", "histogram", "How many acts shared one commit.")
        yield from _histogram("commit_acts", {}, SIZES, tally.commits, tally.writes)
        yield from _of_house(house)
        if pictures is not None:
            yield from _one("media_bytes", "gauge", "Size of all pictures, some minutes ago at most.", pictures)
        yield from _of_process()


def _of_house(house: House) -> Iterator[str]:
    age = 0.0 if house.oldest is None else (house.now - house.oldest) / 1000
    yield from _one("database_bytes", "gauge", "Size of the database.", house.size)
    yield from _one("members", "gauge", "Members, some minutes ago at most.", house.members)
    yield from _one("members_here_this_week", "gauge", "Members who opened the house this week.", house.here_this_week)
    yield from _one("jobs_waiting", "gauge", "Jobs that are still to be done.", house.waiting)
    yield from _one("jobs_oldest_seconds", "gauge", "Since when the oldest of them waits.", age)
    yield from _one("jobs_dead", "gauge", "Jobs that failed too often and were given up.", house.dead)
    if house.backup is not None:
        age = (house.now - house.backup.at) / 1000
        yield from _one("backup_age_seconds", "gauge", "Age of the last complete backup; absent without one.", age)
        yield from _one("backup_bytes", "gauge", "Size of the last complete backup.", house.backup.size)
        yield from _one("backup_seconds", "gauge", "How long it took.", house.backup.took / 1000)


def _of_process() -> Iterator[str]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield from _one("process_cpu_seconds_total", "counter", "Processor time.", used.ru_utime + used.ru_stime)
    if _STATM.exists():  # only Linux says what is held now
        held = int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        yield from _one("process_resident_bytes", "gauge", "Memory that is held now.", held)


def _requests(meters: Meters) -> Iterator[str]:
    yield from _head("request_seconds", "histogram", "Answers by route, method and class of status.")
    for each in meters.series():
        labels = {"method": each.method, "route": each.route, "status": each.status}
        yield from _histogram("request_seconds", labels, BOUNDS, each.of.counts, each.of.total)


def _head(name: str, kind: str, said: str) -> Iterator[str]:
    yield f"# HELP teahouse_{name} {said}"
    yield f"# TYPE teahouse_{name} {kind}"


def _one(name: str, kind: str, said: str, value: float) -> Iterator[str]:
    yield from _head(name, kind, said)
    yield f"teahouse_{name} {_number(value)}"


def _histogram(
    name: str, labels: Mapping[str, str], bounds: tuple[float, ...], counts: list[int], total: float
) -> Iterator[str]:
    said = "".join(f'{key}="{value}",' for key, value in labels.items())
    sums = list(accumulate(counts))
    for bound, count in zip((*map(str, bounds), "+Inf"), (*sums[: len(bounds)], sums[-1]), strict=True):
        yield f'teahouse_{name}_bucket{{{said}le="{bound}"}} {count}'
    rest = f"{{{said.rstrip(',')}}}" if said else ""
    yield f"teahouse_{name}_sum{rest} {_number(total)}"
    yield f"teahouse_{name}_count{rest} {sums[-1]}"


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.6f}"
