"""The generated house on a disk or a server: built once for its size and the schema, kept, and used again.

Promises that what is kept is whole, of today's tables and at most `KEPT_DAYS` old, as feeds look at the last days.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec

from teahouse import people
from teahouse.app import open_house
from teahouse.doors.cli.bench import store
from teahouse.doors.cli.bench.group import move_in
from teahouse.doors.cli.bench.rows import COLUMNS, LATE, fill
from teahouse.doors.cli.bench.town import DAY, Size, found_town
from teahouse.kit.clock import SystemClock
from teahouse.kit.db import WriteTx
from teahouse.kit.db.bulk import loading
from teahouse.kit.db.database import is_postgresql
from teahouse.kit.db.migrate import current, head, migrate
from teahouse.kit.db.refused import Refused
from teahouse.migrations import FOLDER
from teahouse.settings import Settings

ORIGIN = "http://bench.example"
KEPT_DAYS = 2
Progress = Callable[[str], None]


class Reader(msgspec.Struct, frozen=True):
    """Somebody with exactly as many friends as asked, and a token to act with."""

    id: int
    token: str


class BuiltHouse(msgspec.Struct, frozen=True):
    """A house that stands: where, as of when, and who reads in it."""

    url: str
    size: Size
    revision: str
    ends: int
    moments: int
    group: int
    readers: list[Reader]


def settings_for(url: str, port: int = 0) -> Settings:
    """The house's own rules; requests are not limited, as one machine makes all of them."""
    return Settings(origin=ORIGIN, database=url, port=port, rate_limits=False, name="Bench")


def stand_up(size: Size, folder: Path, url: str | None, *, fresh: bool, progress: Progress) -> BuiltHouse:
    """The house of this size, built unless it stands already; what an earlier run posted is taken out of it."""
    revision = head(FOLDER)
    place = sha256(url.encode()).hexdigest()[:12] if url else "sqlite"
    stem = f"bench-{size.key}-{revision}-{place}"
    file, note = folder / f"{stem}.sqlite", folder / f"{stem}.json"
    url = url or f"sqlite:{file}"
    folder.mkdir(parents=True, exist_ok=True)
    house = None if fresh else _standing(note, url)
    if house is None:
        note.unlink(missing_ok=True)
        _clear(url, file)
        house = _build(size, url, revision, progress)
        note.write_bytes(msgspec.json.encode(house))
        note.chmod(0o600)
    database = open_house(settings_for(url))
    try:
        database.write_now(lambda tx: store.forget_after(tx, house.ends << 16))
    finally:
        database.close()
    return house


def _standing(note: Path, url: str) -> BuiltHouse | None:
    try:
        house = msgspec.json.decode(note.read_bytes(), type=BuiltHouse)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    young = SystemClock().now() - house.ends < KEPT_DAYS * DAY
    return house if young and house.url == url and current(url) == house.revision else None


def _clear(url: str, file: Path) -> None:
    if is_postgresql(url):
        if current(url) is not None:
            raise Refused("The PostgreSQL database is not empty. Name an empty one: it is filled, and never cleared.")
        return
    for suffix in ("", "-wal", "-shm", ".running"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _build(size: Size, url: str, revision: str, progress: Progress) -> BuiltHouse:
    progress("people and friendships")
    ends = SystemClock().now()
    town = found_town(size, ends)
    migrate(url, FOLDER)
    with loading(url, COLUMNS, late=LATE) as loader:
        count = fill(loader, town, ORIGIN, progress)
    database = open_house(settings_for(url))

    def issue(tx: WriteTx) -> list[Reader]:
        ids = [town.ids[person] for person in town.readers]
        return [Reader(each, people.issue_token(tx, None, each, each).token) for each in ids]

    try:
        readers = database.write_now(issue)
        group = database.write_now(lambda tx: move_in(tx, [reader.id for reader in readers], ends))
    finally:
        database.close()
    return BuiltHouse(url, size, revision, ends, count, group, readers)
