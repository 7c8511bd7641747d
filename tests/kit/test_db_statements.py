"""Statements as the drivers take them: parameters by number, rows as one text, and the mark of a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from teahouse.kit.db import Database, Statement, one_of, open_database
from teahouse.kit.db.statement import Compiled


class Pair(msgspec.Struct, frozen=True):
    """Two columns."""

    number: int
    text: str


word = sa.table("word", sa.column("number", sa.Integer), sa.column("text", sa.Text), sa.column("more", sa.Text))
MAKE: Statement[None] = Statement(sa.text("CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT, more TEXT)"))
_values = {name: sa.bindparam(name) for name in ("more", "text", "number")}
ADD: Statement[None] = Statement(word.insert().values(_values))
_ALL = sa.select(word.c.number, word.c.text, word.c.more).order_by(word.c.number)
PLAIN: Statement[tuple[int, str, str | None]] = Statement(_ALL)
PACKED: Statement[tuple[int, str, str | None]] = Statement(_ALL, packed=True)
PAIRS = Statement(sa.select(word.c.number, word.c.text).order_by(word.c.number), Pair, packed=True)
TWICE: Statement[int] = Statement(
    sa.select(word.c.number).where(
        sa.or_(word.c.text == sa.bindparam("a"), word.c.more == sa.bindparam("b"), word.c.text == sa.bindparam("b")),
        one_of(word.c.number, "among"),
    )
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:{tmp_path / 'words.sqlite'}")
    database.write_now(lambda tx: tx.run(MAKE))
    yield database
    database.close()


_texts = st.text(st.characters(exclude_categories=("Cs",)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), _texts, _texts | st.none()), unique_by=lambda row: row[0]))
def test_a_packed_row_is_the_row(rows: list[tuple[int, str, str | None]]) -> None:
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:{folder}/words.sqlite")
        every = [{"number": number, "text": text, "more": more} for number, text, more in rows]
        database.write_now(lambda tx: (tx.run(MAKE), tx.run_many(ADD, every)))
        ask = database.read_now
        assert ask(lambda tx: tx.all(PACKED)) == ask(lambda tx: tx.all(PLAIN)) == sorted(rows)
        assert ask(lambda tx: tx.one(PACKED)) == ask(lambda tx: tx.one(PLAIN))
        assert ask(lambda tx: tx.all(PAIRS)) == [Pair(number, text) for number, text, _ in sorted(rows)]
        database.close()


def test_only_a_select_has_rows_to_pack() -> None:
    with pytest.raises(TypeError, match="SELECT"):
        Compiled(Statement(word.delete(), packed=True), "sqlite")


def test_a_parameter_that_stands_twice_is_handed_once(database: Database) -> None:
    said = ((1, "x", "y"), (2, "y", None), (3, "z", "y"))
    rows = [{"number": number, "text": text, "more": more} for number, text, more in said]
    database.write_now(lambda tx: tx.run_many(ADD, rows))
    ask = {"a": "x", "b": "y", "among": [1, 2]}
    assert database.read_now(lambda tx: tx.column(TWICE, **ask)) == [1, 2]
    assert database.read_now(lambda tx: tx.column(TWICE, **{**ask, "a": "z", "b": "?", "among": [3]})) == [3]


def test_a_mark_changes_with_whatever_is_committed(database: Database, tmp_path: Path) -> None:
    def mark() -> object:
        return database.read_now(lambda tx: tx.mark())

    first = mark()
    assert mark() == first is not None
    database.write_now(lambda tx: tx.run(ADD, number=1, text="", more=None))
    second = mark()
    assert second != first
    assert mark() == second
    another = open_database(f"sqlite:{tmp_path / 'words.sqlite'}")
    try:
        assert mark() == second
        another.write_now(lambda tx: tx.run(ADD, number=2, text="", more=None))
        assert mark() not in (first, second)
        assert another.read_now(lambda tx: tx.mark()) != mark()
    finally:
        another.close()
    assert database.write_now(lambda tx: tx.mark()) is None


def test_a_mark_is_that_of_the_snapshot(database: Database) -> None:
    def look(tx: object) -> tuple[object, object, list[int]]:
        before = tx.mark()
        database.write_now(lambda writing: writing.run(ADD, number=1, text="", more=None))
        return before, tx.mark(), tx.column(PLAIN)

    before, still, seen = database.read_now(look)
    assert (before, seen) == (still, [])
    assert database.read_now(lambda tx: tx.mark()) != before
