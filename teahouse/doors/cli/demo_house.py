"""The demo's own folder: its database, and a note beside it of what it was built from and who may sign in.

Promises that a neighbourhood is used as long as it is of this release and this address, migrated where only the
database's form changed, and built anew otherwise; a build that was interrupted is never used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import click
import msgspec

from teahouse.kit.clock import SystemClock
from teahouse.kit.db.copying import appearing
from teahouse.kit.db.migrate import current, migrate, revisions
from teahouse.kit.db.refused import InUse, Refused
from teahouse.kit.db.running import hold_alone
from teahouse.migrations import FOLDER
from teahouse.settings import Settings

SEED = 2025
USUAL_PORT = 8000


class Guest(msgspec.Struct, frozen=True):
    """Somebody to sign in as."""

    username: str
    name: str
    password: str


class Stamp(msgspec.Struct, frozen=True):
    """What a built neighbourhood belongs to."""

    made_from: str
    origin: str
    built_at: int
    guests: list[Guest]


class DemoHouse:
    """One neighbourhood for one kind of address: that of this machine alone, or that of the local network."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.public = settings.host != "127.0.0.1"
        # Links inside moments carry the address, so each port has a neighbourhood of its own.
        name = "demo" + ("-lan" if self.public else "") + (f"-{settings.port}" if settings.port != USUAL_PORT else "")
        self.file = folder / f"{name}.sqlite"
        self.settings = msgspec.structs.replace(settings, database=f"sqlite:{self.file}")
        self._note = folder / f"{name}.json"

    @property
    def stamp(self) -> Stamp:
        """The note of a house that is ready."""
        return msgspec.json.decode(self._note.read_bytes(), type=Stamp)

    def check_idle(self) -> None:
        """Raises `ClickException` while a server runs on it."""
        if not self.file.exists():
            return
        try:
            hold_alone(self.settings.database).close()
        except InUse:
            where = self.stamp.origin if self._note.exists() else str(self.file)
            raise click.ClickException(f"The demo is open already: {where}") from None

    def make_ready(self, *, fresh: bool, progress: Callable[[str], None]) -> None:
        """Use, migrate or build, whichever is needed."""
        if fresh or not self.fits():
            self._build(progress)
        else:
            migrate(self.settings.database, FOLDER)

    def fits(self) -> bool:
        """Whether what stands there is complete, and of this release and this address."""
        try:
            stamp = self.stamp
            known = current(self.settings.database) in revisions(FOLDER)
        except (OSError, msgspec.DecodeError, Refused):
            return False
        return known and (stamp.made_from, stamp.origin) == (made_from(), self.settings.origin)

    def _build(self, progress: Callable[[str], None]) -> None:
        # Loaded here: a house that is built already has no use for three hundred people's texts.
        from teahouse.doors.cli.demo import build_neighbourhood  # noqa: PLC0415

        self.file.parent.mkdir(parents=True, exist_ok=True)
        # First the note: without it, what an interrupted build leaves is built anew.
        for path in (self._note, *(self.file.with_name(self.file.name + end) for end in ("", "-wal", "-shm"))):
            path.unlink(missing_ok=True)
        now = SystemClock().now()
        signed = build_neighbourhood(
            self.settings.database,
            self.settings,
            seed=SEED,
            now=now,
            progress=progress,
            passwords="random" if self.public else "fixed",
        )
        for left in self.file.parent.glob(f".{self.file.name}.*.running"):  # the lock of what it was built as
            left.unlink()
        progress("Done.\n")
        guests = [Guest(each.username, each.display_name, each.password) for each in signed]
        with appearing(self._note) as temporary:
            temporary.write_bytes(msgspec.json.encode(Stamp(made_from(), self.settings.origin, now, guests)))


def made_from() -> str:
    """Changes with whatever a neighbourhood is made from: its people, its texts and pictures, its loader."""
    here = Path(__file__).parent
    parts = [(here / part).rglob("*.py") for part in ("neighbourhood", "easel")]
    files = sorted([*here.glob("demo*.py"), *chain.from_iterable(parts)])
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
