"""The wider lists and the market look where the reader's own rows are: no query of theirs walks a whole table."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from teahouse.kit.db.statement import Compiled, Statement
from teahouse.moments import store_market, store_wider
from teahouse.people import store_within

LISTS = {
    "written by": store_wider.WRITTEN_BY.newest_first,
    "shown": store_wider.SHOWN,
    "answers": store_wider.ANSWERS.newest_first,
    "likers": store_wider.LIKERS.newest_first,
    "market": store_market.MARKET.newest_first,
    "by a seller": store_market.BY_SELLER.newest_first,
    "held": store_market.HELD.newest_first,
    "held of one": store_market.HELD_BY.newest_first,
    "sellers": store_market.SELLERS,
    "came": store_market.CAME,
    "within one": store_within.WITHIN_ONE,
    "within two": store_within.WITHIN_TWO,
}


def plan(file: Path, statement: Statement[object]) -> list[str]:
    compiled = Compiled(statement, "sqlite")
    params = compiled.take(defaultdict(lambda: 1, ids="[1]", authors="[1]"))
    with closing(sqlite3.connect(file)) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", params)]


@pytest.mark.parametrize("name", LISTS)
def test_no_table_is_walked(empty_file: Path, name: str) -> None:
    walked = [step for step in plan(empty_file, LISTS[name]) if step.startswith("SCAN")]
    # Lists that are handed in, and what the query has found already, are walked from end to end.
    assert [step for step in walked if not re.match(r"SCAN (json_each|likes|anon_\d|\(subquery)", step)] == []


def test_the_near_are_read_from_the_index_alone(empty_file: Path) -> None:
    index = "USING COVERING INDEX ix_moment_author_id (author_id=? AND id>? AND id<?)"
    assert f"SEARCH m {index}" in plan(empty_file, LISTS["written by"])


def test_answers_come_out_of_their_index_in_order(empty_file: Path) -> None:
    steps = plan(empty_file, LISTS["answers"])
    assert any("USING INDEX ix_moment_parent_author (parent_author_id=? AND id>? AND id<?)" in step for step in steps)
    assert not any("ORDER BY" in step for step in steps)


def test_what_is_for_sale_is_read_from_indexes_of_nothing_else(empty_file: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.sqlite"
    shutil.copy(empty_file, known)
    with closing(sqlite3.connect(known)) as connection:
        connection.execute("ANALYZE")  # as a house is when it has run for a while: few posts sell
        for index, rows in (("ix_moment_home", 1_000_000), ("ix_moment_sold", 10_000)):
            connection.execute("DELETE FROM sqlite_stat1 WHERE idx = ?", (index,))
            connection.execute("INSERT INTO sqlite_stat1 VALUES ('moment', ?, ?)", (index, f"{rows} {rows // 1000} 1"))
        connection.commit()
    steps = " ".join(plan(known, LISTS["market"]))
    for author in ("m", "own"):
        assert f"SEARCH {author} USING INDEX ix_moment_sold (author_id=? AND id>?)" in steps
    assert "SEARCH t USING INDEX ix_moment_sold_to_all (id>? AND id<?)" in steps
    assert "SEARCH g USING COVERING INDEX ix_audience_group_group_id (group_id=?" in steps
    for name in ("by a seller", "sellers"):
        assert "SEARCH m USING INDEX ix_moment_sold (author_id=?" in " ".join(plan(known, LISTS[name]))
