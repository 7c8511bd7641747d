"""The face of both databases: hand it an act, it runs the act in a transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from teahouse.kit.clock import Clock, SystemClock
from teahouse.kit.db.facts import Listeners
from teahouse.kit.db.tally import Tally
from teahouse.kit.db.tx import Context, ReadTx, WriteTx
from teahouse.kit.ids import Ids

if TYPE_CHECKING:
    from pathlib import Path

Result = TypeVar("Result")


class Database(ABC):
    """A place where acts are run. `read` and `write` are for the event loop, `read_now` and `write_now` for threads."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tally = Tally()
        self.on_told: Callable[[], None] = lambda: None
        """Called (from any thread) after a commit that told a fact: the worker's bell."""
        self.on_said: Callable[[str], None] | None = None
        """Where this process listens: called (from any thread) with each message that was broadcast."""

    @abstractmethod
    async def read(self, act: Callable[[ReadTx], Result]) -> Result:
        """Run a short act on a snapshot."""

    @abstractmethod
    async def read_heavy(self, act: Callable[[ReadTx], Result]) -> Result:
        """Run an act that may take long on a snapshot, away from the event loop."""

    @abstractmethod
    async def write(self, act: Callable[[WriteTx], Result]) -> Result:
        """Run an act and commit it durably. Raises `Unavailable` when it could not be committed."""

    @abstractmethod
    def read_now(self, act: Callable[[ReadTx], Result]) -> Result:
        """`read` for a caller outside of the event loop."""

    @abstractmethod
    def write_now(self, act: Callable[[WriteTx], Result]) -> Result:
        """`write` for a caller outside of the event loop."""

    def write_each_now(self, acts: Sequence[Callable[[WriteTx], object]]) -> list[Exception | None]:
        """Run several acts, each by itself, in their order; what each raised. One that raises hinders no other."""
        faults: list[Exception | None] = []
        for act in acts:
            try:
                self.write_now(act)
            except Exception as error:
                faults.append(error)
            else:
                faults.append(None)
        return faults

    @abstractmethod
    def write_later(self, act: Callable[[WriteTx], object]) -> None:
        """Run an act without waiting for it, for what may be lost: nobody is told how it went."""

    def listen(self, hear: Callable[[str], None], lost: Callable[[], None]) -> None:
        """From now on hear what is broadcast in any process; `lost` is called where some of it may have been missed.

        Both are called from any thread and return at once. Who listens twice is heard by the last.
        """
        self.on_said = hear

    @abstractmethod
    def close(self) -> None:
        """Finish what was begun and let go of the database."""


def open_database(
    url: str,
    *,
    clock: Clock | None = None,
    listeners: Listeners | None = None,
    handed: Mapping[type[Any], Any] | None = None,
    threads: int = 8,
) -> Database:
    """Open `sqlite:PATH` (or a bare path) or `postgresql://…`. The schema must be there already (see `migrate`)."""
    clock = clock or SystemClock()
    dialect = "postgresql" if is_postgresql(url) else "sqlite"
    context = Context(dialect, clock, Ids(clock), listeners or Listeners(), handed or {})
    if dialect == "postgresql":
        from teahouse.kit.db.postgresql import PostgresqlDatabase  # noqa: PLC0415 - the driver is loaded when it is needed

        return PostgresqlDatabase(context, url, threads=threads)
    from teahouse.kit.db.sqlite import SqliteDatabase  # noqa: PLC0415

    return SqliteDatabase(context, sqlite_path(url))


def is_postgresql(url: str) -> bool:
    """Whether the address names a PostgreSQL server."""
    return url.startswith(("postgresql://", "postgres://"))


def sqlite_path(url: str) -> Path:
    """The file that a SQLite address names."""
    from pathlib import Path  # noqa: PLC0415

    return Path(
        url.removeprefix("sqlite:").replace("///", "/", 1)
        if url.startswith("sqlite:///")
        else url.removeprefix("sqlite:")
    )
