"""SQL statements that are written once with SQLAlchemy Core and run on the bare driver of either database.

A `Statement` is compiled the first time that a database meets it; from then on a run costs what a hand-written string
costs. Lists of values travel as one parameter (`one_of`), so no statement is compiled twice for two lengths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

Row = TypeVar("Row")

_JSON = msgspec.json.Encoder()
_ROW: msgspec.json.Decoder[tuple[Any, ...]] = msgspec.json.Decoder(tuple)


def new_metadata() -> sa.MetaData:
    """Metadata whose constraints have the same names on both databases, so that migrations can name them."""
    return sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""The type of a table's own id: on SQLite it is then the row's own number, and found without an index."""


class _OneOf(sa.ColumnElement[bool]):
    """`column IN (the list handed as parameter name)`; see `one_of`."""

    inherit_cache = False
    type = sa.Boolean()

    def __init__(self, column: sa.ColumnElement[Any], name: str, text: bool) -> None:
        self.column = column
        self.name = name
        self.text = text

    def self_group(self, against: Any = None) -> _OneOf:
        """A condition as it stands: on SQLite it would else be compared with 1, past every index."""
        return self

    @property
    def _from_objects(self) -> list[Any]:
        return self.column._from_objects


def one_of(column: sa.ColumnElement[Any], name: str, *, text: bool = False) -> sa.ColumnElement[bool]:
    """True where `column` is in the list that is handed as parameter `name` (of integers, or of text)."""
    return _OneOf(column, name, text)


class _Listed(sa.ColumnElement[Any]):
    """The list handed as parameter `name`, as one value; see `each_of`."""

    inherit_cache = False
    type = sa.types.NullType()

    def __init__(self, name: str, text: bool) -> None:
        self.name = name
        self.text = text


@compiles(_Listed, "sqlite")
def _listed_sqlite(element: _Listed, compiler: SQLCompiler, **_: Any) -> str:
    _lists_of(compiler).add(element.name)
    return f":{element.name}"


@compiles(_Listed, "postgresql")
def _listed_postgresql(element: _Listed, compiler: SQLCompiler, **_: Any) -> str:
    kind = "text" if element.text else "bigint"
    return f"%({element.name})s::{kind}[]"


def each_of(name: str, dialect: str, *, text: bool = False) -> sa.FromClause:
    """The list handed as parameter `name` as rows of one column, `value`; for sources that know their dialect."""
    each = sa.func.json_each if dialect == "sqlite" else sa.func.unnest
    column = sa.column("value", sa.Text() if text else sa.BigInteger())
    rows = each(_Listed(name, text)).table_valued(column, name=name)
    return rows if dialect == "sqlite" else rows.render_derived()


def insert_each(table: sa.Table, lists: Mapping[str, bool], plain: Iterable[str]) -> Source:
    """INSERT of one row for each combination of the lists handed under the names of these columns (True: of text).

    The columns in `plain` have one value each. A row whose key stands already is left as it is.
    """

    def build(dialect: str) -> sa.ClauseElement:
        each = {name: each_of(name, dialect, text=text).c.value for name, text in lists.items()}
        values = {name: sa.bindparam(name, type_=table.c[name].type) for name in plain}
        rows = sa.select(*each.values(), *values.values())
        if dialect == "sqlite":
            return sqlite.insert(table).prefix_with("OR IGNORE").from_select([*each, *values], rows)
        insert: sa.ClauseElement = (
            _postgresql().insert(table).from_select([*each, *values], rows).on_conflict_do_nothing()
        )
        return insert

    return build


def _lists_of(compiler: Any) -> set[str]:
    """The names of list parameters met while compiling, kept on the compiler itself."""
    names: set[str] = compiler.__dict__.setdefault("teahouse_lists", set())
    return names


@compiles(_OneOf, "sqlite")
def _one_of_sqlite(element: _OneOf, compiler: SQLCompiler, **kw: Any) -> str:
    _lists_of(compiler).add(element.name)
    # Without the cast the value has no affinity, and no index would be used.
    kind = "TEXT" if element.text else "INTEGER"
    return f"{compiler.process(element.column, **kw)} IN (SELECT CAST(value AS {kind}) FROM json_each(:{element.name}))"


@compiles(_OneOf, "postgresql")
def _one_of_postgresql(element: _OneOf, compiler: SQLCompiler, **kw: Any) -> str:
    kind = "text" if element.text else "bigint"
    return f"{compiler.process(element.column, **kw)} = ANY(%({element.name})s::{kind}[])"


def bits(column: sa.ColumnElement[int], mask: int) -> sa.ColumnElement[bool]:
    """True where any bit of `mask` is set in `column`."""
    return column.bitwise_and(sa.literal_column(str(mask), sa.Integer)) != sa.literal_column("0", sa.Integer)


def number(value: int) -> sa.ColumnElement[int]:
    """A constant number, written into the statement's text."""
    return sa.literal_column(str(int(value)), sa.BigInteger)


def among(column: sa.ColumnElement[Any], values: Iterable[int]) -> sa.ColumnElement[bool]:
    """True where `column` is one of these constant numbers.

    Written as comparisons: SQLite makes a table of its own for `IN` with three numbers, each time a statement runs,
    and that costs more than most of our statements do.
    """
    runs: list[list[int]] = []
    for value in sorted(int(value) for value in values):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    parts = [
        column == number(run[0]) if len(run) == 1 else column.between(number(run[0]), number(run[-1])) for run in runs
    ]
    return sa.or_(*parts) if len(parts) > 1 else parts[0]


def slim(table: sa.Table, *names: str) -> sa.TableClause:
    """The table as queries need it: these columns (or all) and nothing of keys and defaults.

    Its aliases cost a tenth of a full table's, which is felt at start: the gate makes hundreds of them.
    """
    columns = [table.c[name] for name in names] or list(table.c)
    return sa.table(table.name, *(sa.column(column.name, column.type) for column in columns))


def exists(of: sa.FromClause, *where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """EXISTS over `of`; every other table that `where` names is one of the queries around it, however far out.

    SQLAlchemy's own `exists` looks one query out only: a table that stands further out would silently be read anew.
    """
    return sa.exists(sa.select(number(1)).select_from(of).where(*where).correlate_except(*_leaves(of)))


def count_of(of: sa.FromClause, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """The number of rows of `of`, as a value; correlated as `exists` is."""
    return sa.select(sa.func.count()).select_from(of).where(*where).correlate_except(*_leaves(of)).scalar_subquery()


def value_of(column: sa.ColumnElement[Any], of: sa.FromClause, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    """A column of the one row of `of`; correlated as `exists` is."""
    return sa.select(column).select_from(of).where(*where).correlate_except(*_leaves(of)).scalar_subquery()


def _leaves(of: sa.FromClause) -> list[sa.FromClause]:
    if isinstance(of, sa.Join):
        return [*_leaves(of.left), *_leaves(of.right)]
    return [of]


def now_param() -> sa.BindParameter[int]:
    """The transaction's time in milliseconds, filled in by the transaction itself."""
    return sa.bindparam("now", type_=sa.BigInteger)


def _postgresql() -> Any:
    """Loaded where it is needed: it brings five drivers' dialects along."""
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - see above

    return postgresql


Source = sa.ClauseElement | Callable[[str], sa.ClauseElement]


def upsert(table: sa.Table, keys: list[str], columns: list[str], *, keep: list[str] | None = None) -> Source:
    """INSERT of `columns` that, where `keys` exist already, overwrites all others but those in `keep`."""

    def build(dialect: str) -> sa.ClauseElement:
        make = sqlite.insert if dialect == "sqlite" else _postgresql().insert
        stmt = make(table).values({name: sa.bindparam(name, type_=table.c[name].type) for name in columns})
        kept = {*keys, *(keep or [])}
        return stmt.on_conflict_do_update(
            index_elements=keys, set_={name: stmt.excluded[name] for name in columns if name not in kept}
        )

    return build


def insert_or_ignore(table: sa.Table, columns: list[str] | None = None) -> Source:
    """INSERT that does nothing where a row with the same key stands; `rowcount` tells which it was."""
    names = columns or [column.name for column in table.columns]

    def build(dialect: str) -> sa.ClauseElement:
        make = sqlite.insert if dialect == "sqlite" else _postgresql().insert
        values = {name: sa.bindparam(name, type_=table.c[name].type) for name in names}
        return make(table).values(values).on_conflict_do_nothing()

    return build


class Statement(Generic[Row]):
    """One SQL statement and the type that its rows become.

    `row` is a msgspec struct whose fields stand in the order of the selected columns, or None for bare tuples. A source
    that is a function of the dialect is called when the statement is first needed: a large one costs nothing until
    then, and its tree is garbage afterwards.

    `packed` is for a SELECT of many columns, none of them bytes, and few rows: SQLite hands each row over as one text.
    Its driver describes every column anew each time a statement runs, which costs more than to write and read that.
    """

    __slots__ = ("packed", "row", "source")

    def __init__(self, source: Source, row: type[Row] | None = None, *, packed: bool = False) -> None:
        self.source = source
        self.row = row
        self.packed = packed


class Compiled(Generic[Row]):
    """A statement ready for one driver: its text, its fixed parameters, the names of those that are lists.

    `take` makes of named parameters what the driver takes. `unpack` is there where a row comes as one text, and makes
    of it what it would else be.
    """

    __slots__ = ("fixed", "lists", "row", "sql", "take", "unpack", "wants_now")

    def __init__(self, statement: Statement[Row], dialect: str) -> None:
        source = statement.source
        element = source if isinstance(source, sa.ClauseElement) else source(dialect)
        self.unpack: Callable[[str], tuple[Any, ...]] | None = None
        if statement.packed and dialect == "sqlite":
            element = _packed(element)
            self.unpack = _ROW.decode
        target: Any = sqlite.dialect(paramstyle="named") if dialect == "sqlite" else _postgresql().psycopg.dialect()
        compiled = element.compile(dialect=target)
        params: Mapping[str, Any] = compiled.construct_params(_check=False) or {}  # type: ignore[call-arg]
        fixed = {name: value for name, value in params.items() if value is not None}
        numbers = {name: int(value) for name, value in fixed.items() if isinstance(value, int)}
        self.sql = _write_out(str(compiled), numbers, dialect)
        self.fixed = {name: value for name, value in fixed.items() if name not in numbers}
        self.wants_now = "now" in params
        self.row = statement.row
        self.lists = tuple(_lists_of(compiled)) if dialect == "sqlite" else ()
        self.take: Callable[[dict[str, Any]], tuple[Any, ...]]
        if dialect == "sqlite":
            self.sql, self.take = _in_order(self.sql, r":(\w+)", "?", {*params, *self.lists})
        else:
            self.sql, self.take = _in_order(self.sql, r"%\((\w+)\)s", "$")
            self.sql = self.sql.replace("%%", "%")


def _packed(element: sa.ClauseElement) -> sa.ClauseElement:
    """The SELECT with its columns as one JSON text."""
    if not isinstance(element, sa.Select):
        raise TypeError("only a SELECT has rows to pack")
    return element.with_only_columns(sa.func.json_array(*element.selected_columns).label("packed"))


def _write_out(sql: str, numbers: Mapping[str, int], dialect: str) -> str:
    """Constant numbers stand in the text itself, where a planner can match them with a partial index."""
    pattern = r":(\w+)" if dialect == "sqlite" else r"%\((\w+)\)s"
    return re.sub(pattern, lambda m: str(numbers.get(m[1], m[0])), sql)


def _in_order(
    sql: str, pattern: str, sign: str, names: set[str] | None = None
) -> tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """Parameters by their number, and who puts them in order.

    By name they would be looked for each time: SQLite's driver asks for each, and PostgreSQL's takes a long statement
    apart anew whenever it runs, which costs more than to answer most of them.
    """
    order: dict[str, int] = {}

    def number_of(match: re.Match[str]) -> str:
        if names is not None and match[1] not in names:
            return match[0]
        return f"{sign}{order.setdefault(match[1], len(order) + 1)}"

    numbered = re.sub(pattern, number_of, sql)
    if len(order) > 1:
        return numbered, itemgetter(*order)
    return numbered, lambda params: tuple(params[name] for name in order)


def pack_list(values: Any) -> str:
    """A list as SQLite takes it: JSON text."""
    return _JSON.encode(list(values)).decode()
