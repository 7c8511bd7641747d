"""Transactions as the domains hold them: `ReadTx` reads, `WriteTx` writes as well.

Both are plain and synchronous. `tx.now` is one instant for the whole transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from teahouse.kit.db.facts import Fact, Listeners
from teahouse.kit.db.jobs import ENQUEUE, ENQUEUE_OUTWARD
from teahouse.kit.db.listening import NOTIFY
from teahouse.kit.db.statement import Compiled, Statement, pack_list
from teahouse.kit.ids import Ids

if TYPE_CHECKING:
    from teahouse.kit.clock import Clock

Row = TypeVar("Row")
Handed = TypeVar("Handed")


Execute = Callable[..., Any]
"""Runs one statement on a driver's connection and answers a cursor."""


class Context:
    """What a database hands to each of its transactions: clock, ids, listeners, settings, compiled statements."""

    def __init__(
        self, dialect: str, clock: Clock, ids: Ids, listeners: Listeners, handed: Mapping[type[Any], Any]
    ) -> None:
        self.dialect = dialect
        self.clock = clock
        self.ids = ids
        self.listeners = listeners
        self.handed = handed
        self.compiled: dict[Statement[Any], Compiled[Any]] = {}

    def hand(self, more: Mapping[type[Any], Any]) -> None:
        """From now on hand these too, or in place of what was handed before."""
        self.handed = {**self.handed, **more}

    def compile(self, statement: Statement[Row]) -> Compiled[Row]:
        """The statement for this database, compiled at most once."""
        compiled = self.compiled.get(statement)
        if compiled is None:
            compiled = self.compiled[statement] = Compiled(statement, self.dialect)
        return compiled


class ReadTx:
    """One consistent snapshot of the database."""

    __slots__ = ("_context", "_execute", "now")

    def __init__(self, context: Context, execute: Execute) -> None:
        self._context = context
        self._execute = execute
        self.now = context.clock.now()

    def _run(self, statement: Statement[Row], params: dict[str, Any]) -> tuple[Any, Compiled[Row]]:
        compiled = self._context.compiled.get(statement) or self._context.compile(statement)
        if compiled.fixed:
            params = {**compiled.fixed, **params}
        if compiled.wants_now and "now" not in params:
            params["now"] = self.now
        for name in compiled.lists:
            params[name] = pack_list(params[name])
        return self._execute(compiled.sql, compiled.take(params)), compiled

    def all(self, statement: Statement[Row], /, **params: Any) -> list[Row]:
        """Every row, as the statement's struct."""
        cursor, compiled = self._run(statement, params)
        rows, row, unpack = cursor.fetchall(), compiled.row, compiled.unpack
        if unpack is not None:
            rows = [unpack(packed) for (packed,) in rows]
        return rows if row is None else [row(*values) for values in rows]

    def one(self, statement: Statement[Row], /, **params: Any) -> Row | None:
        """The first row, or None."""
        cursor, compiled = self._run(statement, params)
        values = cursor.fetchone()
        if values is None:
            return None
        if compiled.unpack is not None:
            values = compiled.unpack(values[0])
        return values if compiled.row is None else compiled.row(*values)

    def value(self, statement: Statement[Any], /, **params: Any) -> Any:
        """The first column of the first row, or None where there is no row."""
        values = self._run(statement, params)[0].fetchone()
        return None if values is None else values[0]

    def column(self, statement: Statement[Any], /, **params: Any) -> list[Any]:
        """The first column of every row."""
        return [values[0] for values in self._run(statement, params)[0].fetchall()]

    def mark(self) -> object | None:
        """What equals an earlier mark only where nothing at all was committed in between, by anybody.

        None where nobody can tell cheaply. SQLite tells it of each connection, as of the transaction's own snapshot.
        """
        if self._context.dialect != "sqlite":
            return None
        return self._execute, self._execute("PRAGMA data_version").fetchone()[0]

    def handed(self, kind: type[Handed]) -> Handed:
        """What the composition root handed in under this type (limits, rules of the house)."""
        value: Handed = self._context.handed[kind]
        return value

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`, for the few who must know."""
        return self._context.dialect


class WriteTx(ReadTx):
    """A transaction that may write. It may be run again from the start, so an act has no effect outside of it."""

    __slots__ = ("_execute_many", "said", "told")

    def __init__(self, context: Context, execute: Execute, execute_many: Execute) -> None:
        super().__init__(context, execute)
        self._execute_many = execute_many
        self.told = False
        self.said: list[str] = []
        """What the database passes on to this process after the commit."""

    def mark(self) -> None:
        """None: what this transaction has written itself would not show."""

    def run(self, statement: Statement[Any], /, **params: Any) -> int:
        """Run a writing statement; the number of rows it touched."""
        return int(self._run(statement, params)[0].rowcount)

    def run_many(self, statement: Statement[Any], rows: Sequence[dict[str, Any]]) -> None:
        """Run a writing statement once for each set of parameters."""
        if not rows:
            return
        compiled = self._context.compile(statement)
        if compiled.fixed:
            rows = [{**compiled.fixed, **row} for row in rows]
        self._execute_many(compiled.sql, [compiled.take(row) for row in rows])

    def new_id(self, at: int | None = None) -> int:
        """A new id, larger than all earlier ones; backdated when `at` (milliseconds) is given."""
        return self._context.ids.new(at)

    def tell(self, fact: Fact, *, after: int = 0) -> None:
        """Enqueue the fact for its listeners and as an errand, in `after` milliseconds or as soon as possible."""
        listeners = self._context.listeners
        for kind in listeners.names(type(fact)):
            self._enqueue(ENQUEUE, kind, fact, after)
        errand = listeners.outward(type(fact))
        if errand is not None:
            self._enqueue(ENQUEUE_OUTWARD, errand, fact, after)

    def _enqueue(self, how: Statement[None], kind: str, fact: Fact, after: int) -> None:
        self.told = True
        payload = msgspec.json.encode(fact).decode()
        self.run(how, id=self.new_id(), kind=kind, payload=payload, run_at=self.now + after)

    def broadcast(self, message: str) -> None:
        """Have every process that listens to this database (see `Database.listen`) hear this once it is committed.

        Each hears it once; who does not listen then never will. PostgreSQL takes at most 8,000 bytes.
        """
        if self.dialect == "postgresql":
            self.run(NOTIFY, message=message)
        else:
            self.said.append(message)

    def hear(self, kind: str, payload: str) -> None:
        """Run the listener that a stored job names."""
        self._context.listeners.call(self, kind, payload.encode())

    @property
    def ids(self) -> Ids:
        """The maker of ids, for bulk work."""
        return self._context.ids
